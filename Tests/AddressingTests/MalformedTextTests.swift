import Addressing
import Testing

/// A text that must be refused, and how.
private struct Malformed: Sendable, CustomTestStringConvertible {
  let text: String
  let kind: AddressError.Kind
  let offset: Int

  init(_ text: String, _ kind: AddressError.Kind, _ offset: Int) {
    self.text = text
    self.kind = kind
    self.offset = offset
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct MalformedTextTests {
  private static let addresses = [
    Malformed("", .empty, 0),
    Malformed(" 10.0.0.1", .invalidCharacter(" "), 0),
    Malformed("10.0.0.1 ", .invalidCharacter(" "), 8),
    Malformed("10.0.0.1\n", .invalidCharacter("\n"), 8),
    Malformed("localhost", .invalidCharacter("l"), 0),
    Malformed("face", .invalidCharacter("f"), 0),
    Malformed("10.0.0.1/32", .invalidCharacter("/"), 8),
    Malformed("-1.0.0.0", .invalidCharacter("-"), 0),
    Malformed("+1.0.0.0", .invalidCharacter("+"), 0),
    Malformed("10,0,0,1", .invalidCharacter(","), 2),
    Malformed("10.0.0.l", .invalidCharacter("l"), 7),
    Malformed("10.0.0.1a", .invalidCharacter("a"), 8),
    Malformed("0x0a.0.0.1", .invalidCharacter("x"), 1),
    Malformed("10。0。0。1", .invalidCharacter("。"), 2),
    Malformed("１0.0.0.1", .invalidCharacter("１"), 0),
    Malformed("10.0.0.1\u{0}", .invalidCharacter("\u{0}"), 8),
    Malformed(".10.0.0", .missingPart(.ipv4), 0),
    Malformed("10..0.1", .missingPart(.ipv4), 3),
    Malformed("10.0.0.", .missingPart(.ipv4), 7),
    Malformed("10.", .missingPart(.ipv4), 3),
    Malformed("256.0.0.1", .octetOutOfRange, 0),
    Malformed("10.0.300.1", .octetOutOfRange, 5),
    Malformed("10.0.0.99999999999999999999999999", .octetOutOfRange, 7),
    Malformed("167837706", .octetOutOfRange, 0),
    Malformed("10.01.0.1", .leadingZero, 3),
    Malformed("10.0.0.00", .leadingZero, 7),
    Malformed("10", .tooFewParts(.ipv4), 2),
    Malformed("10.0.1", .tooFewParts(.ipv4), 6),
    Malformed("10.0.0.1.2", .tooManyParts(.ipv4), 8),
    Malformed("10.0.0.1.", .tooManyParts(.ipv4), 8),
    Malformed("10.0.0.1%eth0", .zoneNotAllowed, 8),
    Malformed("10.0.0.1:80", .invalidCharacter(":"), 8),

    Malformed(":", .missingPart(.ipv6), 0),
    Malformed(":1", .missingPart(.ipv6), 0),
    Malformed(":1::", .missingPart(.ipv6), 0),
    Malformed(":::", .missingPart(.ipv6), 2),
    Malformed("1:", .missingPart(.ipv6), 2),
    Malformed("1:::2", .missingPart(.ipv6), 3),
    Malformed("1::2:", .missingPart(.ipv6), 5),
    Malformed("1:2:3:4:5:6:7:", .missingPart(.ipv6), 14),
    Malformed("2001:db8::g", .invalidCharacter("g"), 10),
    Malformed("2001:db8::1g", .invalidCharacter("g"), 11),
    Malformed("::1 ", .invalidCharacter(" "), 3),
    Malformed("::1/128", .invalidCharacter("/"), 3),
    Malformed("::-1", .invalidCharacter("-"), 2),
    Malformed("[::1]", .invalidCharacter("["), 0),
    Malformed("::.1", .invalidCharacter("."), 2),
    Malformed("2001：db8::1", .invalidCharacter("："), 4),
    Malformed("2001:db8：:1", .invalidCharacter("："), 8),
    Malformed("2001:00db8::", .groupTooLong, 5),
    Malformed("12345::", .groupTooLong, 0),
    Malformed("1:2:3:4:5:6:7", .tooFewParts(.ipv6), 13),
    Malformed("1:2", .tooFewParts(.ipv6), 3),
    Malformed("1:2:3:4:5:1.2.3.4", .tooFewParts(.ipv6), 17),
    Malformed("1:2:3:4:5:6:7:8:9", .tooManyParts(.ipv6), 15),
    Malformed("1:2:3:4:5:6:7:8:", .tooManyParts(.ipv6), 15),
    Malformed("1:2:3:4:5:6:7:8::", .tooManyParts(.ipv6), 15),
    Malformed("::1:2:3:4:5:6:7:8", .tooManyParts(.ipv6), 15),
    Malformed("1:2:3:4:5:6:7::8", .tooManyParts(.ipv6), 15),
    Malformed("1:2:3:4:5:6:7:1.2.3.4", .tooManyParts(.ipv6), 14),
    Malformed("::3:4:5:6:7:8:1.2.3.4", .tooManyParts(.ipv6), 14),
    Malformed("1:2:3:4:5:6::1.2.3.4", .tooManyParts(.ipv6), 13),
    Malformed("1::2::3", .repeatedCompression, 4),
    Malformed("::1::", .repeatedCompression, 3),
    Malformed("fe80::1%eth0", .zoneNotAllowed, 7),
    Malformed("fe80::%1", .zoneNotAllowed, 6),
    Malformed("::ffff:1.2.3", .tooFewParts(.ipv4), 12),
    Malformed("::ffff:1.2.3.256", .octetOutOfRange, 13),
    Malformed("::ffff:1.2.3.04", .leadingZero, 13),
    Malformed("::ffff:1.2.3.4:5", .invalidCharacter(":"), 14),
    Malformed("::1.2.3.4.5", .tooManyParts(.ipv4), 9),
    Malformed("::a.2.3.4", .invalidCharacter("a"), 2),
  ]

  @Test(arguments: addresses)
  private func refusesAddress(_ malformed: Malformed) {
    #expect(throws: AddressError(malformed.kind, offset: malformed.offset)) {
      try IPAddress(parsing: malformed.text)
    }
  }

  private static func prefix(_ text: String) -> Prefix {
    guard let prefix = Prefix(text) else { preconditionFailure("\(text) is no prefix") }
    return prefix
  }

  private static let prefixes = [
    Malformed("", .empty, 0),
    Malformed("/24", .empty, 0),
    Malformed("10.0.0.0", .missingSlash(host: prefix("10.0.0.0/32")), 8),
    Malformed("2001:db8::", .missingSlash(host: prefix("2001:db8::/128")), 10),
    Malformed("10.0.0.300", .octetOutOfRange, 7),
    Malformed("10.0/16", .tooFewParts(.ipv4), 4),
    Malformed("10.0.0.0/", .missingLength, 9),
    Malformed("10.0.0.0/33", .lengthOutOfRange(maximum: 32), 9),
    Malformed("10.0.0.0/99999999999999999999", .lengthOutOfRange(maximum: 32), 9),
    Malformed("2001:db8::/129", .lengthOutOfRange(maximum: 128), 11),
    Malformed("10.0.0.0/08", .leadingZero, 9),
    Malformed("10.0.0.0/00", .leadingZero, 9),
    Malformed("10.0.0.0/-8", .invalidCharacter("-"), 9),
    Malformed("10.0.0.0/ 8", .invalidCharacter(" "), 9),
    Malformed("10.0.0.0/8 ", .invalidCharacter(" "), 10),
    Malformed("10.0.0.0/8/8", .invalidCharacter("/"), 10),
    Malformed("10.0.0.0//8", .invalidCharacter("/"), 9),
    Malformed("10.0.0.0 /8", .invalidCharacter(" "), 8),
    Malformed("10.0.0.0/.8", .invalidCharacter("."), 9),
    Malformed("10.0.0.0/255.255.255.0", .maskInsteadOfLength, 9),
    Malformed("fe80::%eth0/64", .zoneNotAllowed, 6),
    Malformed("10.1.123.1/24", .hostBits(canonical: prefix("10.1.123.0/24")), 0),
    Malformed("10.0.0.1/0", .hostBits(canonical: .allIPv4), 0),
    Malformed("10.0.0.1/31", .hostBits(canonical: prefix("10.0.0.0/31")), 0),
    Malformed("2001:db8::1/64", .hostBits(canonical: prefix("2001:db8::/64")), 0),
    Malformed("::1/0", .hostBits(canonical: .allIPv6), 0),
  ]

  @Test(arguments: prefixes)
  private func refusesPrefix(_ malformed: Malformed) {
    #expect(throws: AddressError(malformed.kind, offset: malformed.offset)) {
      try Prefix(parsing: malformed.text)
    }
  }

