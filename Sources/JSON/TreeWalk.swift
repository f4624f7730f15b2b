import CJSONC

/// A tree that can be made from a decoded document, bottom up.
protocol TreeNode {
  associatedtype Member

  static func null(_ range: Range<Int>) -> Self
  static func bool(_ bool: Bool, _ range: Range<Int>) -> Self
  static func integer(_ integer: Int64, _ range: Range<Int>) -> Self
  static func unsigned(_ unsigned: UInt64, _ range: Range<Int>) -> Self
  static func double(_ double: Double, _ range: Range<Int>) -> Self
  static func string(_ string: String, _ range: Range<Int>) -> Self
  static func array(_ elements: [Self], _ range: Range<Int>) -> Self
  static func object(_ members: [Member], _ range: Range<Int>) -> Self
  static func member(_ key: Tape.Key, _ value: Self) -> Member
}

/// Walks json-c's tree in document order (json-c keeps it) and pairs each value with its tape entry.
///
/// The recursion is as deep as the document, which the scanner has bounded. Should json-c have read
/// something else than the scanner, the walk stops with an error instead of pairing wrongly.
struct TreeWalk<Node: TreeNode> {
  private let entries: [Tape.Entry]
  private let keys: [Tape.Key]
  private let bytes: UnsafeBufferPointer<UInt8>
  private var nextEntry = 0
  private var nextKey = 0

  init(tape: Tape, bytes: UnsafeBufferPointer<UInt8>) {
    entries = tape.entries
    keys = tape.keys
    self.bytes = bytes
  }

  /// The node for json-c's value, which is the next one on the tape.
  mutating func node(_ object: OpaquePointer?) throws(JSONError) -> Node {
    guard nextEntry < entries.count else { throw disagreement(at: bytes.count) }
    let entry = entries[nextEntry]
    nextEntry += 1
    guard json_object_get_type(object) == entry.kind.decodedType else {
      throw disagreement(at: Int(entry.start))
    }
    switch entry.kind {
    case .null: return .null(entry.range)
    case .true: return .bool(true, entry.range)
    case .false: return .bool(false, entry.range)
    case .integer: return .integer(json_object_get_int64(object), entry.range)
    case .unsigned: return .unsigned(json_object_get_uint64(object), entry.range)
    case .double: return .double(json_object_get_double(object), entry.range)
    case .string:
      let count = Int(json_object_get_string_len(object))
      let text = UnsafeRawBufferPointer(start: json_object_get_string(object), count: count)
      return .string(String(decoding: text, as: UTF8.self), entry.range)
    case .array: return .array(try elements(of: object, entry), entry.range)
    case .object: return .object(try members(of: object, entry), entry.range)
    }
  }

  private mutating func elements(
    of object: OpaquePointer?, _ entry: Tape.Entry
  ) throws(JSONError) -> [Node] {
    let count = Int(entry.count)
    guard json_object_array_length(object) == count else { throw disagreement(at: Int(entry.start)) }
    var elements: [Node] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      elements.append(try node(json_object_array_get_idx(object, index)))
    }
    return elements
  }

  private mutating func members(
    of object: OpaquePointer?, _ entry: Tape.Entry
  ) throws(JSONError) -> [Node.Member] {
    let count = Int(entry.count)
    guard let table = json_object_get_object(object), Int(table.pointee.count) == count else {
      throw disagreement(at: Int(entry.start))
    }
    var members: [Node.Member] = []
    members.reserveCapacity(count)
    var link = table.pointee.head
    for _ in 0..<count {
      guard let current = link, nextKey < keys.count else { throw disagreement(at: Int(entry.start)) }
      let key = keys[nextKey]
      nextKey += 1
      let value = try node(current.pointee.v.map { OpaquePointer($0) })
      members.append(Node.member(key, value))
      link = current.pointee.next
    }
    return members
  }

  private func disagreement(at offset: Int) -> JSONError {
    JSONError(.decoderFailure, "json-c reads this otherwise than the scanner", at: offset, in: bytes)
  }
}

extension Tape.Kind {
  /// What json-c must say that the value is.
  fileprivate var decodedType: json_type {
    switch self {
    case .null: json_type_null
    case .true, .false: json_type_boolean
    case .integer, .unsigned: json_type_int
    case .double: json_type_double
    case .string: json_type_string
    case .array: json_type_array
    case .object: json_type_object
    }
  }
}

extension LocatedJSON: TreeNode {
  static func null(_ range: Range<Int>) -> Self { .init(content: .null, range: range) }
  static func bool(_ bool: Bool, _ range: Range<Int>) -> Self { .init(content: .bool(bool), range: range) }
  static func integer(_ integer: Int64, _ range: Range<Int>) -> Self {
    .init(content: .integer(integer), range: range)
  }
  static func unsigned(_ unsigned: UInt64, _ range: Range<Int>) -> Self {
    .init(content: .unsigned(unsigned), range: range)
  }
  static func double(_ double: Double, _ range: Range<Int>) -> Self {
    .init(content: .double(double), range: range)
  }
  static func string(_ string: String, _ range: Range<Int>) -> Self {
    .init(content: .string(string), range: range)
  }
  static func array(_ elements: [Self], _ range: Range<Int>) -> Self {
    .init(content: .array(elements), range: range)
  }
  static func object(_ members: [Member], _ range: Range<Int>) -> Self {
    .init(content: .object(members), range: range)
  }
  static func member(_ key: Tape.Key, _ value: Self) -> Member {
    Member(key: key.text, keyRange: key.range, value: value)
  }
}

extension JSONValue: TreeNode {
  static func null(_ range: Range<Int>) -> Self { .null }
  static func bool(_ bool: Bool, _ range: Range<Int>) -> Self { .bool(bool) }
  static func integer(_ integer: Int64, _ range: Range<Int>) -> Self { .integer(integer) }
  static func unsigned(_ unsigned: UInt64, _ range: Range<Int>) -> Self { .unsigned(unsigned) }
  static func double(_ double: Double, _ range: Range<Int>) -> Self { .double(double) }
  static func string(_ string: String, _ range: Range<Int>) -> Self { .string(string) }
  static func array(_ elements: [Self], _ range: Range<Int>) -> Self { .array(elements) }
  static func object(_ members: [JSONObject.Element], _ range: Range<Int>) -> Self {
    .object(JSONObject(unique: members))
  }
  static func member(_ key: Tape.Key, _ value: Self) -> JSONObject.Element { (key.text, value) }
}
