import CtyunAPI

/// A moment on the clock that is passed in: milliseconds since 1970, UTC.
public struct EmulatorInstant: Sendable, Hashable, Comparable, Codable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// The moment so many milliseconds after the start of 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The moment so many seconds after the start of 1970.
  public init(secondsSince1970 seconds: Int64) {
    milliseconds = seconds.multipliedReportingOverflow(by: 1000).overflow ? .max : seconds * 1000
  }

  /// A later (or, if negative, an earlier) moment; stops at the ends of the clock.
  public func advanced(byMilliseconds distance: Int64) -> EmulatorInstant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(distance)
    return EmulatorInstant(milliseconds: overflow ? (distance < 0 ? .min : .max) : sum)
  }

  /// As replies show it: `2025-01-02T03:04:05Z`.
  public var timestamp: String {
    let text = EOPDate(secondsSince1970: milliseconds / 1000, zoneOffset: 0).text
    var bytes = Array(text.utf8)
    for place in [13, 11] { bytes.insert(UInt8(ascii: ":"), at: place) }
    for place in [6, 4] { bytes.insert(UInt8(ascii: "-"), at: place) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// By time.
  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  /// Written as a number.
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Written as a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
