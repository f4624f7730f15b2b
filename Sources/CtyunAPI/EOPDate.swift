/// The moment that a signature names: `yyyyMMdd'T'HHmmss'Z'`.
///
/// The Z is a mere letter here. The vendor's SDK writes the local time of its machine, another public client
/// documents Beijing time and a third one sends UTC, so the zone is a choice; Beijing is the default.
public struct EOPDate: Sendable, Hashable, CustomStringConvertible {
  /// Beijing's distance from UTC in seconds.
  public static let beijing = 28_800

  /// Sixteen characters, such as `20250102T030405Z`.
  public let text: String

  /// The text.
  public var description: String { text }

  /// The day, eight digits, which is part of the signing key.
  public var day: String { String(text.prefix(8)) }

  /// The clock's reading in a zone that is so many seconds east of UTC.
  ///
  /// Years beyond 9999 do not fit the format and read as its end; those before 1970 as 1970.
  public init(secondsSince1970 seconds: Int64, zoneOffset: Int = EOPDate.beijing) {
    let (shifted, overflow) = seconds.addingReportingOverflow(Int64(zoneOffset))
    let local = overflow ? (seconds < 0 ? 0 : Self.lastSecond) : min(max(shifted, 0), Self.lastSecond)
    let (year, month, day) = Self.date(ofDay: local / 86_400)
    let second = local % 86_400
    text =
      Self.digits(year, 4) + Self.digits(month, 2) + Self.digits(day, 2) + "T" + Self.digits(second / 3600, 2)
      + Self.digits(second / 60 % 60, 2) + Self.digits(second % 60, 2) + "Z"
  }

  /// Reads a date from its text; nil unless it is one that exists, from 1970 on.
  public init?(_ text: String) {
    guard Self.localSeconds(text) != nil else { return nil }
    self.text = text
  }

  /// The moment itself, when the text was written in a zone so many seconds east of UTC.
  public func secondsSince1970(zoneOffset: Int) -> Int64 {
    (Self.localSeconds(text) ?? 0) &- Int64(zoneOffset)
  }

  /// 9999-12-31 23:59:59.
  private static let lastSecond: Int64 = 253_402_300_799

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// The civil date of a day counted from 1970-01-01, by counting in years that begin in March so that the
  /// leap day comes last (Howard Hinnant's algorithm).
  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func day(ofYear year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Seconds since 1970 in the zone of the text; nil when it is not a date.
  private static func localSeconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
      let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15),
      year >= 1970, (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
    else { return nil }
    let count = Self.day(ofYear: year, month: month, day: day)
    // A day that does not exist, such as 31 April, comes back as another one.
    guard date(ofDay: count) == (year, month, day) else { return nil }
    return count * 86_400 + hour * 3600 + minute * 60 + second
  }
}
