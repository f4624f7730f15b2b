extension Scanner {
  /// Reads a string from its opening to past its closing quote; says whether it contains escapes.
  mutating func scanString() throws(JSONError) -> Bool {
    let start = cursor
    var isEscaped = false
    cursor += 1
    while true {
      skipPlainBytes()
      guard cursor < bytes.count else {
        let opening = textPosition(of: start, in: bytes)
        throw error(
          .unexpectedEnd,
          "the text ends inside the string opened at line \(opening.line), column \(opening.column)",
          at: cursor)
      }
      let byte = bytes[cursor]
      if byte == Ascii.quote {
        cursor += 1
        return isEscaped
      } else if byte == Ascii.backslash {
        isEscaped = true
        try scanEscape()
      } else if byte >= 0x80 {
        cursor = try endOfScalar(at: cursor)
      } else if byte < 0x20 {
        let escape = hexadecimalName(of: byte).dropFirst(2)
        throw error(
          .controlCharacter, "a string cannot contain U+\(escape) as such; write \\u\(escape)", at: cursor)
      } else {
        cursor += 1
      }
    }
  }

  /// Passes over printable ASCII, eight bytes at a time. Stops at, or a little before, the next quote,
  /// backslash, control character or byte above ASCII.
  private mutating func skipPlainBytes() {
    guard let base = bytes.baseAddress else { return }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while cursor &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + cursor).loadUnaligned(as: UInt64.self))
      // x &- ones borrows through a byte exactly when it is zero; above the first hit there may be
      // false ones, but only the first counts.
      let quotes = word ^ (ones &* UInt64(Ascii.quote))
      let backslashes = word ^ (ones &* UInt64(Ascii.backslash))
      let controls = (word &- (ones &* 0x20)) & ~word
      let hits =
        (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls | word) & highs
      if hits != 0 {
        cursor &+= hits.trailingZeroBitCount / 8
        return
      }
      cursor &+= 8
    }
  }

  /// Reads one escape; the cursor stands on the backslash.
  private mutating func scanEscape() throws(JSONError) {
    let start = cursor
    guard cursor + 1 < bytes.count else {
      throw error(.unexpectedEnd, "the text ends inside an escape", at: bytes.count)
    }
    switch bytes[cursor + 1] {
    case Ascii.quote, Ascii.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      cursor += 2
    case UInt8(ascii: "u"):
      let unit = try scanHexadecimal()
      guard 0xD800...0xDFFF ~= unit else { return }
      guard unit < 0xDC00 else {
        throw error(.loneSurrogate, "a low surrogate without a high one before it", at: start)
      }
      guard cursor + 1 < bytes.count, bytes[cursor] == Ascii.backslash, bytes[cursor + 1] == UInt8(ascii: "u")
      else { throw error(.loneSurrogate, "a high surrogate without a low one after it", at: start) }
      guard 0xDC00...0xDFFF ~= (try scanHexadecimal()) else {
        throw error(.loneSurrogate, "a high surrogate without a low one after it", at: start)
      }
    default:
      cursor += 1
      throw error(.invalidEscape, "no escape begins with a backslash and \(try foundText())", at: start)
    }
  }

  /// Reads `\uXXXX` and gives the code unit.
  private mutating func scanHexadecimal() throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for index in (cursor + 2)..<(cursor + 6) {
      guard index < bytes.count else {
        throw error(.unexpectedEnd, "the text ends inside an escape", at: bytes.count)
      }
      guard let digit = hexadecimalDigit(bytes[index]) else {
        throw error(.invalidEscape, "\\u must be followed by four hexadecimal digits", at: cursor)
      }
      unit = unit << 4 | digit
    }
    cursor += 6
    return unit
  }

  /// Where the scalar that begins at `start` ends. Checks it against the table of well-formed UTF-8
  /// (RFC 3629 section 4): shortest form only, no surrogates, nothing above U+10FFFF.
  func endOfScalar(at start: Int) throws(JSONError) -> Int {
    let lead = bytes[start]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: throw error(.invalidUTF8, "the bytes are not UTF-8", at: start)
    }
    guard start + length <= bytes.count, second ~= bytes[start + 1] else {
      throw error(.invalidUTF8, "the bytes are not UTF-8", at: start)
    }
    for index in (start + 2)..<max(start + 2, start + length) where bytes[index] & 0xC0 != 0x80 {
      throw error(.invalidUTF8, "the bytes are not UTF-8", at: start)
    }
    return start + length
  }
}

/// The text of a string whose escapes the scanner has found good. Only keys come this way (json-c cuts
/// them at U+0000); other strings are decoded by json-c.
func decodeEscapes(_ inner: UnsafeBufferPointer<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(inner.count)
  var cursor = 0
  while cursor < inner.count {
    let byte = inner[cursor]
    guard byte == Ascii.backslash, cursor + 1 < inner.count else {
      text.append(byte)
      cursor += 1
      continue
    }
    let escape = inner[cursor + 1]
    guard escape == UInt8(ascii: "u") else {
      text.append(escapedByte(escape))
      cursor += 2
      continue
    }
    var unit = codeUnit(inner, at: cursor)
    cursor += 6
    if 0xD800...0xDBFF ~= unit {
      unit = 0x10000 + (unit - 0xD800) << 10 + (codeUnit(inner, at: cursor) & 0x3FF)
      cursor += 6
    }
    text += (Unicode.Scalar(unit) ?? "\u{FFFD}").utf8
  }
  return String(decoding: text, as: UTF8.self)
}

private func codeUnit(_ inner: UnsafeBufferPointer<UInt8>, at escape: Int) -> UInt32 {
  inner.dropFirst(escape + 2).prefix(4).reduce(0) { $0 << 4 | UInt32(hexadecimalDigit($1) ?? 0) }
}

private func escapedByte(_ letter: UInt8) -> UInt8 {
  switch letter {
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  case UInt8(ascii: "n"): 0x0A
  case UInt8(ascii: "r"): 0x0D
  case UInt8(ascii: "t"): 0x09
  default: letter
  }
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
  default: nil
  }
}
