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

  @Test(arguments: Universe.all, 0..<4 as Range<UInt64>)
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
    switch Int.random(in: 0..<12, using: &generator) {
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
      _ = note("scatter 40 addresses")
      var scattered: [Prefix] = []
      for _ in 0..<40 {
        scattered.append(Prefix(universe.address(Int.random(in: 0..<256, using: &generator))))
      }
      twin.fast = PrefixSet(scattered)
      twin.slow = SlowSet(universe)
      for prefix in scattered { twin.slow.set(prefix, to: true) }
    case 9:
      // Blocks of one size, so that there are equals to choose from and nothing smaller.
      let size = Int(block.addressCount)
      let chequered = stride(from: 0, to: 256, by: size).map { universe.block($0, size: size) }
        .filter { _ in Bool.random(using: &generator) }
      _ = note("chequer by \(size)")
      twin.fast = PrefixSet(chequered)
      twin.slow = SlowSet(universe)
      for prefix in chequered { twin.slow.set(prefix, to: true) }
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
