import Addressing
import JSON
import Scenario

/// A part of a VPC's range in which things have addresses.
struct Subnet: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Subnet>> { \.subnets }
  static let kind = ResourceKind.subnet
  static let module = "Subnet"

  let id: String
  let scope: Scope
  let vpcID: String
  var name: String
  var description: String
  let cidr: Prefix
  var ipv6: Prefix?
  let gateway: IPAddress
  let dhcp: IPAddress
  var dnsServers: [String]
  /// Whether it is for bare metal.
  let isBareMetal: Bool
  var routeTableID: String
  var aclID: String?
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID, routeTableID] + (aclID.map { [$0] } ?? []) }
}

extension Behaviour {
  static let subnetOutside = Behaviour(
    "NET-001", .contract, "A subnet that lies in none of its VPC's ranges is refused.", "note of CreateSubnet"
  )
  static let subnetOverlap = Behaviour(
    "NET-002", .assumption,
    "A subnet that overlaps another one of its VPC is refused, and one of another VPC never is.",
    "CTyun's VPC page says that subnets of one VPC do not overlap")
  static let subnetMask = Behaviour(
    "NET-003", .contract, "A subnet whose mask is outside the profile's range is refused.",
    "README §5 says /16 to /28; the profile can say otherwise")
  static let subnetIPv6 = Behaviour(
    "NET-004", .contract, "A subnet gets IPv6 only in a VPC that has it.", "note of CreateSubnet")
  static let subnetIPv6Off = Behaviour(
    "NET-005", .contract,
    "IPv6 of a subnet is not switched off while something holds one of its IPv6 addresses.",
    "ctvpc_update_subnet_i_pv6_status_api.go")
  static let subnetGateway = Behaviour(
    "NET-006", .assumption,
    "The gateway is the first address of a subnet unless another of it is asked for; one outside is refused.")
  static let subnetDHCP = Behaviour(
    "NET-007", .contract, "A DHCP address that equals the gateway's or lies outside the subnet is refused.",
    "note of CreateSubnet")
  static let subnetDefaultTable = Behaviour(
    "NET-008", .contract, "A new subnet uses the default route table of its VPC.",
    "note of ReplaceSubnetRouteTable")
  static let subnetInUse = Behaviour(
    "NET-009", .contract,
    "A subnet is not deleted while anything holds one of its addresses, endpoints included.",
    "note of DeleteSubnet; endpoints are inferred in README §6")
  static let subnetTableForeign = Behaviour(
    "NET-010", .assumption, "A subnet takes only route tables and ACLs of its own VPC.")
  static let subnetTableStays = Behaviour(
    "NET-011", .contract,
    "A subnet's route table is replaced, never taken away: that call is for older regions only.",
    "note of DisassociateSubnetRouteTable")

  static let subnets = [
    subnetOutside, subnetOverlap, subnetMask, subnetIPv6, subnetIPv6Off, subnetGateway, subnetDHCP,
    subnetDefaultTable, subnetInUse, subnetTableForeign, subnetTableStays,
  ]
}

