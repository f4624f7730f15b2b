public import JSON

extension FaultMatrix {
  /// The table as Markdown, with its legend.
  public var markdown: String {
    var text = ""
    for isUndo in [false, true] {
      let part = rows.filter { $0.isUndo == isUndo }
      guard !part.isEmpty else { continue }
      let troubles = Trouble.allCases.filter { trouble in part.contains { $0.sights[trouble] != nil } }
      text += "\(isUndo ? "Undo" : "Step") | " + troubles.map(\.rawValue).joined(separator: " | ") + "\n"
      text += "---|" + troubles.map { _ in ":-:" }.joined(separator: "|") + "\n"
      for row in part {
        text += "`\(row.step.isEmpty ? row.operation : row.step)` | "
        text += troubles.map { row.sights[$0]?.rawValue ?? " " }.joined(separator: " | ") + "\n"
      }
      text += "\n"
    }
    let seen = Set(rows.flatMap(\.sights.values))
    for sight in Sight.allCases where seen.contains(sight) {
      text += "- `\(sight.rawValue)` \(sight.meaning)\n"
    }
    for row in rows {
      for fault in row.faults { text += "\n\(row.isUndo ? "undo of " : "")\(row.step): \(fault)\n" }
    }
    let scenes = rows.reduce(0) { $0 + $1.sights.count }
    let wrong = rows.reduce(0) { $0 + $1.sights.values.count { $0 == .wrong } }
    text += "\n\(scenes) rehearsals, "
    text +=
      wrong == 0 ? "nothing left behind, nothing made twice.\n" : "\(wrong) of which did not end well.\n"
    return text
  }

  /// The table for programs.
  public var json: JSONValue {
    [
      "flawless": .bool(isFlawless),
      "rows": .array(
        rows.map { row in
          [
            "step": .string(row.step), "undo": .bool(row.isUndo), "operation": .string(row.operation),
            "sights": .object(
              JSONObject(
                Trouble.allCases.compactMap { trouble in
                  row.sights[trouble].map { (trouble.rawValue, .string("\($0)")) }
                })),
            "faults": .array(row.faults.map { .string($0) }),
          ]
        }),
    ]
  }
}
