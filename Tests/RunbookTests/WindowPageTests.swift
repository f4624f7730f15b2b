import Diagnostics
import Planning
import Scenario
import TestSupport
import Testing

@testable import Runbook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The pages of the codes that a runbook finds are its fixtures.
@Suite("Pages of the runbook's codes")
struct WindowPageTests {
  private static let rules = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/rules")

  /// What the judge says of a scenario in which nothing else is wrong.
  private static func judged(_ text: String) throws -> (found: [Diagnostic], sources: SourceMap) {
    var sources = SourceMap()
    let bytes = Array(text.utf8)
    let scenario = try #require(
      ScenarioReader.read(bytes: bytes, path: "scenario.yaml", into: &sources).value)
    let errors = Checker.check(scenario: scenario).filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(renderText(errors, sources: sources))")
    let outcome = try #require(Planner.plan(scenario: scenario, scenarioBytes: bytes).value)
    let runbook = RunbookBuilder.build(plan: outcome.plan, profile: CloudProfile.ctyun.applying(scenario))
    return (WindowJudge.judge(runbook, plan: outcome.plan), sources)
  }

  @Test(
    "an example shows its finding and what to write instead is clean",
    arguments: RuleRegistry.all.filter { $0.finder == .runbook }.map(\.code))
  func page(_ code: String) throws {
    let file = Self.rules.appendingPathComponent("\(code).md")
    let page = try RulePage(parsing: String(decoding: try Data(contentsOf: file), as: UTF8.self))
    #expect(page.code == code && page.name == RuleRegistry.metadata(code)?.name)
    #expect(!page.examples.isEmpty && !page.remedies.isEmpty)
    for example in page.examples {
      let (found, sources) = try Self.judged(example.text)
      expectMarks(
        found, try expectedMarks(in: example.text), in: SourceFileID(rawValue: 0), sources: sources,
        name: "docs/rules/\(code).md:\(example.line)")
      for finding in found { #expect(finding.help?.isEmpty == false) }
    }
    for remedy in page.remedies {
      let (found, sources) = try Self.judged(remedy.text)
      expectDiagnostics(found, sources: sources)
    }
  }
}
