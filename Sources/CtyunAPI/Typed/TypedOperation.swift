public import JSON

/// A request whose parameters have names and types that the compiler checks. Those of the operations that a runbook uses
/// are made by `script/generate`, from the same contract as the declarations: `Operations.VPCE.CreateEndpoint`.
///
/// Limits are not in the types; `Operation.problems(in:)` checks them, as with every call.
public protocol TypedOperation: Sendable {
  /// What comes back.
  associatedtype Reply: TypedReply
  /// What is called.
  static var operation: Operation { get }
  /// The parameters as they are sent.
  var arguments: JSONObject { get }
}

/// The reply to a typed request. Whatever the cloud sends can be one: members that are absent, null or of another kind
/// are nil, and what is not declared is still there in the envelope.
public protocol TypedReply: Sendable {
  /// The reply in that envelope.
  init(_ envelope: ReplyEnvelope)
}

/// Part of a reply, read leniently in the ways in which replies are known to vary.
public struct ReplyPart: Sendable, Hashable {
  /// What came.
  public let value: JSONValue

  /// Looks at a value; an array of one element is that element.
  public init(_ value: JSONValue) {
    if case .array(let elements) = value, elements.count == 1 {
      self.value = elements[0]
    } else {
      self.value = value
    }
  }

  /// The member of that name, or the only one that differs from it in case alone; nil when it is null.
  func member(_ name: String) -> JSONValue? {
    guard let value = value.objectValue?.member(like: name), value != .null else { return nil }
    return value
  }

  /// A text; numbers and truth values as they are written, and nil for the empty text, which stands for nothing.
  func text(_ name: String) -> String? { member(name).flatMap(Self.text) }

  /// A whole number, also one that is written as text.
  func integer(_ name: String) -> Int? {
    switch member(name) {
    case .integer(let number): Int(exactly: number)
    case .double(let number): Int(exactly: number)
    case .string(let text): Int(text)
    default: nil
    }
  }

  /// Any number, also one that is written as text.
  func number(_ name: String) -> Double? {
    switch member(name) {
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .double(let number): number
    case .string(let text): Double(text)
    default: nil
    }
  }

  /// A truth value, also one that is written as text or as 1 or 0.
  func boolean(_ name: String) -> Bool? {
    switch member(name) {
    case .bool(let value): value
    case .integer(1), .string("true"), .string("1"): true
    case .integer(0), .string("false"), .string("0"): false
    default: nil
    }
  }

  /// The member as a part of its own.
  func part(_ name: String) -> ReplyPart? { member(name).map { ReplyPart($0) } }

  /// The elements of a list; a single one may stand without its list. Empty when there is none.
  func parts(_ name: String) -> [ReplyPart] { Self.elements(member(name)).map { ReplyPart($0) } }

  /// The texts of a list; a single one may stand without its list.
  func texts(_ name: String) -> [String] { Self.elements(member(name)).compactMap(Self.text) }

  /// The whole numbers of a list; a single one may stand without its list.
  func integers(_ name: String) -> [Int] {
    Self.elements(member(name)).compactMap { value in ReplyPart(["_": value]).integer("_") }
  }

  static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .null, .array, .object: nil
    default: value.text(pretty: false)
    }
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    guard let value else { return [] }
    return value.arrayValue ?? [value]
  }
}

/// What can be a parameter of a typed request.
protocol TypedArgument {
  /// As it is sent.
  var json: JSONValue { get }
}

extension String: TypedArgument {
  var json: JSONValue { .string(self) }
}

extension Int: TypedArgument {
  var json: JSONValue { .integer(Int64(self)) }
}

extension Double: TypedArgument {
  var json: JSONValue { .double(self) }
}

extension Bool: TypedArgument {
  var json: JSONValue { .bool(self) }
}

extension JSONObject: TypedArgument {
  var json: JSONValue { .object(self) }
}

extension Array: TypedArgument where Element: TypedArgument {
  var json: JSONValue { .array(map(\.json)) }
}

extension JSONObject {
  /// Sets a parameter if it has a value.
  mutating func give(_ name: String, _ value: (some TypedArgument)?) {
    if let value { self[name] = value.json }
  }
}
