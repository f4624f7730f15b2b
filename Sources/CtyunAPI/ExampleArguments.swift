public import JSON

extension Operation {
  /// Arguments that the declaration has nothing against: those that are required, with made-up values. What a help
  /// page shows, and what tests call every operation with.
  public var exampleArguments: JSONObject {
    var arguments = Parameter.example(of: parameters)
    for names in atLeastOneOf where !names.contains(where: { arguments[$0] != nil }) {
      if let parameter = names.lazy.compactMap({ self.parameter(named: $0) }).first {
        arguments[parameter.name] = parameter.exampleValue
      }
    }
    return arguments
  }
}

extension Parameter {
  /// The members of an object that must be given. A condition may make a further one required, so that it takes
  /// as many passes as conditions lean on each other; every pass adds a member or is the last.
  fileprivate static func example(of parameters: [Parameter]) -> JSONObject {
    var arguments = JSONObject()
    for parameter in parameters where parameter.isRequired {
      arguments[parameter.name] = parameter.exampleValue
    }
    var isChanging = true
    while isChanging {
      isChanging = false
      for parameter in parameters where arguments[parameter.name] == nil && !parameter.requiredWhen.isEmpty {
        let isRequired = parameter.requiredWhen.allSatisfy { condition in
          let value =
            arguments[condition.parameter]
            ?? parameters.first { $0.name == condition.parameter }?.defaultValue
          return value.map(condition.values.contains) ?? false
        }
        if isRequired {
          arguments[parameter.name] = parameter.exampleValue
          isChanging = true
        }
      }
    }
    // In the order of the declaration, as people expect it.
    return JSONObject(
      parameters.compactMap { parameter in arguments[parameter.name].map { (parameter.name, $0) } })
  }

  /// A value that the parameter takes.
  public var exampleValue: JSONValue { example(of: type) }

  private func example(of type: ValueType) -> JSONValue {
    switch type {
    case .boolean: return defaultValue ?? .bool(false)
    case .integer, .number: return .integer(exampleInteger)
    case .object: return .object(Self.example(of: fields))
    case .array(let element):
      var count = 1
      for case .count(let range) in constraints { count = max(1, range.lowerBound) }
      return .array(Array(repeating: example(of: element), count: count))
    case .string: return .string(exampleText)
    }
  }

  private var exampleInteger: Int64 {
    if case .integer(let value)? = defaultValue { return value }
    var value: Int64 = 1
    for constraint in constraints {
      switch constraint {
      case .oneOfIntegers(let values): return values.first ?? value
      case .minimum(let minimum): value = max(value, minimum)
      case .maximum(let maximum): value = min(value, maximum)
      default: break
      }
    }
    return value
  }

  private var exampleText: String {
    if case .string(let text)? = defaultValue, !text.isEmpty { return text }
    var text = "\(name)-1"
    for constraint in constraints {
      switch constraint {
      case .oneOf(let values, _): return values.first ?? text
      case .pattern(let pattern): text = pattern.example
      case .prefixLength(let range) where text.contains("/"):
        text = text.prefix { $0 != "/" } + "/\(min(max(24, range.lowerBound), range.upperBound))"
      default: break
      }
    }
    for case .length(let range) in constraints {
      while text.unicodeScalars.count < range.lowerBound { text += "x" }
      if text.unicodeScalars.count > range.upperBound { text = String(text.prefix(range.upperBound)) }
    }
    return text
  }
}

extension TextPattern {
  /// A text of this form.
  var example: String {
    switch self {
    case .resourceName: "example"
    case .priceQueryName: "example"
    case .notURL: "example"
    case .lettersAndDigits: "example1"
    case .noChinese: "example"
    case .email: "net@hub.example"
    case .ipv4Address, .ipAddress: "192.168.0.10"
    case .ipv6Address: "2001:db8::10"
    case .ipv4Network, .network, .addressOrNetwork: "192.168.0.0/24"
    case .ipv6Network: "2001:db8::/64"
    case .ipv4Interface: "192.168.0.1/30"
    case .ipv6Interface: "2001:db8::1/126"
    case .portOrRange: "443"
    case .portSpan: "443:443"
    case .domainName: "example.internal"
    case .recordName: "www"
    case .decimalAmount: "1.00"
    case .positiveDecimal: "1"
    case .asNumber: "64512"
    case .jsonDocument: "{}"
    }
  }
}
