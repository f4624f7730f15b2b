/// An IPv4 or IPv6 address.
///
/// The family belongs to the value: `::ffff:192.0.2.1` is an IPv6 address and differs from `192.0.2.1`.
public struct IPAddress: Sendable, Hashable {
  /// The bits in host order; those of an IPv4 address are the low 32, with zeros above.
  public let bits: UInt128

  /// Which protocol the address belongs to.
  public let family: AddressFamily

  /// The address with these bits. Bits above the width of the family are dropped.
  public init(family: AddressFamily, bits: UInt128) {
    self.family = family
    self.bits = bits & family.allOnes
  }

  /// The IPv4 address `a.b.c.d`.
  public static func ipv4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> IPAddress {
    IPAddress(family: .ipv4, bits: UInt128(a) << 24 | UInt128(b) << 16 | UInt128(c) << 8 | UInt128(d))
  }

  /// The address `distance` above (or, if negative, below) this one, or nil beyond the ends of the family.
  public func advanced(by distance: Int) -> IPAddress? {
    let magnitude = UInt128(distance.magnitude)
    let (moved, overflow) =
      distance < 0 ? bits.subtractingReportingOverflow(magnitude) : bits.addingReportingOverflow(magnitude)
    guard !overflow, moved <= family.allOnes else { return nil }
    return IPAddress(family: family, bits: moved)
  }
}

extension IPAddress: Comparable {
  /// IPv4 before IPv6, then by number.
  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    left.family == right.family ? left.bits < right.bits : left.family < right.family
  }
}
