import Addressing
import TestSupport
import Testing

@Suite struct AddressPoolTests {
  @Test func theWholeOfIPv6IsAPool() throws {
    var pool = AddressPool(range: .allIPv6)
    #expect(pool.freeCount == .max)
    let first = pool.take()
    #expect(first?.description == "::")
    #expect(pool.freeCount == .max)
    let second = pool.take()
    #expect(second?.description == "::1")
    #expect(pool.freeCount == UInt128.max - 1)
    let last = Prefix.allIPv6.last
    let reserved = pool.reserve(last)
    #expect(reserved && pool.freeCount == UInt128.max - 2 && !pool.isFree(last))
  }

  @Test(arguments: [
    "255.255.255.255/32", "255.255.255.254/31", "::/127", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127",
  ])
  func smallPoolsEndWhereTheFamilyEnds(range: String) throws {
    let range = try Prefix(parsing: range)
    var pool = AddressPool(range: range)
    var taken: [IPAddress] = []
    while let address = pool.take() { taken.append(address) }
    #expect(UInt128(taken.count) == range.addressCount)
    #expect(taken.first == range.first && taken.last == range.last)
    let nothing = pool.take()
    #expect(nothing == nil && pool.freeCount == 0 && pool.free.isEmpty)
    let reservedAgain = pool.reserve(range.last)
    #expect(!reservedAgain)
  }

  @Test func aPoolMayBeWhollyReserved() throws {
    let range = try Prefix(parsing: "2001:db8::/64")
    var pool = AddressPool(range: range, reserved: [.allIPv6])
    let nothing = pool.take()
    #expect(nothing == nil && pool.freeCount == 0 && pool.free.isEmpty)
    #expect(pool.contains(range.first) && pool.isReserved(range.first) && !pool.isFree(range.first))
  }

  @Test func tellsApartWhatIsOutsideReservedAndTaken() throws {
    var pool = AddressPool(
      range: try Prefix(parsing: "10.0.0.0/29"), reserved: [try Prefix(parsing: "10.0.0.0/30")])
    let reserved = IPAddress.ipv4(10, 0, 0, 1)
    let taken = IPAddress.ipv4(10, 0, 0, 4)
    let outside = IPAddress.ipv4(10, 0, 0, 8)
    let first = pool.take()
    #expect(first == taken)
    #expect(pool.contains(reserved) && pool.isReserved(reserved) && !pool.isFree(reserved))
    #expect(pool.contains(taken) && !pool.isReserved(taken) && !pool.isFree(taken))
    #expect(!pool.contains(outside) && !pool.isReserved(outside) && !pool.isFree(outside))
    #expect(!pool.isFree(IPAddress(family: .ipv6, bits: 0x0A00_0005)))
    #expect(pool.isFree(.ipv4(10, 0, 0, 5)))
  }

  @Test(arguments: Universe.all, 0..<4 as Range<UInt64>)
  func doesWhatAListOfFlagsDoes(universe: Universe, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var transcript = Transcript(seed: seed)
    var slow = SlowSet(universe)
    slow.set(universe.prefix, to: true)
    var reserved = PrefixSet()
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let block = universe.randomBlock(using: &generator)
      guard block.addressCount < 128 else { continue }
      transcript.note("keep back \(block)")
      reserved = reserved.union([block])
      slow.set(block, to: false)
    }
    var pool = AddressPool(range: universe.prefix, reserved: reserved)
    for step in 0..<150 {
      if Bool.random(using: &generator) {
        let index = Int.random(in: 0..<256, using: &generator)
        let address = universe.address(index)
        transcript.note("reserve \(address)")
        try #require(pool.isFree(address) == slow.members[index], "\(transcript)")
        let changed = pool.reserve(address)
        try #require(changed == slow.members[index], "\(transcript)")
        slow.members[index] = false
      } else {
        transcript.note("take")
        let index = slow.members.firstIndex(of: true)
        let address = pool.take()
        try #require(address == index.map(universe.address), "\(transcript)")
        if let index { slow.members[index] = false }
      }
      try #require(pool.freeCount == UInt128(slow.members.count { $0 }), "\(transcript)")
      if step % 10 == 0 { try #require(pool.free.prefixes == slow.prefixes, "\(transcript)") }
    }
  }
}
