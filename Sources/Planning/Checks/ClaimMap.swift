import Addressing

/// Claims by prefix, for look-ups by overlap.
///
/// Every look-up is bounded, so that a thousand ranges that overlap a thousand others cost a thousand look-ups: what
/// contains a prefix lies on one path of a trie, and of what lies inside it only the first few are wanted.
struct ClaimMap {
  private var map = PrefixMap<[AddressClaim]>()
  /// The distinct prefixes in order.
  private let prefixes: [Prefix]

  /// How many claims of one prefix, and how many prefixes inside another, are looked at.
  private static let enough = 8

  init(_ claims: [AddressClaim]) {
    for claim in claims {
      map.update(claim.prefix, default: []) { if $0.count < Self.enough { $0.append(claim) } }
    }
    prefixes = map.entries.map(\.prefix)
  }

  /// The claims that overlap a prefix, a few of each kind of overlap.
  func claims(overlapping prefix: Prefix) -> [AddressClaim] {
    var found = map.entries(containing: prefix).flatMap(\.value)
    for inner in inside(prefix).prefix(Self.enough) { found += map[inner] ?? [] }
    return found
  }

  /// One claim that overlaps a prefix: the longest around it, or the first inside it.
  func first(overlapping prefix: Prefix) -> AddressClaim? {
    map.longestMatch(prefix)?.value.first ?? inside(prefix).first.flatMap { map[$0]?.first }
  }

  /// The prefixes strictly inside another, in order. The slice ends where they end, or behind enough of them.
  private func inside(_ prefix: Prefix) -> ArraySlice<Prefix> {
    var low = 0
    var high = prefixes.count
    while low < high {
      let middle = low + (high - low) / 2
      if prefix < prefixes[middle] { high = middle } else { low = middle + 1 }
    }
    return prefixes[low...].prefix(Self.enough).prefix { prefix.contains($0) }
  }
}
