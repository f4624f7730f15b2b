import JSON
import Testing

struct PositionTests {
  private func error(_ text: String, limits: JSONLimits = .init()) throws -> JSONError {
    try #require(throws: JSONError.self) { try LocatedJSON(parsing: text, limits: limits) }
  }

  @Test(arguments: [
    ("", 0, 1, 1),
    ("x", 0, 1, 1),
    ("[1,\n  2,\n  x]", 11, 3, 3),
    ("[1,\r\n  x]", 7, 2, 3),
    ("[\"专线\", x]", 11, 1, 8),
    ("[\"😀e\u{301}\", x]", 12, 1, 9),
    ("{\n\t\"a\": 1,\n\t\"a\": 2\n}", 12, 3, 2),
    ("[\n\n", 3, 3, 1),
  ])
  func errorsSayWhere(_ text: String, _ offset: Int, _ line: Int, _ column: Int) throws {
    let error = try error(text)
    #expect(error.offset == offset)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.description == "\(line):\(column): \(error.message)")
  }

  @Test(arguments: [
    ("", "the text has no value"),
    ("[1,]", "a comma must be followed by another element"),
    ("{\"a\":1,}", "a comma must be followed by another member"),
    ("[1 2]", "expected ',' or ']', found '2'"),
    ("{\"a\":1 \"b\"}", "expected ',' or '}', found '\"'"),
    ("{'a':1}", "expected a key in double quotes, found '''; strings stand in double quotes"),
    ("[专]", "expected a value, found '专'"),
    ("[\u{1}]", "expected a value, found U+0001"),
    ("[ // x", "expected a value, found '/'; JSON has no comments"),
    ("[NaN]", "expected a value, found 'N'; JSON has no NaN and no Infinity"),
    ("[True]", "expected a value, found 'T'; 'true', 'false' and 'null' are written small"),
    ("[+1]", "expected a value, found '+'; a number has no plus sign"),
    ("[.5]", "expected a value, found '.'; a number begins with a digit"),
    ("[01]", "a number cannot have leading zeros"),
    ("[tru]", "expected 'true'"),
    ("{\n \"a\": [1", "the text ends inside the array opened at line 2, column 7"),
    ("\n{", "the text ends where a key is expected"),
    ("[\"a", "the text ends inside the string opened at line 1, column 2"),
    ("[\"a\tb\"]", "a string cannot contain U+0009 as such; write \\u0009"),
    ("[\"\\x\"]", "no escape begins with a backslash and 'x'"),
    ("1 x", "expected the end of the text after the value, found 'x'"),
    ("1e400", "the number is beyond what a double holds (about ±1.8e308)"),
    (
      "18446744073709551616",
      "the integer does not fit 64 bits; the range is -9223372036854775808 to 18446744073709551615"
    ),
    (
      "{\"a\\n\":1,\n\"a\\u000A\":2}",
      "duplicate key \"a\\n\": first at line 1, column 2, again at line 2, column 1"
    ),
  ])
  func messagesSayWhat(_ text: String, _ message: String) throws {
    #expect(try error(text).message == message)
  }

  @Test func longKeysAreCutInMessages() throws {
    let key = String(repeating: "k", count: 10_000)
    #expect(try error("{\"\(key)\":1,\"\(key)\":2}").message.count < 200)
  }

  @Test(arguments: [3, 11, 12, 13, 14, 500])
  func duplicatesAreFoundInObjectsOfEverySize(_ count: Int) throws {
    let members = (0..<count).map { "\"key\($0)\":{\"key0\":\($0)}" }
    #expect(try JSONValue(parsing: "{\(members.joined(separator: ","))}").objectValue?.count == count)
    for repeated in [0, count / 2, count - 1] {
      let text = "{\((members + [members[repeated]]).joined(separator: ","))}"
      let first = members[..<repeated].reduce(1) { $0 + $1.utf8.count + 1 }
      let error = try error(text)
      #expect(error.kind == .duplicateKey(first: first))
      #expect(error.offset == members.reduce(1) { $0 + $1.utf8.count + 1 })
    }
  }

  @Test func valuesAndKeysKnowTheirPlaces() throws {
    let text = " { \"名\" : [ true, -1.5e3 ] , \"b\":{\"c\":\"\\u00e9\"}, \"d\":null} "
    let bytes = Array(text.utf8)
    let root = try LocatedJSON(parsing: text)
    func source(_ range: Range<Int>?) -> String? { range.map { String(decoding: bytes[$0], as: UTF8.self) } }

    #expect(root.range == 1..<(bytes.count - 1))
    guard case .object(let members) = root.content else {
      Issue.record("the root is no object")
      return
    }
    #expect(members.map { source($0.keyRange) } == ["\"名\"", "\"b\"", "\"d\""])
    #expect(members.map(\.key) == ["名", "b", "d"])
    #expect(source(root["名"]?.range) == "[ true, -1.5e3 ]")
    #expect(source(root["名"]?[0]?.range) == "true")
    #expect(source(root["名"]?[1]?.range) == "-1.5e3")
    #expect(source(root["b"]?.range) == "{\"c\":\"\\u00e9\"}")
    #expect(source(root["b"]?["c"]?.range) == "\"\\u00e9\"")
    #expect(root["b"]?["c"]?.content == .string("é"))
    #expect(source(root["d"]?.range) == "null")
    #expect(root["x"] == nil)
    #expect(root[0] == nil)
    #expect(root["名"]?[2] == nil)
  }

  /// Numbers and strings reach json-c in batches; a document of many batches must stay in step.
  @Test func placesHoldAcrossBatches() throws {
    let long = String(repeating: "x", count: 100_000)
    let elements = (0..<20_000).map {
      $0 == 777 ? "\"\(long)\"" : $0 % 3 == 0 ? "null" : "[\($0),\"s\($0)\"]"
    }
    let text = "[\(elements.joined(separator: ","))]"
    let root = try LocatedJSON(parsing: text)
    guard case .array(let located) = root.content else {
      Issue.record("the root is no array")
      return
    }
    #expect(located.count == elements.count)
    let bytes = Array(text.utf8)
    let wrong = zip(located, elements).filter { bytes[$0.range].elementsEqual($1.utf8) == false }
    #expect(wrong.isEmpty)
    #expect(located[19_999].value == [19_999, "s19999"])
    #expect(located[777].value.stringValue?.utf8.count == long.utf8.count)
  }
}
