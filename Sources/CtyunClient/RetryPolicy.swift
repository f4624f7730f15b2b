import CtyunAPI

/// When a call is sent again, and after how long.
///
/// A call is only repeated where that cannot do harm: when it certainly had no effect, or when a repetition has
/// none of its own – a read, or a change that carries a client token.
public struct RetryPolicy: Sendable, Hashable {
  /// How often a call is sent at most; 1 switches repetitions off.
  public var maximumAttempts: Int
  /// The pause after the first attempt; it doubles with each further one.
  public var firstPause: Duration
  /// The longest pause of our own choice.
  public var longestPause: Duration
  /// The longest pause that a server may ask for; if it asks for more, the call is given up and says so.
  public var longestRetryAfter: Duration

  /// Four attempts within some five seconds, unless told otherwise.
  public init(
    maximumAttempts: Int = 4, firstPause: Duration = .milliseconds(500),
    longestPause: Duration = .seconds(20),
    longestRetryAfter: Duration = .seconds(60)
  ) {
    self.maximumAttempts = maximumAttempts
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.longestRetryAfter = longestRetryAfter
  }

  /// Each call is sent once.
  public static let never = RetryPolicy(maximumAttempts: 1)

  /// How long to wait before the next attempt; nil when there shall be none.
  ///
  /// - Parameters:
  ///   - cause: how the last attempt ended.
  ///   - attempts: how many there were.
  ///   - isRepeatable: whether a repetition has no effect of its own.
  ///   - random: a number from 0 up to 1 that spreads clients which failed together.
  func pause(
    after cause: CallFailure.Cause, attempts: Int, isRepeatable: Bool, random: Double
  ) -> Duration? {
    guard attempts < maximumAttempts else { return nil }
    let doublings = min(attempts - 1, 20)
    let full = min(longestPause, firstPause * (1 << doublings))
    // Half of the pause is certain, so that nobody hammers, and half is chance, so that nobody marches in step.
    let pause = full / 2 + full / 2 * random
    switch cause {
    case .transport(let failure):
      guard !failure.isLasting, isRepeatable || failure.arrival == .never else { return nil }
      return pause
    case .gateway(let failure):
      // 429 is said before anything is done; the others only leave repeatable calls unharmed.
      guard failure.status == 429 || ([500, 502, 503, 504].contains(failure.status) && isRepeatable) else {
        return nil
      }
      guard let seconds = failure.retryAfter else { return pause }
      let wanted = Duration.seconds(min(seconds, 1 << 40))
      return wanted > longestRetryAfter ? nil : max(wanted, pause)
    case .decoding: return isRepeatable ? pause : nil
    case .request, .credentials, .business, .cancelled: return nil
    }
  }
}
