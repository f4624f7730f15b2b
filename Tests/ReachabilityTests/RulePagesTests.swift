import Diagnostics
import Planning
import Scenario
import TestSupport
import Testing

@testable import Reachability

/// The pages of the codes that the analysis finds are its fixtures.
struct RulePagesTests {
  @Test(arguments: RuleRegistry.all.filter { $0.finder == .reachability }.map(\.code))
  func `a page's example shows its finding and what to write instead is clean`(code: String) throws {
    let page = try RulePage(parsing: Scenarios.text("docs/rules/\(code).md"))
    #expect(page.code == code && page.name == RuleRegistry.metadata(code)?.name)
    #expect(!page.examples.isEmpty && !page.remedies.isEmpty)
    for example in page.examples {
      let (network, sources) = try Scenarios.network(example.text)
      let found = ExpectationJudge.judge(network)
      let name = "docs/rules/\(code).md:\(example.line)"
      expectMarks(
        found, try expectedMarks(in: example.text), in: SourceFileID(rawValue: 0), sources: sources,
        name: name)
      for finding in found { #expect(finding.help?.isEmpty == false, "\(name)") }
    }
    for remedy in page.remedies {
      let (network, sources) = try Scenarios.network(remedy.text)
      expectDiagnostics(ExpectationJudge.judge(network), sources: sources)
    }
  }
}
