// Allocation of prefixes. Which block is taken ends up in lock files that must come out the same for ever: the
// order described here is a file format, and tests pin it.
extension PrefixSet {
  /// Takes a prefix of `length` out of the set, which is read as the space that is free.
  ///
  /// The set is divided into the blocks of ``prefixes``. The block taken from is the smallest that is large enough,
  /// and the lowest among those of equal size; what is taken is its lowest part. So large blocks stay whole as long
  /// as smaller ones do. Linear in the number of ranges.
  ///
  /// - Returns: the prefix and the set without it; nil if no block is large enough or `length` is no length of
  ///   the family.
  public func takeFree(length: Int, family: AddressFamily) -> (prefix: Prefix, rest: PrefixSet)? {
    guard (0...family.bitWidth).contains(length), let block = tightestBlock(length: length, family: family)
    else { return nil }
    let prefix = Prefix(masking: block.address, length: length)
    return (prefix, subtracting(PrefixSet(prefix)))
  }

  /// The lowest prefix of `length` that lies in `universe` and wholly in the set, which is read as the space that
  /// is free; nil if there is none or `length` is no length inside `universe`. Linear in the number of ranges.
  public func firstFree(length: Int, in universe: Prefix) -> Prefix? {
    guard (universe.length...universe.family.bitWidth).contains(length) else { return nil }
    let family = universe.family
    let hostMask = family.hostMask(length: length)
    let bounds = Interval(universe)
    let intervals = self[family].intervals
    for interval in intervals[self[family].index(notBelow: bounds.lower)...] {
      guard interval.lower <= bounds.upper else { return nil }
      let lower = max(interval.lower, bounds.lower)
      let upper = min(interval.upper, bounds.upper)
      // The next aligned start, unless that is beyond the last address there is.
      let (raised, overflow) = lower.addingReportingOverflow(hostMask)
      let start = raised & ~hostMask
      guard !overflow, start <= upper, upper - start >= hostMask else { continue }
      return Prefix(masking: IPAddress(family: family, bits: start), length: length)
    }
    return nil
  }

  private func tightestBlock(length: Int, family: AddressFamily) -> Prefix? {
    var best: Prefix?
    for interval in self[family].intervals {
      for block in IntervalBlocks(interval, family: family) where block.length <= length {
        if block.length == length { return block }
        if block.length > best?.length ?? -1 { best = block }
      }
    }
    return best
  }
}