enum Subnets {
  static let handlers: [String: Handler] = [
    "vpc.CreateSubnet": create, "vpc.ShowSubnet": show, "vpc.ListSubnets": list,
    "vpc.ListSubnetsLegacy": list, "vpc.UpdateSubnet": update, "vpc.UpdateSubnetIpv6Status": updateIPv6,
    "vpc.DeleteSubnet": delete, "vpc.ReplaceSubnetRouteTable": replaceRouteTable,
    "vpc.DisassociateSubnetRouteTable": disassociateRouteTable, "vpc.ReplaceSubnetAcl": replaceACL,
    "vpc.DisassociateSubnetAcl": disassociateACL, "vpc.ListSubnetUsedIPs": SubnetAddresses.list,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let cidr = try request.prefix("CIDR")
    try checkRange(cidr, of: vpc, cloud)
    let wantsIPv6 = request.flag("enableIpv6") == true
    if wantsIPv6, vpc.ipv6 == nil {
      throw Refusal(.subnetIPv6, "Subnet", .conflict, "IPv6 is off in \(vpc.id)")
    }
    let gateway = try request.address("subnetGatewayIP") ?? cidr.first.advanced(by: 1) ?? cidr.first
    guard cidr.contains(gateway), gateway != cidr.first, gateway != cidr.last else {
      throw Refusal(.subnetGateway, "Subnet", .outside, "the gateway \(gateway) cannot be used in \(cidr)")
    }
    let dhcp = try request.address("dhcpIP") ?? cidr.last.advanced(by: -1) ?? cidr.last
    guard cidr.contains(dhcp), dhcp != gateway else {
      throw Refusal(.subnetDHCP, "Subnet", .outside, "the DHCP address \(dhcp) cannot be used")
    }
    guard let table = cloud.state.routeTables.rows(in: .of(vpc.id)).first(where: \.isDefault) else {
      throw RouteTable.missing("of \(vpc.id)")
    }
    let id = cloud.makeID("subnet")
    let subnet = Subnet(
      id: id, scope: request.scope, vpcID: vpc.id, name: request.required("name"),
      description: request.text("description") ?? "", cidr: cidr,
      ipv6: wantsIPv6 ? cloud.takeIPv6Range(of: vpc, for: request.required("name")) : nil, gateway: gateway,
      dhcp: dhcp,
      dnsServers: request.texts("dnsList") ?? [], isBareMetal: request.choice("subnetType") == "cbm",
      routeTableID: table.id, aclID: nil, createdAt: request.now, updatedAt: request.now)
    cloud.insert(subnet)
    cloud.open(subnet)
    return .row(["subnetID": .string(id)])
  }

