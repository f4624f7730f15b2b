public import JSON

extension Parameter {
  /// The value that a text stands for, in a query or on the command line. A text that does not fit the type
  /// is kept as text, so that `problems(in:)` names it.
  ///
  /// Lists may be written as JSON or with commas, objects as JSON.
  public func value(fromText text: String) -> JSONValue { Self.value(of: type, fromText: text) }

  /// The element of a list that a text stands for; like ``value(fromText:)`` where it is no list.
  public func elementValue(fromText text: String) -> JSONValue {
    if case .array(let element) = type {
      Self.value(of: element, fromText: text)
    } else {
      value(fromText: text)
    }
  }

  private static func value(of type: ValueType, fromText text: String) -> JSONValue {
    switch type {
    case .string: .string(text)
    case .integer: Int64(text).map { .integer($0) } ?? .string(text)
    case .number: json(text) { $0.doubleValue != nil } ?? .string(text)
    case .boolean: text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
    case .object: json(text) { $0.objectValue != nil } ?? .string(text)
    case .array(let element):
      if let list = json(text, where: { $0.arrayValue != nil }) {
        list
      } else if element == .object {
        json(text) { $0.objectValue != nil }.map { .array([$0]) } ?? .string(text)
      } else {
        .array(
          text.split(separator: ",", omittingEmptySubsequences: true).map {
            value(of: element, fromText: String($0))
          })
      }
    }
  }

  private static func json(_ text: String, where isWanted: (JSONValue) -> Bool) -> JSONValue? {
    guard let value = try? JSONValue(parsing: text), isWanted(value) else { return nil }
    return value
  }
}

extension Operation {
  /// The arguments that texts stand for, such as the parameters of a query. Of a name given several times
  /// the values of a list are collected; otherwise the last one counts. Unknown names are kept as text.
  public func arguments(fromText texts: [(name: String, value: String)]) -> JSONObject {
    var arguments = JSONObject()
    for (name, text) in texts {
      guard let parameter = parameter(named: name) else {
        arguments[name] = .string(text)
        continue
      }
      let value = parameter.value(fromText: text)
      if case .array(let new) = value, case .array(let old)? = arguments[name] {
        arguments[name] = .array(old + new)
      } else {
        arguments[name] = value
      }
    }
    return arguments
  }
}
