import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticTests {
  private static var variety: [Diagnostic] {
    let file = SourceFileID(rawValue: 0)
    var all: [Diagnostic] = []
    for start in [UInt32?.none, 1, 2] {
      let location = start.map { Diagnostics.SourceLocation(file: file, start: $0, end: $0 + 1) }
      for code in ["ADR001", "PRT003"] {
        for severity in Severity.allCases {
          for help in [nil, "a", "b"] {
            var diagnostic = Diagnostic(
              code: code, severity: severity, message: "m", location: location, help: help)
            all.append(diagnostic)
            diagnostic.related = [Related(message: "r"), Related(message: "s", location: location)]
            all.append(diagnostic)
          }
        }
      }
    }
    return all
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `order does not depend on who reported first`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sorted = Self.variety.sorted()
    #expect(Set(sorted).count == Self.variety.count)
    #expect(sorted.first?.location == nil)
    #expect(Self.variety.shuffled(using: &random).sorted() == sorted)
    // A strict order: no element before itself, and never both ways round.
    for (index, one) in sorted.enumerated() {
      #expect(sorted[...index].allSatisfy { !(one < $0) })
      #expect(sorted[(index + 1)...].allSatisfy { one < $0 })
    }
  }

  @Test func `a checked value is valid without errors only`() {
    let warning = Diagnostic(code: "DNS002", severity: .warning, message: "m")
    let error = Diagnostic(code: "DNS003", severity: .error, message: "m")
    #expect(Checked(1, diagnostics: [warning]).isValid)
    #expect(!Checked(1, diagnostics: [warning, error]).isValid)
    #expect(!Checked<Int>(nil).isValid)
    #expect(Checked(1, diagnostics: [warning]).map { $0 + 1 } == Checked(2, diagnostics: [warning]))
    #expect(Checked<Int>(nil, diagnostics: [error]).map { $0 + 1 }.diagnostics == [error])
  }

  @Test func `blanks behind a value are not part of its place`() throws {
    let sample = Sample("a: b  \n\n  \nc: d\n")
    let place = try #require(ResolvedPlace(sample.location(3..<11), in: sample.sources))
    #expect((place.line, place.column) == (1, 4))
    #expect((place.endLine, place.endColumn) == (1, 5))
    // What is nothing but blanks stays.
    let blank = try #require(ResolvedPlace(sample.location(4..<6), in: sample.sources))
    #expect((blank.column, blank.endColumn) == (5, 7))
  }
}
