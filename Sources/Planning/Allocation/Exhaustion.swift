import Addressing
import Diagnostics

/// Says that a pool cannot give what is asked: `ADR009`, with the arithmetic as a numbered derivation.
struct Exhaustion {
  /// How many names of one kind a derivation lists.
  static let bound = 8

  /// What is asked and cannot be had, in one sentence without a full stop.
  var message: String
  /// Where the first owner that got nothing stands.
  var location: SourceLocation
  /// The derivation, one fact a line.
  var facts: [String]
  /// What to write instead.
  var remedy: String
  /// Whether values kept for what is gone are in the way, so that pruning would make room.
  var isStaleInTheWay = false
  /// The other owners that got nothing.
  var others: [(owner: String, location: SourceLocation)] = []

  var diagnostic: Diagnostic {
    var related = others.prefix(Self.bound).map {
      Related(message: "\($0.owner) gets none either", location: $0.location)
    }
    if others.count > Self.bound { related.append(Related(message: "and \(others.count - Self.bound) more")) }
    let lines = facts.enumerated().map { "\($0 + 1). \($1)" }
    return Diagnostic(
      code: "ADR009", severity: .error, message: message, location: location,
      help: (lines + [
        isStaleInTheWay
          ? remedy + "; or prune the lock file, if what is gone from the scenario is "
            + "gone from the cloud too" : remedy
      ]).joined(separator: "\n"), related: related)
  }

  /// How a value is held that the lock file keeps for something that the scenario no longer has.
  static func staleHolder(_ owner: String) -> String { "kept for \(owner)" + staleMark }

  /// Whether a holder is one of those.
  static func isStale(_ holder: String) -> Bool { holder.hasSuffix(staleMark) }

  private static let staleMark = ", which is gone"

  /// Whether such values lie in the pools.
  static func isStaleInTheWay(pools: [Prefix], avoiding obstacles: [Obstacles]) -> Bool {
    obstacles.contains { set in pools.contains { set.ranges(in: $0).contains { isStale($0.value.name) } } }
  }

  /// The first few of a list in words, and how many more there are.
  static func listed(_ items: [String]) -> String {
    let named = items.prefix(bound).joined(separator: ", ")
    return items.count > bound ? "\(named) and \(items.count - bound) more" : named
  }

  /// `1 address`, `2 addresses`.
  static func addresses(_ count: UInt128) -> String { count == 1 ? "1 address" : "\(count) addresses" }

  /// What is free in pools, as a fact: how much, and the largest block of it.
  static func freeFact(pools: [Prefix], avoiding obstacles: [Obstacles]) -> String {
    guard let family = pools.first?.family else { return "there is no pool" }
    let taken = obstacles.flatMap { set in pools.flatMap { pool in set.ranges(in: pool).map(\.prefix) } }
    let free = PrefixSet(pools).subtracting(PrefixSet(taken))
    guard let largest = free.prefixes.min(by: { ($0.length, $0) < ($1.length, $1) }) else {
      return "nothing is free"
    }
    let count = free.addressCount(family: family)
    return "\(addresses(count)) are free; the largest free block is \(largest)"
  }

  /// Who holds how much of the pools, as facts, the largest first.
  static func holderFacts(pools: [Prefix], avoiding obstacles: [Obstacles]) -> [String] {
    var seen: Set<Prefix> = []
    let held = obstacles.flatMap { set in pools.flatMap { set.ranges(in: $0) } }
      .filter { seen.insert($0.prefix).inserted }
      .sorted { ($0.prefix.length, $0.prefix) < ($1.prefix.length, $1.prefix) }
    guard !held.isEmpty else { return [] }
    return ["in the way: " + listed(held.map { "\($0.prefix) (\($0.value.name))" })]
  }
}
