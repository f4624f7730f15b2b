import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let services: [ConformanceCase] = [
    .init(.serviceMissing) { bench in
      let reply = try bench.refused(
        "vpce.ShowEndpointService", ["endpointServiceID": "endpser-missing000"],
        code: "VpceEndpointService.NotFound", by: .serviceMissing)
      #expect(reply["message"]?.stringValue?.contains("resource not found") == true)
    },
    .init(.serviceReady) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      #expect(service.hasPrefix("endpser-") && service.count == 18)
      #expect(try bench.ok("vpce.ListEndpointServices").text("endpointServices", "ID") == service)
    },
    .init(.serviceWrongBackend) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let wrong = try bench.service(in: vpc, backend: "lb-missing000")
      #expect(try bench.ok("vpce.ShowEndpointService", bench.named(wrong))["backends"] == [])
      let right = try bench.service(in: vpc, backend: try bench.balancer(in: vpc, subnet))
      let shown = try bench.ok("vpce.ShowEndpointService", bench.named(right))
      #expect(shown["backends"]?[0]?["instanceType"] == "lb")
      #expect(shown["backends"]?[0]?["protocolPort"] == 8443)
    },
    .init(.serviceDuplicateMapping) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      var mapping = bench.mapping(service, server: 9443, endpoint: 443)
      try bench.refused(
        "vpce.CreateEndpointServiceRule", mapping, code: "VpceEndpointService.AlreadyExists",
        by: .serviceDuplicateMapping)
      mapping["protocol"] = "UDP"
      try bench.ok("vpce.CreateEndpointServiceRule", mapping)
      try bench.ok("vpce.CreateEndpointServiceRule", bench.mapping(service, server: 8443, endpoint: 444))
    },
    .init(.serviceMappingQuota) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      var arguments = bench.serviceArguments(in: vpc)
      arguments["rules"] = .array(
        (1...201).map { ["protocol": "TCP", "serverPort": 80, "endpointPort": .integer($0)] })
      try bench.refused(
        "vpce.CreateEndpointService", arguments, code: "VpceEndpointService.QuotaExceeded",
        by: .serviceMappingQuota)
    },
    .init(.serviceQuota) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      for _ in 1...20 { _ = try bench.service(in: vpc) }
      try bench.refused(
        "vpce.CreateEndpointService", bench.serviceArguments(in: vpc),
        code: "VpceEndpointService.QuotaExceeded", by: .serviceQuota)
    },
    .init(.serviceDependants) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      var arguments = bench.endpointArguments(of: service, in: vpc, subnet)
      arguments["clientToken"] = "one"
      try bench.ok("vpce.CreateEndpoint", arguments)
      for _ in 0..<2 {
        try bench.refused(
          "vpce.DeleteEndpointService", ["ID": .string(service)], code: "VpceEndpointService.HasDependants",
          by: .serviceDependants)
        try bench.finish("vpce.CreateEndpoint", arguments)
      }
    },
    .init(.serviceIPv6) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      var arguments = bench.serviceArguments(in: vpc)
      arguments["ipVersion"] = 1
      try bench.refused(
        "vpce.CreateEndpointService", arguments, code: "VpceEndpointService.NotSupported", by: .serviceIPv6)
      arguments["ipVersion"] = 2
      try bench.ok("vpce.CreateEndpointService", arguments)
    },
    .init(.serviceReverseSubnet) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let (_, other) = try bench.network("other-vpc", "10.1.0.0/16", "10.1.1.0/24")
      var arguments = bench.serviceArguments(in: vpc)
      arguments["type"] = "reverse"
      arguments["subnetID"] = .string(other)
      try bench.refused(
        "vpce.CreateEndpointService", arguments, code: "VpceEndpointService.Conflict",
        by: .serviceReverseSubnet)
    },
    .init(.serviceSeen) { bench in
      let (vpc, subnet) = try bench.network("orders-vpc", "10.0.0.0/16", "10.0.1.0/24", as: "orders")
      let balancer = try bench.balancer(in: vpc, subnet, as: "orders")
      let service = try bench.service(in: vpc, backend: balancer, as: "orders")
      try bench.refused(
        "vpce.ShowEndpointService", bench.named(service), code: "VpceEndpointService.NotFound")
      try bench.allow("hub", on: service)
      let shown = try bench.ok("vpce.ShowEndpointService", bench.named(service))
      #expect(shown["backends"] == [])
      #expect(shown["rules"]?[0]?["endpointPort"] == 443)
      #expect(try bench.ok("vpce.ListEndpointServices")["totalCount"] == 0)
      try bench.refused(
        "vpce.ModifyEndpointService", ["endpointServiceID": .string(service), "name": "mine"],
        code: "VpceEndpointService.NotFound")
    },
    .init(.serviceAutomaticLater) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc, automatic: false)
      let endpoint = try bench.endpoint(of: service, in: vpc, subnet)
      try bench.ok(
        "vpce.UpdateEndpointServiceConnections",
        ["endpointServiceID": .string(service), "autoConnection": true])
      #expect(try bench.status(of: endpoint) == 2)
      let second = try bench.endpoint(of: service, in: vpc, subnet)
      #expect(try bench.status(of: second) == 1)
    },
    .init(.operatorsServices) { bench in
      let services = try bench.ok("vpce.ListCtyunServices")["results"]?.arrayValue ?? []
      #expect(services.map { $0.text("name") } == ["dns", "zos"])
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(
        of: services.last?.text("endpointServiceID") ?? "", in: vpc, subnet)
      #expect(try bench.status(of: endpoint) == 1)
    },
    .init(.mappingMissing) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.refused(
        "vpce.DeleteEndpointServiceRule", bench.mapping(service, server: 80, endpoint: 443),
        code: "VpceEndpointService.NotFound", by: .mappingMissing)
      try bench.ok("vpce.DeleteEndpointServiceRule", bench.mapping(service, server: 8443, endpoint: 443))
    },
    .init(.backendReplaced, seed: servers) { bench in
      let balancer = try bench.balancer(in: "vpc-seeded0000", "subnet-seeded0000")
      let service = try bench.service(in: "vpc-seeded0000")
      for (type, id, shown) in [
        ("elb", balancer, "lb"), ("vm", "vm-seeded", "vm"), ("bm", "bm-seeded", "bm"),
      ] {
        try bench.ok(
          "vpce.UpdateEndpointServiceBackend",
          ["endpointServiceID": .string(service), "instanceID": .string(id), "instanceType": .string(type)])
        let backends = try bench.ok("vpce.ListEndpointServiceBackends", bench.named(service))
        #expect(backends.arrayValue?.count == 1)
        #expect(backends.text("instanceType") == shown)
        #expect(backends.text("instanceID") == id)
      }
    },
    .init(.backendMissing) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let balancer = try bench.balancer(in: vpc, subnet)
      let service = try bench.service(in: vpc, backend: balancer)
      let arguments: JSONObject = ["endpointServiceID": .string(service), "instanceID": .string(balancer)]
      try bench.ok("vpce.DeleteEndpointServiceBackend", arguments)
      try bench.refused(
        "vpce.DeleteEndpointServiceBackend", arguments, code: "VpceEndpointService.NotFound",
        by: .backendMissing)
    },
  ]

  static let connections: [ConformanceCase] = [
    .init(.allowLimit) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      for number in 1...11 {
        let arguments: JSONObject = [
          "endpointServiceID": .string(service), "email": .string("user\(number)@example.com"),
        ]
        if number <= 10 {
          try bench.ok("vpce.CreateEndpointServiceWhitelist", arguments)
        } else {
          try bench.refused(
            "vpce.CreateEndpointServiceWhitelist", arguments, code: "VpceEndpointService.QuotaExceeded",
            by: .allowLimit)
        }
      }
      let list = try bench.ok("vpce.ListEndpointServiceWhitelist", bench.named(service))
      #expect(list["totalCount"] == 10)
      #expect(
        try bench.ok("vpce.ListEndpointServiceWhitelistLegacy", bench.named(service)).arrayValue?.count == 10)
    },
    .init(.allowTwice) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      let arguments: JSONObject = ["endpointServiceID": .string(service), "bssAccountID": "10002"]
      try bench.ok("vpce.CreateEndpointServiceWhitelist", arguments)
      try bench.refused(
        "vpce.CreateEndpointServiceWhitelist", arguments, code: "VpceEndpointService.AlreadyExists",
        by: .allowTwice)
    },
    .init(.allowMissing) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      try bench.refused(
        "vpce.DeleteEndpointServiceWhitelist",
        ["endpointServiceID": .string(service), "email": "a@b.example"],
        code: "VpceEndpointService.NotFound", by: .allowMissing)
    },
    .init(.allowStays) { bench in
      let (vpc, _) = try bench.network("orders-vpc", "10.0.0.0/16", "10.0.1.0/24", as: "orders")
      let service = try bench.service(in: vpc, as: "orders")
      try bench.allow("hub", on: service)
      let (mine, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      let endpoint = try bench.endpoint(of: service, in: mine, subnet)
      try bench.ok(
        "vpce.DeleteEndpointServiceWhitelist",
        ["endpointServiceID": .string(service), "bssAccountID": "10001"], as: "orders")
      #expect(try bench.status(of: endpoint) == 1)
      try bench.refused(
        "vpce.CreateEndpoint", bench.endpointArguments(of: service, in: mine, subnet),
        code: "VpceEndpoint.AccessDenied")
    },
    .init(.connectionAutomatic) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      for (isAutomatic, status) in [(true, 1), (false, 2)] as [(Bool, Int64)] {
        let service = try bench.service(in: vpc, automatic: isAutomatic)
        let endpoint = try bench.endpoint(of: service, in: vpc, subnet)
        #expect(try bench.status(of: endpoint) == status)
      }
    },
    .init(.connectionAccepted) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc, automatic: false)
      let endpoint = try bench.endpoint(of: service, in: vpc, subnet)
      let pair: JSONObject = ["endpointServiceID": .string(service), "endpointID": .string(endpoint)]
      for (operation, status) in [
        ("AcceptEndpointApply", 1), ("RejectEndpointApply", 2), ("AcceptEndpointApply", 1),
      ] as [(String, Int64)] {
        try bench.ok("vpce.\(operation)", pair)
        #expect(try bench.status(of: endpoint) == status)
      }
    },
    .init(.connectionMissing) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc)
      let reply = try bench.refused(
        "vpce.AcceptEndpointApply",
        ["endpointServiceID": .string(service), "endpointID": "endpoint-missing"],
        code: "VpceEndpointService.NotFound", by: .connectionMissing)
      #expect(reply["message"]?.stringValue?.contains("not exist apply") == true)
    },
    .init(.connectionWords) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let service = try bench.service(in: vpc, automatic: false)
      let endpoint = try bench.endpoint(of: service, in: vpc, subnet)
      let waiting = try bench.ok("vpce.ListEndpointServiceConnections", bench.named(service))[0]
      #expect(waiting?["status"] == "DOWN")
      #expect(waiting?["connectionStatus"] != "已连接")
      #expect(waiting?["account"] == "10001")
      try bench.ok(
        "vpce.AcceptEndpointApply",
        ["endpointServiceID": .string(service), "endpointID": .string(endpoint)])
      let accepted = try bench.ok("vpce.ListEndpointServiceConnections", bench.named(service))[0]
      #expect(accepted?["status"] == "UP")
      #expect(accepted?["connectionStatus"] == "已连接")
    },
  ]
}
