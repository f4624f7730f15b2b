#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The time as calls need it; passed in, so that tests decide what time it is.
public protocol CallClock: Sendable {
  /// The calendar's reading in seconds since 1970, UTC: what a signature names.
  var secondsSince1970: Int64 { get }
  /// A reading that never goes back, for measuring and for limits.
  var uptime: Duration { get }
  /// Waits.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  func sleep(for duration: Duration) async throws
}

/// The machine's own clock.
public struct SystemClock: CallClock {
  private let start = ContinuousClock.now

  /// The machine's own clock.
  public init() {}

  /// The calendar's reading.
  public var secondsSince1970: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec)
  }

  /// The time since this value was made.
  public var uptime: Duration { start.duration(to: .now) }

  /// Waits for so long, unless the task is cancelled.
  public func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

/// Everything that a client takes from the world besides the network.
public struct CallSurroundings: Sendable {
  /// The time.
  public var clock: any CallClock
  /// Spreads repetitions: a number from 0 up to but not including 1.
  public var random: @Sendable () -> Double
  /// Makes the id of a request: a fresh UUID, lower case.
  public var makeRequestID: @Sendable () -> String

  /// Joins the parts.
  public init(
    clock: any CallClock, random: @escaping @Sendable () -> Double,
    makeRequestID: @escaping @Sendable () -> String
  ) {
    self.clock = clock
    self.random = random
    self.makeRequestID = makeRequestID
  }

  /// The machine's clock and its random numbers.
  public static var system: CallSurroundings {
    CallSurroundings(
      clock: SystemClock(), random: { .random(in: 0..<1) }, makeRequestID: { UniqueID.random() })
  }
}

/// UUIDs of version 4, as text.
public enum UniqueID {
  /// A fresh one from the system's random numbers.
  public static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  /// A fresh one.
  public static func random(using generator: inout some RandomNumberGenerator) -> String {
    let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = Array((hex(high) + hex(low)).utf8)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return parts.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
  }

  private static func hex(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
