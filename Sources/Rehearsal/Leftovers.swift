public import Execution
public import JSON
public import Runbook

/// What a rollback left in the cloud, against what it says it left.
public struct Leftovers: Sendable {
  /// Differences from the cloud before that no step which stays accounts for.
  public let unexplained: [String]

  /// Compares two inventories that write ids as they are.
  ///
  /// A thing is accounted for when a step that stays made it, or when it belongs to a thing that such a step made or
  /// set – the route table that comes with a network – and no other step made it. n log n.
  ///
  /// - Parameters:
  ///   - before: the inventory before the run.
  ///   - after: the inventory after the rollback.
  ///   - report: how the steps stand.
  public init(before: JSONValue, after: JSONValue, _ report: RunReport, _ runbook: Runbook) {
    let actions = Dictionary(
      runbook.steps.map { ($0.id, $0.action) }, uniquingKeysWith: { first, _ in first })
    let outputs = Dictionary(
      report.steps.map { ($0.id, $0.status.outputs) }, uniquingKeysWith: { first, _ in first })
    let staying = Set(report.remainders.map(\.step))
    var kept: Set<String> = []
    var taken: Set<String> = []
    for step in report.steps {
      let made = Set(step.status.outputs.flatMap { $0.value.texts })
      guard staying.contains(step.id) else {
        taken.formUnion(made)
        continue
      }
      kept.formUnion(made)
      guard case .apiCall(let call)? = actions[step.id] else { continue }
      for (name, value) in call.parameters where Self.names(name) { kept.formUnion(value.texts) }
    }
    // What a step that stays refers to was made by a step that stays as well, or was there before.
    for step in report.steps where staying.contains(step.id) {
      guard case .apiCall(let call)? = actions[step.id] else { continue }
      for reference in call.references {
        kept.formUnion(outputs[reference.step]?[reference.output]?.texts ?? [])
      }
    }
    kept.subtract([runbook.region])
    let old = InventoryDifference.things(before)
    let new = InventoryDifference.things(after)
    var unexplained = old.keys.filter { new[$0] == nil }.map { "- \($0)" }
    for (name, thing) in new where old[name] != thing {
      let id = thing["id"]?.stringValue
      let wasTakenBack = old[name] == nil && id.map { taken.contains($0) && !kept.contains($0) } == true
      if wasTakenBack || kept.isDisjoint(with: thing.texts) {
        unexplained.append("\(old[name] == nil ? "+" : "~") \(name)")
      }
    }
    self.unexplained = unexplained.sorted()
  }

  /// Whether a parameter says which thing is meant.
  private static func names(_ parameter: String) -> Bool {
    parameter != "regionID" && ["name", "Name", "ID", "IDs"].contains { parameter.hasSuffix($0) }
  }
}

extension JSONValue {
  /// Every text in it that can name something.
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): text.utf8.count < 3 ? [] : [text]
    case .array(let elements): elements.flatMap(\.texts)
    case .object(let members): members.flatMap { $0.value.texts }
    default: []
    }
  }
}
