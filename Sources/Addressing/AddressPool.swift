/// The addresses of one prefix, handed out one by one from the lowest.
///
/// The order is a file format, as it is for ``PrefixSet/takeFree(length:family:)``: lock files rest on it.
/// ``take()`` and ``reserve(_:)`` cost log n at most, whatever the size of the prefix.
public struct AddressPool: Sendable {
  /// The prefix the addresses come from.
  public let range: Prefix

  /// What can be handed out at all: the range without what was reserved at the start.
  private let available: IntervalList

  /// The addresses at or above `next` that were reserved one by one.
  private var held: Set<UInt128> = []

  /// The index in `available` of the interval of `next`.
  private var interval = 0

  /// The lowest address that may be free, all below being taken; nil once there is none.
  private var next: UInt128?

  /// How many addresses were handed out or reserved one by one.
  private var takenCount: UInt128 = 0

  /// A pool of all addresses of `range` that are not in `reserved`, which may reach beyond the range.
  public init(range: Prefix, reserved: PrefixSet = PrefixSet()) {
    self.range = range
    available = reserved.complement(in: range)[range.family]
    next = available.intervals.first?.lower
  }

  /// Whether `address` lies in the range, be it free or not.
  public func contains(_ address: IPAddress) -> Bool {
    range.contains(address)
  }

  /// Whether `address` lies in the range but could never be handed out.
  public func isReserved(_ address: IPAddress) -> Bool {
    range.contains(address) && !available.contains(Interval(address.bits, address.bits))
  }

  /// Whether `address` can be reserved now.
  public func isFree(_ address: IPAddress) -> Bool {
    guard let next, address.family == range.family, address.bits >= next else { return false }
    return available.contains(Interval(address.bits, address.bits)) && !held.contains(address.bits)
  }

  /// Takes this one address out of the pool; false, and no change, if it is not free.
  public mutating func reserve(_ address: IPAddress) -> Bool {
    guard isFree(address) else { return false }
    held.insert(address.bits)
    takenCount += 1
    return true
  }

  /// Takes the lowest free address out of the pool; nil if there is none.
  public mutating func take() -> IPAddress? {
    while let candidate = next {
      advance(from: candidate)
      guard held.remove(candidate) == nil else { continue }
      takenCount += 1
      return IPAddress(family: range.family, bits: candidate)
    }
    return nil
  }

  /// How many addresses are free. All of IPv6 is one more than fits and reads as `UInt128.max`.
  public var freeCount: UInt128 {
    let total = available.wrappingCount
    // Only all 2^128 addresses wrap around to zero; one taken, and the difference is right again.
    if total == 0 && takenCount == 0 && !available.isEmpty { return .max }
    return total &- takenCount
  }

  /// The free addresses as a set: n log n in the number of addresses reserved one by one.
  public var free: PrefixSet {
    guard let next else { return PrefixSet() }
    let ahead = IntervalList(Interval(next, range.last.bits))
    let holes = IntervalList(unordered: held.map { Interval($0, $0) })
    var result = PrefixSet()
    result[range.family] = available.intersection(ahead).subtracting(holes)
    return result
  }

  private mutating func advance(from candidate: UInt128) {
    if candidate < available.intervals[interval].upper {
      next = candidate + 1
    } else {
      interval += 1
      next = interval < available.intervals.count ? available.intervals[interval].lower : nil
    }
  }
}
