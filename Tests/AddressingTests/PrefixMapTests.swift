import TestSupport
import Testing

@testable import Addressing

@Suite struct PrefixMapTests {
  private func describe(_ entries: [(prefix: Prefix, value: String)]) -> [String] {
    entries.map { "\($0.prefix) \($0.value)" }
  }

  private func routes() throws -> PrefixMap<String> {
    PrefixMap([
      (try Prefix(parsing: "10.1.0.0/16"), "site"), (.allIPv4, "default"),
      (try Prefix(parsing: "10.0.0.0/8"), "aggregate"), (try Prefix(parsing: "10.1.123.0/24"), "hall"),
      (try Prefix(parsing: "10.1.123.10/32"), "host"), (try Prefix(parsing: "2001:db8::/32"), "six"),
      (try Prefix(parsing: "10.2.0.0/16"), "other"),
    ])
  }

  @Test(arguments: [
    ("10.1.123.10", "host"), ("10.1.123.11", "hall"), ("10.1.1.1", "site"), ("10.3.0.0", "aggregate"),
    ("192.0.2.1", "default"), ("255.255.255.255", "default"), ("2001:db8::1", "six"), ("2001:db9::1", nil),
    ("::", nil),
  ])
  func longestMatchWins(address: String, expected: String?) throws {
    #expect(try routes().longestMatch(IPAddress(parsing: address))?.value == expected)
  }

  @Test func entriesOfAPrefix() throws {
    let map = try routes()
    let site = try Prefix(parsing: "10.1.0.0/16")
    #expect(map.longestMatch(try Prefix(parsing: "10.1.123.0/25"))?.value == "hall")
    #expect(map.longestMatch(try Prefix(parsing: "10.0.0.0/15"))?.value == "aggregate")
    #expect(map.longestMatch(site)?.value == "site")
    #expect(
      describe(map.entries(containing: site)) == [
        "0.0.0.0/0 default", "10.0.0.0/8 aggregate", "10.1.0.0/16 site",
      ])
    #expect(
      describe(map.entries(within: site)) == [
        "10.1.0.0/16 site", "10.1.123.0/24 hall", "10.1.123.10/32 host",
      ])
    #expect(
      describe(map.entries(overlapping: site)) == [
        "0.0.0.0/0 default", "10.0.0.0/8 aggregate", "10.1.0.0/16 site", "10.1.123.0/24 hall",
        "10.1.123.10/32 host",
      ])
    #expect(map.entries(within: try Prefix(parsing: "10.1.124.0/24")).isEmpty)
    #expect(map.entries.map(\.prefix) == map.entries.map(\.prefix).sorted())
    #expect(map.entries.count == map.count)
  }

  @Test func laterValuesReplaceEarlierOnes() throws {
    var map = try routes()
    let old = map.insert("elsewhere", for: .allIPv4)
    #expect(old == "default" && map.count == 7 && map[.allIPv4] == "elsewhere")
    map[.allIPv4] = nil
    #expect(map.count == 6 && map[.allIPv4] == nil && map.longestMatch(.ipv4(9, 9, 9, 9)) == nil)
    let nothing = map.removeValue(for: .allIPv4)
    #expect(nothing == nil && map.count == 6)
    #expect(PrefixMap([(Prefix.allIPv6, 1), (.allIPv6, 2)])[.allIPv6] == 2)
  }

  @Test func valuesChangeInPlace() {
    var map = PrefixMap<[Int]>()
    map.update(.allIPv4, default: []) { $0.append(1) }
    map.update(.allIPv4, default: [9]) { $0.append(2) }
    #expect(map[.allIPv4] == [1, 2] && map.count == 1)
  }

  @Test func copiesAreIndependent() throws {
    let before = try routes()
    var after = before
    after[try Prefix(parsing: "10.0.0.0/8")] = nil
    #expect(before.count == 7 && after.count == 6 && before != after)
    #expect(before == (try routes()))
  }

  @Test func removalGivesTheSpaceBack() throws {
    var trie = PrefixTrie()
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let addresses = (0..<4).map { _ in IPAddress(family: .ipv6, bits: UInt128(generator.next()) << 64) }
      let keys = Set(addresses.compactMap { Prefix(containing: $0, length: 48) }).map(PrefixTrie.Key.init)
      for key in keys { _ = trie.insert(key) }
      for key in keys {
        let slot = trie.remove(key)
        try #require(slot != nil)
      }
    }
    // Four keys and the three forks between them.
    #expect(trie.slotCount <= 7)
  }

  @Test(arguments: Universe.all, 0..<4 as Range<UInt64>)
  func doesWhatTheSlowMapDoes(universe: Universe, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var transcript = Transcript(seed: seed)
    var fast = PrefixMap<Int>()
    var slow = SlowMap()
    // Some keys lie around the universe, and some in the other family.
    let around = [universe.prefix.parent, universe.prefix.parent?.parent, .allIPv4, .allIPv6].compactMap {
      $0
    }
    func randomKey() -> Prefix {
      Int.random(in: 0..<10, using: &generator) == 0
        ? around[Int.random(in: 0..<around.count, using: &generator)]
        : universe.randomBlock(using: &generator)
    }
    for number in 0..<150 {
      let key = randomKey()
      switch Int.random(in: 0..<5, using: &generator) {
      case 0, 1:
        transcript.note("set \(key)")
        let old = fast.insert(number, for: key)
        try #require(old == slow[key], "\(transcript)")
        slow[key] = number
      case 2:
        transcript.note("update \(key)")
        fast.update(key, default: number) { $0 += 1000 }
        slow[key] = (slow[key] ?? number) + 1000
      default:
        transcript.note("remove \(key)")
        let old = fast.removeValue(for: key)
        try #require(old == slow[key], "\(transcript)")
        slow[key] = nil
      }

      try #require(fast.entries.elementsEqual(slow.entries, by: ==), "\(transcript)")
      try #require(fast.count == slow.entries.count && fast.isEmpty == slow.entries.isEmpty, "\(transcript)")
      let asked = randomKey()
      let address = universe.address(Int.random(in: 0..<256, using: &generator))
      // A function: the text is long and wanted only when something is wrong.
      func message() -> Comment { "asked \(asked) and \(address), \(transcript)" }
      try #require(fast[asked] == slow[asked], message())
      let match = fast.longestMatch(address)
      let expected = slow.longestMatch(first: address, last: address)
      try #require(match?.prefix == expected?.prefix && match?.value == expected?.value, message())
      let wide = fast.longestMatch(asked)
      let expectedWide = slow.longestMatch(first: asked.first, last: asked.last)
      try #require(wide?.prefix == expectedWide?.prefix && wide?.value == expectedWide?.value, message())
      let within = slow.entries { asked.contains($0) }
      try #require(fast.entries(within: asked).elementsEqual(within, by: ==), message())
      let containing = slow.entries { $0.contains(asked) }
      try #require(fast.entries(containing: asked).elementsEqual(containing, by: ==), message())
      let overlapping = slow.entries { $0.overlaps(asked) }
      try #require(fast.entries(overlapping: asked).elementsEqual(overlapping, by: ==), message())
    }
    let again = fast.entries.shuffled(using: &generator).map { ($0.prefix, $0.value) }
    #expect(PrefixMap(again) == fast, "seed \(seed)")
  }
}
