/// Judges a text by the grammar of RFC 8259 and by what we ask beyond it, and records every value and
/// key on a tape. json-c comes only after it, because json-c's own strict mode lets much through.
///
/// The scanner keeps its own stack of open containers, so nesting costs no call frames. It borrows the
/// bytes: it must not outlive the buffer it was made with.
struct Scanner: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  /// The next byte to be read.
  var cursor = 0
  var tape = Tape()
  private var frames: [Frame] = []
  /// The keys of all open objects, innermost last, as places in `tape.keys`.
  private var openKeys: [Int] = []

  /// An open array or object.
  private struct Frame {
    var entry: Int
    var count: UInt32 = 0
    var isObject: Bool
    /// Where this object's keys begin in `openKeys`.
    var firstKey: Int
    /// The keys seen, once there are too many to compare one by one.
    var places: [String: Int]?
  }

  /// Up to so many keys a new one is compared with each earlier one.
  private static let comparedKeys = 12

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// Reads the whole text.
  consuming func scan() throws(JSONError) -> Tape {
    try checkStart()
    skipWhitespace()
    guard cursor < bytes.count else { throw error(.empty, "the text has no value", at: cursor) }
    // Half a dozen bytes to a value is common; growing the array now and then costs little.
    tape.entries.reserveCapacity(min(bytes.count / 8 + 1, 1 << 20))
    try scanDocument()
    skipWhitespace()
    if cursor < bytes.count {
      let found = try foundText()
      throw error(
        .trailingContent, "expected the end of the text after the value, found \(found)", at: cursor)
    }
    return tape
  }

  private func checkStart() throws(JSONError) {
    if bytes.count > limits.effectiveBytes {
      let message = "the text has \(bytes.count) bytes, more than the limit of \(limits.effectiveBytes)"
      throw error(.tooLarge, message, at: 0)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error(.byteOrderMark, "the text begins with a byte order mark; remove these three bytes", at: 0)
    }
    // The first two characters of a document are ASCII, which UTF-16 writes with a zero byte each.
    let zeros = bytes.prefix(4).map { $0 == 0 }
    let isUTF16 =
      bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || zeros == [false, true, false, true] || zeros == [true, false, true, false]
      || zeros == [true, true, true, false] || zeros == [false, true, true, true]
    if isUTF16 {
      throw error(.invalidUTF8, "the text looks like UTF-16 or UTF-32; JSON is UTF-8", at: 0)
    }
  }

  /// Reads one value with all that is in it. Each turn of the outer loop stands before a value; the
  /// inner one closes what ends after it.
  private mutating func scanDocument() throws(JSONError) {
    values: while true {
      if try !scanValue() { continue values }
      // Only what is needed of the frame is copied: a second reference to its table of keys would make
      // the next insertion copy the table.
      while let isObject = frames.last?.isObject {
        skipWhitespace()
        guard cursor < bytes.count else { throw unclosed() }
        switch bytes[cursor] {
        case Ascii.comma:
          let comma = cursor
          cursor += 1
          skipWhitespace()
          if cursor < bytes.count, bytes[cursor] == Ascii.closeBrace || bytes[cursor] == Ascii.closeBracket {
            let what = isObject ? "member" : "element"
            throw error(.unexpectedCharacter, "a comma must be followed by another \(what)", at: comma)
          }
          if isObject { try scanKey() }
          continue values
        case Ascii.closeBrace where isObject, Ascii.closeBracket where !isObject:
          closeContainer()
        default:
          let expected = isObject ? "',' or '}'" : "',' or ']'"
          throw error(.unexpectedCharacter, "expected \(expected), found \(try foundText())", at: cursor)
        }
      }
      return
    }
  }

  /// Reads a scalar, an empty container, or the opening of a container up to its first value. Says
  /// whether the value is complete.
  private mutating func scanValue() throws(JSONError) -> Bool {
    guard cursor < bytes.count else {
      throw error(.unexpectedEnd, "the text ends where a value is expected", at: cursor)
    }
    let start = cursor
    switch bytes[cursor] {
    case Ascii.quote:
      _ = try scanString()
      try append(.string, from: start)
    case Ascii.openBrace:
      try openContainer(isObject: true)
      guard cursor < bytes.count, bytes[cursor] == Ascii.closeBrace else {
        try scanKey()
        return false
      }
      closeContainer()
    case Ascii.openBracket:
      try openContainer(isObject: false)
      guard cursor < bytes.count, bytes[cursor] == Ascii.closeBracket else { return false }
      closeContainer()
    case Ascii.minus, Ascii.zero...Ascii.nine:
      try append(scanNumber(), from: start)
    case UInt8(ascii: "t"):
      try scanLiteral("true")
      try append(.true, from: start)
    case UInt8(ascii: "f"):
      try scanLiteral("false")
      try append(.false, from: start)
    case UInt8(ascii: "n"):
      try scanLiteral("null")
      try append(.null, from: start)
    default:
      throw try noValue()
    }
    return true
  }

  private mutating func append(_ kind: Tape.Kind, from start: Int) throws(JSONError) {
    guard tape.entries.count < limits.maximumValues else {
      throw error(.tooLarge, "the text has more values than the limit of \(limits.maximumValues)", at: start)
    }
    if !frames.isEmpty { frames[frames.count - 1].count += 1 }
    tape.entries.append(.init(start: UInt32(start), end: UInt32(cursor), count: 0, kind: kind))
  }

  private mutating func openContainer(isObject: Bool) throws(JSONError) {
    guard frames.count < limits.effectiveDepth else {
      let message = "arrays and objects nest deeper than the limit of \(limits.effectiveDepth)"
      throw error(.tooDeep, message, at: cursor)
    }
    let start = cursor
    cursor += 1
    try append(isObject ? .object : .array, from: start)
    frames.append(.init(entry: tape.entries.count - 1, isObject: isObject, firstKey: openKeys.count))
    skipWhitespace()
  }

  private mutating func closeContainer() {
    guard let frame = frames.popLast() else { return }
    cursor += 1
    tape.entries[frame.entry].end = UInt32(cursor)
    tape.entries[frame.entry].count = frame.count
    openKeys.removeSubrange(frame.firstKey...)
  }

  private mutating func scanLiteral(_ literal: StaticString) throws(JSONError) {
    let count = literal.utf8CodeUnitCount
    for index in 0..<count {
      guard cursor + index < bytes.count else {
        throw error(.unexpectedEnd, "the text ends inside '\(literal)'", at: bytes.count)
      }
      if bytes[cursor + index] != literal.utf8Start[index] {
        throw error(.unexpectedCharacter, "expected '\(literal)'", at: cursor)
      }
    }
    cursor += count
  }
}

