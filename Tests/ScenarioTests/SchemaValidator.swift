import JSON

/// A place where a value does not fit its schema.
struct SchemaFault: Hashable, CustomStringConvertible {
  /// A JSON Pointer into the value (RFC 6901).
  var pointer: String
  /// The keyword that is not met.
  var keyword: String

  /// As tests write it down: `/endpoints/orders additionalProperties`.
  var description: String { "\(pointer.isEmpty ? "/" : pointer) \(keyword)" }
}

/// Why something is no schema for this validator.
struct SchemaError: Error, Hashable, CustomStringConvertible {
  /// A JSON Pointer into the schema.
  var pointer: String
  var reason: String

  var description: String { "\(pointer.isEmpty ? "/" : pointer): \(reason)" }
}

/// The subset of JSON Schema, draft 2020-12, that the schema of scenarios uses, written after the specification and
/// independently of the decoder.
///
/// It reads the whole schema first and refuses a keyword that it does not know, so the schema cannot come to say
/// something that no test looks at. References go to `#/$defs/NAME` alone.
struct SchemaValidator {
  private static let annotations: Set<String> = [
    "$schema", "$id", "title", "description", "default", "examples",
  ]
  private static let types: Set<String> = [
    "string", "number", "integer", "boolean", "array", "object", "null",
  ]

  private let root: JSONValue
  private var patterns: [String: Regex<AnyRegexOutput>] = [:]

  /// Reads a schema.
  ///
  /// - Throws: `SchemaError` at a keyword that is not known, a malformed one, or a reference without a target.
  init(_ schema: JSONValue) throws {
    root = schema
    try read(schema, at: "")
  }

  /// Everything in the value that does not fit the schema.
  func faults(in value: JSONValue) -> [SchemaFault] { faults(in: value, of: root, at: "") }

  /// Everything in the value that does not fit a part of the schema.
  func faults(in value: JSONValue, of schema: JSONValue, at pointer: String = "") -> [SchemaFault] {
    switch schema {
    case .bool(true): return []
    case .bool(false): return [SchemaFault(pointer: pointer, keyword: "false")]
    default: break
    }
    var faults: [SchemaFault] = []
    for (keyword, operand) in schema.objectValue ?? [:] {
      faults += self.faults(in: value, keyword, operand, of: schema, at: pointer)
    }
    return faults
  }

  private func faults(
    in value: JSONValue, _ keyword: String, _ operand: JSONValue, of schema: JSONValue, at pointer: String
  ) -> [SchemaFault] {
    let failure = [SchemaFault(pointer: pointer, keyword: keyword)]
    func fits(_ schema: JSONValue) -> Bool { faults(in: value, of: schema, at: pointer).isEmpty }
    let parts = operand.arrayValue ?? []
    switch keyword {
    case "$ref":
      return definition(operand).map { faults(in: value, of: $0, at: pointer) } ?? failure
    case "type":
      return (operand.arrayValue ?? [operand]).contains { hasType(value, $0) } ? [] : failure
    case "const": return isEqual(value, operand) ? [] : failure
    case "enum": return parts.contains { isEqual(value, $0) } ? [] : failure
    case "minimum": return inOrder(operand, value) ? [] : failure
    case "maximum": return inOrder(value, operand) ? [] : failure
    case "minLength":
      // Lengths count the characters of RFC 8259, which are Unicode scalars.
      guard let text = value.stringValue, let least = operand.integerValue else { return [] }
      return text.unicodeScalars.count >= least ? [] : failure
    case "pattern":
      guard let text = value.stringValue else { return [] }
      return matches(text, operand.stringValue ?? "") ? [] : failure
    case "anyOf": return parts.contains(where: fits) ? [] : failure
    case "oneOf": return parts.count(where: fits) == 1 ? [] : failure
    case "allOf": return parts.flatMap { faults(in: value, of: $0, at: pointer) }
    case "not": return fits(operand) ? failure : []
    case "items":
      return (value.arrayValue ?? []).enumerated().flatMap {
        faults(in: $0.element, of: operand, at: "\(pointer)/\($0.offset)")
      }
    case "required":
      guard let object = value.objectValue else { return [] }
      return parts.allSatisfy { object[$0.stringValue ?? ""] != nil } ? [] : failure
    case "propertyNames", "properties", "patternProperties", "additionalProperties":
      guard let object = value.objectValue else { return [] }
      return object.flatMap { member in
        self.faults(in: member, keyword, operand, of: schema, at: "\(pointer)/\(Self.token(member.key))")
      }
    default: return []
    }
  }

