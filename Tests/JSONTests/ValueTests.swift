import JSON
import Testing

struct ValueTests {
  @Test func accessorsAnswerForTheirKindOnly() {
    let value: JSONValue = [
      "s": "x", "i": -1, "d": 1.0, "b": true, "n": .null, "a": [1, "two"], "o": ["k": 1],
    ]
    #expect(value["s"]?.stringValue == "x")
    #expect(value["s"]?.integerValue == nil)
    #expect(value["i"]?.integerValue == -1)
    #expect(value["d"]?.integerValue == nil)
    #expect(value["d"]?.doubleValue == 1)
    #expect(value["i"]?.doubleValue == -1)
    #expect(value["b"]?.boolValue == true)
    #expect(value["i"]?.boolValue == nil)
    #expect(value["n"]?.isNull == true)
    #expect(value["a"]?.arrayValue?.count == 2)
    #expect(value["a"]?[1] == "two")
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["o"]?.objectValue?.keys == ["k"])
    #expect(value["missing"] == nil)
    #expect(value["a"]?["k"] == nil)
    #expect(JSONValue.unsigned(.max).integerValue == nil)
    #expect(JSONValue.unsigned(.max).doubleValue == 0x1p64)
  }

  @Test func exactIntegersTakeTheSmallestCase() {
    #expect(JSONValue(exactly: UInt64(7)) == .integer(7))
    #expect(JSONValue(exactly: UInt64.max) == .unsigned(.max))
    #expect(JSONValue(exactly: Int64.min) == .integer(.min))
    #expect(JSONValue(exactly: Int128(UInt64.max) + 1) == nil)
  }

  @Test func oneAndOnePointZeroDiffer() {
    #expect(JSONValue.integer(1) != .double(1))
    #expect(JSONValue.double(-0.0) == .double(0.0))
  }

  /// Both with and without the table that large objects keep.
  @Test(arguments: [0, 1, 15, 16, 17, 200])
  func objectsKeepOrderAndIgnoreItWhenCompared(_ count: Int) throws {
    let members = (0..<count).map { ("k\($0)", JSONValue.integer(Int64($0))) }
    let forward = JSONObject(members)
    let backward = JSONObject(members.reversed())
    #expect(forward.keys == members.map(\.0))
    #expect(forward == backward)
    #expect(forward.hashValue == backward.hashValue)
    #expect(Array(forward.map(\.key)) == members.map(\.0))
    #expect(JSONValue.object(forward).canonicalBytes() == JSONValue.object(backward).canonicalBytes())
    let reread = try JSONValue(parsing: JSONValue.object(backward).text())
    #expect(reread.objectValue?.keys == backward.keys)

    var changed = forward
    changed["new"] = 1
    #expect(changed != forward)
    #expect(changed.count == count + 1)
    changed["new"] = nil
    #expect(changed == forward)
    changed["never"] = nil
    #expect(changed == forward)
    if count > 0 {
      changed["k0"] = nil
      #expect(changed["k0"] == nil)
      #expect(changed.keys == Array(forward.keys.dropFirst()))
      if count > 1 { #expect(changed["k\(count - 1)"] == .integer(Int64(count - 1))) }
      changed["k0"] = "again"
      #expect(changed.keys.last == "k0")
      #expect(changed != forward)
    }
  }

  @Test func laterDuplicatesReplaceInPlace() {
    let object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
    #expect(object.keys == ["a", "b"])
    #expect(object["a"] == 3)
    let literal: JSONObject = ["a": 1, "a": 2]
    #expect(literal.members.count == 1)
    #expect(literal["a"] == 2)
    #expect(JSONObject(literal.members) == literal)
  }

  @Test func sameKeysWithOtherValuesDiffer() {
    #expect(JSONObject([("a", 1), ("b", 2)]) != JSONObject([("a", 2), ("b", 1)]))
    #expect(JSONObject([("a", 1)]) != JSONObject([("b", 1)]))
  }
}
