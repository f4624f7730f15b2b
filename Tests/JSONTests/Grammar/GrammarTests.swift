import JSON
import Testing

struct GrammarTests {
  @Test(arguments: GrammarCase.accepted + GrammarCase.rejected + GrammarCase.chosen)
  func decidesAsListed(_ grammarCase: GrammarCase) throws {
    switch grammarCase.outcome {
    case .value(let printed):
      let located = try LocatedJSON(parsing: grammarCase.bytes)
      #expect(located.value.text(pretty: false).utf8.elementsEqual(printed.utf8))
      #expect(try JSONValue(parsing: grammarCase.bytes) == located.value)
    case .error(let kind, let offset):
      let error = try #require(throws: JSONError.self) { try LocatedJSON(parsing: grammarCase.bytes) }
      #expect(error.kind == kind)
      #expect(error.offset == offset)
      #expect(throws: error) { try JSONValue(parsing: grammarCase.bytes) }
    }
  }

  @Test func casesAreManyAndNamedApart() {
    let names = (GrammarCase.accepted + GrammarCase.rejected + GrammarCase.chosen).map(\.name)
    #expect(names.count >= 150)
    #expect(Set(names).count == names.count)
  }
}
