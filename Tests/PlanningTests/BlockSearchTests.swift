import Addressing
import TestSupport
import Testing

@testable import Planning

struct BlockSearchTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the search finds what first fit in the free space finds`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pool = prefix(seed.isMultiple(of: 2) ? "10.0.0.0/20" : "2001:db8::/116")
    let obstacles = [Obstacles(), Obstacles()]
    var taken: [Prefix] = []
    func add(_ block: Prefix, to index: Int) {
      obstacles[index].add(block, "someone")
      taken.append(block)
    }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let bits = pool.first.bits + UInt128(Int.random(in: 0..<8192, using: &random))
      let start = IPAddress(family: pool.family, bits: bits)
      let length = pool.length + Int.random(in: 1...(pool.hostBits), using: &random)
      add(try #require(Prefix(containing: start, length: length)), to: Int.random(in: 0...1, using: &random))
    }
    var search = BlockSearch(pools: [pool])
    for length in (pool.length...(pool.length + 8)) {
      for _ in 0..<3 {
        let found = search.next(length: length, avoiding: obstacles)
        let free = PrefixSet(pool).subtracting(PrefixSet(taken))
        #expect(found?.block == free.firstFree(length: length, in: pool))
        if let found, Bool.random(using: &random) { add(found.block, to: 0) }
      }
    }
  }

  @Test(arguments: ["255.255.255.0/24", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120"])
  func `the end of all addresses is an end`(text: String) {
    let pool = prefix(text)
    let obstacles = Obstacles()
    obstacles.add(pool, "someone")
    var search = BlockSearch(pools: [pool])
    #expect(search.next(length: pool.length + 2, avoiding: [obstacles])?.block == nil)
    #expect(search.next(length: pool.length - 1, avoiding: [])?.block == nil)
  }

  @Test func `a route around the pool yields, one inside or of another holder does not`() {
    let pool = prefix("10.0.0.0/24")
    let route = Obstacles.Holder(name: "route", yieldsToInnerPools: true)
    let obstacles = Obstacles()
    obstacles.add(prefix("10.0.0.0/24"), route)
    obstacles.add(prefix("0.0.0.0/0"), route)
    obstacles.add(prefix("10.0.0.0/26"), route)
    var search = BlockSearch(pools: [pool])
    #expect(search.next(length: 26, avoiding: [obstacles])?.block == prefix("10.0.0.64/26"))
    obstacles.add(pool, "site")
    #expect(search.next(length: 26, avoiding: [obstacles])?.block == nil)
    #expect(obstacles.ranges(in: pool).map(\.value.name) == ["site", "route"])
  }

  @Test func `notes are bounded and say how many more there are`() {
    var notes = SkippedNotes()
    for number in 0..<11 { notes.note("note \(number)") }
    #expect(notes.lines.count == SkippedNotes.limit + 1)
    #expect(notes.lines.last == "and 3 more")
  }
}

struct AddressSpaceTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `addresses come out lowest first, without reserved, held and stale ones`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let range = prefix("10.0.0.0/26")
    let (first, last) = (Int.random(in: 0...3, using: &random), Int.random(in: 0...5, using: &random))
    var space = AddressSpace(owner: "subnet/v/s", range: range, reservedAtStart: first, reservedAtEnd: last)
    let all = (0..<64).compactMap { range.first.advanced(by: $0) }
    let held = Set(all.filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
    let stale = Dictionary(
      uniqueKeysWithValues: all.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }.map {
        ($0, "stale")
      })
    for address in held { space.hold(address, "held") }
    let expected = all.dropFirst(first).dropLast(last).filter { !held.contains($0) && stale[$0] == nil }
    #expect(space.freeCount(stale: stale) == UInt128(expected.count))
    var given: [IPAddress] = []
    while let taken = space.take(for: "new", stale: stale) { given.append(taken.address) }
    #expect(given == expected)
    #expect(space.freeCount(stale: stale) == 0)
    #expect(space.taken(stale: stale).count == Int(space.usableCount))
  }

  @Test func `a subnet smaller than what the cloud reserves has nothing to give`() {
    var space = AddressSpace(owner: "s", range: prefix("10.0.0.0/30"), reservedAtStart: 3, reservedAtEnd: 3)
    #expect(space.usableCount == 0)
    #expect(space.take(for: "x", stale: [:])?.address == nil)
  }

  @Test func `all of IPv6 is counted without trapping`() {
    var space = AddressSpace(owner: "s", range: .allIPv6, reservedAtStart: 2, reservedAtEnd: 3)
    #expect(space.take(for: "x", stale: [:])?.address == address("::2"))
    #expect(space.freeCount(stale: [:]) > 0)
  }
}
