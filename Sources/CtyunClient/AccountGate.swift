/// How much one account may ask of the cloud at a time.
public struct AccountLimits: Sendable, Hashable {
  /// Calls under way at once.
  public var concurrentCalls: Int
  /// Calls that are begun per second in the long run; nil for no limit.
  public var callsPerSecond: Double?
  /// Calls that may begin at once after a quiet time.
  public var burst: Int

  /// Modest limits, since the cloud's own are not published: eight at once, twenty a second.
  public init(concurrentCalls: Int = 8, callsPerSecond: Double? = 20, burst: Int = 20) {
    self.concurrentCalls = max(1, concurrentCalls)
    self.callsPerSecond = callsPerSecond
    self.burst = max(1, burst)
  }
}

/// Lets calls of one account through, in the order in which they came: only so many at once, only so many per
/// second.
///
/// The rate is kept as a token bucket in the form of one moment: when the bucket will be full again. Each call
/// moves that moment on by its share of a second; a call waits while the bucket is emptier than empty.
actor AccountGate {
  private let limits: AccountLimits
  private let clock: any CallClock
  private let share: Duration
  private var free: Int
  private var full: Duration = .zero
  private var waiting: [(id: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
  private var nextID: UInt64 = 0

  init(_ limits: AccountLimits, clock: any CallClock) {
    self.limits = limits
    self.clock = clock
    free = limits.concurrentCalls
    share = limits.callsPerSecond.map { .seconds(1 / max($0, 0.001)) } ?? .zero
  }

  /// Waits until a call may begin. Whoever entered must leave.
  ///
  /// - Throws: `CancellationError` when the task is cancelled first; then nobody entered.
  func enter() async throws {
    try await takePlace()
    let now = clock.uptime
    full = max(full, now) + share
    let wait = full - share * limits.burst - now
    guard wait > .zero else { return }
    do {
      try await clock.sleep(for: wait)
    } catch {
      leave()
      throw error
    }
  }

  /// Gives the place to whoever has waited longest.
  func leave() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().continuation.resume()
    }
  }

  /// Begins no call for so long: the cloud asked for it.
  func pause(for duration: Duration) {
    full = max(full, clock.uptime + duration + share * (limits.burst - 1))
  }

  /// How many calls wait for a place.
  var waitingCount: Int { waiting.count }

  private func takePlace() async throws {
    try Task.checkCancellation()
    if free > 0 {
      free -= 1
      return
    }
    nextID += 1
    let id = nextID
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        // The task may have been cancelled before it got here, and then nobody will call again.
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiting.append((id, continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  private func giveUp(_ id: UInt64) {
    guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
  }
}
