/// How patient and how busy a session is.
public struct RunPolicy: Sendable, Equatable {
  /// How many steps of one account that call the cloud run at the same time.
  public var stepsPerAccount = 4
  /// How many steps are worked on at the same time at all, people and waits included; nil for no limit.
  public var stepsAtOnce: Int?
  /// How often a call is made that never reached the cloud, or a read that found nobody.
  public var attempts = 5
  /// How often an ambiguous call is looked after before the step is left as it is.
  public var reconciliations = 6
  /// How many looks in a row must find nothing before an ambiguous call counts as without effect: the call may
  /// still be on its way while the first look is made.
  public var looksBeforeAbsent = 3
  /// Between two looks at a check or after a failed attempt.
  public var backoff = Backoff(first: 1_000, longest: 15_000)
  /// Between two looks at what others bring about.
  public var waiting = Backoff(first: 2_000, longest: 60_000)
  /// Between two repetitions of a call whose order is not done.
  public var orderMilliseconds: Int64 = 10_000
  /// How often such a call is repeated before the step is left as it is.
  public var orderCalls = 180
  /// After how long a wait is left for another session; nil to wait until its own time is over.
  public var longestWaitMilliseconds: Int64?
  /// Whether every step is confirmed by a person before it starts.
  public var isStepByStep = false

  /// The defaults.
  public init() {}
}

/// Growing distances between attempts, spread a little so that many that fail together do not return together.
public struct Backoff: Sendable, Equatable {
  /// The first distance in milliseconds.
  public var first: Int64
  /// The longest.
  public var longest: Int64

  /// Doubles from the first to the longest distance.
  public init(first: Int64, longest: Int64) {
    self.first = max(1, first)
    self.longest = max(self.first, longest)
  }

  /// The distance before an attempt (counted from zero), 80 to 120 percent of the plain one.
  ///
  /// - Parameter spread: a number from 0 up to 1.
  public func milliseconds(_ attempt: Int, spread: Double) -> Int64 {
    let doublings = Int64(1) << Int64(min(max(0, attempt), 30))
    let (product, overflow) = first.multipliedReportingOverflow(by: doublings)
    let plain = overflow ? longest : min(product, longest)
    return Int64(Double(plain) * (0.8 + 0.4 * min(max(0, spread), 1)))
  }
}
