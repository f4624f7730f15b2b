import CtyunAPI
import Diagnostics
import Emulator
import Execution
import Foundation
import JSON
import Planning
import Rehearsal
import Runbook
import Scenario
import Testing

/// A shipped scenario, planned, with its runbook and the cloud as it finds it.
struct Shipped: Sendable, CustomTestStringConvertible {
  let name: String
  let plan: Plan
  let profile: CloudProfile
  let runbook: Runbook

  var testDescription: String { name }

  static let all: [Shipped] = {
    let folder = root.appendingPathComponent("scenarios").path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    return names.compactMap { try? Shipped($0) }
  }()

  static func named(_ name: String) throws -> Shipped { try #require(all.first { $0.name == name }) }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init(_ name: String) throws {
    self.name = name
    let yaml = Array(
      try Data(contentsOf: Self.root.appendingPathComponent("scenarios/\(name)/scenario.yaml")))
    var sources = SourceMap()
    let scenario = try #require(ScenarioReader.read(bytes: yaml, path: "scenario.yaml", into: &sources).value)
    plan = try #require(Planner.plan(scenario: scenario, scenarioBytes: yaml).value).plan
    profile = CloudProfile.ctyun.applying(scenario)
    runbook = RunbookBuilder.build(plan: plan, profile: profile)
  }

  /// The cloud before the change.
  func cloud(seed: UInt64 = 1) throws -> Cloud { try Seeding.cloud(for: plan, profile: profile, seed: seed) }

  /// A value for every secret that the calls need.
  var secrets: KnownSecrets {
    var values: [String: String] = [:]
    for step in runbook.steps {
      for case .apiCall(let call)? in [step.action, step.undo?.action] {
        for secret in call.secrets { values[secret.name] = Self.secretValue }
      }
    }
    return KnownSecrets(values)
  }

  /// What must be seen nowhere.
  static let secretValue = "S3cr3t-k3y"
}
