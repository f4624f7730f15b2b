import CtyunAPI
import JSON
import Runbook

/// Where things of a kind are listed, and by what they are known there: for finding out whether a name is free and how
/// many there are.
struct NameSpace: Sendable {
  /// The operation that makes one (`vpc.CreateVpc`).
  let maker: String
  /// The operation that lists them.
  let list: String
  /// The parameter of the maker that names it.
  let name: String
  /// The member of a row that shows the name.
  let member: String
  /// Parameters of the maker that the list takes too: the name need only be free among these.
  let scope: [String]
  /// What one of them is called.
  let noun: String

  /// Every kind of thing that has a name of its own in an account. What stands only inside something that the run
  /// makes, such as a listener or a rule, is not among them.
  static let all = [
    NameSpace("vpc.CreateVpc", "vpc.ListVpcs", "VPC"),
    NameSpace("vpc.CreateSubnet", "vpc.ListSubnets", "subnet", scope: ["vpcID"]),
    NameSpace(
      "vpc.CreateSecurityGroup", "vpc.ListSecurityGroups", "security group", member: "securityGroupName",
      scope: ["vpcID"]),
    NameSpace("vpc.CreateRouteTable", "vpc.ListRouteTables", "route table", scope: ["vpcID"]),
    NameSpace("vpc.CreatePrivateZone", "vpc.ListPrivateZones", "private zone"),
    NameSpace("elb.CreateLoadBalancer", "elb.ListLoadBalancers", "load balancer"),
    NameSpace("elb.CreateTargetGroup", "elb.ListTargetGroups", "target group", scope: ["vpcID"]),
    NameSpace("vpce.CreateEndpointService", "vpce.ListEndpointServices", "endpoint service"),
    NameSpace("vpce.CreateEndpoint", "vpce.ListEndpoints", "endpoint", name: "endpointName"),
    NameSpace(
      "cda.AddPhysicalLine", "cda.ListPhysicalLine", "line", name: "lineName", member: "lineName",
      scope: ["account"]),
    NameSpace(
      "cda.AddGateway", "cda.ListGateway", "Direct Connect gateway", name: "gatewayName", member: "vrfName",
      scope: ["account"]),
  ]

  private init(
    _ maker: String, _ list: String, _ noun: String, name: String = "name", member: String = "name",
    scope: [String] = []
  ) {
    self.maker = maker
    self.list = list
    self.noun = noun
    self.name = name
    self.member = member
    self.scope = scope
  }

  /// The arguments of the list for a call of the maker; nil when the scope is something that the run itself makes.
  func arguments(for call: APICall) -> JSONObject? {
    var arguments: JSONObject = ["regionID": call.parameters["regionID"] ?? .null]
    for name in scope {
      guard let value = call.parameters[name], !value.isRunbookReference else { return nil }
      arguments[name] = value
    }
    guard let operation = Operations.named(list) else { return nil }
    if let paging = operation.paging {
      arguments[paging.pageParameter] = 1
      arguments[paging.sizeParameter] = .integer(Int64(Paging.maximumSize))
    }
    return arguments
  }

  /// The rows of a whole reply.
  func rows(in document: JSONValue) -> [JSONValue] {
    guard let operation = Operations.named(list) else { return [] }
    if let paging = operation.paging { return paging.rows(in: document) }
    let returned = document["returnObj"]
    return returned?.arrayValue ?? (returned.map { $0.isBlank ? [] : [$0] } ?? [])
  }
}
