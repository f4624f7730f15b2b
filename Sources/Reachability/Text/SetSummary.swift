import Addressing

extension PrefixSet {
  /// How many prefixes a sentence lists.
  private static let listed = 3

  /// The set in a sentence: its first prefixes, single addresses without a length.
  var summary: String {
    let prefixes = prefixes
    if prefixes.count > Self.listed, let text = exceptions(of: PrefixSet(Self.covering(prefixes)), prefixes) {
      return text
    }
    let shown = prefixes.prefix(Self.listed).map(Self.text)
    let rest = prefixes.count > Self.listed ? " and \(prefixes.count - Self.listed) more" : ""
    return prefixes.isEmpty ? "nothing" : shown.joined(separator: ", ") + rest
  }

  /// The same, said as what is missing of a larger set where that is shorter: `10.1.123.0/24 except 10.1.123.53`.
  func summary(within whole: PrefixSet) -> String {
    let own = prefixes
    guard own.count > 1, let text = exceptions(of: whole, own) else { return summary }
    return text
  }

  private func exceptions(of whole: PrefixSet, _ own: [Prefix]) -> String? {
    // Of the larger set only the prefixes that matter are named.
    let touched = whole.prefixes.filter { overlaps($0) }
    let missing = PrefixSet(touched).subtracting(self).prefixes
    guard !missing.isEmpty, touched.count + missing.count <= min(Self.listed + 1, own.count) else {
      return nil
    }
    return touched.map(Self.text).joined(separator: ", ") + " except "
      + missing.map(Self.text).joined(separator: ", ")
  }

  /// The smallest prefix of each family around some prefixes.
  private static func covering(_ prefixes: [Prefix]) -> [Prefix] {
    [AddressFamily.ipv4, .ipv6].compactMap { family in
      let own = prefixes.filter { $0.family == family }
      guard let first = own.first, let last = own.last else { return nil }
      return (0...first.length).reversed().lazy.compactMap { Prefix(containing: first.address, length: $0) }
        .first { $0.contains(last) }
    }
  }

  private static func text(_ prefix: Prefix) -> String {
    prefix.hostBits == 0 ? "\(prefix.address)" : "\(prefix)"
  }
}
