public import JSON

/// One argument of an operation, or a member of an object argument.
public struct Parameter: Sendable, Hashable {
  /// Where an argument travels.
  public enum Location: String, Sendable, Hashable {
    /// In the URL.
    case query
    /// As a member of the JSON body.
    case body
  }

  /// Its exact name: upper and lower case matter.
  public let name: String
  /// Where it travels; members of objects travel with their object.
  public let location: Location
  /// Its type.
  public let type: ValueType
  /// Whether the call makes no sense without it.
  public let isRequired: Bool
  /// Makes it required when all of these hold; never, when empty.
  public let requiredWhen: [Condition]
  /// Whether the empty string is a meaning of its own rather than "not given".
  public let mayBeEmpty: Bool
  /// What the cloud assumes when it is absent, where that is stated.
  public let defaultValue: JSONValue?
  /// Other names under which clients send it and the cloud accepts it.
  public let aliases: [String]
  /// Limits on the value, or on each element of an array.
  public let constraints: [Constraint]
  /// What is known about it; may be empty.
  public let note: String
  /// Members, when it is an object or an array of objects. Empty means: any members.
  public let fields: [Parameter]

  init(
    _ name: String, _ location: Location, _ type: ValueType, required isRequired: Bool = false,
    requiredWhen: [Condition] = [], mayBeEmpty: Bool = false, defaultValue: JSONValue? = nil,
    aliases: [String] = [], _ constraints: [Constraint] = [], note: String = "", fields: [Parameter] = []
  ) {
    self.name = name
    self.location = location
    self.type = type
    self.isRequired = isRequired
    self.requiredWhen = requiredWhen
    self.mayBeEmpty = mayBeEmpty
    self.defaultValue = defaultValue
    self.aliases = aliases
    self.constraints = constraints
    self.note = note
    self.fields = fields
  }
}

/// The types the contract knows.
public indirect enum ValueType: Sendable, Hashable, CustomStringConvertible {
  /// Text.
  case string
  /// A whole number of 32 bits with a sign.
  case integer
  /// Any number.
  case number
  /// True or false.
  case boolean
  /// An object.
  case object
  /// An array with elements of one type.
  case array(of: ValueType)

  /// As the contract writes it: `string`, `array<object>`.
  public var description: String {
    switch self {
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .object: "object"
    case .array(let element): "array<\(element)>"
    }
  }
}

/// A condition on a neighbour: another argument of the same call, or another member of the same object.
public struct Condition: Sendable, Hashable, CustomStringConvertible {
  /// The neighbour.
  public let parameter: String
  /// Its values for which the condition holds. When it is absent its default counts.
  public let values: [JSONValue]

  init(_ parameter: String, _ values: [JSONValue]) {
    self.parameter = parameter
    self.values = values
  }

  /// Such as `type is interface`.
  public var description: String {
    "\(parameter) is \(values.map { $0.shortText }.joined(separator: " or "))"
  }
}

/// A limit on a value that the contract states.
public enum Constraint: Sendable, Hashable, CustomStringConvertible {
  /// One of these texts.
  case oneOf([String], ignoringCase: Bool = false)
  /// One of these numbers.
  case oneOfIntegers([Int64])
  /// At least.
  case minimum(Int64)
  /// At most.
  case maximum(Int64)
  /// So many characters (Unicode scalars).
  case length(ClosedRange<Int>)
  /// So many elements.
  case count(ClosedRange<Int>)
  /// At most so many entries between commas.
  case listed(maximum: Int)
  /// A prefix whose length lies in this range.
  case prefixLength(ClosedRange<Int>)
  /// Text of a certain form.
  case pattern(TextPattern)

  /// What a value must be, such as `between 1 and 50`; completes the sentence "must be …".
  public var description: String {
    switch self {
    case .oneOf(let values, _): Self.alternatives(values)
    case .oneOfIntegers(let values): Self.alternatives(values.map { String($0) })
    case .minimum(let minimum): "at least \(minimum)"
    case .maximum(let maximum): "at most \(maximum)"
    case .length(let range): "\(Self.text(of: range)) characters long"
    case .count(let range): "a list of \(Self.text(of: range)) entries"
    case .listed(let maximum): "at most \(maximum) entries between commas"
    case .prefixLength(let range): "a prefix of length /\(range.lowerBound) to /\(range.upperBound)"
    case .pattern(let pattern): pattern.explanation
    }
  }

  private static func alternatives(_ values: [String]) -> String {
    values.count == 1 ? values[0] : "one of \(values.joined(separator: ", "))"
  }

  private static func text(of range: ClosedRange<Int>) -> String {
    if range.upperBound == .max { return "at least \(range.lowerBound)" }
    return range.lowerBound == 0
      ? "at most \(range.upperBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}

extension JSONValue {
  /// A scalar as it reads in a sentence: text without quotes.
  var shortText: String { stringValue ?? text(pretty: false) }
}
