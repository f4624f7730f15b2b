import Addressing
import Testing

@Suite struct IPAddressTests {
  @Test func bitsAboveTheFamilyAreDropped() {
    #expect(IPAddress(family: .ipv4, bits: 0x1_0000_0001) == .ipv4(0, 0, 0, 1))
    #expect(IPAddress(family: .ipv6, bits: .max).bits == .max)
  }

  @Test func familiesNeverMix() {
    #expect(IPAddress(family: .ipv4, bits: 1) != IPAddress(family: .ipv6, bits: 1))
    #expect(IPAddress("255.255.255.255").map { $0 < IPAddress(family: .ipv6, bits: 0) } == true)
    #expect(!Prefix.allIPv6.contains(.ipv4(10, 0, 0, 1)))
    #expect(!Prefix.allIPv6.contains(Prefix.allIPv4) && !Prefix.allIPv4.overlaps(.allIPv6))
    #expect(AddressRange(first: .ipv4(0, 0, 0, 0), last: IPAddress(family: .ipv6, bits: 1)) == nil)
  }

  @Test func sortsByFamilyAndNumber() {
    let sorted = ["0.0.0.0", "9.255.0.0", "10.0.0.0", "255.255.255.255", "::", "::1", "fe80::1"]
    #expect(sorted.reversed().compactMap { IPAddress($0) }.sorted().map(\.description) == sorted)
  }

  @Test(arguments: [
    ("10.0.0.1", 1, "10.0.0.2"), ("10.0.0.255", 1, "10.0.1.0"), ("10.0.0.0", -1, "9.255.255.255"),
    ("0.0.0.0", 0, "0.0.0.0"), ("0.0.0.0", -1, nil), ("255.255.255.255", 1, nil),
    ("0.0.0.0", 0xFFFF_FFFF, "255.255.255.255"), ("0.0.0.0", 0x1_0000_0000, nil), ("0.0.0.0", .max, nil),
    ("255.255.255.255", .min, nil), ("::", -1, nil), ("::", .max, "::7fff:ffff:ffff:ffff"),
    ("::1:0:0:0:0", -1, "::ffff:ffff:ffff:ffff"), ("1::", .min, "0:ffff:ffff:ffff:8000::"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 1, nil),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ])
  func advancesWithinTheFamily(from text: String, by distance: Int, to expected: String?) throws {
    #expect(try IPAddress(parsing: text).advanced(by: distance)?.description == expected)
  }
}
