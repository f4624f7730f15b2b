import JSON
import Testing

struct WriterTests {
  private func canonical(_ value: JSONValue) -> String {
    String(decoding: value.canonicalBytes(), as: UTF8.self)
  }

  @Test func canonicalBytesSortKeysAndHaveNoSpaces() {
    let value: JSONValue = ["b": [1, ["z": .null, "a": true]], "a": "x", "": false, "B": 1.5]
    #expect(canonical(value) == #"{"":false,"B":1.5,"a":"x","b":[1,{"a":true,"z":null}]}"#)
  }

  /// UTF-16 would put U+FB33 after the emoji; UTF-8 bytes order as Unicode scalars do.
  @Test func canonicalKeysSortByTheirUTF8Bytes() {
    let value: JSONValue = ["\u{FB33}": 1, "😂": 2, "ö": 3, "1": 4, "\r": 5, "€": 6, "aa": 7, "a": 8]
    #expect(canonical(value) == "{\"\\r\":5,\"1\":4,\"a\":8,\"aa\":7,\"ö\":3,\"€\":6,\"\u{FB33}\":1,\"😂\":2}")
  }

  @Test(arguments: [
    (0.0, "0.0"), (-0.0, "0.0"), (1, "1.0"), (0.1, "0.1"), (-1.5, "-1.5"), (1e21, "1e+21"), (1e-7, "1e-07"),
    (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    (1.0 / 3, "0.3333333333333333"),
    (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
  ])
  func canonicalDoublesAreShortest(_ double: Double, _ text: String) {
    #expect(canonical(.double(double)) == text)
  }

  @Test func textKeepsTheSignOfZero() {
    #expect(JSONValue.double(-0.0).text(pretty: false) == "-0.0")
  }

  @Test func integersAreWrittenInFull() {
    #expect(
      canonical([.integer(.min), .integer(.max), .unsigned(.max)])
        == "[-9223372036854775808,9223372036854775807,18446744073709551615]")
  }

  @Test func onlyWhatMustBeEscapedIsEscaped() {
    let all = String(String.UnicodeScalarView((0..<0x30).compactMap { Unicode.Scalar($0 as UInt32) }))
    let expected =
      #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
      + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
      + ##" !\"#$%&'()*+,-./""##
    #expect(canonical(.string(all)) == expected)
    #expect(canonical("\\ \u{7F} é 专 😀 \u{2028}") == "\"\\\\ \u{7F} é 专 😀 \u{2028}\"")
  }

  @Test func prettyTextIndentsAndKeepsOrder() {
    let value: JSONValue = [
      "name": "hq", "empty": [:], "none": [], "ports": [443, "https", true],
      "nested": [[1], ["k": ["v", .null]]],
    ]
    #expect(
      value.text() == """
        {
          "name": "hq",
          "empty": {},
          "none": [],
          "ports": [443, "https", true],
          "nested": [
            [1],
            {
              "k": ["v", null]
            }
          ]
        }

        """)
    #expect(JSONValue.integer(1).text() == "1\n")
    #expect(value.text(pretty: false).contains(" ") == false)
  }

  /// The line, its indentation, the key and a comma that may follow count; columns are scalars.
  @Test func arraysOfScalarsBreakBeyondAHundredColumns() {
    let fitting: JSONValue = ["k": .array(Array(repeating: "专", count: 15))]
    let lines = fitting.text().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].unicodeScalars.count <= 100)
    // Two spaces, "k", colon and space are 7 columns, brackets 2, the comma 1: 90 are left.
    let widest: JSONValue = ["k": [.string(String(repeating: "专", count: 88))]]
    #expect(widest.text().split(separator: "\n").count == 3)
    let tooWide: JSONValue = ["k": [.string(String(repeating: "专", count: 89))]]
    #expect(tooWide.text().split(separator: "\n").count == 5)
    let many = JSONValue.array((0..<10_000).map { .integer($0) })
    #expect(many.text().split(separator: "\n").count == 10_002)
  }
}
