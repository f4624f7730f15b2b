import CtyunClient
import Execution
import Planning
import Runbook

/// What is looked at before a change begins: by reading alone, at the cloud and in the files.
struct ApplyPreflight {
  let scenario: String
  let locking: LockOptions
  let session: SessionOptions
  let cloud: CloudOptions

  /// Looks at everything the preflight knows of.
  ///
  /// - Parameter limits: how many things an account may have, by the operation that makes them.
  func findings(
    of runbook: Runbook, _ outcome: Outcome, limits: [String: Int]
  ) async throws -> [PreflightFinding] {
    let accounts = Set(runbook.steps.compactMap(\.callingAccount))
    let keys = try cloud.keys(isForOneAccount: accounts.count == 1)
    let secrets = try session.secrets()
    let binding = try binding(of: outcome)
    return try await cloud.withClient(keys) { client in
      await Preflight(runbook, caller: client, secrets: secrets, binding: binding, limits: limits).findings()
    }
  }

  /// Refuses to begin when scenario or lock file changed since the plan was made from them: while the person was
  /// asked, somebody may have edited them.
  func refuseStale(_ outcome: Outcome) throws {
    let binding = try binding(of: outcome)
    guard binding.planDigest == outcome.document.digest, binding.lockDigest == binding.plannedLockDigest
    else {
      Terminal.writeError(
        """
        error[\(RunCode.stale.rawValue)]: \(scenario) or its lock file changed while you were asked; nothing was done
          = help: read what changed, and begin again

        """)
      throw ExitStatus.notStarted
    }
  }

  /// What scenario and lock file give now. A scenario that came by standard input cannot be read twice.
  private func binding(of outcome: Outcome) throws -> Preflight.Binding {
    let planned = outcome.plan.lockDigest
    guard scenario != "-" else {
      return Preflight.Binding(
        planDigest: outcome.document.digest, lockDigest: planned, plannedLockDigest: planned)
    }
    var pipeline = IsthmusPipeline()
    let again = try pipeline.plan(path: scenario, lockPath: locking.path(for: scenario))
    return Preflight.Binding(
      planDigest: again?.document.digest ?? "", lockDigest: again?.plan.lockDigest ?? "",
      plannedLockDigest: planned)
  }
}
