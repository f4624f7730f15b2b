import JSON

/// One operation of a contract file as Swift text.
struct OperationText {
  let name: String
  let identifier: String
  let declaration: [String]

  init(_ value: JSONValue, service: String) throws {
    var head = try Fields(value, place: service)
    let name = try head.string("name")
    var fields = try Fields(value, place: "\(service).\(name)")
    _ = fields.value("name")
    self.name = name
    identifier = name.prefix(1).lowercased() + name.dropFirst()

    let method = try fields.string("method")
    guard method == "GET" || method == "POST" else { throw fields.problem("method must be GET or POST") }
    let summary = try fields.string("summary")
    var lines = [
      "  /// \(summary).",
      "  public static let \(identifier): Operation = Operation(",
      "    .\(service), \(literal(name)), .\(method.lowercased()), \(literal(try fields.string("path"))),",
    ]
    let alternatePaths = try fields.strings("alternatePaths")
    if !alternatePaths.isEmpty { lines.append("    alternatePaths: \(literal(alternatePaths)),") }
    lines.append("    summary: \(literal(summary)),")
    if let note = try fields.optionalString("note") { lines.append("    note: \(literal(note)),") }
    let isMutating = try fields.bool("mutating")
    lines.append("    isMutating: \(isMutating), idempotency: \(try Self.idempotency(&fields)),")
    if let completion = fields.value("completion") {
      lines.append("    completion: \(try Self.completion(completion, place: fields.place)),")
    }
    if let paging = fields.value("paging") {
      lines.append("    paging: \(try Self.paging(paging, place: fields.place)),")
    }
    if try fields.bool("acceptsBody") { lines.append("    acceptsBody: true,") }
    let groups = try fields.array("atLeastOneOf").map { value in
      guard let names = value.arrayValue?.compactMap(\.stringValue), !names.isEmpty else {
        throw fields.problem("atLeastOneOf must hold lists of names")
      }
      return literal(names)
    }
    if !groups.isEmpty { lines.append("    atLeastOneOf: [\(groups.joined(separator: ", "))],") }

    let parameters = try fields.array("parameters")
    lines.append("    parameters: [")
    for parameter in parameters {
      lines += try ParameterText.lines(parameter, location: nil, place: fields.place, indent: "      ")
    }
    lines.append("    ],")
    guard let reply = fields.value("reply") else { throw fields.problem("reply is missing") }
    lines += try ReplyText.lines(reply, place: fields.place)
    lines.append("  )")
    try fields.finish()
    declaration = lines
  }

  private static func idempotency(_ fields: inout Fields) throws -> String {
    switch fields.value("idempotency") {
    case .string("clientToken"): return ".clientToken"
    case .string("natural"): return ".natural"
    case .string("none"): return ".none"
    case .object(let object)?:
      guard let names = object["naturalKey"]?.arrayValue?.compactMap(\.stringValue), !names.isEmpty else {
        fallthrough
      }
      return ".naturalKey(\(literal(names)))"
    default:
      throw fields.problem("idempotency must be clientToken, natural, none or {naturalKey: [names]}")
    }
  }

  private static func completion(_ value: JSONValue, place: String) throws -> String {
    var fields = try Fields(value, place: "\(place) completion")
    var parts: [String] = []
    if let present = try fields.optionalString("present") { parts.append("present: \(path(present))") }
    parts.append("state: \(path(try fields.string("state")))")
    let done = try fields.strings("done")
    if !done.isEmpty { parts.append("doneStates: \(literal(done))") }
    let failed = try fields.strings("failed")
    if !failed.isEmpty { parts.append("failedStates: \(literal(failed))") }
    try fields.finish()
    return "Completion(\(parts.joined(separator: ", ")))"
  }

  private static func paging(_ value: JSONValue, place: String) throws -> String {
    var fields = try Fields(value, place: "\(place) paging")
    let page = literal(try fields.string("page"))
    let size = literal(try fields.string("size"))
    let items = path(try fields.string("items"))
    let total = try fields.optionalString("total").map { ", total: \(path($0))" } ?? ""
    try fields.finish()
    return "Paging(\(page), \(size), items: \(items)\(total))"
  }

  /// A path of names only, which is all the contract needs.
  private static func path(_ text: String) -> String {
    "ResultPath(members: \(text.split(separator: ".").map { literal(String($0)) }.joined(separator: ", ")))"
  }
}

