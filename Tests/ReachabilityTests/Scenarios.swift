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

  /// Planned; the checks are not asked, so that their findings do not stand before what the analysis says.
  static func network(_ text: String) throws -> (network: Network, sources: SourceMap) {
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: Array(text.utf8), path: "scenario.yaml", into: &sources)
    let scenario = try #require(read.value, "\(read.diagnostics)")
    let planned = Planner.plan(scenario: scenario, scenarioBytes: Array(text.utf8))
    let plan = try #require(planned.value?.plan, "\(planned.diagnostics)")
    return (Network(plan), sources)
  }
}
