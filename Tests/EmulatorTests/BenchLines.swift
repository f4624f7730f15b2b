import JSON
import Testing

@testable import Emulator

extension Bench {
  /// The arguments of a line whose ends are 10.255.0.(network + 1) and (network + 2).
  func lineArguments(_ name: String, vlan: Int64, network: Int = 0) -> JSONObject {
    [
      "lineName": .string(name), "account": "net@hub.example", "ipVersion": "IPV4",
      "localConnectIP": .string("10.255.0.\(network + 1)/30"),
      "remoteConnectIP": .string("10.255.0.\(network + 2)/30"), "hostname": "switch", "portType": "10G",
      "portName": "xe-0/0/1", "bandwidth": 1000, "lineType": "PON", "tag": 1, "vlan": .integer(vlan),
      "isShared": 0,
    ]
  }

  /// A line; its id, as the list tells it.
  mutating func line(_ name: String, vlan: Int64, network: Int = 0) throws -> String {
    try ok("cda.AddPhysicalLine", lineArguments(name, vlan: vlan, network: network))
    let rows =
      try ok("cda.ListPhysicalLine", ["pageNo": 1, "pageSize": 50])["physicalLineList"]?.arrayValue ?? []
    return rows.first { $0.text("lineName") == name }?.text("lineId") ?? ""
  }

  /// A gateway with one line.
  mutating func boundGateway() throws -> (gateway: String, line: String) {
    let line = try line("line-a", vlan: 100)
    try ok("cda.AddGateway", ["gatewayName": "gw", "account": "net@hub.example", "hostname": "switch"])
    try ok("cda.BindPhysicalLine", ["gatewayName": "gw", "lineID": .string(line)])
    return ("gw", line)
  }

  /// A gateway with one line and one VPC.
  mutating func attachedGateway() throws -> (gateway: String, vpc: String, subnet: String) {
    let (gateway, _) = try boundGateway()
    let (vpc, subnet) = try network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
    try ok("cda.AddVpc", attachment(gateway, vpc, "192.168.1.0/24"))
    return (gateway, vpc, subnet)
  }

  /// The arguments of an attachment.
  func attachment(_ gateway: String, _ vpc: String, _ subnet: String) -> JSONObject {
    [
      "account": "net@hub.example", "bandwidth": 100, "gatewayName": .string(gateway), "ipVersion": "IPV4",
      "vpcID": .string(vpc), "vpcNetworkSegment": "192.168.0.0/16", "vpcSubnet": [.string(subnet)],
    ]
  }

  /// The arguments of a static route over line-a.
  func staticRoute(_ gateway: String) -> JSONObject {
    [
      "ipVersion": "IPV4", "gatewayName": .string(gateway), "dstCidr": ["10.1.123.0/24"],
      "nextHop": [["remoteGatewayIp": "10.255.0.2", "priority": 1, "track": 1]],
    ]
  }

  /// A BGP neighbour.
  func neighbour(_ line: String, address: String = "10.255.0.2", peer: String = "65010") -> JSONValue {
    [
      "BGPNeighbor": "ce1", "BGPIP": .string(address), "lineID": .string(line), "peerAS": .string(peer),
      "BGPKey": "session-key", "bfd": true,
    ]
  }

  /// The arguments of a BGP route.
  func bgpRoute(_ gateway: String, _ line: String) -> JSONObject {
    [
      "ipVersion": "IPV4", "gatewayName": .string(gateway), "networkCidr": ["10.1.123.0/24"],
      "BGPList": [neighbour(line)],
    ]
  }

  /// The arguments of a health check.
  func healthCheck(_ gateway: String, _ vpc: String, _ subnet: String) -> JSONObject {
    [
      "gatewayName": .string(gateway), "vpcID": .string(vpc), "vpcName": "hub-vpc",
      "vpcSubnet": "192.168.1.0/24", "vpcSubnetID": .string(subnet), "srcIP": "192.168.1.200",
      "dstIP": "10.255.0.2", "interval": 2, "ntimest": 5, "autoRouteSwitching": true,
    ]
  }

  /// The arguments by which orders authorises hub.
  func authorisation(_ vpc: String, _ gateway: String) -> JSONObject {
    [
      "account": "ops@orders.example", "vpcID": .string(vpc), "vpcName": "orders-vpc",
      "gatewayName": .string(gateway), "authAccountId": "10001", "authAccount": "net@hub.example",
    ]
  }

  /// The arguments that withdraw it.
  func withdrawal(_ vpc: String, _ gateway: String) -> JSONObject {
    ["vpcID": .string(vpc), "gatewayName": .string(gateway), "authAccountId": "10001"]
  }

  /// A load balancer that listens on TCP 8443, and the target group behind.
  mutating func listening() throws -> (balancer: String, group: String) {
    let (vpc, subnet) = try network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
    let balancer = try balancer(in: vpc, subnet)
    let group = try ok("elb.CreateTargetGroup", targetGroup(vpc)).text("ID")
    try ok("elb.CreateListener", listener(balancer, group))
    return (balancer, group)
  }

  /// The arguments of a target group.
  func targetGroup(_ vpc: String) -> JSONObject {
    ["name": "group-a", "vpcID": .string(vpc), "algorithm": "rr", "protocol": "TCP"]
  }

  /// The arguments of a listener.
  func listener(_ balancer: String, _ group: String) -> JSONObject {
    [
      "loadBalancerID": .string(balancer), "name": "listener-a", "protocol": "TCP", "protocolPort": 8443,
      "defaultAction": [
        "type": "forward", "forwardConfig": ["targetGroups": [["targetGroupID": .string(group)]]],
      ],
    ]
  }

  /// The arguments of a target that is an address.
  func targetArguments(_ group: String) -> JSONObject {
    [
      "targetGroupID": .string(group), "instanceType": "IP", "instanceID": "outside",
      "instanceIP": "10.0.1.77", "protocolPort": 8443,
    ]
  }

  /// A reverse service with an endpoint, and its first transit IP.
  mutating func reverseService(
    named name: String = "reverse-vpc"
  ) throws -> (service: String, endpoint: String, transit: String) {
    let (vpc, subnet) = try network(name, "10.0.0.0/16", "10.0.1.0/24")
    let service = try ok(
      "vpce.CreateEndpointService",
      [
        "vpcID": .string(vpc), "subnetID": .string(subnet), "name": "service-r", "type": "reverse",
        "autoConnection": true,
      ]
    ).text("endpointService", "endpointServiceID")
    let transit = try ok("vpce.ListEndpointServiceTransitIPs", named(service)).text("transitIPs", "transitIP")
    return (service, try endpoint(of: service, in: vpc, subnet), transit)
  }

  /// The arguments of a reverse rule.
  func reverseRule(_ service: String, _ endpoint: String, _ transit: String) -> JSONObject {
    [
      "endpointServiceID": .string(service), "endpointID": .string(endpoint),
      "transitIPAddress": .string(transit), "transitPort": 8080, "protocol": "TCP",
      "targetIPAddress": "10.1.123.10", "targetPort": 80,
    ]
  }
}
