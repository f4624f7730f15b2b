/// Reads one address or prefix from left to right and stops at the first fault.
struct AddressParser {
  /// The length of the longest address text in bytes: six full groups and a dotted IPv4 address.
  static let longestText = 45

  private let bytes: [UInt8]
  private var position = 0
  /// Where the part that is being read ends: at the slash of a prefix, else at the end of the text.
  private var end: Int

  init(_ text: some StringProtocol) {
    // No valid text is as long as this, and a fault is found before its end: the rest need not be looked at.
    bytes = Array(text.utf8.prefix(64))
    end = bytes.count
  }

  /// Reads the whole text as an address.
  mutating func address() throws(AddressError) -> IPAddress {
    guard position < end else { throw AddressError(.empty, offset: position) }
    // What ends the first number tells the family. Where it is neither `.` nor `:`, any colon does, so that the
    // fault is found where it is.
    let separator = bytes[..<end].first { hexadecimalDigit($0) == nil }
    if separator != UInt8(ascii: "."), bytes[..<end].contains(UInt8(ascii: ":")) {
      return IPAddress(family: .ipv6, bits: try groups())
    }
    return IPAddress(family: .ipv4, bits: try dotted())
  }

  /// Reads the whole text as a prefix.
  mutating func prefix() throws(AddressError) -> Prefix {
    let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
    end = slash ?? bytes.count
    let address = try address()
    let width = address.family.bitWidth
    guard let slash else {
      throw AddressError(.missingSlash(host: Prefix(masking: address, length: width)), offset: end)
    }
    position = slash + 1
    end = bytes.count
    let length = try length(maximum: width)
    let prefix = Prefix(masking: address, length: length)
    guard prefix.address == address else {
      throw AddressError(.hostBits(canonical: prefix), offset: 0)
    }
    return prefix
  }

  /// Reads a prefix length up to the end.
  private mutating func length(maximum: Int) throws(AddressError) -> Int {
    let start = position
    guard position < end else { throw AddressError(.missingLength, offset: position) }
    let number = decimalNumber()
    if position > start, position < end,
      bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ":")
    {
      throw AddressError(.maskInsteadOfLength, offset: start)
    }
    guard position > start else { throw unexpectedCharacter() }
    try refuseLeadingZero(from: start)
    guard number <= maximum else { throw AddressError(.lengthOutOfRange(maximum: maximum), offset: start) }
    guard position == end else { throw unexpectedCharacter() }
    return number
  }

  /// Reads four decimal octets up to the end.
  private mutating func dotted() throws(AddressError) -> UInt128 {
    var value: UInt128 = 0
    for part in 1...4 {
      let start = position
      let number = decimalNumber()
      guard position > start else { throw missingPart(.ipv4, separator: UInt8(ascii: ".")) }
      try refuseLeadingZero(from: start)
      guard number <= 255 else { throw AddressError(.octetOutOfRange, offset: start) }
      value = value << 8 | UInt128(number)
      if part == 4 { break }
      guard position < end else { throw AddressError(.tooFewParts(.ipv4), offset: position) }
      guard bytes[position] == UInt8(ascii: ".") else { throw unexpectedCharacter() }
      position += 1
    }
    guard position < end else { return value }
    if bytes[position] == UInt8(ascii: ".") {
      throw AddressError(.tooManyParts(.ipv4), offset: position)
    }
    throw unexpectedCharacter()
  }

  /// Reads an IPv6 address up to the end.
  private mutating func groups() throws(AddressError) -> UInt128 {
    // All groups read so far, the last one lowest; `gap` is how many of them stand before the `::`.
    var value: UInt128 = 0
    var count = 0
    var gap: Int?

    if startsCompression {
      gap = 0
      position += 2
    }
    // A text may end behind `::` but not behind a single colon.
    while !(position == end && gap == count) {
      let start = position
      let group = try hexadecimalGroup()
      let limit = gap == nil ? 8 : 7
      if position < end && position > start && bytes[position] == UInt8(ascii: ".") {
        position = start
        let embedded = try dotted()
        guard count + 2 <= limit else { throw AddressError(.tooManyParts(.ipv6), offset: start) }
        value = value << 32 | embedded
        count += 2
        break
      }
      guard position > start else { throw missingPart(.ipv6, separator: UInt8(ascii: ":")) }
      guard count < limit else { throw AddressError(.tooManyParts(.ipv6), offset: start) }
      value = value << 16 | UInt128(group)
      count += 1

      guard position < end else { break }
      guard bytes[position] == UInt8(ascii: ":") else { throw unexpectedCharacter() }
      guard count < limit else { throw AddressError(.tooManyParts(.ipv6), offset: position) }
      if startsCompression {
        guard gap == nil else { throw AddressError(.repeatedCompression, offset: position) }
        gap = count
        position += 2
      } else {
        position += 1
      }
    }

    guard let gap else {
      guard count == 8 else { throw AddressError(.tooFewParts(.ipv6), offset: position) }
      return value
    }
    let behind = (count - gap) * 16
    // Shifts by the full width give zero, which is right where nothing stands before or behind the `::`.
    let tail = value & ((1 << behind) &- 1)
    return (value >> behind) << ((8 - gap) * 16) | tail
  }

  /// Reads up to four hexadecimal digits, and none if there are none.
  private mutating func hexadecimalGroup() throws(AddressError) -> UInt16 {
    let start = position
    var group: UInt16 = 0
    while position < end, let digit = hexadecimalDigit(bytes[position]) {
      guard position - start < 4 else { throw AddressError(.groupTooLong, offset: start) }
      group = group << 4 | UInt16(digit)
      position += 1
    }
    return group
  }

  /// Reads decimal digits, and none if there are none. A number beyond all that is asked for stays at 1000.
  private mutating func decimalNumber() -> Int {
    var number = 0
    while position < end, case let byte = bytes[position], byte >= UInt8(ascii: "0"),
      byte <= UInt8(ascii: "9")
    {
      number = min(number * 10 + Int(byte - UInt8(ascii: "0")), 1000)
      position += 1
    }
    return number
  }

  private func refuseLeadingZero(from start: Int) throws(AddressError) {
    if bytes[start] == UInt8(ascii: "0") && position - start > 1 {
      throw AddressError(.leadingZero, offset: start)
    }
  }

  private var startsCompression: Bool {
    position + 1 < end && bytes[position] == UInt8(ascii: ":") && bytes[position + 1] == UInt8(ascii: ":")
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The fault where a part is expected and does not begin.
  private func missingPart(_ family: AddressFamily, separator: UInt8) -> AddressError {
    if position == end || bytes[position] == separator {
      return AddressError(.missingPart(family), offset: position)
    }
    return unexpectedCharacter()
  }

  /// The fault of the character at the position, which must lie before the end.
  private func unexpectedCharacter() -> AddressError {
    if bytes[position] == UInt8(ascii: "%") {
      return AddressError(.zoneNotAllowed, offset: position)
    }
    let scalar = String(decoding: bytes[position...], as: UTF8.self).unicodeScalars.first
    return AddressError(.invalidCharacter(scalar ?? "\u{FFFD}"), offset: position)
  }
}
