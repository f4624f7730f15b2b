import Addressing
import Scenario

/// The addresses of a subnet that the cloud keeps: some at the start, and in IPv4 some at the end.
struct ReservedAddresses {
  private let first: UInt128
  private let last: UInt128

  init(_ profile: CloudProfile) {
    first = UInt128(clamping: profile.reservedFirst)
    last = UInt128(clamping: profile.reservedLast)
  }

  func contains(_ address: IPAddress, in subnet: Prefix) -> Bool {
    guard subnet.contains(address) else { return false }
    return address.bits - subnet.first.bits < first
      || (subnet.family == .ipv4 && subnet.last.bits - address.bits < last)
  }

  func prefixes(in subnet: Prefix) -> PrefixSet {
    var ranges: [AddressRange] = []
    let size = subnet.last.bits - subnet.first.bits
    func append(from start: UInt128, through end: UInt128) {
      let range = AddressRange(
        first: IPAddress(family: subnet.family, bits: start),
        last: IPAddress(family: subnet.family, bits: end))
      if let range { ranges.append(range) }
    }
    if first > 0 { append(from: subnet.first.bits, through: subnet.first.bits + min(size, first - 1)) }
    if last > 0, subnet.family == .ipv4 {
      append(from: subnet.last.bits - min(size, last - 1), through: subnet.last.bits)
    }
    return PrefixSet(ranges: ranges)
  }
}
