extension Scanner {
  /// Reads a number and decides from its text what it is: without fraction and exponent an integer,
  /// otherwise a double.
  mutating func scanNumber() throws(JSONError) -> Tape.Kind {
    let start = cursor
    let isNegative = bytes[cursor] == Ascii.minus
    if isNegative { cursor += 1 }
    let digits = cursor
    let magnitude = try scanInteger(after: start)
    let integerDigits = cursor - digits

    var isDouble = false
    if cursor < bytes.count, bytes[cursor] == Ascii.point {
      isDouble = true
      cursor += 1
      _ = try scanDigits("a digit must follow the decimal point")
    }
    var exponentDigits = 0
    if cursor < bytes.count, bytes[cursor] | 0x20 == UInt8(ascii: "e") {
      isDouble = true
      cursor += 1
      if cursor < bytes.count, bytes[cursor] == Ascii.plus || bytes[cursor] == Ascii.minus { cursor += 1 }
      exponentDigits = try scanDigits("a digit must follow the exponent sign")
    }

    if isDouble {
      // Below ten to the 299th nothing overflows; only what might be above is worth converting.
      if exponentDigits > 2 || integerDigits > 200 { try refuseOverflow(from: start) }
      return .double
    }
    if let magnitude {
      if isNegative {
        if magnitude <= Int64.min.magnitude { return .integer }
      } else {
        return magnitude <= UInt64(Int64.max) ? .integer : .unsigned
      }
    }
    throw error(
      .numberOutOfRange,
      "the integer does not fit 64 bits; the range is \(Int64.min) to \(UInt64.max)", at: start)
  }

  /// Reads the digits before point and exponent; nil if their value overflows 64 bits.
  private mutating func scanInteger(after start: Int) throws(JSONError) -> UInt64? {
    guard cursor < bytes.count, isDigit(bytes[cursor]) else {
      guard cursor < bytes.count else {
        throw error(.unexpectedEnd, "the text ends after a minus sign", at: cursor)
      }
      throw error(.invalidNumber, "a digit must follow the minus sign, found \(try foundText())", at: cursor)
    }
    if bytes[cursor] == Ascii.zero {
      cursor += 1
      if cursor < bytes.count, isDigit(bytes[cursor]) {
        throw error(.invalidNumber, "a number cannot have leading zeros", at: start)
      }
      return 0
    }
    var magnitude: UInt64 = 0
    var overflows = false
    while cursor < bytes.count, isDigit(bytes[cursor]) {
      let product = magnitude.multipliedReportingOverflow(by: 10)
      let sum = product.partialValue.addingReportingOverflow(UInt64(bytes[cursor] &- Ascii.zero))
      overflows = overflows || product.overflow || sum.overflow
      magnitude = sum.partialValue
      cursor += 1
    }
    return overflows ? nil : magnitude
  }

  /// Reads one digit or more and says how many.
  private mutating func scanDigits(_ message: String) throws(JSONError) -> Int {
    let start = cursor
    while cursor < bytes.count, isDigit(bytes[cursor]) { cursor += 1 }
    guard cursor > start else {
      throw error(cursor < bytes.count ? .invalidNumber : .unexpectedEnd, message, at: cursor)
    }
    return cursor - start
  }

  private func refuseOverflow(from start: Int) throws(JSONError) {
    let text = String(decoding: bytes[start..<cursor], as: UTF8.self)
    guard let double = Double(text), double.isFinite else {
      throw error(
        .numberOutOfRange, "the number is beyond what a double holds (about ±1.8e308)", at: start)
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- Ascii.zero < 10 }
