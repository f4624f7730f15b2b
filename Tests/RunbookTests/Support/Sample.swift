import Diagnostics
import Planning
import Runbook
import Scenario
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runbooks out of scenarios, the whole way through reader and planner.
enum Sample {
  /// The names of the scenarios that are shipped.
  static let shipped: [String] = {
    let folder = root.appendingPathComponent("scenarios").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/scenario.yaml") }.sorted()
  }()

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The bytes of a shipped scenario.
  static func bytes(shipped name: String) throws -> [UInt8] {
    Array(
      try Data(
        contentsOf: root.appendingPathComponent("scenarios/\(name)/scenario.yaml")))
  }

  /// A plan and the profile it was made with.
  struct Planned {
    var plan: Plan
    var profile: CloudProfile
    var runbook: Runbook { RunbookBuilder.build(plan: plan, profile: profile, planDigest: "00") }
  }

  /// Reads and plans; errors of either end the test.
  static func plan(_ yaml: [UInt8], path: String = "scenario.yaml") throws -> Planned {
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: yaml, path: path, into: &sources)
    let errors = read.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map(\.message))")
    let scenario = try #require(read.value)
    let planned = Planner.plan(scenario: scenario, scenarioBytes: yaml)
    let faults = planned.diagnostics.filter { $0.severity == .error }
    try #require(faults.isEmpty, "\(faults.map(\.message))")
    let outcome = try #require(planned.value)
    return Planned(plan: outcome.plan, profile: CloudProfile.ctyun.applying(scenario))
  }

  static func plan(shipped name: String) throws -> Planned { try plan(bytes(shipped: name)) }
  static func plan(_ text: String, path: String = "scenario.yaml") throws -> Planned {
    try plan(Array(text.utf8), path: path)
  }
}
