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
