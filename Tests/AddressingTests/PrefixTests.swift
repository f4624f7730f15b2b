import Addressing
import TestSupport
import Testing

@Suite struct PrefixTests {
  @Test(arguments: [
    ("10.1.123.0/24", "10.1.123.0", "10.1.123.255", "255.255.255.0", "0.0.0.255", 256 as UInt128),
    ("0.0.0.0/0", "0.0.0.0", "255.255.255.255", "0.0.0.0", "255.255.255.255", 1 << 32),
    ("10.0.0.4/30", "10.0.0.4", "10.0.0.7", "255.255.255.252", "0.0.0.3", 4),
    ("255.255.255.254/31", "255.255.255.254", "255.255.255.255", "255.255.255.254", "0.0.0.1", 2),
    ("255.255.255.255/32", "255.255.255.255", "255.255.255.255", "255.255.255.255", "0.0.0.0", 1),
    (
      "::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::",
      "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      .max
    ),
    (
      "8000::/1", "8000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "8000::",
      "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 1 << 127
    ),
    (
      "2001:db8::/64", "2001:db8::", "2001:db8::ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff::",
      "::ffff:ffff:ffff:ffff", 1 << 64
    ),
    ("::1/128", "::1", "::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::", 1),
  ])
  func boundsAndMasks(
    text: String, first: String, last: String, netmask: String, wildcard: String, count: UInt128
  ) throws {
    let prefix = try Prefix(parsing: text)
    #expect(prefix.first.description == first)
    #expect(prefix.last.description == last)
    #expect(prefix.netmask.description == netmask)
    #expect(prefix.wildcard.description == wildcard)
    #expect(prefix.addressCount == count)
    #expect(prefix.length + prefix.hostBits == prefix.family.bitWidth)
    #expect(AddressRange(prefix).prefixes == [prefix])
    #expect(AddressRange(prefix).addressCount == count)
  }

  @Test func containingAnAddress() {
    let address = IPAddress.ipv4(10, 1, 123, 10)
    #expect(Prefix(containing: address, length: 24)?.description == "10.1.123.0/24")
    #expect(Prefix(containing: address, length: 0) == .allIPv4)
    #expect(Prefix(containing: address, length: 32) == Prefix(address))
    #expect(Prefix(containing: address, length: 33) == nil)
    #expect(Prefix(containing: address, length: -1) == nil)
    #expect(Prefix(containing: IPAddress(family: .ipv6, bits: 1), length: 129) == nil)
    #expect(Prefix(containing: address, length: .max) == nil)
  }

  @Test func sortsABlockBeforeItsParts() {
    let sorted = [
      "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "10.0.0.0/32", "10.128.0.0/9", "11.0.0.0/8", "::/0", "::/1",
    ]
    #expect(sorted.reversed().compactMap { Prefix($0) }.sorted().map(\.description) == sorted)
  }

  @Test func halvesAndParents() throws {
    let (lower, upper) = try #require(Prefix("10.0.0.0/24")?.halves)
    #expect([lower, upper].map(\.description) == ["10.0.0.0/25", "10.0.0.128/25"])
    #expect(Prefix("::1/128")?.halves == nil)
    #expect(Prefix.allIPv4.parent == nil)
    let (low, high) = try #require(Prefix.allIPv6.halves)
    #expect([low, high].map(\.description) == ["::/1", "8000::/1"])
    #expect(low.parent == .allIPv6 && high.parent == .allIPv6)
  }

  @Test func countsSubprefixes() throws {
    let prefix = try Prefix(parsing: "10.0.0.0/24")
    #expect(prefix.subprefixCount(length: 24) == 1)
    #expect(prefix.subprefixCount(length: 30) == 64)
    #expect(prefix.subprefixCount(length: 23) == nil)
    #expect(prefix.subprefixCount(length: 33) == nil)
    #expect(Prefix.allIPv6.subprefixCount(length: 127) == 1 << 127)
    #expect(Prefix.allIPv6.subprefixCount(length: 128) == .max)
  }

  @Test(arguments: Universe.all, 0..<3 as Range<UInt64>)
  func relationsAreThoseOfTheAddresses(universe: Universe, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let left = universe.randomBlock(using: &generator)
      let right = universe.randomBlock(using: &generator)
      let mine = Set(universe.indices(of: left))
      let theirs = Set(universe.indices(of: right))
      let message: Comment = "seed \(seed): \(left) and \(right)"
      try #require(left.contains(right) == mine.isSuperset(of: theirs), message)
      try #require(left.overlaps(right) == !mine.isDisjoint(with: theirs), message)
      try #require(
        universe.indices.allSatisfy { left.contains(universe.address($0)) == mine.contains($0) }, message)
      if let (lower, upper) = left.halves {
        try #require(Set(universe.indices(of: lower) + universe.indices(of: upper)) == mine, message)
        try #require(lower.parent == left && upper.parent == left && lower < upper, message)
      }
    }
  }

  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1", ["10.0.0.1/32"]),
    ("10.0.0.1", "10.0.0.6", ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32"]),
    ("255.255.255.253", "255.255.255.255", ["255.255.255.253/32", "255.255.255.254/31"]),
    ("0.0.0.0", "127.255.255.255", ["0.0.0.0/1"]),
    ("0.0.0.0", "255.255.255.255", ["0.0.0.0/0"]),
    ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ["::/0"]),
    ("::ffff:ffff:ffff:ffff", "::1:0:0:0:1", ["::ffff:ffff:ffff:ffff/128", "0:0:0:1::/127"]),
  ])
  func rangesAreCoveredByTheFewestPrefixes(first: String, last: String, prefixes: [String]) throws {
    let range = try #require(
      AddressRange(first: IPAddress(parsing: first), last: IPAddress(parsing: last)))
    #expect(range.prefixes.map(\.description) == prefixes)
    #expect(range.contains(range.first) && range.contains(range.last))
    #expect(range.first.advanced(by: -1).map(range.contains) != true)
    #expect(range.last.advanced(by: 1).map(range.contains) != true)
  }

  @Test func theLongestCoversStayShort() throws {
    let second = try #require(IPAddress(family: .ipv6, bits: 0).advanced(by: 1))
    let lastButOne = IPAddress(family: .ipv6, bits: .max - 1)
    #expect(try #require(AddressRange(first: second, last: lastButOne)).prefixes.count == 254)
    #expect(AddressRange(first: lastButOne, last: second) == nil)
  }
}
