import CtyunAPI
import JSON

extension Behaviour {
  static let absentForms = Behaviour(
    "CLD-003", .contract,
    "Null stands for an absent argument, and so do 0 and an empty list where they break the argument's "
      + "limits.",
    "conventions of the contract: the vendor's client sends null and 0 for what was not given")
  static let aliases = Behaviour(
    "CLD-004", .provider,
    "An argument is known under all its names: vrfName for gatewayName, ID for elbID, page for pageNo.",
    "the names differ between public clients")
  static let unknownMembers = Behaviour(
    "CLD-005", .provider, "Arguments that the contract does not name are ignored.",
    "a second public client sends projectID and endpointServiceID to lists that do not know them")

  static let normalization = [absentForms, aliases, unknownMembers]
}

/// Puts arguments into one form: declared names, no nulls, no zeros that mean "not given".
struct Normalization {
  static func normalized(_ arguments: JSONObject, of operation: CtyunAPI.Operation) -> JSONObject {
    var result = normalized(arguments, operation.parameters)
    for parameter in operation.parameters where parameter.name != "ID" && parameter.isRequired {
      // Load-balancing calls take the older name ID for the id of their subject.
      guard operation.service == .elb, result[parameter.name] == nil, parameter.name.hasSuffix("ID"),
        parameter.name != "regionID", let older = result["ID"], operation.parameter(named: "ID") != nil
      else { continue }
      result[parameter.name] = older
    }
    return result
  }

  private static func normalized(_ arguments: JSONObject, _ parameters: [Parameter]) -> JSONObject {
    var result = JSONObject()
    for (name, value) in arguments where !value.isNull {
      let parameter = parameters.first { $0.name == name || $0.aliases.contains(name) }
      guard let parameter else {
        result[name] = value
        continue
      }
      if value == .integer(0), !parameter.isRequired, !parameter.allowsZero { continue }
      if value == .array([]), !parameter.isRequired, !parameter.allowsNone { continue }
      let isSecond = parameter.name != name && arguments[parameter.name].map { !$0.isNull } ?? false
      if isSecond, arguments[parameter.name] == value { continue }
      result[isSecond ? name : parameter.name] = normalized(value, parameter)
    }
    return result
  }

  private static func normalized(_ value: JSONValue, _ parameter: Parameter) -> JSONValue {
    guard !parameter.fields.isEmpty else { return value }
    switch value {
    case .object(let object): return .object(normalized(object, parameter.fields))
    case .array(let elements): return .array(elements.map { normalized($0, parameter) })
    default: return value
    }
  }
}

extension Parameter {
  /// Whether an empty list keeps the limits.
  fileprivate var allowsNone: Bool {
    constraints.allSatisfy { if case .count(let range) = $0 { range.contains(0) } else { true } }
  }

  /// Whether 0 keeps the limits; a number without limits may be 0.
  fileprivate var allowsZero: Bool {
    constraints.allSatisfy { constraint in
      switch constraint {
      case .minimum(let minimum): minimum <= 0
      case .maximum(let maximum): maximum >= 0
      case .oneOfIntegers(let values): values.contains(0)
      default: true
      }
    }
  }
}
