import CtyunAPI
import Emulator
import Execution
import JSON
import Runbook
import Testing

@Suite struct ExecutorTests {
  @Test(arguments: Shipped.all) func everyScenarioIsAppliedAndTakenBack(scenario: Shipped) async throws {
    let session = try await Session(scenario)
    let before = try session.cloud.cloud.alive()
    let state = try await session.apply()
    #expect(state == RunState(.succeeded, .forward), session.unsettled(\.isDone))
    #expect(try session.cloud.cloud.alive() != before)

    let back = try await session.rollback()
    #expect(back == RunState(.rolledBack, .backward), session.unsettled(\.isAtRest))
    #expect(try session.cloud.cloud.alive() == before)
  }

  @Test(arguments: Shipped.all) func stepsSideBySideComeToTheSameEnd(scenario: Shipped) async throws {
    let calm = try await Session(scenario)
    try await calm.apply()
    let busy = try await Session(scenario)
    #expect(try await busy.apply(policy: RunPolicy()) == RunState(.succeeded, .forward))
    #expect(try busy.cloud.cloud.alive() == calm.cloud.cloud.alive())
    #expect(try await busy.rollback(policy: RunPolicy()) == RunState(.rolledBack, .backward))
  }
}
