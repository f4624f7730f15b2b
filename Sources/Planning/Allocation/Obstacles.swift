import Addressing

/// Ranges that nothing may be placed on, each with who holds it.
///
/// A trie: adding and asking cost in proportion to the length of a prefix, whatever the number of ranges. A class,
/// because searches look at several of them while they grow, and none must be copied for that.
final class Obstacles {
  /// Who holds a range.
  struct Holder {
    /// As it is called in sentences (`subnet/hub-vpc/apps`, `a route of site hq`).
    var name: String
    /// Whether a pool that lies in the range as a whole may be used all the same. So it is with a route that stands
    /// at a site: it loses against every longer one, and only a route inside the pool tells of a network there.
    var yieldsToInnerPools = false
  }

  /// A range and who holds it.
  typealias Entry = PrefixMap<Holder>.Entry

  private var held = PrefixMap<Holder>()

  /// Adds a range. Of two holders of the same range the first is named, but one that never yields goes first.
  func add(_ prefix: Prefix, _ holder: Holder) {
    if let earlier = held[prefix], !earlier.yieldsToInnerPools || holder.yieldsToInnerPools { return }
    held.insert(holder, for: prefix)
  }

  /// Adds a range that never yields.
  func add(_ prefix: Prefix, _ name: String) { add(prefix, Holder(name: name)) }

  /// What stands in the way of placing `prefix`, taken from `pool`: the range that reaches furthest.
  func obstacle(to prefix: Prefix, in pool: Prefix) -> Entry? {
    // The least specific range around the prefix covers all others, so it reaches furthest.
    held.entries(containing: prefix).first { counts($0, in: pool) }
      ?? held.entries(within: prefix).last { counts($0, in: pool) }
  }

  /// All ranges that lie in the pool or contain it, without those that yield to it, in order.
  func ranges(in pool: Prefix) -> [Entry] {
    held.entries(overlapping: pool).filter { counts($0, in: pool) }
  }

  private func counts(_ entry: Entry, in pool: Prefix) -> Bool {
    !(entry.value.yieldsToInnerPools && entry.prefix.contains(pool))
  }
}

/// Finds the lowest free block of pools, larger blocks asked for before smaller ones.
///
/// The order is a file format: lock files rest on it. Blocks of one length are looked for from where the last one of
/// that length was found, which is right because obstacles are only ever added; so all searches of one length
/// together pass each obstacle once.
struct BlockSearch {
  /// A found block.
  struct Found {
    /// The block.
    var block: Prefix
    /// The pool it lies in.
    var pool: Prefix
    /// What was passed over on the way from the start of the pools.
    var skipped: SkippedNotes
  }

  /// The pools in the order they are tried.
  let pools: [Prefix]

  private struct Progress {
    var pool = 0
    var next: Prefix?
    var skipped = SkippedNotes()
  }

  private var progress: [Int: Progress] = [:]

  init(pools: [Prefix]) { self.pools = pools }

  /// The lowest block of `length` that meets no obstacle, in the first pool that has one. The block is not marked as
  /// taken: whoever keeps it adds it to the obstacles.
  mutating func next(length: Int, avoiding obstacles: [Obstacles]) -> Found? {
    var state = progress[length] ?? Progress()
    defer { progress[length] = state }
    while state.pool < pools.count {
      let pool = pools[state.pool]
      var candidate = state.next ?? Self.firstBlock(of: pool, length: length)
      while let block = candidate, pool.contains(block) {
        guard let obstacle = Self.furthest(block, in: pool, obstacles) else {
          state.next = block
          return Found(block: block, pool: pool, skipped: state.skipped)
        }
        state.skipped.note("\(obstacle.prefix): \(obstacle.value.name)")
        candidate = Self.block(
          after: obstacle.prefix.length < length ? obstacle.prefix : block, length: length)
      }
      state.pool += 1
      state.next = nil
    }
    return nil
  }

  private static func furthest(
    _ block: Prefix, in pool: Prefix, _ obstacles: [Obstacles]
  ) -> Obstacles.Entry? {
    obstacles.lazy
      .compactMap { $0.obstacle(to: block, in: pool) }
      .max { $0.prefix.last < $1.prefix.last }
  }

  private static func firstBlock(of pool: Prefix, length: Int) -> Prefix? {
    pool.length <= length ? Prefix(containing: pool.first, length: length) : nil
  }

  /// The block that starts right behind a range no smaller than a block; nil behind the last address of all.
  private static func block(after range: Prefix, length: Int) -> Prefix? {
    let (next, overflow) = range.last.bits.addingReportingOverflow(1)
    guard !overflow else { return nil }
    let start = IPAddress(family: range.family, bits: next)
    // An IPv4 address beyond the last one has its excess bits masked off and comes out as zero.
    guard start > range.last else { return nil }
    return Prefix(containing: start, length: length)
  }
}

/// What was passed over, for `plan --explain`: the first few in order, and how many more.
struct SkippedNotes: Equatable {
  /// How many are named.
  static let limit = 8

  private(set) var named: [String] = []
  private(set) var more = 0

  /// Adds one. A range met again and again on the way is noted once.
  mutating func note(_ text: @autoclosure () -> String) {
    guard named.count < Self.limit else {
      more += 1
      return
    }
    let text = text()
    if named.last != text { named.append(text) }
  }

  /// As an allocation carries them.
  var lines: [String] { more == 0 ? named : named + ["and \(more) more"] }
}
