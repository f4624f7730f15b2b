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
