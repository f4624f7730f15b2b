import CtyunAPI
import JSON

/// What nobody writes down: placeholders in configurations, and secrets in parameters.
struct RunbookSecrets {
  /// Each with the places of the steps that need it, sorted by name.
  let secrets: [(name: String, places: [Int])]

  init(_ steps: [Step]) {
    var found: [String: [Int]] = [:]
    for (place, step) in steps.enumerated() {
      var names: Set<String> = []
      Self.collect(step.action, into: &names)
      Self.collect(step.check, into: &names)
      if let undo = step.undo {
        Self.collect(undo.action, into: &names)
        Self.collect(undo.check, into: &names)
      }
      for name in names { found[name, default: []].append(place) }
    }
    secrets = found.keys.sorted().map { ($0, found[$0] ?? []) }
  }

  private static func collect(_ action: Action, into names: inout Set<String>) {
    switch action {
    case .apiCall(let call): collect(.object(call.parameters), into: &names)
    case .manual(let instruction):
      for block in instruction.blocks {
        for line in block.lines { names.formUnion(placeholders(in: line)) }
      }
    case .wait(let condition): collect(.object(condition.call.parameters), into: &names)
    }
  }

  private static func collect(_ check: Check, into names: inout Set<String>) {
    for command in check.commands { names.formUnion(placeholders(in: command.command)) }
    if let condition = check.condition { collect(.object(condition.call.parameters), into: &names) }
  }

  /// Parameters are a few levels deep by the contract.
  private static func collect(_ value: JSONValue, into names: inout Set<String>) {
    if let name = secret(value) {
      names.insert(name)
      return
    }
    switch value {
    case .array(let elements): for element in elements { collect(element, into: &names) }
    case .object(let object): for (_, member) in object { collect(member, into: &names) }
    default: break
    }
  }

  /// The name in `{"$secret": "bgp-key/hq-dc/line-a"}`, the form in which a secret stands in parameters.
  static func secret(_ value: JSONValue) -> String? {
    guard case .object(let object) = value, object.count == 1 else { return nil }
    return object["$secret"]?.stringValue
  }

  /// Placeholders such as `<BGP-KEY-line-a>`: two capitals behind the bracket tell them from tags and comparisons.
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
