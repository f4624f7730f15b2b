import CtyunAPI
import Diagnostics
import Emulator
import JSON
import Planning
import Runbook
import Scenario
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Plans and runbooks of the shipped scenarios, the whole way through reader and planner.
enum Shipped {
  static let names: [String] = {
    let folder = root.appendingPathComponent("scenarios").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/scenario.yaml") }.sorted()
  }()

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func plan(_ name: String) throws -> Planned {
    let path = root.appendingPathComponent("scenarios/\(name)/scenario.yaml")
    return try Planned(yaml: Array(try Data(contentsOf: path)))
  }
}

/// A plan, the profile it was made with, and its runbook.
struct Planned {
  let plan: Plan
  let profile: CloudProfile
  let runbook: Runbook

  init(yaml: [UInt8]) throws {
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: yaml, path: "scenario.yaml", into: &sources)
    try self.init(try #require(read.value), bytes: yaml)
  }

  init(_ scenario: Scenario, bytes: [UInt8]) throws {
    let planned = Planner.plan(scenario: scenario, scenarioBytes: bytes)
    plan = try #require(planned.value, "\(planned.diagnostics.map(\.message))").plan
    profile = CloudProfile.ctyun.applying(scenario)
    runbook = RunbookBuilder.build(plan: plan, profile: profile)
  }
}
