import CtyunAPI

/// A moment on the wall clock: milliseconds since 1970, UTC.
public struct Moment: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// The moment so many milliseconds after the start of 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A later moment; stops at the end of the clock.
  public func advanced(by milliseconds: Int64) -> Moment {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Moment(milliseconds: overflow ? (milliseconds < 0 ? .min : .max) : sum)
  }

  /// Milliseconds from another moment to this one; stops at the ends of the clock.
  public func since(_ earlier: Moment) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? (milliseconds < earlier.milliseconds ? .min : .max) : difference
  }

  /// `2026-12-03T14:00:00Z`.
  public var description: String {
    let text = EOPDate(secondsSince1970: milliseconds / 1000, zoneOffset: 0).text
    var bytes = Array(text.utf8)
    guard bytes.count >= 15 else { return text }
    for place in [13, 11] { bytes.insert(UInt8(ascii: ":"), at: place) }
    for place in [6, 4] { bytes.insert(UInt8(ascii: "-"), at: place) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// By time.
  public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}