  /// What a keyword about members says of one of them.
  private func faults(
    in member: JSONObject.Element, _ keyword: String, _ operand: JSONValue, of schema: JSONValue,
    at pointer: String
  ) -> [SchemaFault] {
    switch keyword {
    case "propertyNames":
      let fits = faults(in: .string(member.key), of: operand, at: pointer).isEmpty
      return fits ? [] : [SchemaFault(pointer: pointer, keyword: keyword)]
    case "properties":
      return operand[member.key].map { faults(in: member.value, of: $0, at: pointer) } ?? []
    case "patternProperties":
      return (operand.objectValue ?? [:]).filter { matches(member.key, $0.key) }
        .flatMap { faults(in: member.value, of: $0.value, at: pointer) }
    default:
      let isNamed = schema["properties"]?[member.key] != nil
      let isMatched = (schema["patternProperties"]?.objectValue ?? [:]).contains {
        matches(member.key, $0.key)
      }
      if isNamed || isMatched { return [] }
      if operand == false { return [SchemaFault(pointer: pointer, keyword: keyword)] }
      return faults(in: member.value, of: operand, at: pointer)
    }
  }

  private func hasType(_ value: JSONValue, _ type: JSONValue) -> Bool {
    switch type.stringValue {
    case "string": value.stringValue != nil
    case "number": value.doubleValue != nil
    // A number without a fraction is an integer, however it is written.
    case "integer": value.doubleValue.map { $0.rounded() == $0 } ?? false
    case "boolean": value.boolValue != nil
    case "array": value.arrayValue != nil
    case "object": value.objectValue != nil
    default: value.isNull
    }
  }

  private func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if case .double = left { return left.doubleValue == right.doubleValue }
    return left == right
  }

  /// Whether the numbers are in order; whatever is no number has none.
  private func inOrder(_ left: JSONValue, _ right: JSONValue) -> Bool {
    guard let left = left.doubleValue, let right = right.doubleValue else { return true }
    return left <= right
  }

  /// Whether the pattern occurs in the text: patterns are not anchored.
  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let regex = patterns[pattern] else { return false }
    return text.firstMatch(of: regex) != nil
  }

  private func definition(_ reference: JSONValue) -> JSONValue? {
    guard let path = reference.stringValue, path.hasPrefix("#/$defs/") else { return nil }
    return root["$defs"]?[String(path.dropFirst("#/$defs/".count))]
  }

  private static func token(_ key: String) -> String {
    key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
  }

  // MARK: Reading the schema

  private mutating func read(_ schema: JSONValue, at pointer: String) throws {
    if schema.boolValue != nil { return }
    guard let object = schema.objectValue else {
      throw SchemaError(pointer: pointer, reason: "is neither an object nor a truth value")
    }
    for (keyword, operand) in object {
      try read(keyword, operand, at: "\(pointer)/\(Self.token(keyword))")
    }
  }

  private mutating func read(_ keyword: String, _ operand: JSONValue, at pointer: String) throws {
    func require(_ isMet: Bool, _ reason: String) throws {
      if !isMet { throw SchemaError(pointer: pointer, reason: reason) }
    }
    switch keyword {
    case _ where Self.annotations.contains(keyword): break
    case "$ref": try require(definition(operand) != nil, "leads nowhere")
    case "type":
      let names = operand.arrayValue ?? [operand]
      try require(
        !names.isEmpty && names.allSatisfy { Self.types.contains($0.stringValue ?? "") }, "is no type")
    case "const", "enum":
      let values = keyword == "enum" ? operand.arrayValue ?? [] : [operand]
      // Equality of arrays and objects would need numbers compared inside them.
      let areScalars = values.allSatisfy { $0.arrayValue == nil && $0.objectValue == nil }
      try require(!values.isEmpty && areScalars, "is no list of scalars")
    case "minimum", "maximum": try require(operand.doubleValue != nil, "is no number")
    case "minLength": try require((operand.integerValue ?? -1) >= 0, "is no length")
    case "pattern": try read(pattern: operand.stringValue, at: pointer)
    case "required":
      try require(operand.arrayValue?.allSatisfy { $0.stringValue != nil } ?? false, "is no list of keys")
    case "anyOf", "oneOf", "allOf":
      let parts = operand.arrayValue ?? []
      try require(!parts.isEmpty, "is no list of schemas")
      for (index, part) in parts.enumerated() { try read(part, at: "\(pointer)/\(index)") }
    case "not", "items", "propertyNames", "additionalProperties": try read(operand, at: pointer)
    case "properties", "patternProperties", "$defs":
      try require(operand.objectValue != nil, "is no object")
      for (key, part) in operand.objectValue ?? [:] {
        if keyword == "patternProperties" { try read(pattern: key, at: pointer) }
        try read(part, at: "\(pointer)/\(Self.token(key))")
      }
    default: throw SchemaError(pointer: pointer, reason: "is a keyword that this validator does not know")
    }
  }

  private mutating func read(pattern: String?, at pointer: String) throws {
    guard let pattern, let regex = try? Regex(pattern) else {
      throw SchemaError(pointer: pointer, reason: "is no regular expression")
    }
    patterns[pattern] = regex.matchingSemantics(.unicodeScalar)
  }
}
