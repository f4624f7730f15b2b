/// The numbers from `lower` to `upper`, both included, `lower <= upper`: a run of addresses whose family is known
/// from where it is kept.
struct Interval: Sendable, Hashable {
  var lower: UInt128
  var upper: UInt128

  init(_ lower: UInt128, _ upper: UInt128) {
    self.lower = lower
    self.upper = upper
  }

  init(_ prefix: Prefix) {
    self.init(prefix.first.bits, prefix.last.bits)
  }

  /// How many numbers there are; the full 2^128 reads as `UInt128.max`.
  var count: UInt128 {
    let distance = upper - lower
    return distance == .max ? .max : distance + 1
  }
}

/// The fewest aligned blocks that cover an interval exactly, from low to high.
struct IntervalBlocks: Sequence, IteratorProtocol {
  private let family: AddressFamily
  private var rest: Interval?

  init(_ interval: Interval, family: AddressFamily) {
    self.family = family
    rest = interval
  }

  mutating func next() -> Prefix? {
    guard let interval = rest else { return nil }
    // The largest block that starts here is bounded by the alignment of the start and by what is left.
    let distance = interval.upper - interval.lower
    let fitting = distance == .max ? 128 : 127 - (distance + 1).leadingZeroBitCount
    let hostBits = Swift.min(interval.lower.trailingZeroBitCount, fitting)
    let block = Prefix(
      masking: IPAddress(family: family, bits: interval.lower), length: family.bitWidth - hostBits)
    let last = block.last.bits
    rest = last == interval.upper ? nil : Interval(last + 1, interval.upper)
    return block
  }
}
