/// A date in the form that HTTP headers have: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
public enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  /// 1970 began on a Thursday.
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  /// The moment of a date, in seconds since 1970; nil when it is none. The two obsolete forms are not understood.
  public static func seconds(_ text: some StringProtocol) -> Int64? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(where: { $0 == parts[2] }) else {
      return nil
    }
    let monthText = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    let time = parts[4].split(separator: ":", omittingEmptySubsequences: false).joined()
    return EOPDate("\(parts[3])\(monthText)\(parts[1])T\(time)Z")?.secondsSince1970(zoneOffset: 0)
  }

  /// The date of a moment in seconds since 1970; moments before are written as its beginning.
  public static func text(_ seconds: Int64) -> String {
    let digits = Array(EOPDate(secondsSince1970: seconds, zoneOffset: 0).text)
    let month = Int(String(digits[4..<6])).map { months[$0 - 1] } ?? ""
    let weekday = weekdays[Int(max(0, seconds) / 86_400 % 7)]
    let time = "\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))"
    return "\(weekday), \(String(digits[6..<8])) \(month) \(String(digits[0..<4])) \(time) GMT"
  }
}
