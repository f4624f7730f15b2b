import Addressing

/// The addresses of one subnet: which the cloud reserves, who holds which, and which is the lowest free one.
///
/// Taking the lowest passes every held address once for all takes together.
struct AddressSpace {
  /// The subnet's id (`subnet/hub-vpc/endpoints`).
  let owner: String
  /// Its range.
  let range: Prefix
  /// The addresses at its start that the cloud reserves.
  private let reservedAtStart: UInt128
  /// The addresses at its end that the cloud reserves.
  private let reservedAtEnd: UInt128

  /// Who holds an address, by its bits.
  private var holders: [UInt128: String] = [:]
  /// The lowest address that may be free, as an offset; all below are taken.
  private var next: UInt128
  private var skipped = SkippedNotes()

  init(owner: String, range: Prefix, reservedAtStart: Int, reservedAtEnd: Int) {
    self.owner = owner
    self.range = range
    let count = range.addressCount
    self.reservedAtStart = min(UInt128(clamping: reservedAtStart), count)
    self.reservedAtEnd = min(UInt128(clamping: reservedAtEnd), count - self.reservedAtStart)
    next = self.reservedAtStart
    if let last = address(at: self.reservedAtStart &- 1), self.reservedAtStart > 0 {
      skipped.note("\(range.first) to \(last): the cloud reserves the first \(reservedAtStart)")
    }
  }

  /// As it stands in sentences: id and range.
  var name: String { "\(owner) \(range)" }
  /// How many addresses the subnet has.
  var addressCount: UInt128 { range.addressCount }
  /// How many of them the cloud reserves.
  var reservedCount: UInt128 { reservedAtStart + reservedAtEnd }
  /// How many addresses can be given out at all.
  var usableCount: UInt128 { addressCount - reservedCount }
  /// How many are free.
  func freeCount(stale: [IPAddress: String]) -> UInt128 {
    var taken = UInt128(holders.keys.filter { isUsable(at: $0 &- range.first.bits) }.count)
    for (address, _) in stale where contains(address) && !isReserved(address) && holders[address.bits] == nil
    {
      taken += 1
    }
    return usableCount - min(taken, usableCount)
  }

  /// The usable addresses that are taken, with their holders, in order.
  func taken(stale: [IPAddress: String]) -> [(address: IPAddress, holder: String)] {
    var all = holders.filter { isUsable(at: $0.key &- range.first.bits) }
    for (address, holder) in stale where contains(address) && !isReserved(address) && all[address.bits] == nil
    {
      all[address.bits] = holder
    }
    return all.sorted { $0.key < $1.key }
      .map { (IPAddress(family: range.family, bits: $0.key), $0.value) }
  }

  /// Whether the address lies in the subnet.
  func contains(_ address: IPAddress) -> Bool { range.contains(address) }

  /// Whether the cloud reserves the address of the subnet.
  func isReserved(_ address: IPAddress) -> Bool { !isUsable(at: address.bits &- range.first.bits) }

  /// Who holds the address.
  func holder(of address: IPAddress) -> String? { holders[address.bits] }

  /// Notes that someone holds the address; the first one stays.
  mutating func hold(_ address: IPAddress, _ holder: String) {
    if holders[address.bits] == nil { holders[address.bits] = holder }
  }

  /// Gives the lowest free address to `holder`; `stale` are addresses kept for what was removed.
  mutating func take(for holder: String, stale: [IPAddress: String]) -> (
    address: IPAddress, skipped: [String]
  )? {
    while let candidate = address(at: next), isUsable(at: next) {
      next += 1
      if let other = holders[candidate.bits] ?? stale[candidate] {
        skipped.note("\(candidate): \(other)")
        continue
      }
      holders[candidate.bits] = holder
      let lines = skipped.lines
      skipped.note("\(candidate): \(holder)")
      return (candidate, lines)
    }
    return nil
  }

  private func isUsable(at offset: UInt128) -> Bool {
    offset >= reservedAtStart && offset < addressCount - reservedAtEnd
  }

  private func address(at offset: UInt128) -> IPAddress? {
    guard offset < addressCount else { return nil }
    return IPAddress(family: range.family, bits: range.first.bits &+ offset)
  }
}