// MARK: - Keys

extension Scanner {
  /// Reads a key and the colon behind it, up to the value.
  private mutating func scanKey() throws(JSONError) {
    guard cursor < bytes.count else {
      throw error(.unexpectedEnd, "the text ends where a key is expected", at: cursor)
    }
    guard bytes[cursor] == Ascii.quote else {
      let hint = bytes[cursor] == Ascii.apostrophe ? "; strings stand in double quotes" : ""
      throw error(
        .unexpectedCharacter, "expected a key in double quotes, found \(try foundText())\(hint)", at: cursor)
    }
    let start = cursor
    let isEscaped = try scanString()
    let inner = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(cursor - 1)])
    let text = isEscaped ? decodeEscapes(inner) : String(decoding: inner, as: UTF8.self)
    try refuseDuplicate(text, at: start)
    openKeys.append(tape.keys.count)
    tape.keys.append(.init(text: text, start: UInt32(start), end: UInt32(cursor)))

    skipWhitespace()
    guard cursor < bytes.count else {
      throw error(.unexpectedEnd, "the text ends where ':' is expected", at: cursor)
    }
    guard bytes[cursor] == Ascii.colon else {
      throw error(.unexpectedCharacter, "expected ':' after the key, found \(try foundText())", at: cursor)
    }
    cursor += 1
    skipWhitespace()
  }

  /// Refuses a key that its object has already. Few keys are compared one by one, more by a table.
  private mutating func refuseDuplicate(_ text: String, at start: Int) throws(JSONError) {
    let top = frames.count - 1
    let seen = openKeys[frames[top].firstKey...]
    if seen.count >= Self.comparedKeys {
      if frames[top].places == nil {
        frames[top].places = Dictionary(
          seen.map { (tape.keys[$0].text, $0) }, uniquingKeysWith: { first, _ in first })
      }
      if let first = frames[top].places?.updateValue(tape.keys.count, forKey: text) {
        throw duplicate(of: tape.keys[first], at: start)
      }
      return
    }
    for key in seen where tape.keys[key].text == text {
      throw duplicate(of: tape.keys[key], at: start)
    }
  }

  private func duplicate(of first: Tape.Key, at start: Int) -> JSONError {
    let earlier = textPosition(of: Int(first.start), in: bytes)
    let later = textPosition(of: start, in: bytes)
    return error(
      .duplicateKey(first: Int(first.start)),
      "duplicate key \(quotedForMessage(first.text)): first at line \(earlier.line), column \(earlier.column), "
        + "again at line \(later.line), column \(later.column)", at: start)
  }
}

