/// A block of addresses that share their leading bits (CIDR, RFC 4632): a network address and a length.
///
/// Host bits are zero by construction, so equal blocks are equal values.
public struct Prefix: Sendable, Hashable {
  /// The network address: the first of the block, host bits zero.
  public let address: IPAddress

  // One byte, so that a prefix fits in 32 bytes and large tables in the cache.
  private let storedLength: UInt8

  /// All of IPv4, `0.0.0.0/0`.
  public static let allIPv4 = Prefix(masking: IPAddress(family: .ipv4, bits: 0), length: 0)

  /// All of IPv6, `::/0`.
  public static let allIPv6 = Prefix(masking: IPAddress(family: .ipv6, bits: 0), length: 0)

  /// The prefix of `length` that contains `address`; nil if the length is negative or above the family's width.
  public init?(containing address: IPAddress, length: Int) {
    guard (0...address.family.bitWidth).contains(length) else { return nil }
    self.init(masking: address, length: length)
  }

  /// The prefix of a single address: a /32 or /128.
  public init(_ address: IPAddress) {
    self.init(masking: address, length: address.family.bitWidth)
  }

  /// The prefix of a length that is known to be in range.
  init(masking address: IPAddress, length: Int) {
    let family = address.family
    self.address = IPAddress(family: family, bits: address.bits & ~family.hostMask(length: length))
    storedLength = UInt8(length)
  }

  /// How many leading bits all addresses share: `0...32` or `0...128`.
  public var length: Int { Int(storedLength) }

  /// Which protocol the addresses belong to.
  public var family: AddressFamily { address.family }

  /// How many trailing bits differ inside the block.
  public var hostBits: Int { family.bitWidth - length }

  /// The lowest address.
  public var first: IPAddress { address }

  /// The highest address.
  public var last: IPAddress { IPAddress(family: family, bits: address.bits | hostMask) }

  /// How many addresses there are. `::/0` has one more than fits and reads as `UInt128.max`.
  public var addressCount: UInt128 { hostMask == .max ? .max : hostMask + 1 }

  /// The mask with the leading bits set: `255.255.255.0` for an IPv4 /24.
  public var netmask: IPAddress { IPAddress(family: family, bits: ~hostMask) }

  /// The mask with the trailing bits set, as access lists of routers use it: `0.0.0.255` for an IPv4 /24.
  public var wildcard: IPAddress { IPAddress(family: family, bits: hostMask) }

  /// Whether `other` lies in the block. Families never contain each other.
  public func contains(_ other: IPAddress) -> Bool {
    family == other.family && (other.bits ^ address.bits) & ~hostMask == 0
  }

  /// Whether all of `other` lies in the block; a prefix contains itself.
  public func contains(_ other: Prefix) -> Bool {
    length <= other.length && contains(other.address)
  }

  /// Whether any address is in both. Prefixes nest or are apart, so one of the two then contains the other.
  public func overlaps(_ other: Prefix) -> Bool {
    contains(other.address) || other.contains(address)
  }

  /// The prefix one bit shorter; nil for all of a family.
  public var parent: Prefix? {
    length == 0 ? nil : Prefix(masking: address, length: length - 1)
  }

  /// The lower and the upper half; nil for a single address.
  public var halves: (Prefix, Prefix)? {
    guard hostBits > 0 else { return nil }
    let lower = Prefix(masking: address, length: length + 1)
    let upper = Prefix(masking: last, length: length + 1)
    return (lower, upper)
  }

  /// How many prefixes of `length` the block divides into; nil if `length` is shorter than its own or above the
  /// family's width. The 2^128 of `::/0` into /128 reads as `UInt128.max`.
  public func subprefixCount(length: Int) -> UInt128? {
    guard (self.length...family.bitWidth).contains(length) else { return nil }
    let difference = length - self.length
    return difference == 128 ? .max : 1 << difference
  }

  private var hostMask: UInt128 { family.hostMask(length: length) }
}

extension Prefix: Comparable {
  /// By family, first address, and then the shorter length: a block stands before its parts.
  public static func < (left: Prefix, right: Prefix) -> Bool {
    left.address == right.address ? left.storedLength < right.storedLength : left.address < right.address
  }
}
