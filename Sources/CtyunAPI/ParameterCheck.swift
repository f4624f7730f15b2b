import JSON

/// Walks arguments beside their declaration and notes what does not fit.
struct ParameterCheck {
  let isUnknownYet: (JSONValue) -> Bool
  private(set) var problems: [ParameterProblem] = []

  init(isUnknownYet: @escaping (JSONValue) -> Bool) { self.isUnknownYet = isUnknownYet }

  mutating func report(_ kind: ParameterProblem.Kind, at path: String) {
    problems.append(ParameterProblem(path: path, kind: kind))
  }

  func isGiven(_ value: JSONValue?) -> Bool {
    guard let value, value != .null else { return false }
    return value != .string("")
  }

  /// Checks the members of one object: the whole argument list, or an object inside it. Linear in the number
  /// of members times the number of declared names, which is below thirty everywhere.
  mutating func check(_ object: JSONObject, against parameters: [Parameter], path: String) {
    for parameter in parameters {
      let name =
        parameter.aliases.first { object[parameter.name] == nil && object[$0] != nil } ?? parameter.name
      let memberPath = path.isEmpty ? name : "\(path).\(name)"
      for alias in parameter.aliases where alias != name && isGiven(object[alias]) && isGiven(object[name]) {
        report(.givenTwice(as: alias), at: memberPath)
      }
      guard let value = object[name], value != .null else {
        checkAbsent(parameter, among: parameters, in: object, at: memberPath)
        continue
      }
      if isUnknownYet(value) { continue }
      if value == .string("") {
        // Where the empty string has a meaning of its own, limits speak of the other values.
        if parameter.isRequired, !parameter.mayBeEmpty { report(.empty, at: memberPath) }
        continue
      }
      check(value, type: parameter.type, parameter, path: memberPath)
    }
    for (name, _) in object
    where !parameters.contains(where: { $0.name == name || $0.aliases.contains(name) }) {
      report(
        .unknown(suggestion: Self.suggestion(for: name, among: parameters)),
        at: path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private mutating func checkAbsent(
    _ parameter: Parameter, among parameters: [Parameter], in object: JSONObject, at path: String
  ) {
    if parameter.isRequired {
      report(.missing(when: []), at: path)
    } else if !parameter.requiredWhen.isEmpty,
      parameter.requiredWhen.allSatisfy({ holds($0, among: parameters, in: object) })
    {
      report(.missing(when: parameter.requiredWhen), at: path)
    }
  }

  /// A condition on a value not known yet does not hold: better to let the cloud refuse than to refuse
  /// what may be right.
  private func holds(_ condition: Condition, among parameters: [Parameter], in object: JSONObject) -> Bool {
    var value = object[condition.parameter]
    if !isGiven(value) {
      value = parameters.first { $0.name == condition.parameter }?.defaultValue
    }
    guard let value, !isUnknownYet(value) else { return false }
    return condition.values.contains(value)
  }

  private mutating func check(_ value: JSONValue, type: ValueType, _ parameter: Parameter, path: String) {
    switch (type, value) {
    case (.string, .string(let text)):
      for constraint in parameter.constraints where !constraint.allows(text: text) {
        report(.outside(constraint, found: Self.excerpt(value)), at: path)
      }
    case (.integer, .integer(let number)):
      check(number, parameter.constraints, path: path)
    case (.integer, .unsigned):
      report(.outside(.maximum(Int64(Int32.max)), found: Self.excerpt(value)), at: path)
    case (.number, .integer), (.number, .unsigned), (.number, .double), (.boolean, .bool): break
    case (.object, .object(let object)):
      if !parameter.fields.isEmpty { check(object, against: parameter.fields, path: path) }
    case (.array(let element), .array(let elements)):
      for constraint in parameter.constraints where !constraint.allows(count: elements.count) {
        report(.outside(constraint, found: "\(elements.count)"), at: path)
      }
      for (index, value) in elements.enumerated() where !isUnknownYet(value) {
        check(value, type: element, parameter, path: "\(path)[\(index)]")
      }
    default:
      report(.wrongType(expected: type, found: Self.typeName(of: value)), at: path)
    }
  }

  private mutating func check(_ number: Int64, _ constraints: [Constraint], path: String) {
    guard Int32(exactly: number) != nil else {
      let limit: Constraint = number > 0 ? .maximum(Int64(Int32.max)) : .minimum(Int64(Int32.min))
      return report(.outside(limit, found: "\(number)"), at: path)
    }
    for constraint in constraints where !constraint.allows(number: number) {
      report(.outside(constraint, found: "\(number)"), at: path)
    }
  }

  private static func suggestion(for name: String, among parameters: [Parameter]) -> String? {
    let lowercased = name.lowercased()
    return parameters.first { $0.name.lowercased() == lowercased }?.name
  }

  private static func typeName(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .integer, .unsigned: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// Enough of a value to recognise it by; arguments may be long.
  private static func excerpt(_ value: JSONValue) -> String {
    let text = value.text(pretty: false)
    return text.count <= 60 ? text : text.prefix(57) + "..."
  }
}

extension Constraint {
  /// Whether a text keeps this limit; limits on other types say nothing about it.
  func allows(text: String) -> Bool {
    switch self {
    case .oneOf(let values, ignoringCase: false): values.contains(text)
    case .oneOf(let values, ignoringCase: true):
      values.contains { $0.lowercased() == text.lowercased() }
    case .length(let range): range.contains(text.unicodeScalars.count)
    case .listed(let maximum): text.utf8.count { $0 == UInt8(ascii: ",") } < maximum
    case .prefixLength(let range): Self.prefixLength(of: text).map(range.contains) ?? true
    case .pattern(let pattern): pattern.matches(text)
    case .oneOfIntegers, .minimum, .maximum, .count: true
    }
  }

  /// Whether a number keeps this limit; limits on other types say nothing about it.
  func allows(number: Int64) -> Bool {
    switch self {
    case .oneOfIntegers(let values): values.contains(number)
    case .minimum(let minimum): number >= minimum
    case .maximum(let maximum): number <= maximum
    case .oneOf, .length, .count, .listed, .prefixLength, .pattern: true
    }
  }

  /// Whether so many elements keep this limit; limits on elements say nothing about their number.
  func allows(count: Int) -> Bool {
    if case .count(let range) = self { range.contains(count) } else { true }
  }

  /// The length behind the slash; nil when there is none, which another limit will say.
  private static func prefixLength(of text: String) -> Int? {
    guard let slash = text.lastIndex(of: "/") else { return nil }
    return Int(text[text.index(after: slash)...])
  }
}
