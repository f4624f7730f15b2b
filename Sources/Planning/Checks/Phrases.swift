import Addressing

/// `a`, `a and b`, `a, b and c`, and `a, b, c and 7 more` beyond the limit.
func enumeration(_ items: [String], limit: Int = 4) -> String {
  if items.count <= 1 { return items.first ?? "" }
  if items.count <= limit {
    return items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }
  return items.prefix(limit - 1).joined(separator: ", ") + " and \(items.count - limit + 1) more"
}

/// `1 service`, `3 services`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension PrefixSet {
  /// Its prefixes as messages list them: single addresses without a length, the rest counted.
  var phrase: String { enumeration(prefixes.map(\.phrase)) }

  /// The part of one family.
  func restricted(to families: Set<AddressFamily>) -> PrefixSet {
    if families.count == 2 { return self }
    return PrefixSet(prefixes.filter { families.contains($0.family) })
  }
}

extension Prefix {
  /// As messages say it: a single address without a length.
  var phrase: String { hostBits == 0 ? "\(address)" : "\(self)" }
}