  private static func checkRange(_ cidr: Prefix, of vpc: VPC, _ cloud: Cloud) throws(Refusal) {
    let masks = cloud.configuration.profile.subnetMask
    guard masks.contains(cidr.length) else {
      throw Refusal(
        .subnetMask, "Subnet", .outside,
        "a subnet has a mask between /\(masks.lowerBound) and /\(masks.upperBound)")
    }
    guard vpc.ranges.contains(where: { $0.contains(cidr) }) else {
      throw Refusal(.subnetOutside, "Subnet", .outside, "\(cidr) does not lie in a range of \(vpc.id)")
    }
    if let other = cloud.subnetMaps[vpc.id]?.entries(overlapping: cidr).first {
      throw Refusal(.subnetOverlap, "Subnet", .overlap, "\(cidr) overlaps \(other.prefix) of \(other.value)")
    }
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(Subnet.self, request.required("subnetID"), request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpcID = request.text("vpcID")
    if let ids = request.listed("subnetID") {
      let rows = cloud.own(Subnet.self, ids, request).filter { vpcID == nil || $0.vpcID == vpcID }
      return cloud.page(rows, request, cloud.describe)
    }
    return cloud.page(Subnet.self, cloud.group(ofVPC: vpcID, request), request, cloud.describe)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    cloud.update(Subnet.self, subnet.id) {
      if let name = request.text("name") { $0.name = name }
      if let description = request.arguments["description"]?.stringValue { $0.description = description }
      if let servers = request.texts("dnsList") { $0.dnsServers = servers }
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func updateIPv6(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    let vpc = try cloud.find(VPC.self, subnet.vpcID, request)
    let isOn = request.flag("enableIpv6") == true
    guard isOn != (subnet.ipv6 != nil) else { return .nothing }
    if isOn {
      guard vpc.ipv6 != nil else {
        throw Refusal(.subnetIPv6, "Subnet", .conflict, "IPv6 is off in \(vpc.id)")
      }
    } else if let book = cloud.books[BookKey(subnet.id, .ipv6)], !book.uses.isEmpty {
      throw Refusal(.subnetIPv6Off, "Subnet", .dependants, "IPv6 addresses of \(subnet.id) are in use")
    }
    cloud.close(subnet, .ipv6)
    let range = isOn ? cloud.takeIPv6Range(of: vpc, for: subnet.name) : nil
    cloud.update(Subnet.self, subnet.id) {
      $0.ipv6 = range
      $0.updatedAt = request.now
    }
    if let range { cloud.openIPv6(range, of: subnet.id) }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    for family in AddressFamily.allCases {
      let uses = cloud.books[BookKey(subnet.id, family)]?.uses ?? [:]
      let holders = uses.filter { $0.value.kind != .gateway && $0.value.kind != .dhcp }
      if let lowest = holders.min(by: { $0.key < $1.key }) {
        throw Refusal(
          .subnetInUse, "Subnet", .dependants,
          "\(subnet.id): the address \(lowest.key) is in use (\(lowest.value.kind.chinese))")
      }
    }
    for family in AddressFamily.allCases { cloud.close(subnet, family) }
    _ = cloud.subnetMaps[subnet.vpcID]?.removeValue(for: subnet.cidr)
    cloud.remove(Subnet.self, subnet.id)
    return .nothing
  }

  static func replaceRouteTable(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    guard table.vpcID == subnet.vpcID else {
      throw Refusal(.subnetTableForeign, "Subnet", .conflict, "\(table.id) belongs to another VPC")
    }
    cloud.update(Subnet.self, subnet.id) {
      $0.routeTableID = table.id
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func disassociateRouteTable(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    throw Refusal(
      .subnetTableStays, "Subnet", .notSupported,
      "\(subnet.id) keeps its route table in this region; replace it instead")
  }

  static func replaceACL(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    guard acl.vpcID == subnet.vpcID else {
      throw Refusal(.subnetTableForeign, "Subnet", .conflict, "\(acl.id) belongs to another VPC")
    }
    cloud.update(Subnet.self, subnet.id) {
      $0.aclID = acl.id
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func disassociateACL(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    guard subnet.aclID == acl.id else { throw ACL.missing("\(acl.id) on \(subnet.id)") }
    cloud.update(Subnet.self, subnet.id) {
      $0.aclID = nil
      $0.updatedAt = request.now
    }
    return .nothing
  }
}

extension Cloud {
  func describe(_ subnet: Subnet) -> JSONObject {
    let book = books[BookKey(subnet.id, .ipv4)]
    let region = state.regions.first { $0.id == subnet.scope.region }
    return [
      "subnetID": .string(subnet.id), "name": .string(subnet.name),
      "description": .string(subnet.description), "vpcID": .string(subnet.vpcID),
      "availabilityZones": .texts(region?.zones ?? []), "routeTableID": .string(subnet.routeTableID),
      "networkAclID": .optional(subnet.aclID), "CIDR": .string(subnet.cidr.description),
      "gatewayIP": .string(subnet.gateway.description), "dhcpIP": .string(subnet.dhcp.description),
      "start": .optional(book?.first.description), "end": .optional(book?.last.description),
      "availableIPCount": .count(Int(clamping: book?.freeCount ?? 0)),
      "ipv6Enabled": subnet.ipv6 == nil ? 0 : 1, "enableIpv6": .bool(subnet.ipv6 != nil),
      "ipv6CIDR": .optional(subnet.ipv6?.description),
      "ipv6Start": .optional(subnet.ipv6?.first.advanced(by: 2)?.description),
      "ipv6End": .optional(subnet.ipv6?.last.description),
      "ipv6GatewayIP": .optional(subnet.ipv6?.first.advanced(by: 1)?.description),
      "dnsList": .texts(subnet.dnsServers), "ntpList": [], "type": subnet.isBareMetal ? 1 : 0,
      "createdAt": .time(subnet.createdAt), "updatedAt": .time(subnet.updatedAt),
    ]
  }
}
