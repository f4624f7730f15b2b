/// Turns libyaml's positions, which count characters, into byte offsets.
///
/// Events come nearly in order, so a cursor walks to the wanted character from where it stands.
struct ByteOffsets {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: Int
  private let isASCII: Bool
  private var character = 0
  private var offset: Int

  /// Offsets into `bytes`, whose first `base` bytes are a byte order mark that is not counted.
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int, isASCII: Bool) {
    self.bytes = bytes
    self.base = base
    self.isASCII = isASCII
    offset = base
  }

  /// The byte offset of a character, the end of the text for one behind it.
  mutating func offset(of wanted: Int) -> Int {
    guard !isASCII else { return min(base + wanted, bytes.count) }
    while character < wanted, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      character += 1
    }
    while character > wanted, offset > base {
      offset -= 1
      while offset > base, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      character -= 1
    }
    return offset
  }
}
