import Diagnostics
import Planning
import Scenario
import TestSupport
import Testing

@testable import Reachability

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Texts of scenarios on their way to a network.
enum Scenarios {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let shipped = [
    "cross-account-approval", "dual-stack", "idc-direct-connect", "reverse-service", "same-account-cross-vpc",
    "static-single-line", "three-sites", "zos-from-vpc",
  ]

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
  }

  static func flagship() throws -> String { try text("scenarios/idc-direct-connect/scenario.yaml") }

  /// What `isthmus check` finds: decoder, rules, and, when these find no error, the scenario's expectations.
  static func check(_ text: String) -> (findings: [Diagnostic], sources: SourceMap) {
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: Array(text.utf8), path: "scenario.yaml", into: &sources)
    guard let scenario = read.value else { return (read.diagnostics, sources) }
    let found = Checker.check(scenario: scenario, decodeDiagnostics: read.diagnostics)
    guard !found.contains(where: { $0.severity == .error }) else { return (found, sources) }
    let drafted = Planner.draft(scenario: scenario)
    guard let plan = drafted.value else { return (found + drafted.diagnostics, sources) }
    return (found + ExpectationJudge.judge(Network(plan)), sources)
  }

  /// Planned as `isthmus trace` plans: what rules find does not stand before what the analysis says.
  static func network(_ text: String) throws -> (network: Network, sources: SourceMap) {
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: Array(text.utf8), path: "scenario.yaml", into: &sources)
    let scenario = try #require(read.value, "\(read.diagnostics)")
    let planned = Planner.draft(scenario: scenario)
    let plan = try #require(planned.value, "\(planned.diagnostics)")
    return (Network(plan), sources)
  }
}
