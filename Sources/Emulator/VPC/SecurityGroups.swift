import Addressing
import JSON
import Scenario

/// A stateful filter in front of network interfaces.
struct SecurityGroup: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<SecurityGroup>> { \.securityGroups }
  static let kind = ResourceKind.securityGroup
  static let module = "SecurityGroup"

  let id: String
  let scope: Scope
  let vpcID: String
  var name: String
  var description: String
  var isEnabled = true
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID] }
}

extension Behaviour {
  static let groupInUse = Behaviour(
    "SGR-001", .contract, "A security group with an attached instance is not deleted.",
    "ctvpc_vpc_delete_security_group_api.go")
  static let groupsPerInterface = Behaviour(
    "SGR-002", .assumption, "A network interface takes as many security groups as the profile says.")
  static let groupForeignVPC = Behaviour(
    "SGR-003", .assumption, "An interface takes only security groups of its own VPC.")
  static let groupNoRules = Behaviour(
    "SGR-004", .assumption, "A new security group has no rules.",
    "nobody states which rules the cloud makes by itself")

  static let securityGroups = [groupInUse, groupsPerInterface, groupForeignVPC, groupNoRules]
}

enum SecurityGroups {
  static let handlers: [String: Handler] = [
    "vpc.CreateSecurityGroup": create, "vpc.ListSecurityGroups": list, "vpc.ListSecurityGroupsLegacy": list,
    "vpc.ShowSecurityGroup": show, "vpc.UpdateSecurityGroup": update, "vpc.DeleteSecurityGroup": delete,
    "vpc.JoinSecurityGroup": join, "vpc.LeaveSecurityGroup": leave,
    "vpc.BatchJoinSecurityGroups": joinSeveral,
    "vpc.BatchAttachSecurityGroupPorts": attachPorts, "vpc.BatchDetachSecurityGroupPorts": detachPorts,
    "vpc.ListSecurityGroupInstances": listInstances,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let group = SecurityGroup(
      id: cloud.makeID("sg"), scope: request.scope, vpcID: vpc.id, name: request.required("name"),
      description: request.text("description") ?? "", createdAt: request.now)
    cloud.insert(group)
    return .row(["securityGroupID": .string(group.id)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpcID = request.text("vpcID")
    let content = request.text("queryContent")
    if let instanceID = request.text("instanceID") {
      let ports = cloud.state.ports.rows(in: .of(instanceID)).filter { $0.scope == request.scope }
      let ids = Set(ports.flatMap(\.securityGroupIDs)).sorted()
      return cloud.page(cloud.own(SecurityGroup.self, ids, request), request) { cloud.describe($0) }
    }
    return cloud.page(
      SecurityGroup.self, cloud.group(ofVPC: vpcID, request), request,
      where: content.map { content in { $0.name.contains(content) || $0.id.contains(content) } }
    ) { cloud.describe($0) }
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    return .row(cloud.describe(group, direction: request.choice("direction") ?? "all"))
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    cloud.update(SecurityGroup.self, group.id) {
      if let name = request.text("name") { $0.name = name }
      if let isEnabled = request.flag("enabled") { $0.isEnabled = isEnabled }
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    if let port = cloud.state.ports.first(in: .of(group.id)) {
      throw Refusal(
        .groupInUse, "SecurityGroup", .dependants, "\(port.instanceID) is attached to \(group.id)")
    }
    for rule in cloud.state.securityGroupRules.rows(in: .of(group.id)) where rule.securityGroupID == group.id
    {
      cloud.remove(SecurityGroupRule.self, rule.id)
    }
    cloud.remove(SecurityGroup.self, group.id)
    return .nothing
  }

  static func join(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    try cloud.attach(try ports(of: request, cloud), to: [request.required("securityGroupID")], request)
    return .nothing
  }

  static func joinSeveral(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    try cloud.attach(try ports(of: request, cloud), to: request.texts("securityGroupIDs") ?? [], request)
    return .nothing
  }

  static func leave(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    for port in try ports(of: request, cloud) {
      cloud.update(Port.self, port.id) { $0.securityGroupIDs.removeAll { $0 == group.id } }
    }
    return .nothing
  }

  static func attachPorts(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    var ports: [Port] = []
    for id in request.texts("portIDs") ?? [] { ports.append(try cloud.find(Port.self, id, request)) }
    try cloud.attach(ports, to: [request.required("securityGroupID")], request)
    return .nothing
  }

  static func detachPorts(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    var ports: [Port] = []
    for id in request.listed("portIDs") ?? [] { ports.append(try cloud.find(Port.self, id, request)) }
    for port in ports {
      cloud.update(Port.self, port.id) { $0.securityGroupIDs.removeAll { $0 == group.id } }
    }
    return .nothing
  }

  static func listInstances(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    let ports = cloud.state.ports.rows(in: .of(group.id))
    return cloud.page(ports, request) { port in
      [
        "instanceID": .string(port.instanceID),
        "instanceName": .optional(cloud.state.servers[port.instanceID]?.name),
        "instanceType": .string(port.instanceType), "instanceState": "running",
        "privateIp": .string(port.address.description), "privateIpv6": .optional(port.ipv6?.description),
      ]
    }
  }

  /// The interfaces of the named instance, or the one that is named too.
  private static func ports(of request: Request, _ cloud: Cloud) throws(Refusal) -> [Port] {
    let instanceID = request.required("instanceID")
    if let portID = request.text("networkInterfaceID") {
      let port = try cloud.find(Port.self, portID, request)
      guard port.instanceID == instanceID else { throw Port.missing("\(portID) of \(instanceID)") }
      return [port]
    }
    let ports = cloud.state.ports.rows(in: .of(instanceID)).filter { $0.scope == request.scope }
    guard !ports.isEmpty else { throw Server.missing(instanceID) }
    return ports
  }
}

extension Cloud {
  /// Attaches interfaces to groups: all to all, or nothing and a refusal.
  fileprivate mutating func attach(
    _ ports: [Port], to groupIDs: [String], _ request: Request
  ) throws(Refusal) {
    let limit = configuration.profile.securityGroupsPerInterface
    for id in groupIDs {
      let group = try find(SecurityGroup.self, id, request)
      if let port = ports.first(where: { $0.vpcID != group.vpcID }) {
        throw Refusal(.groupForeignVPC, "SecurityGroup", .conflict, "\(port.id) is not in the VPC of \(id)")
      }
    }
    for port in ports where Set(port.securityGroupIDs).union(groupIDs).count > limit {
      throw Refusal(.groupsPerInterface, "SecurityGroup", .quota, "\(port.id) takes \(limit) security groups")
    }
    for port in ports {
      update(Port.self, port.id) { changed in
        for id in groupIDs where !changed.securityGroupIDs.contains(id) {
          changed.securityGroupIDs.append(id)
        }
      }
    }
  }

  func describe(_ group: SecurityGroup, direction: String = "all") -> JSONObject {
    let rules = state.securityGroupRules.rows(in: .of(group.id)).filter {
      $0.securityGroupID == group.id
        && (direction == "all" || $0.document.members.text("direction") == direction)
    }
    let instances = Set(state.ports.rows(in: .of(group.id)).map(\.instanceID))
    return [
      "securityGroupName": .string(group.name), "projectID": "0", "id": .string(group.id),
      "vmNum": .count(instances.count), "origin": "user", "vpcName": .optional(state.vpcs[group.vpcID]?.name),
      "vpcID": .string(group.vpcID), "creationTime": .time(group.createdAt),
      "description": .string(group.description),
      "securityGroupRuleList": .array(rules.map { .object(describe($0)) }),
    ]
  }
}
