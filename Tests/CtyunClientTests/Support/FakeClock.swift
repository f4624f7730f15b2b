import CtyunClient
import Synchronization

/// A clock that only goes on when somebody sleeps, or when it is told to.
final class FakeClock: CallClock {
  private let state = Mutex((instant: Int64(1_735_758_245), uptime: Duration.zero, sleeps: [Duration]()))

  var secondsSince1970: Int64 { state.withLock { $0.instant + $0.uptime.components.seconds } }
  var uptime: Duration { state.withLock { $0.uptime } }

  /// All pauses so far, in order.
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    state.withLock {
      $0.sleeps.append(duration)
      $0.uptime += duration
    }
  }

  func advance(by duration: Duration) { state.withLock { $0.uptime += duration } }
}

extension CallSurroundings {
  /// A clock that is not real, chance that always falls the same way, and ids in order.
  static func scripted(_ clock: FakeClock, random: Double = 0) -> CallSurroundings {
    let numbers = NumberSource()
    return CallSurroundings(
      clock: clock, random: { random },
      makeRequestID: { "00000000-0000-4000-8000-\(String(1_000_000_000_000 + numbers.next()))".lowercased() })
  }
}

private final class NumberSource: Sendable {
  private let last = Atomic(0)

  func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
