import Diagnostics
import TestSupport
import Testing

@Suite struct ExpectedMarksTests {
  private func mark(_ line: Int, _ severity: Severity, _ code: String) -> ExpectedMark {
    ExpectedMark(line: line, severity: severity, code: code)
  }

  @Test func `reads marks`() throws {
    let marks = try expectedMarks(
      in: """
        # a comment: [ABC123]
        a: 1  # error: [PRT003] for a reason
        b: "x# error: [XXX001]"
          # warning: [DNS002, DNS003]
          # why it matters

          # info: [ADR008]
        c: 2 # error: [ADR001] # warning: [ADR002]
        """)
    #expect(
      marks.sorted() == [
        mark(2, .error, "PRT003"), mark(8, .error, "ADR001"), mark(8, .warning, "ADR002"),
        mark(8, .warning, "DNS002"), mark(8, .warning, "DNS003"), mark(8, .info, "ADR008"),
      ])
  }

  @Test(arguments: [
    ("a: 1 # error: PRT003", 1), ("a: 1 # error: [PRT3]", 1), ("\na: 1 # info: [PRT003", 2),
    ("a: 1\n# error: [PRT003]\n", 2), ("a: 1 # error: []", 1),
  ])
  func `refuses what is nearly a mark`(text: String, line: Int) {
    #expect {
      try expectedMarks(in: text)
    } throws: {
      ($0 as? MarkError)?.line == line
    }
  }

  @Test func `compares marks with findings`() throws {
    let text = "a: 1 # error: [ADR001]\nb: 2 # warning: [DNS002]\n"
    let sample = Sample(text)
    let marks = try expectedMarks(in: text)
    let first = Diagnostic(
      code: "ADR001", severity: .error, message: "m", location: sample.place("1"))
    let second = Diagnostic(
      code: "DNS002", severity: .warning, message: "m", location: sample.place("2"))
    let nowhere = Diagnostic(code: "DNS002", severity: .warning, message: "m")
    func comparison(_ found: [Diagnostic]) -> MarkComparison {
      MarkComparison(found, expected: marks, in: sample.file, sources: sample.sources)
    }
    #expect(comparison([second, first, first]).isExact)
    #expect(comparison([first]).missing == [mark(2, .warning, "DNS002")])
    #expect(comparison([first, second, nowhere]).unexpected == [nowhere])

    expectMarks([first, second], marks, in: sample.file, sources: sample.sources, name: "page:1")
    withKnownIssue {
      expectMarks([first, nowhere], marks, in: sample.file, sources: sample.sources, name: "page:1")
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.contains("missing:\n  line 2: warning[DNS002]\nunexpected:\nwarning[DNS002]: m\n")
      }
    }
  }
}
