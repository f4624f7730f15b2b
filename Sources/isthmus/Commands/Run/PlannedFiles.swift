import Digests
import Execution
import LocalFiles
import Planning
import Scenario

/// The files that a plan was made from, by the digests of their bytes, to see later whether they still are as they
/// were read: then planning again would give the same plan, because it is deterministic.
struct PlannedFiles {
  private let scenario: String
  private let lockPath: String?
  private let scenarioDigest: String
  private let readLockDigest: Digest?
  private let plannedLockDigest: String

  /// - Parameter pipeline: the one that made the outcome.
  init(_ outcome: Outcome, by pipeline: IsthmusPipeline, scenario: String, lockPath: String?) {
    self.scenario = scenario
    self.lockPath = lockPath
    scenarioDigest = outcome.plan.scenarioDigest
    readLockDigest = pipeline.lockDigest
    plannedLockDigest = outcome.plan.lockDigest
  }

  /// How the files are now. A scenario that came by standard input cannot be read twice, and cannot change. A lock file
  /// that holds the decisions of this very plan meanwhile is as good as the one that was read.
  func binding() throws(FileFailure) -> Preflight.Binding {
    let lock = try digest(of: lockPath)
    let scenario = scenario == "-" ? scenarioDigest : try digest(of: scenario)?.hex
    return Preflight.Binding(
      isScenarioTheSame: scenario == scenarioDigest,
      isLockTheSame: lock == readLockDigest || lock?.hex == plannedLockDigest)
  }

  /// Refuses to begin when scenario or lock file changed since: while the person was asked, somebody may have edited
  /// them.
  func refuseChanged() throws {
    guard try !binding().holds else { return }
    Terminal.writeError(
      """
      error[\(RunCode.stale.rawValue)]: \(scenario) or its lock file changed while you were asked; nothing was done
        = help: read what changed, and begin again

      """)
    throw ExitStatus.notStarted
  }

  private func digest(of path: String?) throws(FileFailure) -> Digest? {
    guard let path, Files.exists(path) else { return nil }
    return Hash.sha256.digest(try Files.read(path, limit: ScenarioLimits().maximumBytes))
  }
}
