import Addressing
import TestSupport
import Testing

/// Random operations on sets of one small universe, each followed by a comparison with the slow set.
@Suite struct PrefixSetPropertyTests {
  private struct Twin {
    var fast: PrefixSet
    var slow: SlowSet

    init(_ universe: Universe) {
      fast = PrefixSet()
      slow = SlowSet(universe)
    }
  }

  @Test(arguments: Universe.all, 0..<6 as Range<UInt64>)
  func doesWhatTheSlowSetDoes(universe: Universe, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var transcript = Transcript(seed: seed)
    var sets = [Twin](repeating: Twin(universe), count: 3)
    for _ in 0..<90 {
      let target = Int.random(in: 0..<3, using: &generator)
      let source = Int.random(in: 0..<3, using: &generator)
      try Self.step(&sets[target], with: sets[source], universe, &generator) { operation in
        transcript.note("set \(target), with \(source): \(operation)")
        return transcript
      }
      try Self.compare(sets[target], universe, transcript)
      try Self.ask(sets[target], sets[source], universe, &generator, transcript)
    }
  }

  /// Changes `twin` by one random operation, both ways.
  private static func step(
    _ twin: inout Twin, with other: Twin, _ universe: Universe, _ generator: inout SeededGenerator,
    note: (String) -> Transcript
  ) throws {
    let block = universe.randomBlock(using: &generator)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1:
      _ = note("add \(block)")
      twin.fast = twin.fast.union([block])
      twin.slow.set(block, to: true)
    case 2, 3:
      _ = note("remove \(block)")
      twin.fast = twin.fast.subtracting([block])
      twin.slow.set(block, to: false)
    case 4:
      _ = note("unite")
      twin.fast = twin.fast.union(other.fast)
      twin.slow = twin.slow.merged(with: other.slow) { $0 || $1 }
    case 5:
      _ = note("intersect")
      twin.fast = twin.fast.intersection(other.fast)
      twin.slow = twin.slow.merged(with: other.slow) { $0 && $1 }
    case 6:
      _ = note("subtract")
      twin.fast = twin.fast.subtracting(other.fast)
      twin.slow = twin.slow.merged(with: other.slow) { $0 && !$1 }
    case 7:
      _ = note("complement")
      twin.fast = twin.fast.complement(in: universe.prefix)
      twin.slow = twin.slow.merged(with: other.slow) { member, _ in !member }
    case 8:
      _ = note("scatter")
      var scattered: [Prefix] = []
      for _ in 0..<40 {
        scattered.append(Prefix(universe.address(Int.random(in: 0..<256, using: &generator))))
      }
      twin.fast = PrefixSet(scattered)
      twin.slow = SlowSet(universe)
      for prefix in scattered { twin.slow.set(prefix, to: true) }
    default:
      let transcript = note("take a block of \(block.addressCount)")
      let taken = twin.fast.takeFree(length: block.length, family: block.family)
      let expected = twin.slow.tightestFree(size: Int(block.addressCount))
      try #require(taken?.prefix == expected, "\(transcript)")
      if let taken {
        try #require(twin.fast.contains(taken.prefix), "\(transcript)")
        try #require(!taken.rest.overlaps(taken.prefix), "\(transcript)")
        twin.fast = taken.rest
        twin.slow.set(taken.prefix, to: false)
      }
    }
  }

  /// Everything that can be read from a set.
  private static func compare(_ twin: Twin, _ universe: Universe, _ transcript: Transcript) throws {
    let prefixes = twin.slow.prefixes
    let members = universe.indices.map { twin.fast.contains(universe.address($0)) }
    try #require(members == twin.slow.members, "\(transcript)")
    try #require(twin.fast.prefixes == prefixes, "\(transcript)")
    let runs = twin.slow.runs
    try #require(twin.fast.ranges.map(\.first) == runs.map(\.first), "\(transcript)")
    try #require(twin.fast.ranges.map(\.last) == runs.map(\.last), "\(transcript)")
    try #require(twin.fast.isEmpty == prefixes.isEmpty, "\(transcript)")
    let count = twin.slow.members.count { $0 }
    try #require(twin.fast.addressCount(family: universe.prefix.family) == UInt128(count), "\(transcript)")
    // However it came about, a set is its members.
    try #require(twin.fast == PrefixSet(prefixes.reversed()), "\(transcript)")
    try #require(twin.fast.hashValue == PrefixSet(ranges: twin.fast.ranges).hashValue, "\(transcript)")
    for outside in [universe.prefix.first.advanced(by: -1), universe.prefix.last.advanced(by: 1)] {
      try #require(outside.map(twin.fast.contains) != true, "\(transcript)")
    }
  }

  /// Random questions.
  private static func ask(
    _ twin: Twin, _ other: Twin, _ universe: Universe, _ generator: inout SeededGenerator,
    _ transcript: Transcript
  ) throws {
    let block = universe.randomBlock(using: &generator)
    let bounds = universe.randomBlock(using: &generator)
    let flags = universe.indices(of: block).map { twin.slow.members[$0] }
    try #require(twin.fast.contains(block) == flags.allSatisfy { $0 }, "contains \(block), \(transcript)")
    try #require(twin.fast.overlaps(block) == flags.contains(true), "overlaps \(block), \(transcript)")
    let pairs = zip(twin.slow.members, other.slow.members)
    try #require(twin.fast.overlaps(other.fast) == pairs.contains { $0 && $1 }, "overlaps, \(transcript)")
    try #require(
      twin.fast.isSubset(of: other.fast) == pairs.allSatisfy { !$0 || $1 }, "subset, \(transcript)")
    let expected = twin.slow.firstFree(size: Int(block.addressCount), in: bounds)
    try #require(
      twin.fast.firstFree(length: block.length, in: bounds) == expected,
      "first free /\(block.length) in \(bounds), \(transcript)")
  }
}

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
