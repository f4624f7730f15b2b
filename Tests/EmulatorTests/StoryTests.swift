import JSON
import Testing

@testable import Emulator

/// The four ways in which endpoints are used, call by call, and back again to where they began.
@Suite struct StoryTests {
  private func inventory(of bench: Bench) throws -> JSONValue {
    try #require(bench.target as? EngineTarget).cloud.inventory()
  }

  /// A provider's side: network, load balancer, service.
  private struct Published {
    var vpc, subnet, balancer, service: String
  }

  private func publish(_ bench: inout Bench, automatic: Bool, as account: String) throws -> Published {
    let (vpc, subnet) = try bench.network("orders-vpc", "172.16.0.0/16", "172.16.1.0/24", as: account)
    let balancer = try bench.balancer(in: vpc, subnet, as: account)
    let service = try bench.service(in: vpc, backend: balancer, automatic: automatic, as: account)
    return Published(vpc: vpc, subnet: subnet, balancer: balancer, service: service)
  }

  private func withdraw(_ published: Published, _ bench: inout Bench, as account: String) throws {
    try bench.ok("vpce.DeleteEndpointService", ["ID": .string(published.service)], as: account)
    try bench.ok("elb.DeleteLoadBalancer", ["elbID": .string(published.balancer)], as: account)
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(published.subnet)], as: account)
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(published.vpc)], as: account)
  }

  @Test func sameAccount() throws {
    var bench = Bench()
    let published = try publish(&bench, automatic: true, as: "hub")
    let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
    let shown = try bench.ok("vpce.ShowEndpointService", bench.named(published.service))
    #expect(shown["backends"]?.arrayValue?.count == 1)

    let endpoint = try bench.endpoint(of: published.service, in: vpc, subnet, address: "192.168.1.30")
    let row = try bench.ok("vpce.ShowEndpoint", ["endpointID": .string(endpoint)])["endpoint"]
    #expect(row?["status"] == 1)
    #expect(row?["vpcAddress"] == "192.168.1.30")
    #expect(row?["whitelist"] == "10.1.123.0/24")
    #expect(row?["endpointObj"]?["subnetID"] == .string(subnet))

    try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    try withdraw(published, &bench, as: "hub")
    #expect(try inventory(of: bench) == .object([:]))
  }

  @Test func otherAccountWithApproval() throws {
    var bench = Bench()
    let published = try publish(&bench, automatic: false, as: "orders")
    let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
    let order = bench.endpointArguments(of: published.service, in: vpc, subnet)
    try bench.refused("vpce.CreateEndpoint", order, code: "VpceEndpoint.AccessDenied")

    try bench.ok(
      "vpce.CreateEndpointServiceWhitelist",
      ["endpointServiceID": .string(published.service), "email": "net@hub.example"], as: "orders")
    let endpoint = try bench.finish("vpce.CreateEndpoint", order).text("endpointID")
    #expect(try bench.status(of: endpoint) == 2)

    let asked = try bench.ok(
      "vpce.ListEndpointServiceConnections", bench.named(published.service), as: "orders")
    #expect(asked.text("endpointID") == endpoint)
    #expect(asked.text("status") == "DOWN")
    let pair: JSONObject = [
      "endpointServiceID": .string(published.service), "endpointID": .string(endpoint),
    ]
    // Only the owner of the service decides.
    try bench.refused("vpce.AcceptEndpointApply", pair, code: "VpceEndpointService.NotFound")
    try bench.ok("vpce.AcceptEndpointApply", pair, as: "orders")
    #expect(try bench.status(of: endpoint) == 1)

    // The owner sees that there is an endpoint, not the endpoint.
    try bench.refused(
      "vpce.ShowEndpoint", ["endpointID": .string(endpoint)], as: "orders", code: "VpceEndpoint.NotFound")
    try bench.refused(
      "vpce.DeleteEndpointService", ["ID": .string(published.service)], as: "orders",
      code: "VpceEndpointService.HasDependants")

    try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    try withdraw(published, &bench, as: "orders")
    #expect(try inventory(of: bench) == .object([:]))
  }

  @Test func objectStorage() throws {
    var bench = Bench()
    let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
    let services = try bench.ok("vpce.ListCtyunServices")["results"]?.arrayValue ?? []
    let storage = try #require(services.first { $0.text("name") == "zos" })
    var order = bench.endpointArguments(of: storage.text("endpointServiceID"), in: vpc, subnet)
    order["whitelist"] = ["10.1.123.0/24", "10.1.124.0/24"]
    order["enableDns"] = true
    let endpoint = try bench.finish("vpce.CreateEndpoint", order).text("endpointID")
    let named: JSONObject = ["endpointID": .string(endpoint)]
    let row = try bench.ok("vpce.ShowEndpoint", named)["endpoint"]
    #expect(row?["status"] == 1)
    #expect(row?["whitelist"] == "10.1.123.0/24,10.1.124.0/24")
    #expect(row?["endpointObj"]?["dnsNames"] == ["zos.ctyun.cn"])

    try bench.ok("vpce.AddEndpointWhitelist", ["endpointID": .string(endpoint), "whitelist": ["10.1.125.7"]])
    let list: JSONValue = ["10.1.123.0/24", "10.1.124.0/24", "10.1.125.7"]
    #expect(try bench.ok("vpce.ShowEndpointWhitelist", named) == list)
    try bench.ok("vpce.CreateEndpointOssPolicy", ["endpointID": .string(endpoint), "policy": "{}"])

    try bench.finish("vpce.DeleteEndpoint", named)
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    #expect(try inventory(of: bench) == .object([:]))
  }

  @Test func siteThroughDedicatedLine() throws {
    var bench = Bench()
    let (gateway, vpc, subnet) = try bench.attachedGateway()
    let named: JSONObject = ["gatewayName": .string(gateway)]
    let line = try bench.ok("cda.ListPhysicalLine", ["pageNo": 1, "pageSize": 10])
      .text("physicalLineList", "lineId")
    try bench.ok("cda.AddBgpRoute", bench.bgpRoute(gateway, line))
    try bench.ok("cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet))
    let shown = try bench.ok("cda.ListGateway", ["pageNo": 1, "pageSize": 10, "account": "net@hub.example"])
    let row = try #require(shown["lineGatewayList"]?[0])
    #expect(row["lineList"] == ["line-a"])
    #expect(row["vpcList"]?[0]?["vpcId"] == .string(vpc))

    let published = try publish(&bench, automatic: true, as: "orders")
    try bench.allow("hub", on: published.service)
    let endpoint = try bench.endpoint(of: published.service, in: vpc, subnet, address: "192.168.1.30")
    #expect(try bench.status(of: endpoint) == 1)

    // Every step back is refused as long as the one after it still stands.
    try bench.refused("cda.DeleteGateway", named, code: "LineGateway.HasDependants")
    try bench.refused("vpc.DeleteSubnet", ["subnetID": .string(subnet)], code: "Subnet.HasDependants")
    try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    let pair: JSONObject = ["gatewayName": .string(gateway), "vpcID": .string(vpc)]
    try bench.refused("cda.DeleteVpc", pair, code: "LineGateway.HasDependants")
    try bench.ok("cda.DeleteHealthCheck", pair)
    let bound: JSONObject = ["gatewayName": .string(gateway), "lineID": .string(line)]
    try bench.refused("cda.UnbindPhysicalLine", bound, code: "PhysicalLine.HasDependants")
    let route = try bench.ok(
      "cda.ListBgpRoute", ["gatewayName": .string(gateway), "account": "net@hub.example"]
    ).text("BGPRouteList", "BGPID")
    try bench.ok("cda.DeleteBgpRoute", ["BGPId": .string(route)])
    try bench.refused("vpc.DeleteVpc", ["vpcID": .string(vpc)], code: "Vpc.HasDependants")
    try bench.ok("cda.DeleteVpc", pair)
    try bench.ok("cda.UnbindPhysicalLine", bound)
    try bench.ok("cda.DeleteGateway", named)
    try bench.ok("cda.DeletePhysicalLine", ["lineID": .string(line)])
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    try withdraw(published, &bench, as: "orders")
    #expect(try inventory(of: bench) == .object([:]))
  }
}
