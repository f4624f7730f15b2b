public import CtyunClient
public import Execution

extension VirtualTime: RunClock {
  /// Now.
  public var now: Moment { Moment(milliseconds: milliseconds) }

  /// Itself.
  public var executor: (any TaskExecutor)? { self }
}

extension VirtualTime: CallClock {
  /// Now, for signatures.
  public var secondsSince1970: Int64 { milliseconds / 1000 }

  /// The same clock: it never goes back.
  public var uptime: Duration { .milliseconds(milliseconds) }

  /// Waits in this time.
  public func sleep(for duration: Duration) async throws {
    let (seconds, attoseconds) = duration.components
    // Rounded up: who asks for a moment gets one.
    try await sleep(
      milliseconds: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
