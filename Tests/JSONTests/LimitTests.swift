import JSON
import Testing

struct LimitTests {
  private func nested(_ depth: Int, _ open: String = "[", _ close: String = "]", inner: String = "") -> String
  {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
  }

  @Test(arguments: [("[", "]", "1"), ("{\"a\":", "}", "1"), ("[{\"a\":", "}]", "\"s\"")])
  func depthIsBounded(_ open: String, _ close: String, _ inner: String) throws {
    let levels = open.count { $0 == "[" || $0 == "{" }
    let text = nested(64 / levels, open, close, inner: inner)
    #expect(try JSONValue(parsing: text).text(pretty: false) == text)
    let deeper = try #require(throws: JSONError.self) { try JSONValue(parsing: "[\(text)]") }
    #expect(deeper.kind == .tooDeep)
    #expect(deeper.message == "arrays and objects nest deeper than the limit of 64")
  }

  @Test func noDepthThatIsAskedForEndangersTheStack() throws {
    let limits = JSONLimits(maximumDepth: .max)
    let deepest = nested(JSONLimits.greatestDepth)
    #expect(try JSONValue(parsing: deepest, limits: limits).text(pretty: false) == deepest)
    let error = try #require(throws: JSONError.self) {
      try LocatedJSON(parsing: nested(1_000_000), limits: limits)
    }
    #expect(error.kind == .tooDeep)
    #expect(error.offset == JSONLimits.greatestDepth)
  }

  @Test func depthZeroLeavesScalars() throws {
    let limits = JSONLimits(maximumDepth: 0)
    #expect(try JSONValue(parsing: "7", limits: limits) == 7)
    #expect(throws: JSONError.self) { try JSONValue(parsing: "[]", limits: limits) }
  }

  @Test func sizeIsBounded() throws {
    let limits = JSONLimits(maximumBytes: 5)
    #expect(try JSONValue(parsing: "[1,2]", limits: limits) == [1, 2])
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: "[1,22]", limits: limits) }
    #expect(error.kind == .tooLarge)
    #expect(error.message == "the text has 6 bytes, more than the limit of 5")
  }

  @Test func valuesAreCounted() throws {
    let limits = JSONLimits(maximumValues: 3)
    #expect(try JSONValue(parsing: "[1,{}]", limits: limits) == [1, [:]])
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: "[1,{},2]", limits: limits) }
    #expect(error.kind == .tooLarge)
    #expect(error.offset == 6)
  }
}
