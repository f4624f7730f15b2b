import JSON
import Testing

@testable import Emulator

/// The four ways in which endpoints are used, call by call.
@Suite struct StoryTests {
  @Test func sameAccount() throws {
    var bench = Bench()
    let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
    let balancer = try bench.ok(
      "elb.CreateLoadBalancer",
      ["vpcID": .string(vpc), "subnetID": .string(subnet), "name": "lb-a", "resourceType": "internal"]
    ).text("ID")
    let service = try bench.service(in: vpc, backend: balancer)
    let shown = try bench.ok("vpce.ShowEndpointService", ["endpointServiceID": .string(service)])
    #expect(shown["backends"]?.arrayValue?.count == 1)

    let endpoint = try bench.endpoint(of: service, in: vpc, subnet, address: "192.168.1.30")
    let row = try bench.ok("vpce.ShowEndpoint", ["endpointID": .string(endpoint)])["endpoint"]
    #expect(row?["status"] == 1)
    #expect(row?["vpcAddress"] == "192.168.1.30")
    #expect(row?["whitelist"] == "10.1.123.0/24")

    try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    try bench.ok("vpce.DeleteEndpointService", ["ID": .string(service)])
    try bench.ok("elb.DeleteLoadBalancer", ["elbID": .string(balancer)])
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    #expect(try (bench.target as? EngineTarget)?.cloud.inventory() == .object([:]))
  }
}
