import Diagnostics
import TestSupport
import Testing

@Suite struct ExpectedDiagnosticsTests {
  private let sample = Sample("a: 1\nb: 2\n")

  private var found: [Diagnostic] {
    [
      Diagnostic(code: "ADR001", severity: .error, message: "first", location: sample.place("1")),
      Diagnostic(code: "ADR001", severity: .warning, message: "second", location: sample.place("2")),
    ]
  }

  @Test func `passes when every diagnostic is checked`() {
    expectDiagnostics(found, sources: sample.sources) {
      let second = $0.check("ADR001", at: "2:4", severity: .warning)
      #expect(second?.message == "second")
      $0.check("ADR001", at: "scenario.yaml:1:4", containing: "irs")
    }
    expectDiagnostics(found, sources: sample.sources) { $0.check("ADR001", atEach: ["2", "1"]) }
    expectDiagnostics([], sources: sample.sources)
  }

  @Test func `fails on leftovers and shows them`() {
    withKnownIssue {
      expectDiagnostics(found, sources: sample.sources) { $0.check("ADR001", at: "1:4") }
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.contains("warning[ADR001]: second\n --> scenario.yaml:2:4")
      }
    }
  }

  @Test(arguments: [("ADR002", "1:4"), ("ADR001", "1:5"), ("ADR001", "3"), ("ADR001", "other.yaml:1:4")])
  func `fails when a check finds nothing`(code: String, place: String) {
    withKnownIssue {
      expectDiagnostics(found, sources: sample.sources) {
        $0.check(code, at: place)
        $0.check("ADR001", atEach: ["1", "2"])
      }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.hasPrefix("expected \(code) at \(place); left are") }
    }
  }
}
