import Diagnostics
import JSON
import TestSupport
import Testing

/// Findings by the ten thousand, on as many lines and on a single one. Anything quadratic would not come back
/// within the patience of a test run; no clock is needed to see it.
@Suite struct ScaleTests {
  @Test(arguments: [("\n", 100_000), (" ", 20_000), ("é", 20_000)])
  func `many diagnostics`(separator: String, count: Int) throws {
    let unit = Array("a: 1".utf8) + Array(separator.utf8)
    let sample = Sample((0..<count).flatMap { _ in unit })
    let diagnostics = (0..<count).reversed().map { index in
      Diagnostic(
        code: "ADR001", severity: index % 2 == 0 ? .error : .warning, message: "m",
        location: sample.location(index * unit.count..<index * unit.count + 1))
    }
    let resolved = resolve(diagnostics, in: sample.sources)
    let last = try #require(resolved.last?.place)
    let expected = separator == "\n" ? (count, 1) : (1, (count - 1) * 5 + 1)
    #expect((last.line, last.column) == expected)
    #expect(renderJSON(resolved)["diagnostics"]?.arrayValue?.count == count)
    let text = TextRenderer(sources: sample.sources).render(resolved)
    #expect(text.hasSuffix("\(count / 2) errors, \(count / 2) warnings\n"))
    #expect(text.contains("the same \(count / 2 - 1) more times"))
  }

  @Test func `many misspelt words among many names`() {
    let names = (0..<5_000).map { "endpoint-\($0)-service" }
    let index = ClosestMatchIndex(names)
    for number in stride(from: 0, to: 5_000, by: 17) {
      #expect(index.closestMatch(to: "endpiont-\(number)-service") == names[number])
    }
  }
}
