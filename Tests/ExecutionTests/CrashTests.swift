import Emulator
import Execution
import JSON
import Runbook
import TestSupport
import Testing

/// A process dies at every boundary there is, forward and backward; whoever comes next goes on from what is found.
@Suite struct CrashTests {
  /// A whole run with the points at which it could have died.
  private func run(
    _ scenario: Shipped, _ direction: RunState.Direction
  ) async throws -> (session: Session, points: [CrashPoints.Point], before: JSONValue, applied: JSONValue) {
    let relay = Locked<CrashPoints?>(nil)
    let session = try Session(scenario, afterEffect: { cloud in relay.value?.afterEffect(cloud) })
    let before = try session.cloud.cloud.alive()
    let cloud = session.cloud
    let points = CrashPoints { cloud.cloud }
    relay.change { $0 = points }
    let state = try await session.executor(session.journal(), observer: points)
      .apply(command: "apply", who: "ops")
    try #require(state.standing == .succeeded)
    let applied = try session.cloud.cloud.alive()
    guard direction == .backward else { return (session, points.points.value, before, applied) }
    let there = points.points.value.count
    let back = try await session.executor(session.journal(), observer: points)
      .rollback(command: "rollback", who: "ops")
    try #require(back.standing == .rolledBack)
    return (session, Array(points.points.value.dropFirst(there)), before, applied)
  }

  @Test(arguments: Shipped.all) func resumeEndsLikeAnUndisturbedRun(scenario: Shipped) async throws {
    let (whole, points, _, applied) = try await run(scenario, .forward)
    for point in sample(points, 5) {
      let folder = try CrashPoints.cut(whole.folder.journal, after: point.entries)
      let session = Session(scenario, found: folder, cloud: point.cloud)
      guard try session.ledger().state?.isFinished != true else { continue }
      let state = try await session.apply()
      #expect(state.standing == .succeeded, session.unsettled(\.isDone))
      expectSame(
        try session.cloud.cloud.alive(), applied,
        "after \(point.entries) entries\(point.isAfterEffect ? " and an effect" : "")")
    }
  }

  @Test(arguments: Shipped.all) func rollbackLeavesNothingBehind(scenario: Shipped) async throws {
    let (whole, points, before, _) = try await run(scenario, .forward)
    for point in sample(points, 5, offset: 3) {
      let folder = try CrashPoints.cut(whole.folder.journal, after: point.entries)
      let session = Session(scenario, found: folder, cloud: point.cloud)
      let state = try await session.rollback()
      #expect(state.standing == .rolledBack, session.unsettled(\.isAtRest))
      expectSame(
        try session.cloud.cloud.alive(), before,
        "after \(point.entries) entries\(point.isAfterEffect ? " and an effect" : "")")
    }
  }

  @Test(arguments: Shipped.all) func anInterruptedRollbackIsFinished(scenario: Shipped) async throws {
    let (whole, points, before, _) = try await run(scenario, .backward)
    for point in sample(points, 4, offset: 1) {
      let folder = try CrashPoints.cut(whole.folder.journal, after: point.entries)
      let session = Session(scenario, found: folder, cloud: point.cloud)
      let state = try await session.rollback()
      #expect(state.standing == .rolledBack, session.unsettled(\.isAtRest))
      expectSame(
        try session.cloud.cloud.alive(), before,
        "after \(point.entries) entries\(point.isAfterEffect ? " and an effect" : "")")
    }
  }

  /// The id that the undo needs is known only after the check, and the process dies before it.
  @Test func whatOnlyTheCheckTellsIsLearntBeforeTheUndo() async throws {
    let scenario = try Shipped.named("reverse-service")
    let (whole, points, before, _) = try await run(scenario, .forward)
    var performed: [Int] = []
    _ = try JournalStore(path: whole.folder.journal, for: .read).load(whole.run) { entry in
      guard case .step(let id, .performed) = entry.content,
        let step = scenario.runbook.steps.first(where: { $0.id == id }),
        step.outputs.contains(where: { $0.source == .check })
      else { return }
      performed.append(entry.sequence)
    }
    #expect(performed.count > 1)
    for entries in performed {
      let point = try #require(points.last { $0.entries == entries })
      let folder = try CrashPoints.cut(whole.folder.journal, after: entries)
      let session = Session(scenario, found: folder, cloud: point.cloud)
      #expect(try await session.rollback() == RunState(.rolledBack, .backward), session.unsettled(\.isAtRest))
      expectSame(try session.cloud.cloud.alive(), before, "after \(entries) entries")
    }
  }

  @Test func aRunIsDoneAgainAfterItWasTakenBack() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    try await session.apply()
    let applied = try session.cloud.cloud.alive()
    try await session.rollback()
    #expect(try await session.apply() == RunState(.succeeded, .forward))
    expectSame(try session.cloud.cloud.alive(), applied)
    let ledger = try session.ledger()
    #expect(ledger.statuses.allSatisfy { $0.generation == 1 })
  }
}
