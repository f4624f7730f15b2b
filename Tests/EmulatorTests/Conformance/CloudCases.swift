import CtyunAPI
import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let cloud: [ConformanceCase] = [
    .init(.unknownAccount) { bench in
      try bench.refused("vpc.ListVpcs", as: "nobody", code: "Account.AccessDenied", by: .unknownAccount)
    },
    .init(.operationNotKept) { bench in
      // Every operation is kept at present; the refusal is tried on a handler table without the operation.
      let refusal = Refusal(.operationNotKept, "Operation", .notSupported, "vpc.CreateVpc")
      let operation = try #require(Operations.named("vpc.CreateVpc"))
      let envelope = Envelope(operation: operation).failure(refusal)
      #expect(envelope["statusCode"] == 900)
      #expect(envelope["errorCode"] == "Openapi.Operation.NotSupported")
      #expect(Coverage().count(.refused) == Operations.all.count { Handlers.all[$0.id] == nil })
    },
    .init(.badArgument) { bench in
      let reply = try bench.refused(
        "vpc.CreateVpc", ["name": "1", "CIDR": "10.0.0.0/8"], code: "Parameter.Invalid", by: .badArgument)
      #expect(reply["message"]?.stringValue?.contains("name") == true)
      try bench.refused("vpc.CreateVpc", ["name": "abc"], code: "Parameter.Invalid", by: .badArgument)
      try bench.refused(
        "vpc.CreateVpc", ["name": "abc", "CIDR": "10.0.0.1/8"], code: "Parameter.Invalid", by: .badArgument)
    },
    .init(.unknownRegion) { bench in
      try bench.refused("vpc.ListVpcs", ["regionID": "nowhere"], code: "Region.NotFound", by: .unknownRegion)
    },
    .init(.absentForms) { bench in
      try bench.ok("vpc.ListVpcs", ["pageNo": 0, "pageSize": 0, "vpcID": .null])
      let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let service = try bench.service(in: vpc)
      var arguments = bench.endpointArguments(of: service, in: vpc, subnet)
      arguments["whitelistFlag"] = 0
      for absent in [JSONValue.null, []] {
        arguments["whitelist"] = absent
        try bench.ok("vpce.CreateEndpoint", arguments)
      }
    },
    .init(.aliases) { bench in
      try bench.ok(
        "cda.AddGateway", ["vrfName": "gateway1", "account": "net@hub.example", "hostname": "switch"])
      try bench.ok("cda.ListVpc", ["gatewayName": "gateway1", "account": "net@hub.example"])
      let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let balancer = try bench.balancer(in: vpc, subnet)
      try bench.ok("elb.ShowLoadBalancer", ["ID": .string(balancer)])
      let page = try bench.ok("vpc.ListVpcs", ["pageNumber": 2, "pageSize": 1])
      #expect(page["currentCount"] == 0)
    },
    .init(.unknownMembers) { bench in
      try bench.ok("vpce.ListEndpoints", ["projectID": "0", "surprise": 7])
    },
    .init(.sameToken) { bench in
      let arguments: JSONObject = ["name": "hub-vpc", "CIDR": "10.0.0.0/16", "clientToken": "one"]
      let first = try bench.ok("vpc.CreateVpc", arguments)
      #expect(try bench.ok("vpc.CreateVpc", arguments) == first)
      #expect(try bench.ok("vpc.ListVpcs")["totalCount"] == 1)
      // Another account's tokens are its own, and so is another operation's.
      #expect(try bench.ok("vpc.CreateVpc", arguments, as: "orders") != first)
      try bench.ok("vpc.DeleteVpc", ["vpcID": .string(first.text("vpcID")), "clientToken": "one"])
    },
    .init(.otherBody) { bench in
      try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16", "clientToken": "one"])
      try bench.refused(
        "vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.1.0.0/16", "clientToken": "one"],
        code: "ClientToken.Conflict", by: .otherBody)
    },
    .init(.refusalKeepsToken) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let arguments: JSONObject = [
        "vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.1.0.0/24", "clientToken": "one",
      ]
      try bench.refused("vpc.CreateSubnet", arguments, code: "Subnet.OutOfRange")
      try bench.ok("vpc.AssociateSecondaryCidrs", ["vpcID": .string(vpc), "cidrs": ["10.1.0.0/16"]])
      try bench.ok("vpc.CreateSubnet", arguments)
    },
    .init(.successEnvelope) { bench in
      let reply = try bench.call("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"])
      #expect(reply["statusCode"] == 800)
      #expect(reply["message"] == "success")
      #expect(reply["errorCode"] == "SUCCESS")
      #expect(reply["error"] == "SUCCESS")
      let id = reply["returnObj"]?["vpcID"]?.stringValue ?? ""
      #expect(id.hasPrefix("vpc-") && id.count == 14)
      #expect(try bench.call("vpc.DeleteVpc", ["vpcID": .string(id)])["returnObj"] == nil)
    },
    .init(.failureEnvelope) { bench in
      let reply = try bench.call("vpc.ShowVpc", ["vpcID": "vpc-missing000"])
      #expect(reply["statusCode"] == 900)
      #expect(reply["errorCode"] == "Openapi.Vpc.NotFound")
      #expect(reply["error"] == "Openapi.Vpc.NotFound")
      #expect(reply["message"]?.stringValue?.isEmpty == false)
      #expect(reply["description"]?.stringValue?.unicodeScalars.contains { $0.value >= 0x4E00 } == true)
      #expect(reply["returnObj"] == nil)
    },
    .init(.cdaResult) { bench in
      let account: JSONValue = "net@hub.example"
      let added = try bench.ok("cda.AddGateway", ["gatewayName": "gw", "account": account, "hostname": "a"])
      #expect(added["result"] == "1")
      let reply = try bench.call(
        "cda.AddGateway", ["gatewayName": "gw", "account": account, "hostname": "a"])
      #expect(reply["returnObj"]?["result"] == "0")
      let list = try bench.call("cda.ListPhysicalLine", ["pageNo": 1, "pageSize": 10, "regionID": "nowhere"])
      #expect(list["subCode"] == "Openapi.Region.NotFound")
      #expect(list["subMsg"]?.stringValue?.isEmpty == false)
    },
    .init(.pageBesideAndInside) { bench in
      try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"])
      let inside = try bench.call("vpc.ListVpcs")
      #expect(inside["returnObj"]?["totalCount"] == 1)
      #expect(inside["totalCount"] == nil)
      let beside = try bench.call("vpc.ListVpcsLegacy")
      #expect(beside["totalCount"] == 1)
      #expect(beside["returnObj"]?["vpcs"]?.arrayValue?.count == 1)
      let array = try bench.ok("vpc.ListAcls")
      #expect(array.arrayValue?.count == 1)
      #expect(array[0]?["totalCount"] == 0)
    },
    .init(.bothSpellings) { bench in
      try bench.ok(
        "cda.AddGateway", ["gatewayName": "gw", "account": "net@hub.example", "hostname": "a"])
      let list = try bench.ok(
        "cda.ListGateway", ["pageNo": 1, "pageSize": 10, "account": "net@hub.example"])
      #expect(list["lineGatewayList"]?[0]?["vrfName"] == "gw")
      #expect(list["lineGatewayList"]?[0]?["gatewayName"] == "gw")
      let (_, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let shown = try bench.ok("vpc.ShowSubnet", ["subnetID": .string(subnet)])
      #expect(shown["gateway"] == "192.168.1.1")
      #expect(shown["gateway"] == shown["gatewayIP"])
    },
    .init(.notFound) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      for missing in ["vpc-missing000", vpc] {
        try bench.refused(
          "vpc.ShowVpc", ["vpcID": .string(missing)], as: "orders", code: "Vpc.NotFound", by: .notFound)
      }
      try bench.refused(
        "vpc.ShowVpc", ["vpcID": .string(vpc), "regionID": .string(Bench.otherRegion)], code: "Vpc.NotFound",
        by: .notFound)
      try bench.refused(
        "vpc.ShowSubnet", ["subnetID": "subnet-missing"], code: "Subnet.NotFound", by: .notFound)
      try bench.refused(
        "vpc.ShowSecurityGroup", ["securityGroupID": "sg-missing"], code: "SecurityGroup.NotFound",
        by: .notFound)
    },
    .init(.listOrder) { bench in
      var ids: [String] = []
      for number in 1...25 {
        ids.append(
          try bench.ok("vpc.CreateVpc", ["name": .string("vpc-\(number)"), "CIDR": "10.0.0.0/16"]).text(
            "vpcID"))
      }
      try bench.ok("vpc.DeleteVpc", ["vpcID": .string(ids.remove(at: 7))])
      var listed: [String] = []
      for page in 1...3 {
        let rows = try bench.ok("vpc.ListVpcs", ["pageNo": .integer(Int64(page))])["vpcs"]?.arrayValue ?? []
        listed += rows.map { $0.text("vpcID") }
      }
      #expect(listed == ids)
    },
    .init(.pageNumbers) { bench in
      for number in 1...12 {
        try bench.ok("vpc.CreateVpc", ["name": .string("vpc-\(number)"), "CIDR": "10.0.0.0/16"])
      }
      let first = try bench.ok("vpc.ListVpcs")
      #expect(first["currentCount"] == 10)
      #expect(first["totalCount"] == 12)
      #expect(first["totalPage"] == 2)
      let second = try bench.ok("vpc.ListVpcs", ["pageNo": 2, "pageNumber": 1])
      #expect(second["currentCount"] == 2)
      #expect(try bench.ok("vpc.ListVpcs", ["pageNo": 3])["currentCount"] == 0)
      #expect(try bench.ok("vpc.ListVpcs", ["pageNo": 2_147_483_647])["currentCount"] == 0)
      try bench.refused("vpc.ListVpcs", ["pageSize": 51], code: "Parameter.Invalid")
    },
    .init(.regionsForAll) { bench in
      for account in ["hub", "guest"] {
        let regions = try bench.ok("ctecs.ListRegions", as: account)["regionList"]?.arrayValue ?? []
        #expect(regions.map { $0.text("regionID") } == [Bench.region, Bench.otherRegion])
      }
    },
    .init(.regionMultiZone) { bench in
      let regions = try bench.ok("ctecs.ListRegions")["regionList"]
      #expect(regions?[0]?["isMultiZones"] == true)
      #expect(regions?[1]?["isMultiZones"] == false)
      let zones = try bench.ok("ctecs.ListRegionZones")["zoneList"]?.arrayValue ?? []
      #expect(zones.map { JSONValue.string($0.text("name")) } == regions?[0]?["zoneList"]?.arrayValue)
    },
  ]

  static let orders: [ConformanceCase] = [
    .init(.orderDefault) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let service = try bench.service(in: vpc)
      var arguments = bench.endpointArguments(of: service, in: vpc, subnet)
      arguments["clientToken"] = "one"
      let states = try (0..<3).map { _ in
        try bench.ok("vpce.CreateEndpoint", arguments).text("masterResourceStatus")
      }
      #expect(states == ["starting", "starting", "started"])
    },
    .init(.orderClock, progressions: [.endpoint: .after(milliseconds: 5000)]) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.ok("vpce.CreateEndpoint", bench.endpointArguments(of: service, in: vpc, subnet))
      for _ in 0..<5 { #expect(try bench.ok("vpce.ListEndpoints")["totalCount"] == 0) }
      bench.target.wait(milliseconds: 5000)
      #expect(try bench.ok("vpce.ListEndpoints")["totalCount"] == 1)
    },
    .init(.orderListing) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.ok("vpce.CreateEndpoint", bench.endpointArguments(of: service, in: vpc, subnet))
      #expect(try bench.ok("vpce.ListEndpoints", as: "orders")["totalCount"] == 0)
      #expect(try bench.ok("vpce.ListEndpoints")["totalCount"] == 0)
      #expect(try bench.ok("vpce.ListEndpoints")["totalCount"] == 1)
    },
  ]
}
