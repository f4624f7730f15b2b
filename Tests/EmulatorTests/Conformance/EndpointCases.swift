import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let endpoints: [ConformanceCase] = [
    .init(.endpointMissing) { bench in
      let reply = try bench.refused(
        "vpce.ShowEndpoint", ["endpointID": "endpoint-missing"], code: "VpceEndpoint.NotFound",
        by: .endpointMissing)
      #expect(reply["message"]?.stringValue?.contains("resource not found") == true)
    },
    .init(.endpointPending) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      var arguments = bench.endpointArguments(of: service, in: vpc, subnet)
      arguments["clientToken"] = "one"
      let replies = try (0..<4).map { _ in try bench.ok("vpce.CreateEndpoint", arguments) }
      #expect(replies.map { $0["endpointID"] == "" } == [true, true, false, false])
      #expect(Set(replies.map { $0.text("masterOrderID") }).count == 1)
      #expect(replies[2] == replies[3])
      #expect(replies[2].text("endpointID").hasPrefix("endpoint-"))
    },
    .init(.endpointHidden) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.ok(
        "vpce.CreateEndpoint", bench.endpointArguments(of: service, in: vpc, subnet, address: "10.0.1.9"))
      #expect(try bench.ok("vpce.ListEndpointServiceConnections", bench.named(service)) == [])
      #expect(try bench.ok("vpc.ListPorts", ["subnetID": .string(subnet)])["totalCount"] == 0)
      try bench.refused(
        "vpc.CreateHavip", ["subnetID": .string(subnet), "ipAddress": "10.0.1.9"], code: "Havip.InUse")
    },
    .init(.endpointSubnet) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let (_, other) = try bench.network("other-vpc", "10.1.0.0/16", "10.1.1.0/24")
      try bench.refused(
        "vpce.CreateEndpoint", bench.endpointArguments(of: try bench.service(in: vpc), in: vpc, other),
        code: "VpceEndpoint.Conflict", by: .endpointSubnet)
    },
    .init(.endpointNotAllowed) { bench in
      let (vpc, _) = try bench.network("orders-vpc", "10.0.0.0/16", "10.0.1.0/24", as: "orders")
      let service = try bench.service(in: vpc, as: "orders")
      let (mine, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let arguments = bench.endpointArguments(of: service, in: mine, subnet)
      try bench.refused(
        "vpce.CreateEndpoint", arguments, code: "VpceEndpoint.AccessDenied", by: .endpointNotAllowed)
      try bench.ok(
        "vpce.CreateEndpointServiceWhitelist",
        ["endpointServiceID": .string(service), "email": "net@hub.example"], as: "orders")
      try bench.ok("vpce.CreateEndpoint", arguments)
    },
    .init(.endpointServiceMissing) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let reply = try bench.refused(
        "vpce.CreateEndpoint", bench.endpointArguments(of: "endpser-missing000", in: vpc, subnet),
        code: "VpceEndpointService.NotFound", by: .endpointServiceMissing)
      #expect(reply["message"]?.stringValue?.contains("resource not found") == true)
    },
    .init(.endpointQuota, progressions: [.endpoint: .polls(60)]) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      for _ in 1...50 {
        try bench.ok("vpce.CreateEndpoint", bench.endpointArguments(of: service, in: vpc, subnet))
      }
      try bench.refused(
        "vpce.CreateEndpoint", bench.endpointArguments(of: service, in: vpc, subnet),
        code: "VpceEndpoint.QuotaExceeded", by: .endpointQuota)
    },
    .init(.endpointListNeeded) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      var arguments = bench.endpointArguments(of: service, in: vpc, subnet)
      arguments["whitelist"] = nil
      arguments["whitelistFlag"] = 1
      try bench.refused(
        "vpce.CreateEndpoint", arguments, code: "VpceEndpoint.Invalid", by: .endpointListNeeded)
      arguments["whitelistFlag"] = 0
      try bench.ok("vpce.CreateEndpoint", arguments)
    },
    .init(.endpointIPv6) { bench in
      let vpc = try bench.ok(
        "vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16", "enableIpv6": true]
      ).text("vpcID")
      let subnet = try bench.ok(
        "vpc.CreateSubnet",
        ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.0.1.0/24", "enableIpv6": true]
      ).text("subnetID")
      let service = try bench.service(in: vpc)
      var arguments = bench.endpointArguments(of: service, in: vpc, subnet)
      for version in [1, 2] as [JSONValue] {
        arguments["ipVersion"] = version
        try bench.refused(
          "vpce.CreateEndpoint", arguments, code: "VpceEndpoint.NotSupported", by: .endpointIPv6)
      }
      try bench.ok(
        "vpce.ModifyEndpointServiceIpVersion", ["endpointServiceID": .string(service), "ipVersion": 2])
      let endpoint = try bench.finish("vpce.CreateEndpoint", arguments).text("endpointID")
      let ports = try bench.ok("vpc.ListPorts", ["deviceID": .string(endpoint)])
      #expect(ports["ports"]?[0]?["ipv6Addresses"]?.arrayValue?.count == 1)
      try bench.ok("vpce.ModifyEndpointIpVersion", ["endpointID": .string(endpoint), "ipVersion": 0])
      let after = try bench.ok("vpc.ListPorts", ["deviceID": .string(endpoint)])
      #expect(after["ports"]?[0]?["ipv6Addresses"] == [])
    },
    .init(.endpointProtected) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      var arguments = bench.endpointArguments(of: try bench.service(in: vpc), in: vpc, subnet)
      arguments["deleteProtection"] = true
      let endpoint = try bench.finish("vpce.CreateEndpoint", arguments).text("endpointID")
      try bench.refused(
        "vpce.DeleteEndpoint", ["endpointID": .string(endpoint)], code: "VpceEndpoint.DeleteProtected",
        by: .endpointProtected)
      try bench.ok("vpce.UpdateEndpoint", ["endpointID": .string(endpoint), "deleteProtection": false])
      try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    },
    .init(.endpointRefunded) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      let arguments: JSONObject = ["endpointID": .string(endpoint), "clientToken": "one"]
      let states = try (0..<4).map { _ in
        try bench.ok("vpce.DeleteEndpoint", arguments).text("masterResourceStatus")
      }
      #expect(states == ["in_progress", "in_progress", "refunded", "refunded"])
      try bench.refused("vpce.ShowEndpoint", ["endpointID": .string(endpoint)], code: "VpceEndpoint.NotFound")
    },
    .init(.endpointRules) { bench in
      let (service, endpoint, transit) = try bench.reverseService()
      let rule = try bench.ok(
        "vpce.CreateEndpointServiceReverseRule", bench.reverseRule(service, endpoint, transit)
      ).text("reverseRuleID")
      try bench.refused(
        "vpce.DeleteEndpoint", ["endpointID": .string(endpoint)], code: "VpceEndpoint.HasDependants",
        by: .endpointRules)
      try bench.ok("vpce.DeleteEndpointServiceReverseRule", ["reverseRuleID": .string(rule)])
      try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    },
    .init(.endpointStatus) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      let endpoint = try bench.endpoint(of: service, in: vpc, subnet)
      #expect(try bench.status(of: endpoint) == 1)
      try bench.ok(
        "vpce.RejectEndpointApply", ["endpointServiceID": .string(service), "endpointID": .string(endpoint)])
      #expect(try bench.status(of: endpoint) == 2)
    },
    .init(.endpointLeaving) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      try bench.ok("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
      try bench.refused(
        "vpce.UpdateEndpoint", ["endpointID": .string(endpoint), "endpointName": "other"],
        code: "Order.Inprogress", by: .endpointLeaving)
    },
    .init(.endpointAddressLingers, progressions: [.endpointAddress: .after(milliseconds: 30_000)]) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
      try bench.refused("vpc.DeleteSubnet", ["subnetID": .string(subnet)], code: "Subnet.HasDependants")
      bench.target.wait(milliseconds: 30_000)
      try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    },
    .init(.endpointAgain) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      var arguments = bench.endpointArguments(of: try bench.service(in: vpc), in: vpc, subnet)
      arguments["clientToken"] = "one"
      let endpoint = try bench.finish("vpce.CreateEndpoint", arguments).text("endpointID")
      try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
      let again = try bench.ok("vpce.CreateEndpoint", arguments)
      #expect(again.text("endpointID") == endpoint)
      #expect(again.text("masterResourceStatus") == "refunded")
      #expect(try bench.ok("vpce.ListEndpoints")["totalCount"] == 0)
    },
    .init(.accessLimit) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      let entries = (1...20).map { JSONValue.string("172.16.\($0).0/24") }
      try bench.refused(
        "vpce.AddEndpointWhitelist", ["endpointID": .string(endpoint), "whitelist": .array(entries)],
        code: "VpceEndpoint.QuotaExceeded", by: .accessLimit)
      try bench.ok(
        "vpce.AddEndpointWhitelist",
        ["endpointID": .string(endpoint), "whitelist": .array(entries.dropLast())])
    },
    .init(.accessOff) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      for (isOn, shown) in [(false, []), (true, ["10.1.123.0/24"])] as [(Bool, JSONValue)] {
        try bench.ok(
          "vpce.UpdateEndpoint", ["endpointID": .string(endpoint), "enableWhitelist": .bool(isOn)])
        #expect(try bench.ok("vpce.ShowEndpointWhitelist", ["endpointID": .string(endpoint)]) == shown)
      }
    },
    .init(.accessCleared) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      try bench.ok("vpce.DeleteEndpointWhitelist", ["endpointID": .string(endpoint)])
      #expect(try bench.ok("vpce.ShowEndpointWhitelist", ["endpointID": .string(endpoint)]) == [])
      let row = try bench.ok("vpce.ShowEndpoint", ["endpointID": .string(endpoint)])["endpoint"]
      #expect(row?["whitelist"] == "")
    },
    .init(.accessReplaced) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      try bench.ok("vpce.UpdateEndpoint", ["endpointID": .string(endpoint), "whitelist": ["10.2.0.0/16"]])
      try bench.ok(
        "vpce.AddEndpointWhitelist", ["endpointID": .string(endpoint), "whitelist": ["10.3.0.0/16"]])
      let row = try bench.ok("vpce.ListEndpoints")["endpoints"]?[0]
      #expect(row?["whitelist"] == "10.2.0.0/16,10.3.0.0/16")
    },
  ]

  static let reverse: [ConformanceCase] = [
    .init(.transitAtOnce) { bench in
      let (service, endpoint, transit) = try bench.reverseService()
      #expect(transit == "10.0.1.2")
      try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
      try bench.ok("vpce.DeleteEndpointService", ["ID": .string(service)])
      let subnet = try bench.ok("vpc.ListSubnets").text("subnets", "subnetID")
      try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    },
    .init(.transitServiceMissing) { bench in
      let reply = try bench.refused(
        "vpce.ListEndpointServiceTransitIPs", bench.named("endpser-missing000"),
        code: "VpceEndpointService.NotFound", by: .transitServiceMissing)
      #expect(reply["message"]?.stringValue?.contains("endpointServiceID ensure") == true)
    },
    .init(.transitReverseOnly) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.refused(
        "vpce.CreateEndpointServiceTransitIP",
        ["endpointServiceID": .string(service), "subnetID": .string(subnet)],
        code: "VpceEndpointService.Conflict", by: .transitReverseOnly)
    },
    .init(.transitSubnet) { bench in
      let (service, _, _) = try bench.reverseService()
      let (_, other) = try bench.network("other-vpc", "10.1.0.0/16", "10.1.1.0/24")
      try bench.refused(
        "vpce.CreateEndpointServiceTransitIP",
        ["endpointServiceID": .string(service), "subnetID": .string(other)],
        code: "VpceEndpointService.Conflict", by: .transitSubnet)
    },
    .init(.transitInUse) { bench in
      let (service, endpoint, transit) = try bench.reverseService()
      try bench.ok("vpce.CreateEndpointServiceReverseRule", bench.reverseRule(service, endpoint, transit))
      try bench.refused(
        "vpce.DeleteEndpointServiceTransitIP",
        ["endpointServiceID": .string(service), "transitIP": .string(transit)],
        code: "VpceEndpointService.HasDependants", by: .transitInUse)
    },
    .init(.transitMissing) { bench in
      let (service, _, _) = try bench.reverseService()
      try bench.refused(
        "vpce.DeleteEndpointServiceTransitIP",
        ["endpointServiceID": .string(service), "transitIP": "10.0.1.99"],
        code: "VpceEndpointService.NotFound", by: .transitMissing)
    },
    .init(.reverseNeeds) { bench in
      let (service, endpoint, transit) = try bench.reverseService()
      for rule in [
        bench.reverseRule(service, "endpoint-missing", transit),
        bench.reverseRule(service, endpoint, "10.0.1.99"),
      ] {
        try bench.refused(
          "vpce.CreateEndpointServiceReverseRule", rule, code: "VpceEndpointService.NotFound",
          by: .reverseNeeds)
      }
    },
    .init(.reverseTwice) { bench in
      let (service, endpoint, transit) = try bench.reverseService()
      let rule = bench.reverseRule(service, endpoint, transit)
      let id = try bench.ok("vpce.CreateEndpointServiceReverseRule", rule).text("reverseRuleID")
      try bench.refused(
        "vpce.CreateEndpointServiceReverseRule", rule, code: "VpceEndpointService.AlreadyExists",
        by: .reverseTwice)
      let rows = try bench.ok("vpce.ListEndpointServiceReverseRules", bench.named(service))
      #expect(rows.text("reverseRules", "ID") == id)
    },
    .init(.labelReplaced) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      for value in ["one", "two"] {
        try bench.ok(
          "vpce.BindEndpointLabel",
          ["endpointID": .string(endpoint), "labelKey": "stage", "labelValue": .string(value)])
      }
      let labels = try bench.ok("vpce.ListEndpointLabels", ["endpointID": .string(endpoint)])[0]
      #expect(labels?["totalCount"] == 1)
      #expect(labels?["results"]?[0]?["labelValue"] == "two")
      try bench.ok(
        "vpce.UnbindEndpointLabel",
        ["endpointID": .string(endpoint), "labelID": .string(labels?.text("results", "labelID") ?? "")])
    },
    .init(.labelService) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.ok(
        "vpce.BindEndpointServiceLabel",
        ["endpointServiceID": .string(service), "labelKey": "stage", "labelValue": "one"])
      let labels = try bench.ok("vpce.ListEndpointServiceLabels", bench.named(service))[0]
      #expect(labels?["results"]?[0]?["labelKey"] == "stage")
    },
    .init(.policyKept) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      let named: JSONObject = ["endpointID": .string(endpoint)]
      try bench.ok(
        "vpce.CreateEndpointOssPolicy", ["endpointID": .string(endpoint), "policy": "{\"Version\":\"1\"}"])
      #expect(try bench.ok("vpce.GetEndpointOssPolicy", named)["policy"] == "{\"Version\":\"1\"}")
      try bench.ok("vpce.DeleteEndpointOssPolicy", named)
      #expect(try bench.ok("vpce.GetEndpointOssPolicy", named)["policy"] == "")
    },
  ]
}
