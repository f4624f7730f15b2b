/// An immutable set of addresses of both families, built from prefixes and read as prefixes or ranges.
///
/// A set is what it contains: two sets with the same addresses are equal, however they were put together.
/// Building costs n log n, a question log n, an operation on two sets one linear merge.
public struct PrefixSet: Sendable, Hashable {
  private(set) var ipv4: IntervalList
  private(set) var ipv6: IntervalList

  /// The set without addresses.
  public init() {
    ipv4 = IntervalList()
    ipv6 = IntervalList()
  }

  /// All addresses of the given prefixes, which may come in any order, overlap and repeat.
  public init(_ prefixes: some Sequence<Prefix>) {
    self.init(intervals: prefixes.lazy.map { ($0.family, Interval($0)) })
  }

  /// All addresses of the given ranges, which may come in any order, overlap and repeat.
  public init(ranges: some Sequence<AddressRange>) {
    self.init(intervals: ranges.lazy.map { ($0.family, $0.interval) })
  }

  /// All addresses of one prefix.
  public init(_ prefix: Prefix) {
    self.init()
    self[prefix.family] = IntervalList(Interval(prefix))
  }

  private init(intervals: some Sequence<(AddressFamily, Interval)>) {
    var ipv4: [Interval] = []
    var ipv6: [Interval] = []
    for (family, interval) in intervals {
      switch family {
      case .ipv4: ipv4.append(interval)
      case .ipv6: ipv6.append(interval)
      }
    }
    self.init(ipv4: IntervalList(unordered: ipv4), ipv6: IntervalList(unordered: ipv6))
  }

  init(ipv4: IntervalList, ipv6: IntervalList) {
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  subscript(family: AddressFamily) -> IntervalList {
    get {
      switch family {
      case .ipv4: ipv4
      case .ipv6: ipv6
      }
    }
    set {
      switch family {
      case .ipv4: ipv4 = newValue
      case .ipv6: ipv6 = newValue
      }
    }
  }

  /// Whether there is no address.
  public var isEmpty: Bool { ipv4.isEmpty && ipv6.isEmpty }

  /// The fewest prefixes that cover the set exactly, in order.
  public var prefixes: [Prefix] {
    AddressFamily.allCases.flatMap { family in
      self[family].intervals.flatMap { IntervalBlocks($0, family: family) }
    }
  }

  /// The fewest ranges that cover the set exactly, in order: no two overlap or touch.
  public var ranges: [AddressRange] {
    AddressFamily.allCases.flatMap { family in
      self[family].intervals.map { AddressRange($0, family: family) }
    }
  }

  /// How many addresses of a family there are. All of IPv6 is one more than fits and reads as `UInt128.max`.
  public func addressCount(family: AddressFamily) -> UInt128 {
    let count = self[family].wrappingCount
    return count == 0 && !self[family].isEmpty ? .max : count
  }

  /// Whether `address` is in the set.
  public func contains(_ address: IPAddress) -> Bool {
    self[address.family].contains(Interval(address.bits, address.bits))
  }

  /// Whether every address of `prefix` is in the set.
  public func contains(_ prefix: Prefix) -> Bool {
    self[prefix.family].contains(Interval(prefix))
  }

  /// Whether any address of `prefix` is in the set.
  public func overlaps(_ prefix: Prefix) -> Bool {
    self[prefix.family].overlaps(Interval(prefix))
  }

  /// Whether any address is in both sets.
  public func overlaps(_ other: PrefixSet) -> Bool {
    ipv4.overlaps(other.ipv4) || ipv6.overlaps(other.ipv6)
  }

  /// Whether every address of this set is in `other`.
  public func isSubset(of other: PrefixSet) -> Bool {
    subtracting(other).isEmpty
  }

  /// The addresses in either set.
  public func union(_ other: PrefixSet) -> PrefixSet {
    PrefixSet(ipv4: ipv4.union(other.ipv4), ipv6: ipv6.union(other.ipv6))
  }

  /// The addresses in both sets.
  public func intersection(_ other: PrefixSet) -> PrefixSet {
    PrefixSet(ipv4: ipv4.intersection(other.ipv4), ipv6: ipv6.intersection(other.ipv6))
  }

  /// The addresses of this set that are not in `other`.
  public func subtracting(_ other: PrefixSet) -> PrefixSet {
    PrefixSet(ipv4: ipv4.subtracting(other.ipv4), ipv6: ipv6.subtracting(other.ipv6))
  }

  /// The addresses of `universe` that are not in this set; what lies outside `universe` plays no part.
  public func complement(in universe: Prefix) -> PrefixSet {
    PrefixSet(universe).subtracting(self)
  }

  /// The addresses of both families that are not in this set.
  public func complement() -> PrefixSet {
    PrefixSet([.allIPv4, .allIPv6]).subtracting(self)
  }
}

extension PrefixSet: ExpressibleByArrayLiteral {
  /// The set of the listed prefixes.
  public init(arrayLiteral prefixes: Prefix...) {
    self.init(prefixes)
  }
}

extension PrefixSet: CustomStringConvertible {
  /// The prefixes in braces: `{10.0.0.0/8, 2001:db8::/32}`.
  public var description: String {
    "{" + prefixes.map(\.description).joined(separator: ", ") + "}"
  }
}
