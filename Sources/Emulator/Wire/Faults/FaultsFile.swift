import CtyunAPI
public import JSON
import Scenario

extension Faults {
  /// Reads the document of a faults file:
  ///
  ///     version: 1
  ///     seed: 7
  ///     rules:
  ///       - name: lost-order
  ///         operations: ["vpce.CreateEndpoint", "cda.Add*"]
  ///         accounts: [hub]
  ///         calls: writes
  ///         nth: 2
  ///         fault: reply-dropped
  ///       - every: 10
  ///         fault: { kind: slow, delay: 2s }
  ///
  /// All members of a rule but `fault` may be left out; of `nth`, `every`, `first` and `probability` one can be
  /// given.
  ///
  /// - Throws: `ContentError` at the first thing that is wrong.
  public init(_ document: JSONValue) throws(ContentError) {
    let reader = ContentReader(document)
    guard try reader.integer("version") == 1 else { throw reader.error("version", "must be 1") }
    try reader.checkKeys(["version", "seed", "rules"])
    let seed = try reader.integer("seed") ?? 1
    guard seed >= 0 else { throw reader.error("seed", "must be a whole number from 0") }
    self.init(seed: UInt64(seed))
    for (place, rule) in try reader.elements("rules").enumerated() {
      rules.append(try Self.rule(rule, number: place + 1))
    }
    let names = Dictionary(grouping: rules.indices) { rules[$0].name }
    if let double = names.values.filter({ $0.count > 1 }).compactMap({ $0.dropFirst().first }).min() {
      throw ContentError(path: "rules[\(double)].name", message: "another rule has this name")
    }
  }

  private static func rule(_ rule: ContentReader, number: Int) throws(ContentError) -> FaultRule {
    try rule.checkKeys([
      "name", "operations", "accounts", "calls", "nth", "every", "first", "probability", "fault",
    ])
    let calls = try rule.word("calls", of: FaultRule.Calls.allCases.map(\.rawValue)) ?? "all"
    return FaultRule(
      name: try rule.text("name") ?? "rule-\(number)",
      operations: try operations(rule), accounts: try patterns(rule, "accounts"),
      calls: FaultRule.Calls(rawValue: calls) ?? .all, occasion: try occasion(rule), fault: try fault(rule))
  }

  private static func patterns(_ rule: ContentReader, _ key: String) throws(ContentError) -> [String] {
    let patterns = try rule.textOrTexts(key)
    return patterns.isEmpty ? ["*"] : patterns
  }

  /// Patterns of which each fits an operation: a misspelt one would wait for ever.
  private static func operations(_ rule: ContentReader) throws(ContentError) -> [String] {
    let patterns = try patterns(rule, "operations")
    for pattern in patterns {
      guard Routes.all.values.contains(where: { Glob.matches(pattern, $0.id) }) else {
        throw rule.error("operations", "no operation is called \(pattern)")
      }
    }
    return patterns
  }

  private static func occasion(_ rule: ContentReader) throws(ContentError) -> Occasion {
    let keys = ["nth", "every", "first", "probability"].filter { rule.has($0) }
    guard let key = keys.first else { return .always }
    if let second = keys.dropFirst().first { throw rule.error(second, "excludes \(key)") }
    if key == "probability" {
      guard let probability = try rule.number(key), (0...1).contains(probability) else {
        throw rule.error(key, "must be a number from 0 to 1")
      }
      return .probability(probability)
    }
    let count = try rule.integer(key, in: 1...1_000_000_000)
    switch key {
    case "nth": return .nth(count)
    case "every": return .every(count)
    default: return .first(count)
    }
  }

  private static func fault(_ rule: ContentReader) throws(ContentError) -> Fault {
    if let name = rule.plainText("fault") {
      return try fault(rule.child("fault", orWord: name), kind: name, isWord: true)
    }
    let reader = rule.child("fault")
    return try fault(reader, kind: try reader.required("kind"), isWord: false)
  }

  private static func fault(
    _ reader: ContentReader, kind: String, isWord: Bool
  ) throws(ContentError) -> Fault {
    func known(_ keys: String...) throws(ContentError) { try reader.checkKeys(Set(keys + ["kind"])) }
    switch kind {
    case "refused":
      try known("for")
      return .refused(milliseconds: try reader.duration("for") ?? 1000)
    case "reset-before":
      try known()
      return .resetBefore
    case "reset-after":
      try known()
      return .resetAfter
    case "reply-dropped":
      try known()
      return .replyDropped
    case "slow":
      try known("delay")
      guard let delay = try reader.duration("delay") else {
        throw reader.error("delay", "is required, such as 500ms or 2s")
      }
      return .slow(milliseconds: delay)
    case "throttled":
      try known("retryAfter")
      guard reader.has("retryAfter") else { return .throttled(retryAfterSeconds: nil) }
      return .throttled(retryAfterSeconds: try reader.integer("retryAfter", in: 0...86_400))
    case "server-error":
      try known("status", "effect")
      let status = reader.has("status") ? try reader.integer("status", in: 500...599) : 502
      let effect = try reader.word("effect", of: ["none", "done"]) ?? "none"
      return .serverError(status: status, afterEffect: effect == "done")
    case "business-failure":
      try known("code", "message")
      let code = try reader.required("code")
      return .businessFailure(code: code, message: try reader.text("message") ?? "a fault: \(code)")
    case "stale":
      try known("changes")
      return .stale(changes: reader.has("changes") ? try reader.integer("changes", in: 1...64) : 1)
    case "garbage":
      try known()
      return .garbage
    case "twice":
      try known("second")
      return .twice(isNoticed: try reader.word("second", of: ["served", "refused"]) == "refused")
    case "quota":
      try known("limit", "to")
      let name = try reader.required("limit")
      guard let key = ProfileKey(rawValue: name), key.kind == .integer else {
        throw reader.error("limit", "the cloud's profile has no limit \(name)")
      }
      return .quota(key, try reader.integer("to", in: 0...1_000_000_000))
    case "exit":
      try known()
      return .exit
    default:
      let message = "must be one of \(names.joined(separator: ", "))"
      throw isWord ? reader.error(message) : reader.error("kind", message)
    }
  }

  private static var names: [String] { Fault.names }
}
