import Addressing
import TestSupport
import Testing

/// Laws that hold for all sets of both families at once.
@Suite struct PrefixSetLawTests {
  private static func randomPrefix(using generator: inout SeededGenerator) -> Prefix {
    let family: AddressFamily = Bool.random(using: &generator) ? .ipv4 : .ipv6
    let noise = UInt128(generator.next()) << 64 | UInt128(generator.next())
    // Only the lower bits differ, so that sets meet, at all scales; one block in four lies at the upper end.
    let scale = Int.random(in: 0...family.bitWidth, using: &generator)
    let low = noise & ~(UInt128.max << scale)
    let bits = Int.random(in: 0..<4, using: &generator) == 0 ? ~low : low
    let address = IPAddress(family: family, bits: bits)
    // Small beside the scale more often than not, so that one block does not swallow all others.
    let hostBits = min(
      Int.random(in: 0...scale, using: &generator), Int.random(in: 0...scale, using: &generator))
    return Prefix(containing: address, length: family.bitWidth - hostBits) ?? .allIPv4
  }

  private static func randomPrefixes(using generator: inout SeededGenerator) -> [Prefix] {
    var prefixes: [Prefix] = []
    for _ in 0..<Int.random(in: 0...30, using: &generator) {
      prefixes.append(randomPrefix(using: &generator))
    }
    return prefixes
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func algebra(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let a = PrefixSet(Self.randomPrefixes(using: &generator))
    let b = PrefixSet(Self.randomPrefixes(using: &generator))
    let c = PrefixSet(Self.randomPrefixes(using: &generator))
    let all: PrefixSet = [.allIPv4, .allIPv6]
    let none = PrefixSet()

    #expect(a.union(b) == b.union(a), "seed \(seed)")
    #expect(a.intersection(b) == b.intersection(a), "seed \(seed)")
    #expect(a.union(b).union(c) == a.union(b.union(c)), "seed \(seed)")
    #expect(a.intersection(b).intersection(c) == a.intersection(b.intersection(c)), "seed \(seed)")
    #expect(a.intersection(b.union(c)) == a.intersection(b).union(a.intersection(c)), "seed \(seed)")
    #expect(a.union(b.intersection(c)) == a.union(b).intersection(a.union(c)), "seed \(seed)")
    #expect(a.union(a.intersection(b)) == a && a.intersection(a.union(b)) == a, "seed \(seed)")

    #expect(a.union(none) == a && a.intersection(none) == none && a.subtracting(none) == a, "seed \(seed)")
    #expect(a.union(all) == all && a.intersection(all) == a && a.subtracting(all) == none, "seed \(seed)")
    #expect(a.union(a) == a && a.intersection(a) == a && a.subtracting(a) == none, "seed \(seed)")

    #expect(a.complement().complement() == a, "seed \(seed)")
    #expect(a.union(a.complement()) == all && !a.overlaps(a.complement()), "seed \(seed)")
    #expect(a.union(b).complement() == a.complement().intersection(b.complement()), "seed \(seed)")
    #expect(a.intersection(b).complement() == a.complement().union(b.complement()), "seed \(seed)")
    #expect(a.subtracting(b) == a.intersection(b.complement()), "seed \(seed)")
    #expect(a.subtracting(b).union(a.intersection(b)) == a, "seed \(seed)")
    #expect(a.overlaps(b) == !a.intersection(b).isEmpty, "seed \(seed)")
    #expect(a.isSubset(of: b) == (a.union(b) == b), "seed \(seed)")
    #expect(a.intersection(b).isSubset(of: a) && a.isSubset(of: a.union(b)), "seed \(seed)")
    for family in AddressFamily.allCases {
      let together = a.union(b).addressCount(family: family) &+ a.intersection(b).addressCount(family: family)
      #expect(
        together == a.addressCount(family: family) &+ b.addressCount(family: family), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func theSetDoesNotDependOnHowItWasBuilt(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let prefixes = Self.randomPrefixes(using: &generator)
    let set = PrefixSet(prefixes)
    #expect(PrefixSet(prefixes.shuffled(using: &generator)) == set, "seed \(seed)")
    #expect(PrefixSet(prefixes + prefixes) == set, "seed \(seed)")
    #expect(PrefixSet(set.prefixes) == set && PrefixSet(ranges: set.ranges) == set, "seed \(seed)")
    #expect(PrefixSet(prefixes.compactMap(\.halves).flatMap { [$1, $0] }).isSubset(of: set), "seed \(seed)")
    let oneByOne = prefixes.shuffled(using: &generator).reduce(PrefixSet()) { $0.union([$1]) }
    #expect(oneByOne == set && oneByOne.hashValue == set.hashValue, "seed \(seed)")
    #expect(set.prefixes == set.prefixes.sorted() && set.ranges == set.ranges.sorted(), "seed \(seed)")
    #expect(prefixes.allSatisfy { set.contains($0) && set.overlaps($0) }, "seed \(seed)")
    #expect(prefixes.allSatisfy { set.contains($0.first) && set.contains($0.last) }, "seed \(seed)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func whatIsTakenIsFreeAndNeverTakenTwice(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let free = PrefixSet(Self.randomPrefixes(using: &generator))
    var rest = free
    var taken = PrefixSet()
    var transcript = Transcript(seed: seed)
    for _ in 0..<60 {
      let family: AddressFamily = Bool.random(using: &generator) ? .ipv4 : .ipv6
      let length = Int.random(in: 0...family.bitWidth, using: &generator)
      transcript.note("take /\(length) \(family)")
      guard let next = rest.takeFree(length: length, family: family) else {
        try #require(!rest.prefixes.contains { $0.family == family && $0.length <= length }, "\(transcript)")
        continue
      }
      try #require(next.prefix.length == length && next.prefix.family == family, "\(transcript)")
      try #require(rest.contains(next.prefix) && !taken.overlaps(next.prefix), "\(transcript)")
      taken = taken.union([next.prefix])
      rest = next.rest
      try #require(taken.union(rest) == free && !taken.overlaps(rest), "\(transcript)")
    }
  }
}
