/// A JSON value (RFC 8259).
///
/// Numbers keep what their text said: without fraction and exponent they are exact 64-bit integers,
/// otherwise doubles; `1` and `1.0` are different values. Strings compare as Swift strings do, by
/// canonical equivalence.
public enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction and exponent that a signed 64-bit integer holds. `-0` is 0.
  case integer(Int64)
  /// A number without fraction and exponent above `Int64.max`; smaller ones are `integer`.
  case unsigned(UInt64)
  /// A number with a fraction or an exponent. `-0.0` keeps its sign.
  case double(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)
}

extension JSONValue {
  /// The string, if the value is one.
  public var stringValue: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// The integer, if the value is one that 64 bits with a sign hold; a double never is.
  public var integerValue: Int64? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  /// The number as the nearest double, if the value is any number.
  public var doubleValue: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .unsigned(let unsigned): Double(unsigned)
    case .double(let double): double
    default: nil
    }
  }

  /// The truth value, if the value is one.
  public var boolValue: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// The elements, if the value is an array.
  public var arrayValue: [JSONValue]? {
    if case .array(let array) = self { array } else { nil }
  }

  /// The object, if the value is one.
  public var objectValue: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// Whether the value is `null`.
  public var isNull: Bool { self == .null }

  /// The member of that key; nil if there is none or the value is no object.
  public subscript(key: String) -> JSONValue? { objectValue?[key] }

  /// The element at that place; nil if there is none or the value is no array.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let array) = self, array.indices.contains(index) else { return nil }
    return array[index]
  }

  /// The smallest case that holds the integer; nil if 64 bits do not.
  public init?(exactly integer: some BinaryInteger) {
    if let signed = Int64(exactly: integer) {
      self = .integer(signed)
    } else if let unsigned = UInt64(exactly: integer) {
      self = .unsigned(unsigned)
    } else {
      return nil
    }
  }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  /// An integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONValue: ExpressibleByFloatLiteral {
  /// A double.
  public init(floatLiteral value: Double) { self = .double(value) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// An object; of equal keys the last one counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON on one line.
  public var description: String { text(pretty: false) }
}
