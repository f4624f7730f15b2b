/// What nobody writes down: placeholders in configurations, and secrets in parameters.
struct RunbookSecrets: Sendable {
  /// One value that somebody has to bring.
  struct Entry: Sendable {
    /// The placeholder, or the name of the secret.
    var name: String
    /// The places of the steps that need it.
    var places: [Int]
    /// Whether it must not be written down; other placeholders are names that only the site knows.
    var isSecret: Bool
  }

  /// Sorted by name.
  let entries: [Entry]

  init(_ steps: [Step]) {
    var found: [String: [Int]] = [:]
    for place in steps.indices {
      var names: Set<String> = []
      Self.collect(steps[place].action, into: &names)
      Self.collect(steps[place].check, into: &names)
      if let undo = steps[place].undo {
        Self.collect(undo.action, into: &names)
        Self.collect(undo.check, into: &names)
      }
      for name in names { found[name, default: []].append(place) }
    }
    entries = found.keys.sorted().map { name in
      Entry(name: name, places: found[name] ?? [], isSecret: Self.isSecret(name))
    }
  }

  private static func collect(_ action: Action, into names: inout Set<String>) {
    switch action {
    case .apiCall(let call): names.formUnion(call.secrets.map(\.placeholder))
    case .manual(let instruction):
      for block in instruction.blocks {
        for line in block.lines { names.formUnion(placeholders(in: line)) }
      }
    case .wait(let condition): names.formUnion(condition.call.secrets.map(\.placeholder))
    }
  }

  private static func collect(_ check: Check, into names: inout Set<String>) {
    for command in check.commands { names.formUnion(placeholders(in: command.command)) }
    if let condition = check.condition { names.formUnion(condition.call.secrets.map(\.placeholder)) }
  }

  /// A placeholder is a secret when its name says so.
  private static func isSecret(_ name: String) -> Bool {
    ["KEY", "SECRET", "PASSWORD"].contains { name.contains($0) }
  }

  /// Placeholders such as `<BGP-KEY-hq-dc/line-a>`: two capitals behind the bracket tell them from tags and comparisons.
  static func placeholders(in line: String) -> [String] {
    guard line.utf8.contains(UInt8(ascii: "<")) else { return [] }
    var found: [String] = []
    for piece in line.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let end = piece.firstIndex(of: ">") else { continue }
      let name = piece[..<end]
      let capitals = name.utf8.prefix(2)
      guard capitals.count == 2, capitals.allSatisfy({ (0x41...0x5A).contains($0) }), !name.contains(" ")
      else {
        continue
      }
      found.append("<\(name)>")
    }
    return found
  }
}
