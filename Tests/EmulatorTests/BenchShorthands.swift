import JSON
import Testing

@testable import Emulator

extension Bench {
  /// A VPC with a subnet.
  mutating func network(
    _ name: String, _ cidr: String, _ subnetCIDR: String, as other: String? = nil
  ) throws -> (vpc: String, subnet: String) {
    let vpc = try ok("vpc.CreateVpc", ["name": .string(name), "CIDR": .string(cidr)], as: other).text("vpcID")
    return (vpc, try subnet(in: vpc, subnetCIDR, as: other))
  }

  /// A subnet.
  mutating func subnet(in vpc: String, _ cidr: String, as other: String? = nil) throws -> String {
    try ok(
      "vpc.CreateSubnet", ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": .string(cidr)], as: other
    ).text("subnetID")
  }

  /// An interface service.
  mutating func service(
    in vpc: String, backend: String = "lb-nobody", automatic: Bool = true, as other: String? = nil
  ) throws -> String {
    try ok(
      "vpce.CreateEndpointService",
      [
        "vpcID": .string(vpc), "name": "service-a", "instanceType": "lb", "instanceID": .string(backend),
        "autoConnection": .bool(automatic),
        "rules": [["protocol": "TCP", "serverPort": 8443, "endpointPort": 443]],
      ], as: other
    ).text("endpointService", "endpointServiceID")
  }

  /// The arguments of an endpoint.
  func endpointArguments(
    of service: String, in vpc: String, _ subnet: String, address: String? = nil
  ) -> JSONObject {
    var arguments: JSONObject = [
      "cycleType": "on_demand", "endpointServiceID": .string(service), "endpointName": "endpoint-a",
      "vpcID": .string(vpc), "subnetID": .string(subnet), "whitelistFlag": 1,
      "whitelist": ["10.1.123.0/24"],
    ]
    if let address { arguments["IP"] = .string(address) }
    return arguments
  }

  /// An endpoint that has started.
  mutating func endpoint(
    of service: String, in vpc: String, _ subnet: String, address: String? = nil, as other: String? = nil
  ) throws -> String {
    try finish(
      "vpce.CreateEndpoint", endpointArguments(of: service, in: vpc, subnet, address: address), as: other
    ).text("endpointID")
  }
}

extension Bench {
  /// A load balancer.
  mutating func balancer(in vpc: String, _ subnet: String, as other: String? = nil) throws -> String {
    try ok(
      "elb.CreateLoadBalancer",
      ["vpcID": .string(vpc), "subnetID": .string(subnet), "name": "lb-a", "resourceType": "internal"],
      as: other
    ).text("ID")
  }

  /// The default route table of a VPC.
  mutating func defaultTable(of vpc: String) throws -> String {
    try ok("vpc.ListRouteTables", ["vpcID": .string(vpc)]).text("routeTables", "id")
  }

  /// The default route table of a VPC of its own.
  mutating func tableOfNewVPC() throws -> String {
    let vpc = try ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
    return try defaultTable(of: vpc)
  }

  /// The arguments of a route over a line.
  func route(_ table: String, _ destination: String) -> JSONObject {
    [
      "routeTableID": .string(table), "nextHopID": "gateway1", "nextHopType": "dc",
      "destination": .string(destination), "ipVersion": 4,
    ]
  }
}

extension Bench {
  /// A security group.
  mutating func group(in vpc: String, name: String = "group-a") throws -> String {
    try ok("vpc.CreateSecurityGroup", ["vpcID": .string(vpc), "name": .string(name)]).text("securityGroupID")
  }

  /// The arguments that put an instance into a group.
  func joining(_ group: String, _ instance: String) -> JSONObject {
    ["securityGroupID": .string(group), "instanceID": .string(instance), "action": "joinSecurityGroup"]
  }

  /// A rule that admits the NAT range of endpoints.
  func groupRule() -> JSONObject {
    [
      "direction": "ingress", "remoteType": 0, "action": "accept", "priority": 10, "protocol": "TCP",
      "ethertype": "IPv4", "destCidrIp": "198.19.128.0/17", "range": "8443",
    ]
  }

  /// A rule of a group.
  mutating func addRule(to group: String) throws -> String {
    try ok(
      "vpc.AuthorizeSecurityGroupIngress",
      ["securityGroupID": .string(group), "securityGroupRules": [.object(groupRule())]]
    )["sgRuleIDs"]?[0]?.stringValue ?? ""
  }

