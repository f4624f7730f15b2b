/// Resolves a scalar without quotes by the core schema of YAML 1.2 (section 10.3.2).
///
/// What YAML 1.1 took for something else stays text: `yes`, `1:30`, `1_000`, dates.
struct PlainScalar {
  var kind: NodeKind
  var number: Int64 = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard let first = text.first else {
      kind = .null
      return
    }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      self = Self.number(text)
    case UInt8(ascii: "~"):
      kind = text.count == 1 ? .null : .text
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      kind = Self.matches(text, "null") ? .null : .text
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      kind = Self.matches(text, "true") ? .boolean : .text
      number = 1
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      kind = Self.matches(text, "false") ? .boolean : .text
    default:
      kind = .text
    }
  }

  /// A scalar whose kind is known.
  init(_ kind: NodeKind, _ number: Int64 = 0) {
    self.kind = kind
    self.number = number
  }

  /// Whether the text is the word in lower case, in upper case or with a capital.
  private static func matches(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in
      let upper = { (byte: UInt8) in byte & ~0x20 }
      if text[0] == word[0] { return text.elementsEqual(word) }
      guard text[0] == upper(word[0]) else { return false }
      return text.dropFirst().elementsEqual(word.dropFirst())
        || text.dropFirst().elementsEqual(word.dropFirst().lazy.map(upper))
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> PlainScalar {
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      if text[1] == UInt8(ascii: "x") { return based(text, bits: 4) }
      if text[1] == UInt8(ascii: "o") { return based(text, bits: 3) }
    }
    let isNegative = text[0] == UInt8(ascii: "-")
    let start = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
    guard start < text.count else { return PlainScalar(.text) }
    var value: Int64 = 0
    var overflows = false
    for byte in text[start...] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return float(text, from: start) }
      let digit = Int64(byte - UInt8(ascii: "0"))
      let (tens, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) =
        isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      overflows = overflows || first || second
      value = sum
    }
    return overflows ? PlainScalar(.hugeInteger) : PlainScalar(.integer, value)
  }

  /// `0x` and `0o`.
  private static func based(_ text: UnsafeBufferPointer<UInt8>, bits: Int64) -> PlainScalar {
    var value: Int64 = 0
    var overflows = false
    for byte in text[2...] {
      let digit: Int64
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = Int64(byte - UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = Int64(byte - UInt8(ascii: "A")) + 10
      default: return PlainScalar(.text)
      }
      guard digit < 1 << bits else { return PlainScalar(.text) }
      overflows = overflows || value >> (63 - bits) != 0
      value = value << bits | digit
    }
    return overflows ? PlainScalar(.hugeInteger) : PlainScalar(.integer, value)
  }

  /// `[0-9]+(\.[0-9]*)?` or `\.[0-9]+`, then an exponent if any; `.inf` and `.nan`. `start` is behind the sign.
  private static func float(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> PlainScalar {
    let rest = UnsafeBufferPointer(rebasing: text[start...])
    if rest.count == 4, rest[0] == UInt8(ascii: ".") {
      let word = UnsafeBufferPointer(rebasing: rest[1...])
      if matches(word, "inf") { return PlainScalar(.float) }
      if start == 0,
        word.elementsEqual("nan".utf8) || word.elementsEqual("NaN".utf8) || word.elementsEqual("NAN".utf8)
      {
        return PlainScalar(.float)
      }
    }
    var position = 0
    let whole = digits(rest, &position)
    var fraction = 0
    if position < rest.count, rest[position] == UInt8(ascii: ".") {
      position += 1
      fraction = digits(rest, &position)
    }
    guard whole + fraction > 0 else { return PlainScalar(.text) }
    if position < rest.count, rest[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < rest.count, rest[position] == UInt8(ascii: "+") || rest[position] == UInt8(ascii: "-") {
        position += 1
      }
      guard digits(rest, &position) > 0 else { return PlainScalar(.text) }
    }
    return PlainScalar(position == rest.count ? .float : .text)
  }

  private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int {
    let start = position
    while position < text.count, text[position] >= UInt8(ascii: "0"), text[position] <= UInt8(ascii: "9") {
      position += 1
    }
    return position - start
  }
}
