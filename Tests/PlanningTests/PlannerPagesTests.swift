import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The pages of the codes that allocation finds are its fixtures: a `yaml` block is a scenario, the `json` block behind
/// it its lock file.
struct PlannerPagesTests {
  private struct Fixture {
    var scenario: FencedBlock
    var lock: FencedBlock?
  }

  private struct Run {
    var diagnostics: [Diagnostic]
    var sources: SourceMap
  }

  private static func page(_ code: String) throws -> RulePage {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/rules/\(code).md"))
    return try RulePage(parsing: String(decoding: data, as: UTF8.self))
  }

  private static func fixtures(_ section: MarkdownSection?) -> [Fixture] {
    var fixtures: [Fixture] = []
    for block in section?.blocks ?? [] {
      if block.language == "yaml" { fixtures.append(Fixture(scenario: block)) }
      if block.language == "json", !fixtures.isEmpty { fixtures[fixtures.count - 1].lock = block }
    }
    return fixtures
  }

  private static func run(_ fixture: Fixture) -> Run {
    var sources = SourceMap()
    let read = ScenarioReader.read(
      bytes: Array(fixture.scenario.text.utf8), path: "scenario.yaml", into: &sources)
    guard let scenario = read.value, read.isValid else {
      return Run(diagnostics: read.diagnostics, sources: sources)
    }
    var lock: LockFile?
    if let block = fixture.lock {
      let bytes = Array(block.text.utf8)
      let lockRead = LockFile.read(bytes, file: sources.add(path: "scenario.lock.json", bytes: bytes))
      guard let value = lockRead.value else {
        return Run(diagnostics: lockRead.diagnostics, sources: sources)
      }
      lock = value
    }
    let decided = Allocator.decide(
      scenario: scenario, profile: CloudProfile.ctyun.applying(scenario), lock: lock)
    return Run(diagnostics: decided.diagnostics, sources: sources)
  }

  @Test(arguments: ["ADR009", "LCK001", "LCK002", "LCK003"])
  func `a page's example shows its finding and what to write instead is clean`(code: String) throws {
    let page = try Self.page(code)
    #expect(page.code == code)
    #expect(codesWithoutRules.contains { $0.code == code && $0.name == page.name })
    for fixture in Self.fixtures(page.page["Example"]) {
      let run = Self.run(fixture)
      #expect(!run.diagnostics.isEmpty && run.diagnostics.allSatisfy { $0.code == code })
      let marks = try expectedMarks(in: fixture.scenario.text)
      let found = Set(
        run.diagnostics.compactMap { finding -> ExpectedMark? in
          guard let location = finding.location, let source = run.sources[location.file],
            source.path == "scenario.yaml"
          else { return nil }
          return ExpectedMark(
            line: source.position(at: location.start).line, severity: finding.severity, code: finding.code)
        })
      #expect(found == marks)
    }
    for fixture in Self.fixtures(page.page["Write instead"]) {
      let run = Self.run(fixture)
      expectDiagnostics(run.diagnostics, sources: run.sources)
    }
  }

  @Test func `the page on the lock file shows the lock file as it is written`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("docs/lock-file.md"))
    let page = try MarkdownPage(parsing: String(decoding: data, as: UTF8.self))
    let block = try #require(page["Format"]?.blocks.first { $0.language == "json" })
    let read = LockFile.read(Array(block.text.utf8), file: SourceFileID(rawValue: 0))
    #expect(read.diagnostics == [])
    #expect(read.value?.text == block.text)
    let text = try #require(page["Format"]?.text)
    for kind in Allocation.Kind.allCases { #expect(text.contains("`\(kind.rawValue)`")) }
  }
}

/// What is decided for the scenarios that users copy. The goldens pin the order of decisions, which is a file format.
struct ShippedScenarioTests {
  @Test(arguments: [
    "cross-account-approval", "dual-stack", "idc-direct-connect", "reverse-service", "same-account-cross-vpc",
    "static-single-line", "three-sites", "zos-from-vpc",
  ])
  func `decisions for a shipped scenario stay as they are`(name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("scenarios/\(name)/scenario.yaml"))
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: Array(data), path: "\(name)/scenario.yaml", into: &sources)
    let scenario = try #require(read.value)
    let first = Allocator.decide(scenario: scenario, profile: CloudProfile.ctyun.applying(scenario))
    expectDiagnostics(first.diagnostics, sources: sources)
    let decisions = try #require(first.value)
    expectGolden(
      decisions.allocations.map { "\($0.kind.rawValue) \($0.owner): \($0.value) (\($0.origin.rawValue))\n" }
        .joined(),
      "decisions/\(name).txt")

    let lock = LockFile().updated(with: decisions)
    let second = Allocator.decide(
      scenario: scenario, profile: CloudProfile.ctyun.applying(scenario), lock: lock)
    expectDiagnostics(second.diagnostics, sources: sources)
    #expect(lock.updated(with: try #require(second.value)) == lock)
  }
}
