import Addressing
import JSON

/// A virtual private cloud: a network of an account.
struct VPC: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<VPC>> { \.vpcs }
  static let kind = ResourceKind.vpc
  static let module = "Vpc"

  let id: String
  let scope: Scope
  var name: String
  var description: String
  var project: String
  let cidr: Prefix
  var secondary: [Prefix] = []
  var ipv6: Prefix?
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [] }
  /// All its IPv4 ranges.
  var ranges: [Prefix] { [cidr] + secondary }
}

extension Behaviour {
  static let vpcNameUnique = Behaviour(
    "VPC-001", .contract, "A second VPC of one name in an account and region is refused.", "note of CreateVpc"
  )
  static let vpcReady = Behaviour(
    "VPC-002", .provider, "A new VPC has its id at once and brings a default route table along.",
    "note of CreateVpc")
  static let vpcDependants = Behaviour(
    "VPC-003", .contract, "A VPC with subnets is not deleted.", "ctvpc_delete_vpc_api.go")
  static let vpcOtherDependants = Behaviour(
    "VPC-004", .assumption,
    "A VPC with user-made route tables, security groups, ACLs, peerings, endpoint services, target groups, "
      + "private zones or a gateway is not deleted.",
    "the contract says it of user-made route tables; the rest follows from the order of removal in README §6")
  static let vpcDefaultTable = Behaviour(
    "VPC-005", .contract, "The default route table goes with its VPC.", "ctvpc_delete_route_table_api.go")
  static let vpcIPv6Off = Behaviour(
    "VPC-006", .contract, "IPv6 of a VPC is not switched off while a subnet has it.",
    "ctvpc_update_i_pv6_status_for_vpc_api.go")
  static let vpcIPv6Range = Behaviour(
    "VPC-007", .assumption,
    "A VPC with IPv6 gets a /56 of the documentation range 2001:db8::/32, or the range that is "
      + "configured for its name.")

  static let vpcs = [
    vpcNameUnique, vpcReady, vpcDependants, vpcOtherDependants, vpcDefaultTable, vpcIPv6Off, vpcIPv6Range,
  ]
}