  /// A private zone.
  mutating func zone(_ vpcs: String) throws -> String {
    try ok("vpc.CreatePrivateZone", ["vpcIDList": .string(vpcs), "name": "example.internal"]).text("zoneID")
  }

  /// The arguments of a record set.
  func record(_ zone: String) -> JSONObject {
    ["zoneID": .string(zone), "type": "A", "name": "orders", "valueList": ["10.0.0.5"]]
  }

  /// Two VPCs that do not overlap.
  mutating func twoVPCs() throws -> (String, String) {
    let one = try ok("vpc.CreateVpc", ["name": "one", "CIDR": "10.0.0.0/16"]).text("vpcID")
    return (one, try ok("vpc.CreateVpc", ["name": "two", "CIDR": "10.1.0.0/16"]).text("vpcID"))
  }

  /// The arguments of a peering from 10.0.0.0/16.
  func peering(_ one: String, _ two: String) -> JSONObject {
    [
      "requestVpcID": .string(one), "requestVpcName": "one", "requestVpcCidr": "10.0.0.0/16",
      "acceptVpcID": .string(two), "name": "peering-a",
    ]
  }

  /// The arguments of a route over a peering.
  func peeringRoute(_ peering: String, _ vpc: String) -> JSONObject {
    ["ipVersion": 4, "nextHopID": .string(peering), "vpcID": .string(vpc), "destination": "10.1.0.0/16"]
  }

  /// An ACL of a VPC of its own.
  mutating func aclOfNewVPC() throws -> String {
    let vpc = try ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
    return try ok("vpc.CreateAcl", ["vpcID": .string(vpc), "name": "acl-a"]).text("aclID")
  }

  /// A rule of an ACL.
  func aclRule(_ direction: String) -> JSONValue {
    [
      "direction": .string(direction), "protocol": "tcp", "ipVersion": "ipv4", "destinationPort": "443:443",
      "sourceIpAddress": "0.0.0.0/0", "destinationIpAddress": "10.0.0.0/16", "action": "accept",
      "enabled": "enable",
    ]
  }

  /// The arguments that bind an HA virtual IP to a server.
  mutating func binding(_ address: String, to instance: String) throws -> JSONObject {
    let port = try ok("vpc.ListPorts", ["deviceID": .string(instance)]).text("ports", "networkInterfaceID")
    return [
      "resourceType": "VM", "haVipID": .string(address), "networkInterfaceID": .string(port),
      "instanceID": .string(instance),
    ]
  }

  /// The arguments of a network path.
  func path(from source: String, to target: String) -> JSONObject {
    [
      "name": "path-a", "sourceID": "vm-seeded", "sourceType": "ecs", "sourcePort": 40_000,
      "targetType": "ecs", "targetPort": 443, "targetID": "bm-seeded", "sourceIP": .string(source),
      "targetIP": .string(target), "protocol": "TCP",
    ]
  }

  /// Names an endpoint service.
  func named(_ service: String) -> JSONObject { ["endpointServiceID": .string(service)] }

  /// The arguments of a service without a backend that exists.
  func serviceArguments(in vpc: String) -> JSONObject {
    [
      "vpcID": .string(vpc), "name": "service-a", "instanceType": "lb", "instanceID": "lb-nobody",
      "autoConnection": true, "rules": [["protocol": "TCP", "serverPort": 8443, "endpointPort": 443]],
    ]
  }

  /// The arguments of a mapping.
  func mapping(_ service: String, server: Int64, endpoint: Int64) -> JSONObject {
    [
      "endpointServiceID": .string(service), "protocol": "TCP", "serverPort": .integer(server),
      "endpointPort": .integer(endpoint),
    ]
  }

  /// Puts an account on the allow list of a service of orders'.
  mutating func allow(_ account: String, on service: String) throws {
    let ids = ["hub": "10001", "orders": "10002", "guest": "10003"]
    try ok(
      "vpce.CreateEndpointServiceWhitelist",
      ["endpointServiceID": .string(service), "bssAccountID": .string(ids[account] ?? "")], as: "orders")
  }

  /// 1 when an endpoint is connected, 2 when not.
  mutating func status(of endpoint: String) throws -> Int64? {
    try ok("vpce.ShowEndpoint", ["endpointID": .string(endpoint)])["endpoint"]?["status"]?.integerValue
  }
}
