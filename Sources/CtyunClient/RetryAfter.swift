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
    return HTTPDate.seconds(text).map { max(0, $0 - instant) }
  }
}
