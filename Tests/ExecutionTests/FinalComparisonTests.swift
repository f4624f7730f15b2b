import CtyunAPI
import Execution
import JSON
import Runbook
import Synchronization
import Testing

/// After the last step the cloud is compared with the plan once more.
@Suite struct FinalComparisonTests {
  /// Does something at the moment at which the last step is done.
  private final class AtTheEnd: RunObserver {
    private let left: Mutex<Int>
    private let act: @Sendable () -> Void

    init(of runbook: Runbook, _ act: @escaping @Sendable () -> Void) {
      left = Mutex(runbook.steps.count)
      self.act = act
    }

    func observe(_ event: RunEvent, at moment: Moment) {
      guard case .stepChanged(_, let event, _) = event, ["succeeded", "found"].contains(event.name) else {
        return
      }
      let isLast = left.withLock { left in
        left -= 1
        return left == 0
      }
      if isLast { act() }
    }
  }

  private func apply(
    _ session: Session, atTheEnd act: @escaping @Sendable () -> Void
  ) async throws -> RunState {
    let observer = AtTheEnd(of: session.scenario.runbook, act)
    return try await session.executor(session.journal(), observer: observer).apply(
      command: "apply", who: "ops")
  }

  private func lastReason(_ session: Session) throws -> String? {
    var reason: String?
    _ = try JournalStore(path: session.folder.journal, for: .read).load(session.run) { entry in
      if case .run(.ended(_, let why)) = entry.content { reason = why }
    }
    return reason
  }

  @Test(arguments: Shipped.all) func whatStepsLeaveForOthersToChangeIsNoDifference(scenario: Shipped)
    async throws
  {
    let session = try Session(scenario)
    #expect(try await session.apply() == RunState(.succeeded, .forward))
    let reason = try #require(try lastReason(session))
    let held = reason.split(separator: " ").compactMap { Int($0) }.first ?? 0
    let checks = scenario.runbook.steps.count { $0.check.condition != nil }
    #expect(held >= checks, "\(reason)")
    // A question is asked once: no more reads than there are checks.
    #expect(reason.hasPrefix("compared with the plan after the last step: "))
  }

  /// Every text that a check fixes, changed behind the run's back at the last moment.
  @Test func everyFixedValueIsComparedOnceMore() async throws {
    let scenario = try Shipped.named("zos-from-vpc")
    var count = 0
    for step in scenario.runbook.steps {
      guard let condition = step.check.condition else { continue }
      for expectation in condition.expectations where expectation.comparison == .equals {
        guard case .string(let value) = expectation.value, value.utf8.count > 5, !value.hasPrefix("ENABLE")
        else {
          continue
        }
        count += 1
        let session = try Session(scenario)
        let cloud = session.cloud
        let state = try await apply(session) {
          cloud.log.change { $0.rewrites = [(condition.call.operation, value, value + "-x")] }
        }
        #expect(state == RunState(.failed, .forward), "\(step.id): \(value)")
        #expect(try session.ledger()[step.id]?.stage.driftedTo == value + "-x", "\(step.id): \(value)")
        #expect(try session.events(of: step.id).last == "drifted")
      }
    }
    #expect(count >= 4)
  }

  @Test func whatWasPutRightIsDone() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    let cloud = session.cloud
    let state = try await apply(session) {
      cloud.log.change { $0.rewrites = [("vpc.ShowVpc", "10.30.0.0/16", "10.31.0.0/16")] }
    }
    #expect(state == RunState(.failed, .forward))
    let report = RunReport(try session.ledger())
    #expect(report.failed.count >= 1)
    #expect(report.nextCommand == "isthmus resume")
    let failure = try #require(try lastReason(session))
    #expect(
      failure.contains("[EXE017]") && failure.contains("expected") && failure.contains("found 10.31.0.0/16"))

    // As long as it is so, the run is not done.
    #expect(try await session.apply() == RunState(.failed, .forward))
    cloud.log.change { $0.rewrites = [] }
    let writes = cloud.log.value.writes
    #expect(try await session.apply() == RunState(.succeeded, .forward))
    #expect(cloud.log.value.writes == writes, "nothing is made again")
    try await session.rollback()
    #expect(try session.cloud.cloud.alive() == before)
  }

  @Test func whatCannotBeComparedIsNotDone() async throws {
    let scenario = try Shipped.named("zos-from-vpc")
    let session = try Session(scenario)
    let cloud = session.cloud
    #expect(try await apply(session) { cloud.log.change { $0.isAway = true } } == RunState(.paused, .forward))
    #expect(try lastReason(session)?.contains("cannot be compared with the plan") == true)
    cloud.log.change { $0.isAway = false }
    #expect(try await session.apply() == RunState(.succeeded, .forward))
  }

  /// What is adopted and was changed meanwhile is reported, and never taken back.
  @Test func whatIsAdoptedIsComparedToo() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    let cloud = session.cloud
    let state = try await apply(session) {
      cloud.log.change { $0.rewrites = [("vpc.ShowVpc", "172.16.0.0/16", "172.17.0.0/16")] }
    }
    #expect(state == RunState(.failed, .forward))
    #expect(try lastReason(session)?.contains("found 172.17.0.0/16") == true)
  }
}

extension StepStatus.Stage {
  /// What a drifted value was found to be.
  fileprivate var driftedTo: String? {
    if case .failed(let failure, _) = self, failure.code == RunCode.drifted.rawValue {
      failure.found
    } else {
      nil
    }
  }
}
