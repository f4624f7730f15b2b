/// All addresses from one to another of the same family, both included.
public struct AddressRange: Sendable, Hashable {
  /// The lowest address.
  public let first: IPAddress

  /// The highest address, never below `first`.
  public let last: IPAddress

  /// The range from `first` to `last`; nil if their families differ or `last` is the lower one.
  public init?(first: IPAddress, last: IPAddress) {
    guard first.family == last.family, first.bits <= last.bits else { return nil }
    self.first = first
    self.last = last
  }

  /// The addresses of a prefix.
  public init(_ prefix: Prefix) {
    first = prefix.first
    last = prefix.last
  }

  init(_ interval: Interval, family: AddressFamily) {
    first = IPAddress(family: family, bits: interval.lower)
    last = IPAddress(family: family, bits: interval.upper)
  }

  /// Which protocol the addresses belong to.
  public var family: AddressFamily { first.family }

  /// How many addresses there are. All of IPv6 is one more than fits and reads as `UInt128.max`.
  public var addressCount: UInt128 { interval.count }

  /// The fewest prefixes that cover the range exactly, in order; at most twice the bit width of the family.
  public var prefixes: [Prefix] { Array(IntervalBlocks(interval, family: family)) }

  /// Whether `address` lies in the range.
  public func contains(_ address: IPAddress) -> Bool {
    first <= address && address <= last
  }

  var interval: Interval { Interval(first.bits, last.bits) }
}

extension AddressRange: Comparable {
  /// By first address, then by last.
  public static func < (left: AddressRange, right: AddressRange) -> Bool {
    left.first == right.first ? left.last < right.last : left.first < right.first
  }
}

extension AddressRange: CustomStringConvertible {
  /// Both ends with a hyphen between: `10.0.0.1-10.0.0.9`.
  public var description: String { "\(first)-\(last)" }
}
