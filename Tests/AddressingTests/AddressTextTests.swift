import Addressing
import Testing

@Suite struct AddressTextTests {
  @Test(arguments: [
    // RFC 5952, section 4.1: no leading zeros.
    ("2001:0db8::0001", "2001:db8::1"),
    ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
    // 4.2.1: as short as possible.
    ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
    ("2001:db8::0:1", "2001:db8::1"),
    // 4.2.2: not for a single group.
    ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    // 4.2.3: the longest run, and the first among equals.
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    // 4.3: lower case.
    ("2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AaAa", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa"),
    // Section 5: mixed notation for IPv4-mapped addresses, and only for these.
    ("0:0:0:0:0:ffff:192.0.2.1", "::ffff:192.0.2.1"),
    ("::ffff:c000:201", "::ffff:192.0.2.1"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("::192.0.2.33", "::c000:221"),
  ])
  func printsAsRFC5952Says(text: String, canonical: String) throws {
    let address = try IPAddress(parsing: text)
    #expect(address.description == canonical)
    #expect(try IPAddress(parsing: canonical) == address)
  }

  @Test(arguments: [
    // RFC 4291, section 2.2.
    ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", 0xABCD_EF01_2345_6789_ABCD_EF01_2345_6789 as UInt128),
    ("2001:DB8:0:0:8:800:200C:417A", 0x2001_0DB8_0000_0000_0008_0800_200C_417A),
    ("2001:DB8::8:800:200C:417A", 0x2001_0DB8_0000_0000_0008_0800_200C_417A),
    ("FF01:0:0:0:0:0:0:101", 0xFF01_0000_0000_0000_0000_0000_0000_0101),
    ("FF01::101", 0xFF01_0000_0000_0000_0000_0000_0000_0101),
    ("0:0:0:0:0:0:0:1", 1),
    ("::1", 1),
    ("0:0:0:0:0:0:0:0", 0),
    ("::", 0),
    ("0:0:0:0:0:0:13.1.68.3", 0x0D01_4403),
    ("::13.1.68.3", 0x0D01_4403),
    ("0:0:0:0:0:FFFF:129.144.52.38", 0xFFFF_8190_3426),
    ("::FFFF:129.144.52.38", 0xFFFF_8190_3426),
    // `::` may stand for a single group, at any place.
    ("::2:3:4:5:6:7:8", 0x0002_0003_0004_0005_0006_0007_0008),
    ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004_0005_0006_0007_0000),
    ("1:2:3::5:6:7:8", 0x0001_0002_0003_0000_0005_0006_0007_0008),
    ("1::3:4:5:6:1.2.3.4", 0x0001_0000_0003_0004_0005_0006_0102_0304),
    ("1:2:3:4:5::1.2.3.4", 0x0001_0002_0003_0004_0005_0000_0102_0304),
    ("1::", 1 << 112),
    ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", .max),
  ])
  func readsEveryFormOfRFC4291(text: String, bits: UInt128) throws {
    #expect(try IPAddress(parsing: text) == IPAddress(family: .ipv6, bits: bits))
  }

  @Test(arguments: [
    ("0.0.0.0", 0 as UInt128), ("10.1.123.10", 0x0A01_7B0A), ("192.0.2.1", 0xC000_0201),
    ("255.255.255.255", 0xFFFF_FFFF), ("100.100.100.9", 0x6464_6409),
  ])
  func readsAndPrintsIPv4(text: String, bits: UInt128) throws {
    let address = try IPAddress(parsing: text)
    #expect(address == IPAddress(family: .ipv4, bits: bits))
    #expect(address.description == text)
  }

  @Test func readsPartsOfOtherStrings() throws {
    let line = "to: 10.0.0.0/8, via"
    let word = line.dropFirst(4).prefix(10)
    #expect(try Prefix(parsing: word) == Prefix("10.0.0.0/8"))
  }

  @Test(arguments: [
    "0.0.0.0/0", "10.1.123.0/24", "10.1.123.1/32", "255.255.255.255/32", "255.255.255.254/31", "::/0",
    "2001:db8::/32", "::ffff:0.0.0.0/96", "::1/128",
  ])
  func readsAndPrintsPrefixes(text: String) throws {
    #expect(try Prefix(parsing: text).description == text)
    #expect(Prefix(text)?.description == text)
  }

  @Test func optionalInitialisersAreNilWhereParsingThrows() {
    #expect(IPAddress("10.0.0.256") == nil)
    #expect(IPAddress("10.0.0.255") == .ipv4(10, 0, 0, 255))
    #expect(Prefix("10.0.0.1/24") == nil)
    #expect(Prefix("10.0.0.1") == nil)
  }
}
