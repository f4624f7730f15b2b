import CtyunAPI

/// The header `Retry-After`: a number of seconds, or a date.
enum RetryAfter {
  /// How many seconds from now it asks to wait, never less than none; nil when it is not understood.
  ///
  /// Of the three forms of a date that RFC 9110 knows the two obsolete ones are not understood.
  ///
  /// - Parameter instant: the clock's reading in seconds since 1970, UTC.
  static func seconds(_ text: String, at instant: Int64) -> Int64? {
    let text = text.trimmingPrefix { $0 == " " }
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return Int64(text) ?? .max
    }
    return date(text).map { max(0, $0 - instant) }
  }

  /// The moment of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`, in seconds since 1970.
  private static func date(_ text: Substring) -> Int64? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(where: { $0 == parts[2] }) else {
      return nil
    }
    let monthText = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    let time = parts[4].split(separator: ":", omittingEmptySubsequences: false).joined()
    return EOPDate("\(parts[3])\(monthText)\(parts[1])T\(time)Z")?.secondsSince1970(zoneOffset: 0)
  }
}
