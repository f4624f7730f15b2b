/// A JSON value that knows where in its text it stands, and so does everything in it.
public struct LocatedJSON: Sendable, Hashable {
  /// The same cases as `JSONValue`, with located values inside.
  public enum Content: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction and exponent that a signed 64-bit integer holds.
    case integer(Int64)
    /// A number without fraction and exponent above `Int64.max`.
    case unsigned(UInt64)
    /// A number with a fraction or an exponent.
    case double(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([LocatedJSON])
    /// The members of an object in document order; no key occurs twice.
    case object([Member])
  }

  /// A key with its value.
  public struct Member: Sendable, Hashable {
    /// The key, decoded.
    public let key: String
    /// Where the key stands with its quotes, in UTF-8 bytes.
    public let keyRange: Range<Int>
    /// The value.
    public let value: LocatedJSON

    /// A member from its parts.
    public init(key: String, keyRange: Range<Int>, value: LocatedJSON) {
      self.key = key
      self.keyRange = keyRange
      self.value = value
    }
  }

  /// What the value is.
  public let content: Content

  /// Where the value stands, with its quotes, brackets or braces, in UTF-8 bytes.
  public let range: Range<Int>

  /// A value from its parts.
  public init(content: Content, range: Range<Int>) {
    self.content = content
    self.range = range
  }

  /// The value without its places.
  public var value: JSONValue {
    switch content {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .integer(let integer): .integer(integer)
    case .unsigned(let unsigned): .unsigned(unsigned)
    case .double(let double): .double(double)
    case .string(let string): .string(string)
    case .array(let elements): .array(elements.map(\.value))
    case .object(let members): .object(JSONObject(members.lazy.map { (key: $0.key, value: $0.value.value) }))
    }
  }

  /// The value of that key; nil if there is none or this is no object. A linear search: code that
  /// reads many keys walks the members once.
  public subscript(key: String) -> LocatedJSON? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The element at that place; nil if there is none or this is no array.
  public subscript(index: Int) -> LocatedJSON? {
    guard case .array(let elements) = content, elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}
