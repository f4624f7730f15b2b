import Addressing
import Diagnostics

/// A closed range of addresses as plain numbers, with the one it belongs to.
struct Span {
  var family: AddressFamily
  var first: UInt128
  var last: UInt128
  /// Whose it is; spans of one party may overlap.
  var party: String
  var location: SourceLocation?

  init(_ prefix: Prefix, party: String, location: SourceLocation?) {
    family = prefix.family
    first = prefix.address.bits
    let hostBits = prefix.family.bitWidth - prefix.length
    // Shifting by the full width gives 0, and so all ones for the whole of IPv6.
    last = first | ((UInt128(1) << UInt128(hostBits)) &- 1)
    self.party = party
    self.location = location
  }

  /// Whether the other lies inside.
  func contains(_ other: Span) -> Bool {
    family == other.family && first <= other.first && other.last <= last
  }

  /// Whether the address lies inside.
  func contains(_ address: IPAddress) -> Bool {
    family == address.family && first <= address.bits && address.bits <= last
  }
}

/// Pairs of overlapping spans of different parties: for each span at most one, the one before it that reaches
/// farthest. Finds at least one pair whenever there is any. One sort and one pass.
func overlaps(among spans: [Span]) -> [(earlier: Span, later: Span)] {
  var found: [(earlier: Span, later: Span)] = []
  for family in [AddressFamily.ipv4, .ipv6] {
    let sorted = spans.filter { $0.family == family }.sorted {
      ($0.first, $1.last, $0.party) < ($1.first, $0.last, $1.party)
    }
    // The span that reaches farthest, and the one that does among those of all other parties.
    var farthest: Span?
    var farthestOfOthers: Span?
    for span in sorted {
      if let other = farthest?.party == span.party ? farthestOfOthers : farthest, span.first <= other.last {
        found.append((other, span))
      }
      guard let top = farthest else {
        farthest = span
        continue
      }
      if span.last > top.last {
        if span.party != top.party { farthestOfOthers = top }
        farthest = span
      } else if span.party != top.party, span.last > farthestOfOthers?.last ?? 0 || farthestOfOthers == nil {
        farthestOfOthers = span
      }
    }
  }
  return found
}