/// One parameter, with its members, as Swift text.
enum ParameterText {
  static func lines(
    _ value: JSONValue, location: String?, place: String, indent: String
  ) throws -> [String] {
    var head = try Fields(value, place: place)
    let name = try head.string("name")
    var fields = try Fields(value, place: "\(place) \(name)")
    _ = fields.value("name")
    let location = try location ?? fields.string("in")
    guard location == "query" || location == "body" else { throw fields.problem("in must be query or body") }

    let type = try valueType(try fields.string("type"), place: fields.place)
    var parts = [literal(name), ".\(location)", type]
    if try fields.bool("required") { parts.append("required: true") }
    let conditions = try fields.array("requiredWhen").map { try condition($0, place: fields.place) }
    if !conditions.isEmpty { parts.append("requiredWhen: [\(conditions.joined(separator: ", "))]") }
    if try fields.bool("mayBeEmpty") { parts.append("mayBeEmpty: true") }
    if let value = fields.value("default") {
      parts.append("defaultValue: \(try expression(value, place: fields.place))")
    }
    let aliases = try fields.strings("aliases")
    if !aliases.isEmpty { parts.append("aliases: \(literal(aliases))") }
    if let limits = fields.value("limits") {
      let constraints = try ConstraintText.expressions(limits, place: fields.place)
      parts.append("[\(constraints.joined(separator: ", "))]")
    }
    if let note = try fields.optionalString("note") { parts.append("note: \(literal(note))") }
    let members = try fields.array("fields")
    try fields.finish()

    let start = "\(indent)Parameter(\(parts.joined(separator: ", "))"
    if members.isEmpty { return ["\(start)),"] }
    let inner = try members.flatMap {
      try lines($0, location: location, place: fields.place, indent: indent + "  ")
    }
    return ["\(start), fields: ["] + inner + ["\(indent)]),"]
  }

  static func valueType(_ text: String, place: String) throws -> String {
    switch text {
    case "string", "integer", "number", "boolean", "object": return ".\(text)"
    case "array<string>": return ".array(of: .string)"
    case "array<object>": return ".array(of: .object)"
    default: throw GeneratorError(place: place, message: "unknown type \(text)")
    }
  }

  private static func condition(_ value: JSONValue, place: String) throws -> String {
    var fields = try Fields(value, place: "\(place) requiredWhen")
    let parameter = literal(try fields.string("parameter"))
    let values = try fields.array("oneOf").map { try expression($0, place: fields.place) }
    try fields.finish()
    return "Condition(\(parameter), [\(values.joined(separator: ", "))])"
  }
}

/// The structured limits of a parameter as Swift text.
enum ConstraintText {
  static func expressions(_ value: JSONValue, place: String) throws -> [String] {
    var fields = try Fields(value, place: "\(place) limits")
    var result: [String] = []
    let alternatives = try fields.array("oneOf")
    let ignoringCase = try fields.bool("ignoringCase")
    if !alternatives.isEmpty {
      let integers = alternatives.compactMap(\.integerValue)
      let strings = alternatives.compactMap(\.stringValue)
      if integers.count == alternatives.count {
        result.append(".oneOfIntegers([\(integers.map { "\($0)" }.joined(separator: ", "))])")
      } else if strings.count == alternatives.count {
        result.append(".oneOf(\(literal(strings)), ignoringCase: \(ignoringCase))")
      } else {
        throw fields.problem("oneOf must hold strings only or integers only")
      }
    }
    if let minimum = try fields.integer("minimum") { result.append(".minimum(\(minimum))") }
    if let maximum = try fields.integer("maximum") { result.append(".maximum(\(maximum))") }
    if let range = try range("Length", &fields) { result.append(".length(\(range))") }
    if let range = try range("Count", &fields) { result.append(".count(\(range))") }
    if let range = try range("PrefixLength", &fields) { result.append(".prefixLength(\(range))") }
    if let maximum = try fields.integer("maximumListed") { result.append(".listed(maximum: \(maximum))") }
    if let pattern = try fields.optionalString("pattern") { result.append(".pattern(.\(pattern))") }
    try fields.finish()
    guard !result.isEmpty else { throw fields.problem("limits are empty") }
    return result
  }

  private static func range(_ what: String, _ fields: inout Fields) throws -> String? {
    let minimum = try fields.integer("minimum\(what)")
    let maximum = try fields.integer("maximum\(what)")
    guard minimum != nil || maximum != nil else { return nil }
    return "\(minimum ?? 0)...\(maximum.map { "\($0)" } ?? "Int.max")"
  }
}

/// What an operation answers, as Swift text.
enum ReplyText {
  static func lines(_ value: JSONValue, place: String) throws -> [String] {
    var fields = try Fields(value, place: "\(place) reply")
    let shape = try fields.string("shape")
    guard ["none", "object", "objects", "strings"].contains(shape) else {
      throw fields.problem("unknown shape \(shape)")
    }
    let members = try fields.array("fields")
    let beside = try fields.array("beside")
    try fields.finish()
    if members.isEmpty && beside.isEmpty { return ["    reply: Reply(.\(shape))"] }
    var lines = ["    reply: Reply(.\(shape), ["]
    lines += try members.flatMap { try field($0, place: place, indent: "      ") }
    if beside.isEmpty { return lines + ["    ])"] }
    lines.append("    ], beside: [")
    lines += try beside.flatMap { try field($0, place: place, indent: "      ") }
    return lines + ["    ])"]
  }

  private static func field(_ value: JSONValue, place: String, indent: String) throws -> [String] {
    var fields = try Fields(value, place: "\(place) reply")
    let name = literal(try fields.string("name"))
    let type = try ParameterText.valueType(try fields.string("type"), place: fields.place)
    let note = try fields.optionalString("note")
    let members = try fields.array("fields")
    try fields.finish()
    if members.isEmpty {
      return ["\(indent)ReplyField(\(name), \(type)\(note.map { ", \(literal($0))" } ?? "")),"]
    }
    let inner = try members.flatMap { try field($0, place: place, indent: indent + "  ") }
    return ["\(indent)ReplyField(\(name), \(type), \(literal(note ?? "")), ["] + inner + ["\(indent)]),"]
  }
}
