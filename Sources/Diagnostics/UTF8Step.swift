/// One scalar, or one ill-formed piece, at an offset of a byte string.
struct UTF8Step {
  /// The scalar, or nil where the bytes are not UTF-8.
  var scalar: Unicode.Scalar?
  /// Bytes used, at least one.
  var length: Int

  /// Reads at `offset`, which must lie before `end`. Ill-formed input advances by the *maximal subpart*
  /// (Unicode 15, section 3.9), so that the count of replacement characters equals Swift's own.
  init(_ bytes: borrowing Span<UInt8>, at offset: Int, end: Int) {
    let first = bytes[offset]
    if first < 0x80 {
      self.init(scalar: Unicode.Scalar(first), length: 1)
      return
    }
    let count: Int
    var value: UInt32
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF:
      count = 2
      value = UInt32(first & 0x1F)
    case 0xE0...0xEF:
      count = 3
      value = UInt32(first & 0x0F)
      if first == 0xE0 { lowest = 0xA0 }
      if first == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      count = 4
      value = UInt32(first & 0x07)
      if first == 0xF0 { lowest = 0x90 }
      if first == 0xF4 { highest = 0x8F }
    default:
      self.init(scalar: nil, length: 1)
      return
    }
    var length = 1
    while length < count {
      guard offset + length < end else {
        self.init(scalar: nil, length: length)
        return
      }
      let byte = bytes[offset + length]
      guard byte >= lowest, byte <= highest else {
        self.init(scalar: nil, length: length)
        return
      }
      value = value << 6 | UInt32(byte & 0x3F)
      lowest = 0x80
      highest = 0xBF
      length += 1
    }
    self.init(scalar: Unicode.Scalar(value), length: count)
  }

  private init(scalar: Unicode.Scalar?, length: Int) {
    self.scalar = scalar
    self.length = length
  }
}
