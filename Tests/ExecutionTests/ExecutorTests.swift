import CtyunAPI
import Emulator
import Execution
import JSON
import Runbook
import TestSupport
import Testing

@Suite struct ExecutorTests {
  @Test(arguments: Shipped.all) func everyScenarioIsAppliedAndTakenBack(scenario: Shipped) async throws {
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    let state = try await session.apply()
    #expect(state == RunState(.succeeded, .forward), session.unsettled(\.isDone))
    #expect(try session.cloud.cloud.alive() != before)

    let back = try await session.rollback()
    #expect(back == RunState(.rolledBack, .backward), session.unsettled(\.isAtRest))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  @Test(arguments: Shipped.all) func stepsSideBySideComeToTheSameEnd(scenario: Shipped) async throws {
    let calm = try Session(scenario)
    try await calm.apply()
    let busy = try Session(scenario)
    #expect(try await busy.apply(policy: RunPolicy()) == RunState(.succeeded, .forward))
    expectSame(try busy.cloud.cloud.alive().unordered, try calm.cloud.cloud.alive().unordered)
    #expect(try await busy.rollback(policy: RunPolicy()) == RunState(.rolledBack, .backward))
  }
}
