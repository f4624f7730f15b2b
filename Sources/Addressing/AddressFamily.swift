/// One of the two Internet protocols. IPv4 sorts before IPv6.
public enum AddressFamily: UInt8, Sendable, Hashable, CaseIterable {
  /// 32-bit addresses (RFC 791).
  case ipv4 = 4
  /// 128-bit addresses (RFC 4291).
  case ipv6 = 6

  /// The number of bits of an address: 32 or 128. It is also the greatest prefix length.
  public var bitWidth: Int {
    switch self {
    case .ipv4: 32
    case .ipv6: 128
    }
  }

  /// The greatest address of the family, all bits set.
  var allOnes: UInt128 {
    switch self {
    case .ipv4: 0xFFFF_FFFF
    case .ipv6: .max
    }
  }

  /// The bits below a prefix of `length`; `length` must be in `0...bitWidth`.
  func hostMask(length: Int) -> UInt128 {
    // A shift by 128 gives zero, and wrapping around from there gives all ones: the mask of `::/0`.
    ((1 as UInt128) << (bitWidth - length)) &- 1
  }
}

extension AddressFamily: Comparable {
  /// IPv4 before IPv6.
  public static func < (left: AddressFamily, right: AddressFamily) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension AddressFamily: CustomStringConvertible {
  /// `IPv4` or `IPv6`.
  public var description: String {
    switch self {
    case .ipv4: "IPv4"
    case .ipv6: "IPv6"
    }
  }
}
