/// A first look at the bytes of a file: is this text that a YAML parser may be given?
struct TextCheck {
  /// Why the bytes are not text.
  struct Fault {
    var range: Range<Int>
    var message: String
    var help: String
  }

  /// Whether every byte is ASCII; places then need no translation.
  var isASCII = true
  /// How many line breaks there are.
  var lineBreaks = 0
  /// How many lines begin with `%`: libyaml compares every tag directive with all before it.
  var directives = 0
  /// The first fault.
  var fault: Fault?

  private static let helpEncoding = "save the file as UTF-8"

  /// Looks at all bytes from `start` on.
  ///
  /// UTF-8 must be well-formed (RFC 3629), and characters must be those that YAML 1.2 calls printable (section 5.1);
  /// JSON allows the same outside its own escapes, apart from tabs in strings, and judges that itself.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard let fault = Self.foreignEncoding(bytes) else {
      scan(bytes, from: start)
      return
    }
    self.fault = fault
  }

  private static func foreignEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> Fault? {
    let head = Array(bytes.prefix(4))
    let name: String
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      name = "UTF-32"
    } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      name = "UTF-16"
    } else if head.count == 4, head.filter({ $0 == 0 }).count == 3 {
      name = "UTF-32"
    } else if head.count >= 2, (head[0] == 0) != (head[1] == 0) {
      name = "UTF-16"
    } else {
      return nil
    }
    return Fault(
      range: 0..<min(2, bytes.count), message: "the file is \(name) text; only UTF-8 is read",
      help: helpEncoding)
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index == start || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D {
        directives += 1
      }
      if byte >= 0x20 && byte < 0x7F {
        index += 1
      } else if byte == 0x0A {
        lineBreaks += 1
        index += 1
      } else if byte == 0x0D {
        if index + 1 == bytes.count || bytes[index + 1] != 0x0A { lineBreaks += 1 }
        index += 1
      } else if byte == 0x09 {
        index += 1
      } else if byte < 0x80 {
        fault = Fault(
          range: index..<index + 1,
          message:
            "control character U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true)) in the text",
          help: "remove the character")
        noteBinary(bytes, from: index)
        return
      } else {
        isASCII = false
        guard let length = multibyte(bytes, at: index) else { return }
        index += length
      }
    }
  }

  /// The length of the character at `index`, or nil with a fault noted.
  private mutating func multibyte(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return invalid(bytes, at: index) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard bytes[index + offset] & 0xC0 == 0x80 else { return invalid(bytes, at: index) }
      value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    let least: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard value >= least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else {
      return invalid(bytes, at: index)
    }
    // C1 controls except NEL, a byte order mark inside, and the two non-characters of the basic plane.
    if (value < 0xA0 && value != 0x85) || value == 0xFEFF || value == 0xFFFE || value == 0xFFFF {
      fault = Fault(
        range: index..<index + length,
        message:
          "character U+\(value < 0x1000 ? "00" : "")\(String(value, radix: 16, uppercase: true)) is not allowed",
        help: "remove the character")
      return nil
    }
    return length
  }

  private mutating func invalid(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    fault = Fault(range: index..<index + 1, message: "the file is not UTF-8 text", help: Self.helpEncoding)
    noteBinary(bytes, from: index)
    return nil
  }

  /// Where NUL bytes are near, nobody mistyped a character: this is no text at all.
  private mutating func noteBinary(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) {
    guard bytes[index...].prefix(1 << 12).contains(0) else { return }
    fault?.message = "the file is not text: it holds NUL bytes"
    fault?.help = "give a YAML or JSON file"
  }
}
