import Addressing
import TestSupport
import Testing

/// 256 neighbouring addresses somewhere in the address space: few enough to ask about every one of them.
struct Universe: Sendable, CustomTestStringConvertible {
  /// A block with eight host bits.
  let prefix: Prefix

  init(_ family: AddressFamily, base: UInt128) {
    let address = IPAddress(family: family, bits: base)
    guard let prefix = Prefix(containing: address, length: family.bitWidth - 8) else {
      preconditionFailure("every family is wider than eight bits")
    }
    self.prefix = prefix
  }

  /// Both ends and the inside of both families, and both sides of the middle of IPv6.
  static let all = [
    Universe(.ipv4, base: 0),
    Universe(.ipv4, base: 0x0A01_7B00),
    Universe(.ipv4, base: 0xFFFF_FF00),
    Universe(.ipv6, base: 0),
    Universe(.ipv6, base: 0xFFFF_FFFF_FFFF_FF00),
    Universe(.ipv6, base: 1 << 64),
    Universe(.ipv6, base: 0x2001_0DB8 << 96),
    Universe(.ipv6, base: .max),
  ]

  var testDescription: String { prefix.description }

  var indices: Range<Int> { 0..<256 }

  func address(_ index: Int) -> IPAddress {
    IPAddress(family: prefix.family, bits: prefix.first.bits + UInt128(index))
  }

  /// The block of `size` addresses, a power of two, that starts at `index`.
  func block(_ index: Int, size: Int) -> Prefix {
    let length = prefix.family.bitWidth - size.trailingZeroBitCount
    guard let block = Prefix(containing: address(index), length: length), block.first == address(index) else {
      preconditionFailure("\(index) is no start of a block of \(size)")
    }
    return block
  }

  /// Where in the universe the addresses of a prefix lie.
  func indices(of prefix: Prefix) -> [Int] {
    indices.filter { prefix.first <= address($0) && address($0) <= prefix.last }
  }

  /// A random block of a random size, small ones as likely as large ones.
  func randomBlock(using generator: inout SeededGenerator) -> Prefix {
    let size = 1 << Int.random(in: 0...8, using: &generator)
    return block(Int.random(in: 0..<256 / size, using: &generator) * size, size: size)
  }
}

/// A set of addresses of one universe in the most obvious way: one truth value for each address.
struct SlowSet {
  let universe: Universe
  var members = [Bool](repeating: false, count: 256)

  init(_ universe: Universe) {
    self.universe = universe
  }

  mutating func set(_ prefix: Prefix, to value: Bool) {
    for index in universe.indices(of: prefix) { members[index] = value }
  }

  func merged(with other: SlowSet, by rule: (Bool, Bool) -> Bool) -> SlowSet {
    var result = self
    for index in universe.indices { result.members[index] = rule(members[index], other.members[index]) }
    return result
  }

  func isFull(_ index: Int, size: Int) -> Bool {
    members[index..<index + size].allSatisfy { $0 }
  }

  /// The minimal cover: every full block that is not part of a larger full block.
  var cover: [(start: Int, size: Int)] {
    var blocks: [(start: Int, size: Int)] = []
    for index in universe.indices {
      for size in [1, 2, 4, 8, 16, 32, 64, 128, 256] where index % size == 0 && isFull(index, size: size) {
        let parent = index / (size * 2) * (size * 2)
        if size == 256 || !isFull(parent, size: size * 2) { blocks.append((index, size)) }
      }
    }
    return blocks
  }

  var prefixes: [Prefix] { cover.map { universe.block($0.start, size: $0.size) } }

  /// The runs of members, first and last of each.
  var runs: [(first: IPAddress, last: IPAddress)] {
    var runs: [(first: IPAddress, last: IPAddress)] = []
    var start: Int?
    for index in 0...256 {
      let isMember = index < 256 && members[index]
      if isMember && start == nil { start = index }
      if !isMember, let first = start {
        runs.append((universe.address(first), universe.address(index - 1)))
        start = nil
      }
    }
    return runs
  }

  /// What `takeFree` must take: the start of the smallest block of the cover that is large enough.
  func tightestFree(size: Int) -> Prefix? {
    let fitting = cover.filter { $0.size >= size }
    let smallest = fitting.map(\.size).min()
    return fitting.filter { $0.size == smallest }.map(\.start).min().map { universe.block($0, size: size) }
  }

  /// What `firstFree` must find: the lowest full block inside `bounds`.
  func firstFree(size: Int, in bounds: Prefix) -> Prefix? {
    let inside = universe.indices(of: bounds)
    let start = universe.indices.first { index in
      index % size == 0 && inside.contains(index) && inside.contains(index + size - 1)
        && isFull(index, size: size)
    }
    return start.map { universe.block($0, size: size) }
  }
}

/// A map from prefixes in the most obvious way: a list that is searched from end to end.
struct SlowMap {
  private var list: [(prefix: Prefix, value: Int)] = []

  var entries: [(prefix: Prefix, value: Int)] { list.sorted { $0.prefix < $1.prefix } }

  subscript(prefix: Prefix) -> Int? {
    get { list.first { $0.prefix == prefix }?.value }
    set {
      list.removeAll { $0.prefix == prefix }
      if let newValue { list.append((prefix, newValue)) }
    }
  }

  func longestMatch(first: IPAddress, last: IPAddress) -> (prefix: Prefix, value: Int)? {
    list.filter { $0.prefix.first <= first && last <= $0.prefix.last && $0.prefix.family == first.family }
      .max { $0.prefix.length < $1.prefix.length }
  }

  func entries(where condition: (Prefix) -> Bool) -> [(prefix: Prefix, value: Int)] {
    entries.filter { condition($0.prefix) }
  }
}

/// What a random test did, for the message of its failure: with the seed it can be done again.
struct Transcript: CustomStringConvertible {
  let seed: UInt64
  private(set) var steps: [String] = []

  init(seed: UInt64) {
    self.seed = seed
  }

  mutating func note(_ step: String) {
    steps.append(step)
  }

  var description: String {
    "seed \(seed), \(steps.count) steps:\n" + steps.joined(separator: "\n")
  }
}