enum VPCs {
  static let handlers: [String: Handler] = [
    "vpc.CreateVpc": create, "vpc.ShowVpc": show, "vpc.ListVpcs": list, "vpc.ListVpcsLegacy": list,
    "vpc.UpdateVpc": update, "vpc.UpdateVpcIpv6Status": updateIPv6, "vpc.DeleteVpc": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.required("name")
    try checkName(name, cloud, request)
    let vpc = VPC(
      id: cloud.makeID("vpc"), scope: request.scope, name: name,
      description: request.text("description") ?? "", project: request.choice("projectID") ?? "0",
      cidr: try request.prefix("CIDR"),
      ipv6: request.flag("enableIpv6") == true ? cloud.takeIPv6Range(for: name) : nil,
      createdAt: request.now)
    cloud.insert(vpc)
    cloud.insert(
      RouteTable(
        id: cloud.makeID("rtb"), scope: request.scope, vpcID: vpc.id, name: "default", isDefault: true,
        createdAt: request.now, updatedAt: request.now))
    return .row(["vpcID": .string(vpc.id)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(VPC.self, request.required("vpcID"), request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.text("vpcName")
    // Project "0" is what clients send for "whichever".
    let project = request.text("projectID").flatMap { $0 == "0" ? nil : $0 }
    let fits: (VPC) -> Bool = {
      (name == nil || $0.name == name) && (project == nil || $0.project == project)
    }
    if let ids = request.listed("vpcID") {
      return cloud.page(cloud.own(VPC.self, ids, request).filter(fits), request, cloud.describe)
    }
    let group = name.map { Group.named(request.scope, $0) } ?? .scope(request.scope)
    return cloud.page(VPC.self, group, request, where: project == nil ? nil : fits, cloud.describe)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let name = request.text("name")
    if let name, name != vpc.name { try checkName(name, cloud, request) }
    cloud.update(VPC.self, vpc.id) {
      if let name { $0.name = name }
      if let description = request.arguments["description"]?.stringValue { $0.description = description }
    }
    return .nothing
  }

  static func updateIPv6(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let isOn = request.flag("enableIpv6") == true
    if !isOn, cloud.state.subnets.rows(in: .of(vpc.id)).contains(where: { $0.ipv6 != nil }) {
      throw Refusal(.vpcIPv6Off, "Vpc", .dependants, "subnets of \(vpc.id) still have IPv6")
    }
    guard isOn != (vpc.ipv6 != nil) else { return .nothing }
    let range = isOn ? cloud.takeIPv6Range(for: vpc.name) : nil
    cloud.update(VPC.self, vpc.id) { $0.ipv6 = range }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let group = Group.of(vpc.id)
    if cloud.state.subnets.count(in: group) > 0 {
      throw Refusal(.vpcDependants, "Vpc", .dependants, "\(vpc.id) still has subnets")
    }
    let tables = cloud.state.routeTables.rows(in: group)
    let others: [(String, Bool)] = [
      ("user-made route tables", tables.contains { !$0.isDefault }),
      ("security groups", cloud.state.securityGroups.count(in: group) > 0),
      ("ACLs", cloud.state.acls.count(in: group) > 0),
      ("peerings", cloud.state.peerings.count(in: group) > 0 || cloud.state.orders.count(in: group) > 0),
      ("endpoint services", cloud.state.endpointServices.count(in: group) > 0),
      ("target groups", cloud.state.targetGroups.count(in: group) > 0),
      ("private zones", cloud.state.privateZones.count(in: group) > 0),
      ("an attachment to a gateway", cloud.state.attachments.count(in: group) > 0),
    ]
    if let (what, _) = others.first(where: \.1) {
      throw Refusal(.vpcOtherDependants, "Vpc", .dependants, "\(vpc.id) still has \(what)")
    }
    for table in tables {
      for rule in cloud.state.routeRules.rows(in: .of(table.id)) { cloud.remove(RouteRule.self, rule.id) }
      cloud.remove(RouteTable.self, table.id)
    }
    for authorisation in cloud.state.authorisations.rows(in: group) {
      cloud.remove(Authorisation.self, authorisation.id)
    }
    cloud.remove(VPC.self, vpc.id)
    cloud.subnetMaps[vpc.id] = nil
    return .nothing
  }

  private static func checkName(_ name: String, _ cloud: Cloud, _ request: Request) throws(Refusal) {
    if cloud.state.vpcs.count(in: .named(request.scope, name)) > 0 {
      throw Refusal(.vpcNameUnique, "Vpc", .alreadyExists, "there is a VPC named \(name) already")
    }
  }
}

extension Cloud {
  /// A range that no VPC was given before: the counter of rows never runs back.
  fileprivate func takeIPv6Range(for name: String) -> Prefix? {
    if let known = configuration.ipv6Ranges[name], !state.vpcs.numbered.contains(where: { $1.ipv6 == known })
    {
      return known
    }
    // 24 bits of /56 ranges fit into 2001:db8::/32.
    let number = UInt128(state.nextSequence & 0xFF_FFFF)
    return Prefix(
      containing: IPAddress(family: .ipv6, bits: 0x2001_0DB8 << 96 | number << 72), length: 56)
  }

  func describe(_ vpc: VPC) -> JSONObject {
    [
      "vpcID": .string(vpc.id), "name": .string(vpc.name), "description": .string(vpc.description),
      "CIDR": .string(vpc.cidr.description), "ipv6Enabled": .bool(vpc.ipv6 != nil),
      "enableIpv6": .bool(vpc.ipv6 != nil), "ipv6CIDRS": .texts(vpc.ipv6.map { [$0.description] } ?? []),
      "subnetIDs": .texts(state.subnets.rows(in: .of(vpc.id)).map(\.id)), "natGatewayIDs": [],
      "secondaryCIDRS": .texts(vpc.secondary.map(\.description)), "projectID": .string(vpc.project),
    ]
  }
}
