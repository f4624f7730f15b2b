import Synchronization
import Testing

@testable import CtyunClient

/// How many calls of an account go through, and when.
@Suite struct AccountGateTests {
  @Test func burstThenRate() async throws {
    let clock = FakeClock()
    let gate = AccountGate(AccountLimits(concurrentCalls: 100, callsPerSecond: 4, burst: 3), clock: clock)
    for _ in 0..<6 { try await gate.enter() }
    #expect(clock.sleeps == [.milliseconds(250), .milliseconds(250), .milliseconds(250)])
    clock.advance(by: .seconds(10))
    for _ in 0..<3 { try await gate.enter() }
    #expect(clock.sleeps.count == 3, "a quiet time fills the bucket again, and no further")
    try await gate.enter()
    #expect(clock.sleeps.count == 4)
  }

  @Test func withoutARateNobodyWaits() async throws {
    let clock = FakeClock()
    let gate = AccountGate(AccountLimits(concurrentCalls: 1000, callsPerSecond: nil), clock: clock)
    for _ in 0..<500 { try await gate.enter() }
    #expect(clock.sleeps.isEmpty)
  }

  @Test func pauseHoldsEverybodyBack() async throws {
    let clock = FakeClock()
    let gate = AccountGate(AccountLimits(concurrentCalls: 9, callsPerSecond: 10, burst: 5), clock: clock)
    await gate.pause(for: .seconds(3))
    try await gate.enter()
    #expect(clock.sleeps == [.seconds(3)])
  }

  @Test func onlySoManyAtOnceAndInOrder() async throws {
    let gate = AccountGate(AccountLimits(concurrentCalls: 2, callsPerSecond: nil), clock: FakeClock())
    let counter = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await gate.enter()
          counter.begin()
          await Task.yield()
          counter.end()
          await gate.leave()
        }
      }
      try await group.waitForAll()
    }
    #expect(counter.most <= 2 && counter.done == 50)
  }

  private final class Counter: Sendable {
    private let state = Mutex((now: 0, most: 0, done: 0))

    var most: Int { state.withLock { $0.most } }
    var done: Int { state.withLock { $0.done } }

    func begin() {
      state.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
    }

    func end() {
      state.withLock {
        $0.now -= 1
        $0.done += 1
      }
    }
  }

  @Test func whoeverIsCancelledGivesTheWayFree() async throws {
    let gate = AccountGate(AccountLimits(concurrentCalls: 1, callsPerSecond: nil), clock: FakeClock())
    try await gate.enter()
    let waiting = Task { try await gate.enter() }
    while await gate.waitingCount == 0 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(await gate.waitingCount == 0)
    await gate.leave()
    try await gate.enter()
  }
}
