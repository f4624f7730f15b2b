import Diagnostics
import Planning
import Runbook
import Scenario

/// One way through the house: bytes, scenario, findings, plan, runbook.
///
///     YAML/JSON ──read──▶ Scenario ──check──▶ findings ──plan──▶ Plan ──write──▶ Runbook
///
/// Each stage takes what the one before gave and knows nothing of those after it.
struct IsthmusPipeline {
  /// The numbers of the cloud.
  var profile = CloudProfile.ctyun
  /// Every file read on the way, for the excerpts of diagnostics.
  private(set) var sources = SourceMap()
  /// Everything found on the way.
  private(set) var diagnostics: [Diagnostic] = []
  private var scenarioBytes: [UInt8] = []

  /// Whether an error was found.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Reads a scenario and checks it with every rule. Nil when nothing of it could be understood.
  mutating func check(path: String) throws(FileFailure) -> Scenario? {
    scenarioBytes = try Files.read(path, limit: ScenarioLimits.standard.maximumBytes)
    let read = ScenarioReader.read(bytes: scenarioBytes, path: path == "-" ? "<stdin>" : path, into: &sources)
    guard let scenario = read.value else {
      diagnostics += read.diagnostics
      return nil
    }
    diagnostics += Checker.check(scenario: scenario, profile: profile, decodeDiagnostics: read.diagnostics)
    return scenario
  }

  /// Reads, checks and plans. Nil when errors stand in the way.
  mutating func plan(path: String, lockPath: String?) throws(FileFailure) -> Planner.Outcome? {
    let scenario = try check(path: path)
    let lock = try lockFile(at: lockPath)
    guard let scenario, !hasErrors else { return nil }
    let planned = Planner.plan(scenario: scenario, scenarioBytes: scenarioBytes, profile: profile, lock: lock)
    diagnostics += planned.diagnostics
    return hasErrors ? nil : planned.value
  }

  /// Reads, checks, plans and orders. Nil when errors stand in the way.
  mutating func runbook(path: String, lockPath: String?) throws(FileFailure) -> (Planner.Outcome, Runbook)? {
    guard let outcome = try plan(path: path, lockPath: lockPath) else { return nil }
    return (outcome, RunbookBuilder.build(plan: outcome.plan, profile: profile))
  }

  /// The decisions of an earlier plan; nil when there is no lock file yet.
  private mutating func lockFile(at path: String?) throws(FileFailure) -> LockFile? {
    guard let path, Files.exists(path) else { return nil }
    let bytes = try Files.read(path, limit: ScenarioLimits.standard.maximumBytes)
    let read = LockFile.read(bytes: bytes, path: path, into: &sources)
    diagnostics += read.diagnostics
    return read.value
  }
}
