extension IPAddress: LosslessStringConvertible {
  /// Reads an address, strictly.
  ///
  /// IPv4 is four decimal parts without leading zeros. IPv6 is any form of RFC 4291, section 2.2: eight groups,
  /// `::` once for one or more zero groups, upper or lower case, the last two groups as dotted IPv4. Zones,
  /// brackets, white space and prefix lengths are refused.
  ///
  /// - Throws: the first fault from the left, with its UTF-8 offset in `text`.
  public init(parsing text: some StringProtocol) throws(AddressError) {
    var parser = AddressParser(text)
    self = try parser.address()
  }

  /// Reads an address as ``init(parsing:)`` does; nil where that throws.
  public init?(_ description: String) {
    do throws(AddressError) {
      try self.init(parsing: description)
    } catch {
      return nil
    }
  }

  /// The canonical text: dotted decimal, or RFC 5952.
  ///
  /// IPv6 is lower case without leading zeros; `::` replaces the first longest run of two or more zero groups. Of
  /// the mixed forms only `::ffff:0:0/96`, the IPv4-mapped addresses, is written with a dotted end (RFC 5952,
  /// section 5): of these alone the address itself tells that an IPv4 address lies in it.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(AddressParser.longestText)
    switch family {
    case .ipv4: IPAddress.appendDotted(bits, to: &text)
    case .ipv6: IPAddress.appendGroups(bits, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func appendDotted(_ bits: UInt128, to text: inout [UInt8]) {
    for shift in stride(from: 24, through: 0, by: -8) {
      let octet = UInt8(truncatingIfNeeded: bits >> shift)
      if octet >= 100 { text.append(UInt8(ascii: "0") + octet / 100) }
      if octet >= 10 { text.append(UInt8(ascii: "0") + octet / 10 % 10) }
      text.append(UInt8(ascii: "0") + octet % 10)
      if shift > 0 { text.append(UInt8(ascii: ".")) }
    }
  }

  private static func appendGroups(_ bits: UInt128, to text: inout [UInt8]) {
    if bits >> 32 == 0xFFFF {
      text.append(contentsOf: "::ffff:".utf8)
      appendDotted(bits, to: &text)
      return
    }
    let zeros = longestZeroRun(bits)
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound && !zeros.isEmpty {
        text.append(contentsOf: "::".utf8)
        index = zeros.upperBound
        continue
      }
      if index > 0 && index != zeros.upperBound { text.append(UInt8(ascii: ":")) }
      appendHexadecimal(group(index, of: bits), to: &text)
      index += 1
    }
  }

  /// The first longest run of at least two zero groups; an empty range at zero if there is none.
  private static func longestZeroRun(_ bits: UInt128) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0..<8 {
      if group(index, of: bits) != 0 {
        start = index + 1
      } else if index + 1 - start > max(best.count, 1) {
        best = start..<index + 1
      }
    }
    return best
  }

  /// The group at `index`, counted from the left.
  private static func group(_ index: Int, of bits: UInt128) -> UInt16 {
    UInt16(truncatingIfNeeded: bits >> ((7 - index) * 16))
  }

  private static func appendHexadecimal(_ group: UInt16, to text: inout [UInt8]) {
    var started = false
    for shift in stride(from: 12, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: group >> shift) & 0xF
      started = started || digit != 0 || shift == 0
      guard started else { continue }
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}

extension Prefix: LosslessStringConvertible {
  /// Reads a prefix in the notation of RFC 4632 and RFC 4291, section 2.3: an address, a slash, a length.
  ///
  /// The length is a decimal number without leading zeros. Host bits are refused; the error then carries the
  /// canonical prefix.
  ///
  /// - Throws: the first fault from the left, with its UTF-8 offset in `text`; host bits only where all else is
  ///   well, at the offset of the address.
  public init(parsing text: some StringProtocol) throws(AddressError) {
    var parser = AddressParser(text)
    self = try parser.prefix()
  }

  /// Reads a prefix as ``init(parsing:)`` does; nil where that throws.
  public init?(_ description: String) {
    do throws(AddressError) {
      try self.init(parsing: description)
    } catch {
      return nil
    }
  }

  /// The canonical address, a slash and the length.
  public var description: String { "\(address)/\(length)" }
}
