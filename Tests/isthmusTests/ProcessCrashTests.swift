import CtyunAPI
import Execution
import Foundation
import JSON
import Runbook
import TestSupport
import Testing

/// `isthmus apply`, `resume`, `rollback` and `destroy` as processes that are killed at every boundary of their journal,
/// before a process that is an emulator. What comes next ends as if nothing had happened.
@Suite struct ProcessCrashTests {
  /// Where a process is killed.
  struct Point: Sendable, CustomStringConvertible {
    var exchange: Gate.Exchange
    var boundary: Gate.Boundary
    var description: String { "\(boundary.rawValue) of \(exchange)" }
  }

  /// What is killed, and what goes on.
  enum Story: CaseIterable {
    case applyThenResume, applyThenRollback, destroyThenResume
  }

  /// What an undisturbed run sends and leaves.
  struct Undisturbed: Sendable {
    var forward: [Point]
    var backward: [Point]
    var before: JSONValue
    var applied: JSONValue

    func points(of story: Story) -> [Point] { story == .destroyThenResume ? backward : forward }
  }

  private static func undisturbed(_ scenario: String) throws -> Undisturbed {
    try Shell.inScratchFolder { folder in
      let ground = try ProvingGround(scenario, in: folder)
      let before = try ground.inventory()
      let state = ground.newState()
      let applied = try ground.apply(state).wait()
      try #require(applied.end == .exit(0), "\(applied.output)")
      let forward = Self.points(of: ground.gate.exchanges)
      let inventory = try ground.inventory()
      ground.gate.reset()
      let destroyed = try ground.start("destroy", state).wait()
      try #require(destroyed.end == .exit(0), "\(destroyed.output)")
      expectSame(try ground.inventory(), before)
      return Undisturbed(
        forward: forward, backward: Self.points(of: ground.gate.exchanges), before: before, applied: inventory
      )
    }
  }

  /// The boundaries of what was sent. A read has no effect behind which one could stand.
  private static func points(of exchanges: [Gate.Exchange]) -> [Point] {
    exchanges.flatMap { exchange in
      let boundaries: [Gate.Boundary] =
        exchange.isWrite ? Gate.Boundary.allCases : [.beforeEffect, .afterReply]
      return boundaries.map { Point(exchange: exchange, boundary: $0) }
    }
  }

  private func play(
    _ story: Story, _ point: Point, on ground: ProvingGround, _ calm: Undisturbed
  ) throws {
    let state = ground.newState()
    try ground.reset()
    if story == .destroyThenResume {
      let applied = try ground.apply(state).wait()
      try #require(applied.end == .exit(0), "\(applied.output)")
    }
    let caught = try ground.kill(at: point, state) {
      story == .destroyThenResume ? try ground.start("destroy", state) : try ground.apply(state)
    }
    let isInCloud = try ground.requests().contains(caught.requestID)
    #expect(isInCloud == (point.boundary != .beforeEffect), "\(point)")
    guard let ledger = try ground.ledger(state) else {
      // A look before the start was held: there is nothing to go on with.
      #expect(story != .destroyThenResume)
      return expectSame(try ground.inventory(), calm.before, "\(point)")
    }
    // It stopped where it was meant to stop: the session did not end, and the step is on its way.
    let way: RunState.Direction = story == .destroyThenResume ? .backward : .forward
    let isHeldBefore = story == .destroyThenResume && ledger.state == RunState(.succeeded, .forward)
    if isHeldBefore {
      // A look before anything was taken back was held.
      #expect(!point.exchange.isWrite, "\(point)")
      expectSame(try ground.inventory(), calm.applied, "\(point)")
    } else {
      #expect(ledger.state == RunState(.running, way), "\(point)")
    }
    if point.exchange.isWrite {
      let words = zip(ledger.runbook.steps, ledger.statuses).filter { step, _ in
        let action = way == .forward ? step.action : step.undo?.action
        guard case .apiCall(let call)? = action, let operation = Operations.named(call.operation) else {
          return false
        }
        return operation.path == point.exchange.path
      }.map(\.1.word)
      let underWay = way == .forward ? ["started", "accepted"] : ["undoing", "undo-accepted"]
      #expect(words.contains(where: underWay.contains), "\(point): \(words)")
    }

    let command = isHeldBefore ? "destroy" : story == .applyThenRollback ? "rollback" : "resume"
    let (end, output) = try ground.start(command, state).wait()
    #expect(end == .exit(0), "\(point), then \(command):\n\(output)")
    #expect(output.contains("Took over the lock of"), "\(output)")
    expectSame(
      try ground.inventory(), story == .applyThenResume ? calm.applied : calm.before, "\(point)")
    let statuses = try #require(try ground.ledger(state)).statuses
    #expect(statuses.allSatisfy { story == .applyThenResume ? $0.isDone : $0.isAtRest }, "\(point)")
  }

  /// Every boundary of a small change.
  @Test(arguments: Story.allCases) func everyBoundaryOfASmallChange(story: Story) async throws {
    let calm = try Self.undisturbed("zos-from-vpc")
    let points = calm.points(of: story)
    #expect(points.count >= 20)
    try await BlockingWork.share(points, among: 6) { points, folder in
      let ground = try ProvingGround("zos-from-vpc", in: folder)
      for point in points { try play(story, point, on: ground, calm) }
    }
  }

  /// Of every other shipped scenario a few boundaries; all of them with `ISTHMUS_SOAK=1`.
  @Test(arguments: ShippedScenarioTests.names) func boundariesOfEveryScenario(scenario: String) async throws {
    let calm = try Self.undisturbed(scenario)
    let isSoak = ProcessInfo.processInfo.environment["ISTHMUS_SOAK"] == "1"
    var random = SeededGenerator(seed: 4)
    var cases: [(Story, Point)] = []
    for story in Story.allCases {
      let points = calm.points(of: story)
      cases += (isSoak ? points : Array(points.shuffled(using: &random).prefix(2))).map { (story, $0) }
    }
    try await BlockingWork.share(cases, among: isSoak ? 1 : 3) { cases, folder in
      let ground = try ProvingGround(scenario, in: folder)
      for (story, point) in cases { try play(story, point, on: ground, calm) }
    }
  }
}

extension Gate.Exchange {
  /// The path that was called.
  var path: String { String(call.split(separator: " ").last ?? "") }

  /// Whether it is a call that changes something.
  var isWrite: Bool {
    Operations.all.contains { "\($0.method.rawValue) \($0.path)" == call && $0.isMutating }
  }
}

extension ProvingGround {
  /// Starts a process and kills it at a point.
  ///
  /// - Returns: the request that was held.
  func kill(
    at point: ProcessCrashTests.Point, _ state: String, _ start: () throws -> RunProcess
  ) throws -> Gate.Exchange {
    let victim = Handover<RunProcess>()
    let journal = "\(folder.path)/\(state)/\(JournalStore.fileName)"
    let boundary = point.boundary
    gate.reset(
      Gate.Trap(
        call: point.exchange.call, occurrence: point.exchange.occurrence, boundary: boundary
      ) { exchange, deliver in
        guard boundary == .afterReply else { return victim.value.kill() }
        // It reads its reply, says so, and cannot write it down.
        let lock = JournalWriteLock(journal)
        deliver()
        victim.value.prints("request=\(exchange.requestID)")
        victim.value.kill()
        lock?.release()
      })
    let process = try start()
    victim.give(process)
    let (end, output) = process.wait()
    try #require(end == .signal(SIGKILL), "\(point) was not reached:\n\(output)")
    return try #require(gate.caught)
  }
}
