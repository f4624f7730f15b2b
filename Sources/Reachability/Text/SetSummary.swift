import Addressing

extension PrefixSet {
  /// How many prefixes a sentence lists.
  private static let listed = 3

  /// The set in a sentence: its first prefixes, single addresses without a length.
  var summary: String {
    let prefixes = prefixes
    let shown = prefixes.prefix(Self.listed).map(Self.text)
    let rest = prefixes.count > Self.listed ? " and \(prefixes.count - Self.listed) more" : ""
    return prefixes.isEmpty ? "nothing" : shown.joined(separator: ", ") + rest
  }

  /// The same, said as what is missing of a larger set where that is shorter: `10.1.123.0/24 except 10.1.123.53`.
  func summary(within whole: PrefixSet) -> String {
    let own = prefixes
    guard own.count > 1 else { return summary }
    // Of the larger set only the prefixes that matter are named.
    let touched = whole.prefixes.filter { overlaps($0) }
    let missing = PrefixSet(touched).subtracting(self).prefixes
    guard !missing.isEmpty, touched.count + missing.count <= min(Self.listed + 1, own.count) else {
      return summary
    }
    return touched.map(Self.text).joined(separator: ", ") + " except "
      + missing.map(Self.text).joined(separator: ", ")
  }

  private static func text(_ prefix: Prefix) -> String {
    prefix.hostBits == 0 ? "\(prefix.address)" : "\(prefix)"
  }
}
