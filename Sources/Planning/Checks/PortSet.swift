import Scenario

/// A set of ports, as sorted ranges that do not touch.
struct PortSet: Sendable, Hashable {
  private(set) var ranges: [PortRange]

  /// Every port.
  static let all = PortSet([.all])
  /// What clients take as their own port: above the well-known ones (RFC 6335).
  static let ephemeral = PortSet([PortRange(1024, .max)])

  /// One port.
  init(_ port: UInt16) { ranges = [PortRange(port, port)] }

  /// All ports of the ranges, which may overlap and repeat.
  init(_ unsorted: some Sequence<PortRange>) {
    ranges = []
    for range in unsorted.sorted() {
      if let last = ranges.last, last.last == .max || range.first <= last.last + 1 {
        ranges[ranges.count - 1] = PortRange(last.first, max(last.last, range.last))
      } else {
        ranges.append(range)
      }
    }
  }

  /// Whether there is no port.
  var isEmpty: Bool { ranges.isEmpty }

  /// Whether the port is in the set.
  func contains(_ port: UInt16) -> Bool { ranges.contains { $0.contains(port) } }

  /// The ports in both sets: one linear merge.
  func intersection(_ other: PortSet) -> PortSet {
    var common: [PortRange] = []
    var (left, right) = (0, 0)
    while left < ranges.count, right < other.ranges.count {
      let (one, two) = (ranges[left], other.ranges[right])
      let (first, last) = (max(one.first, two.first), min(one.last, two.last))
      if first <= last { common.append(PortRange(first, last)) }
      if one.last < two.last { left += 1 } else { right += 1 }
    }
    return PortSet(common)
  }

  /// The ports of this set that are not in the other: one linear merge.
  func subtracting(_ other: PortSet) -> PortSet {
    var rest: [PortRange] = []
    var right = 0
    for range in ranges {
      var start = Int(range.first)
      while right < other.ranges.count, other.ranges[right].last < range.first { right += 1 }
      var index = right
      while index < other.ranges.count, other.ranges[index].first <= range.last {
        let hole = other.ranges[index]
        if start < hole.first { rest.append(PortRange(UInt16(start), hole.first - 1)) }
        start = Int(hole.last) + 1
        index += 1
      }
      if start <= range.last { rest.append(PortRange(UInt16(start), range.last)) }
    }
    return PortSet(rest)
  }
}

extension PortSet: CustomStringConvertible {
  /// `443, 8000-8099`.
  var description: String { ranges.map(\.description).joined(separator: ", ") }
}
