import Diagnostics

extension Shape where Value == Located<String> {
  /// A domain name (RFC 1035, section 2.3.1, with `_` and a leading `*.`).
  static var domainName: Shape {
    let phrase = "a domain name"
    let pattern = "^(\\*\\.)?[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*$"
    return Shape(.text(phrase: phrase, pattern: pattern)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase) else { return nil }
      if let help = domainNameFault(text) {
        decoder.malformed(node, "`\(text)` is not a domain name", help: help)
        return nil
      }
      return decoder.located(text, node)
    }
  }

  /// An e-mail address, as far as it can be told: one `@` between something and a domain name.
  static var email: Shape {
    let phrase = "an e-mail address"
    return Shape(.text(phrase: phrase, pattern: "^[^@\\s]+@[^@\\s]+$")) { node, decoder in
      guard let text = decoder.text(node, expected: phrase) else { return nil }
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      let isSound =
        parts.count == 2 && !parts[0].isEmpty
        && !parts[0].unicodeScalars.contains { $0.properties.isWhitespace }
        && textFault(text) == nil && domainNameFault(String(parts[1])) == nil
      guard isSound else {
        decoder.malformed(node, "`\(text)` is not an e-mail address", help: "write it as net@hub.example")
        return nil
      }
      return decoder.located(text, node)
    }
  }

  /// A date and time with its offset (RFC 3339), kept as written.
  static var timestamp: Shape {
    let phrase = "a date and time such as 2026-12-03T22:00:00+08:00"
    let pattern =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
    return Shape(.text(phrase: phrase, pattern: pattern)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase) else { return nil }
      guard Timestamp.isValid(text) else {
        decoder.malformed(
          node, "`\(text)` is not a date and time with its offset",
          help: "write it as 2026-12-03T22:00:00+08:00")
        return nil
      }
      return decoder.located(text, node)
    }
  }
}

extension Shape where Value == Located<Int> {
  /// A duration of hours and minutes, `6h`, `90m` or `1h30m`, in minutes.
  static var duration: Shape {
    let phrase = "a duration such as 6h, 90m or 1h30m"
    return Shape(.text(phrase: phrase, pattern: "^([0-9]{1,4}h)?([0-9]{1,5}m)?$")) { node, decoder in
      guard let text = decoder.text(node, expected: phrase) else { return nil }
      guard let minutes = minutes(in: text), minutes > 0 else {
        decoder.malformed(node, "`\(text)` is not a duration", help: "write it as 6h, 90m or 1h30m")
        return nil
      }
      return decoder.located(minutes, node)
    }
  }

  private static func minutes(in text: String) -> Int? {
    var total = 0
    var number: Int?
    var units = "hm"[...]
    for character in text {
      if let digit = character.wholeNumberValue, character.isASCII {
        let next = (number ?? 0) * 10 + digit
        guard next <= 99_999 else { return nil }
        number = next
      } else {
        guard let value = number, let unit = units.firstIndex(of: character) else { return nil }
        total += character == "h" ? value * 60 : value
        units = units[units.index(after: unit)...]
        number = nil
      }
    }
    return number == nil ? total : nil
  }
}

/// What to do about a domain name that is not one; nil if it is.
func domainNameFault(_ text: String) -> String? {
  if text.hasSuffix(".") { return "write it without the dot at the end" }
  let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
  guard name.utf8.count <= 253 else { return "a domain name has at most 253 characters" }
  for label in name.split(separator: ".", omittingEmptySubsequences: false) {
    guard (1...63).contains(label.utf8.count) else { return "each part has 1 to 63 characters" }
    let isSound = label.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isSound else {
      return "use letters a to z, digits, `-` and `_`; write other letters in their `xn--` form"
    }
    guard label.utf8.first != UInt8(ascii: "-"), label.utf8.last != UInt8(ascii: "-") else {
      return "no part begins or ends with `-`"
    }
  }
  return nil
}

/// Dates and times of RFC 3339, section 5.6, with a capital T and Z.
enum Timestamp {
  /// Whether the text is one, with a day that its month has.
  static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(40))
    guard bytes.count >= 20, text.utf8.count < 40 else { return false }
    guard let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
      let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2)
    else { return false }
    guard bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == UInt8(ascii: "T"), bytes[13] == 0x3A,
      bytes[16] == 0x3A
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...days[month - 1]).contains(day), hour < 24, minute < 60, second <= 60
    else {
      return false
    }
    var position = 19
    if bytes[position] == UInt8(ascii: ".") {
      let start = position + 1
      position = start
      while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
      guard position > start else { return false }
    }
    let offset = Array(bytes[position...])
    if offset == [UInt8(ascii: "Z")] { return true }
    guard offset.count == 6, offset[0] == UInt8(ascii: "+") || offset[0] == UInt8(ascii: "-"),
      offset[3] == 0x3A,
      let hours = number(offset, 1, 2), let minutes = number(offset, 4, 2)
    else { return false }
    return hours < 24 && minutes < 60
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<start + count] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