  @Test func offersWhatToWriteInstead() {
    let hostBits = #expect(throws: AddressError.self) { try Prefix(parsing: "10.1.123.1/24") }
    #expect(hostBits?.suggestion == "10.1.123.0/24")
    let noSlash = #expect(throws: AddressError.self) { try Prefix(parsing: "10.1.123.1") }
    #expect(noSlash?.suggestion == "10.1.123.1/32")
    let unclear = #expect(throws: AddressError.self) { try Prefix(parsing: "10.1/16") }
    #expect(unclear?.suggestion == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/255.0.0.0", "the prefix length is a number of bits, not a mask"),
    ("10.0.0.1/8", "bits are set behind the prefix length; the prefix is 10.0.0.0/8"),
    ("10,0.0.0/8", "unexpected `,`"),
    ("10.0.0.0 /8", "unexpected space"),
    ("10.0.0.0\t/8", "unexpected U+0009"),
    ("10.0.0.0\u{202E}/8", "unexpected U+202E"),
    ("１0.0.0.0/8", "unexpected `１` (U+FF11)"),
    ("10.0.0/8", "an IPv4 address has four parts"),
    ("1:2/64", "an IPv6 address has eight groups; `::` stands for those left out"),
  ])
  func saysWhatIsWrong(text: String, message: String) {
    let error = #expect(throws: AddressError.self) { try Prefix(parsing: text) }
    #expect(error?.description == message)
  }

  @Test func endlessTextIsRefusedAtItsFirstFault() {
    let digits = String(repeating: "1", count: 1_000_000)
    #expect(throws: AddressError(.octetOutOfRange, offset: 0)) { try IPAddress(parsing: digits) }
    #expect(throws: AddressError(.groupTooLong, offset: 2)) { try IPAddress(parsing: "::" + digits) }
    #expect(throws: AddressError(.tooManyParts(.ipv6), offset: 15)) {
      try IPAddress(parsing: String(repeating: "1:", count: 1_000_000))
    }
  }
}
