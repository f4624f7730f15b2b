/// Time, passed in: the wall clock that the journal writes down, and the waiting between two looks.
public protocol RunClock: Sendable {
  /// Now.
  var now: Moment { get }

  /// Waits so many milliseconds.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  func sleep(milliseconds: Int64) async throws(CancellationError)

  /// On what everything runs that this clock has to wait for; nil for the usual threads, whose time passes by itself.
  var executor: (any TaskExecutor)? { get }
}

extension RunClock {
  /// The usual threads.
  public var executor: (any TaskExecutor)? { nil }
}

/// The clock of the machine.
public struct SystemClock: RunClock {
  /// The clock of the machine.
  public init() {}

  /// Now, by the machine's wall clock.
  public var now: Moment { Moment(milliseconds: systemMilliseconds()) }

  /// Waits, unmoved by changes of the wall clock.
  public func sleep(milliseconds: Int64) async throws(CancellationError) {
    do { try await ContinuousClock().sleep(for: .milliseconds(max(0, milliseconds))) } catch {
      throw CancellationError()
    }
  }
}
