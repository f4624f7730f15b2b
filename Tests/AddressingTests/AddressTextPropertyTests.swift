import Addressing
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and printing against the C library, which somebody else wrote.
@Suite struct AddressTextPropertyTests {
  private static func library(reads text: String) -> IPAddress? {
    var ipv4 = in_addr()
    if inet_pton(AF_INET, text, &ipv4) == 1 {
      return IPAddress(family: .ipv4, bits: UInt128(UInt32(bigEndian: ipv4.s_addr)))
    }
    var ipv6 = in6_addr()
    if inet_pton(AF_INET6, text, &ipv6) == 1 {
      let bits = withUnsafeBytes(of: ipv6) { $0.reduce(0 as UInt128) { $0 << 8 | UInt128($1) } }
      return IPAddress(family: .ipv6, bits: bits)
    }
    return nil
  }

  private static func library(prints address: IPAddress) -> String {
    var bytes = withUnsafeBytes(of: address.bits.bigEndian) { Array($0) }
    bytes.removeFirst(16 - address.family.bitWidth / 8)
    var text = [CChar](repeating: 0, count: 64)
    _ = inet_ntop(address.family == .ipv4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// An address whose groups are often zero and often small, so that every form of text occurs.
  private static func randomAddress(using generator: inout SeededGenerator) -> IPAddress {
    guard Int.random(in: 0..<4, using: &generator) > 0 else {
      return IPAddress(family: .ipv4, bits: UInt128(generator.next()))
    }
    var bits: UInt128 = 0
    for _ in 0..<8 {
      let group =
        UInt16.random(in: 0...0xFFFF, using: &generator) >> UInt16.random(in: 0...15, using: &generator)
      bits = bits << 16 | UInt128(Bool.random(using: &generator) ? group : 0)
    }
    if Int.random(in: 0..<8, using: &generator) == 0 { bits = 0xFFFF << 32 | bits & 0xFFFF_FFFF }
    return IPAddress(family: .ipv6, bits: bits)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func printsWhatTheLibraryPrintsAndReadsItBack(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let address = Self.randomAddress(using: &generator)
      let text = address.description
      try #require(IPAddress(text) == address, "seed \(seed): \(text)")
      // The library writes the addresses of ::/96 with a dotted end too, which RFC 5952 does not ask for.
      if address.family == .ipv6 && address.bits >> 32 == 0 { continue }
      try #require(text == Self.library(prints: address), "seed \(seed)")

      let length = Int.random(in: 0...address.family.bitWidth, using: &generator)
      let prefix = try #require(Prefix(containing: address, length: length))
      try #require(Prefix(prefix.description) == prefix, "seed \(seed): \(prefix)")
    }
  }

  /// A valid text with a few characters changed, added or left out.
  private static func mutatedText(using generator: inout SeededGenerator) -> String {
    let alphabet = Array("0123456789abcdefABCDEF::::....%/ gx-".utf8)
    var text = Array(randomAddress(using: &generator).description.utf8)
    if Bool.random(using: &generator) {
      // The forms that are read but never printed.
      let spelled = String(decoding: text, as: UTF8.self).split(
        separator: ":", omittingEmptySubsequences: false)
      let padded = spelled.map { $0.count == 3 && !$0.contains(".") ? "0" + $0.uppercased() : String($0) }
      text = Array(padded.joined(separator: ":").utf8)
    }
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let index = Int.random(in: 0...text.count, using: &generator)
      let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      switch Int.random(in: 0..<3, using: &generator) {
      case 0 where index < text.count: text[index] = byte
      case 1 where index < text.count: text.remove(at: index)
      default: text.insert(byte, at: index)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func readsWhatTheLibraryReadsAndNothingElse(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var accepted = 0
    for _ in 0..<1500 {
      let text = Self.mutatedText(using: &generator)
      do {
        let address = try IPAddress(parsing: text)
        try #require(address == Self.library(reads: text), "seed \(seed): \(text)")
        accepted += 1
      } catch let error as AddressError {
        try #require(Self.library(reads: text) == nil, "seed \(seed): \(text): \(error)")
        try #require((0...text.utf8.count).contains(error.offset), "seed \(seed): \(text)")
      }
    }
    // Neither side of the question may be left out.
    #expect((300..<1200).contains(accepted))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func noiseIsRefusedWithAnOffsetInside(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("01.:/%f。é👩‍🌾\u{0}\r\n".unicodeScalars)
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...80, using: &generator) {
        text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      do {
        // Noise may be a prefix, but then it prints as one that is read as the same.
        let prefix = try Prefix(parsing: text)
        try #require(Prefix(prefix.description) == prefix, "seed \(seed): \(text)")
      } catch let error as AddressError {
        try #require((0...text.utf8.count).contains(error.offset), "seed \(seed): \(text)")
        try #require(!error.description.isEmpty)
      }
    }
  }
}
