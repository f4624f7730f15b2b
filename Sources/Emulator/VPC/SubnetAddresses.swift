import Addressing
import JSON
import Scenario

/// Which address book of which subnet.
struct BookKey: Hashable, Sendable {
  let subnet: String
  let family: AddressFamily

  init(_ subnet: String, _ family: AddressFamily) {
    self.subnet = subnet
    self.family = family
  }
}

extension Behaviour {
  static let addressOutside = Behaviour(
    "NET-020", .contract, "An address outside the subnet is refused.", "note of CreateEndpoint")
  static let addressTaken = Behaviour("NET-021", .assumption, "An address that something holds is refused.")
  static let addressReserved = Behaviour(
    "NET-022", .assumption,
    "The first and last addresses of a subnet, as many as the profile says, are refused.")
  static let addressExhausted = Behaviour(
    "NET-023", .assumption, "A subnet without free addresses gives none.")
  static let addressLowest = Behaviour(
    "NET-024", .assumption, "Without a wish the lowest free address of a subnet is given.",
    "the contract says only that it is chosen automatically")
  static let usedAddresses = Behaviour(
    "NET-025", .contract,
    "The used addresses of a subnet name their use in Chinese, the gateway's and the system's included.",
    "note of ListSubnetUsedIPs")

  static let subnetAddresses = [
    addressOutside, addressTaken, addressReserved, addressExhausted, addressLowest, usedAddresses,
  ]
}

/// The addresses of subnets.
enum SubnetAddresses {
  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    let wanted = try request.address("ip")
    var rows: [(IPAddress, AddressUse)] = []
    for family in AddressFamily.allCases {
      let uses = cloud.books[BookKey(subnet.id, family)]?.uses ?? [:]
      // The book is not in order: n log n in the addresses of this one subnet.
      rows += uses.filter { wanted == nil || $0.key == wanted }.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value) }
    }
    return cloud.page(rows, request) { address, use in
      let key = address.family == .ipv4 ? "ipv4Address" : "ipv6Address"
      return [key: .string(address.description), "useDesc": .string(use.kind.chinese)]
    }
  }
}

extension AddressUse.Kind {
  /// The words of the wire.
  var chinese: String {
    switch self {
    case .gateway: "网关接口"
    case .dhcp: "system"
    case .server: "云主机"
    case .bareMetal: "物理机"
    case .highAvailability: "高可用虚IP"
    case .loadBalancer: "负载均衡"
    case .endpoint: "终端节点"
    case .transit: "终端节点服务中转IP"
    case .probe: "云专线健康检查"
    }
  }
}

extension Cloud {
  /// Refuses an address that cannot be had, or any when none is free.
  func checkAddress(
    _ wanted: IPAddress?, in subnet: Subnet, _ family: AddressFamily = .ipv4, for module: String
  )
    throws(Refusal)
  {
    guard let book = books[BookKey(subnet.id, family)] else {
      throw Refusal(.subnetIPv6, module, .conflict, "\(subnet.id) has no \(family) addresses")
    }
    guard let wanted else {
      if book.freeCount == 0 {
        throw Refusal(.addressExhausted, module, .exhausted, "\(subnet.id) has no free address")
      }
      return
    }
    switch book.obstacle(to: wanted) {
    case nil: return
    case .outside:
      throw Refusal(.addressOutside, module, .outside, "the address \(wanted) is outside \(subnet.id)")
    case .taken:
      throw Refusal(.addressTaken, module, .taken, "the address \(wanted) of \(subnet.id) is in use")
    case .reserved:
      throw Refusal(.addressReserved, module, .reserved, "the address \(wanted) of \(subnet.id) is reserved")
    }
  }

  /// Gives an address that `checkAddress` has found to be free, or the lowest one.
  mutating func takeAddress(
    _ wanted: IPAddress?, in subnet: Subnet, _ family: AddressFamily = .ipv4, for use: AddressUse
  ) -> IPAddress {
    let key = BookKey(subnet.id, family)
    if let wanted {
      books[key]?.hold(wanted, for: use)
      return wanted
    }
    return books[key]?.take(for: use) ?? subnet.cidr.first
  }

  /// Frees an address.
  mutating func releaseAddress(_ address: IPAddress, in subnetID: String) {
    books[BookKey(subnetID, address.family)]?.release(address)
  }

  /// Who holds an address of a subnet.
  func use(of address: IPAddress, in subnetID: String) -> AddressUse? {
    books[BookKey(subnetID, address.family)]?.uses[address]
  }

  /// Begins to keep the addresses of a subnet.
  mutating func open(_ subnet: Subnet) {
    var book = AddressBook(
      range: subnet.cidr, reservedFirst: configuration.profile.reservedFirst,
      reservedLast: configuration.profile.reservedLast)
    book.hold(subnet.gateway, for: AddressUse(kind: .gateway, holder: ""))
    book.hold(subnet.dhcp, for: AddressUse(kind: .dhcp, holder: ""))
    books[BookKey(subnet.id, .ipv4)] = book
    subnetMaps[subnet.vpcID, default: PrefixMap()].insert(subnet.id, for: subnet.cidr)
    if let range = subnet.ipv6 { openIPv6(range, of: subnet.id) }
  }

  /// Begins to keep the IPv6 addresses of a subnet.
  mutating func openIPv6(_ range: Prefix, of subnetID: String) {
    books[BookKey(subnetID, .ipv6)] = AddressBook(
      range: range, reservedFirst: configuration.profile.reservedFirst, reservedLast: 0)
  }

  /// Stops keeping the addresses of a subnet.
  mutating func close(_ subnet: Subnet, _ family: AddressFamily) {
    books[BookKey(subnet.id, family)] = nil
  }

  /// The lowest /64 of a VPC's range that no subnet has: linear in the subnets of the VPC.
  func takeIPv6Range(of vpc: VPC, for name: String) -> Prefix? {
    guard let range = vpc.ipv6 else { return nil }
    let taken = Set(state.subnets.rows(in: .of(vpc.id)).compactMap(\.ipv6))
    if let known = configuration.ipv6Ranges["\(vpc.name)/\(name)"], range.contains(known),
      !taken.contains(known)
    {
      return known
    }
    let length = configuration.profile.subnetMaskIPv6
    guard length > range.length, length <= 64 else { return nil }
    for number in 0..<(UInt128(1) << UInt128(min(length - range.length, 16))) {
      let address = IPAddress(family: .ipv6, bits: range.first.bits | number << UInt128(128 - length))
      if let candidate = Prefix(containing: address, length: length), !taken.contains(candidate) {
        return candidate
      }
    }
    return nil
  }
}