// MARK: - White space and errors

extension Scanner {
  mutating func skipWhitespace() {
    while cursor < bytes.count {
      switch bytes[cursor] {
      case 0x20, 0x0A, 0x0D, 0x09: cursor += 1
      default: return
      }
    }
  }

  func error(_ kind: JSONError.Kind, _ message: String, at offset: Int) -> JSONError {
    JSONError(kind, message, at: offset, in: bytes)
  }

  private func unclosed() -> JSONError {
    let frame = frames[frames.count - 1]
    let opening = textPosition(of: Int(tape.entries[frame.entry].start), in: bytes)
    let what = frame.isObject ? "object" : "array"
    return error(
      .unexpectedEnd,
      "the text ends inside the \(what) opened at line \(opening.line), column \(opening.column)", at: cursor)
  }

  /// The error for something that begins no value, with a hint for what people write by habit.
  private func noValue() throws(JSONError) -> JSONError {
    let found = try foundText()
    let hint =
      switch bytes[cursor] {
      case Ascii.apostrophe: "; strings stand in double quotes"
      case UInt8(ascii: "/"), UInt8(ascii: "#"): "; JSON has no comments"
      case UInt8(ascii: "N"), UInt8(ascii: "I"): "; JSON has no NaN and no Infinity"
      case UInt8(ascii: "T"), UInt8(ascii: "F"): "; 'true', 'false' and 'null' are written small"
      case UInt8(ascii: "+"): "; a number has no plus sign"
      case UInt8(ascii: "."): "; a number begins with a digit"
      default: ""
      }
    return error(.unexpectedCharacter, "expected a value, found \(found)\(hint)", at: cursor)
  }

  /// The character at the cursor as an error message shows it. Throws if it is not UTF-8.
  func foundText() throws(JSONError) -> String {
    let byte = bytes[cursor]
    if byte >= 0x80 {
      let end = try endOfScalar(at: cursor)
      return "'\(String(decoding: bytes[cursor..<end], as: UTF8.self))'"
    }
    if byte < 0x20 || byte == 0x7F { return hexadecimalName(of: byte) }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }
}

/// A control character as `U+001F`.
func hexadecimalName(of byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
}

/// A key in quotes, escaped and cut to a length that a message can bear.
func quotedForMessage(_ text: String) -> String {
  let limit = 60
  let isLong = text.unicodeScalars.count > limit
  let shown = isLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…" : text
  return JSONValue.string(shown).text(pretty: false)
}

/// The ASCII characters of the grammar.
enum Ascii {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let apostrophe = UInt8(ascii: "'")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let minus = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
}
