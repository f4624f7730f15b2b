import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let cdaRoutes: [ConformanceCase] = [
    .init(.staticNeedsLine) { bench in
      try bench.ok(
        "cda.AddGateway", ["gatewayName": "gw", "account": "net@hub.example", "hostname": "switch"])
      try bench.refused(
        "cda.AddStaticRoute", bench.staticRoute("gw"), code: "LineGateway.Conflict", by: .staticNeedsLine)
    },
    .init(.staticBesideBGP) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.ok("cda.AddBgpRoute", bench.bgpRoute(gateway, line))
      try bench.refused(
        "cda.AddStaticRoute", bench.staticRoute(gateway), code: "StaticRoute.Conflict", by: .staticBesideBGP)
      let id = try bench.ok(
        "cda.ListBgpRoute", ["gatewayName": .string(gateway), "account": "net@hub.example"]
      )
      .text("BGPRouteList", "BGPID")
      try bench.ok("cda.DeleteBgpRoute", ["BGPId": .string(id)])
      try bench.ok("cda.AddStaticRoute", bench.staticRoute(gateway))
      try bench.refused(
        "cda.AddBgpRoute", bench.bgpRoute(gateway, line), code: "BgpRoute.Conflict", by: .staticBesideBGP)
    },
    .init(.staticNextHop) { bench in
      let (gateway, _) = try bench.boundGateway()
      var route = bench.staticRoute(gateway)
      route["nextHop"] = [["remoteGatewayIp": "10.255.0.1", "priority": 1]]
      try bench.refused("cda.AddStaticRoute", route, code: "StaticRoute.Conflict", by: .staticNextHop)
    },
    .init(.staticVersion) { bench in
      let (gateway, _) = try bench.boundGateway()
      try bench.ok("cda.AddStaticRoute", bench.staticRoute(gateway))
      let id = try bench.ok("cda.ListStaticRoute", ["gatewayName": .string(gateway)])
        .text("staticRouteList", "SRID")
      var change = bench.staticRoute(gateway)
      change["SRID"] = .string(id)
      change["ipVersion"] = "DUALSTACK"
      try bench.refused("cda.UpdateStaticRoute", change, code: "StaticRoute.Conflict", by: .staticVersion)
    },
    .init(.staticQuota) { bench in
      let (gateway, line) = try bench.boundGateway()
      var route = bench.staticRoute(gateway)
      route["dstCidr"] = .array((0...50).map { .string("10.1.\($0).0/24") })
      try bench.refused("cda.AddStaticRoute", route, code: "StaticRoute.QuotaExceeded", by: .staticQuota)
      var bgp = bench.bgpRoute(gateway, line)
      bgp["networkCidr"] = .array((0...100).map { .string("10.1.\($0).0/24") })
      try bench.refused("cda.AddBgpRoute", bgp, code: "BgpRoute.QuotaExceeded", by: .staticQuota)
    },
    .init(.staticReplaced) { bench in
      let (gateway, _) = try bench.boundGateway()
      try bench.ok("cda.AddStaticRoute", bench.staticRoute(gateway))
      let list: JSONObject = ["gatewayName": .string(gateway)]
      let id = try bench.ok("cda.ListStaticRoute", list).text("staticRouteList", "SRID")
      var change = bench.staticRoute(gateway)
      change["gatewayName"] = nil
      change["SRId"] = .string(id)
      change["dstCidr"] = ["10.1.124.0/24"]
      try bench.ok("cda.UpdateStaticRoute", change)
      let row = try bench.ok("cda.ListStaticRoute", list)["staticRouteList"]?[0]
      #expect(row?["dstCidr"] == ["10.1.124.0/24"])
      #expect(row?["nextHop"]?[0]?["remoteGatewayIp"] == "10.255.0.2")
      let gateways = try bench.ok(
        "cda.ListGateway", ["pageNo": 1, "pageSize": 10, "account": "net@hub.example"])
      #expect(gateways["lineGatewayList"]?[0]?["srList"]?[0]?["SRId"] == .string(id))
    },
    .init(.staticEmpty) { bench in
      let (gateway, _) = try bench.boundGateway()
      var route = bench.staticRoute(gateway)
      route["nextHop"] = nil
      try bench.refused("cda.AddStaticRoute", route, code: "StaticRoute.Invalid", by: .staticEmpty)
    },
    .init(.bgpOnce) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.ok("cda.AddBgpRoute", bench.bgpRoute(gateway, line))
      try bench.refused(
        "cda.AddBgpRoute", bench.bgpRoute(gateway, line), code: "BgpRoute.AlreadyExists", by: .bgpOnce)
    },
    .init(.bgpNeighbour) { bench in
      let (gateway, line) = try bench.boundGateway()
      let other = try bench.line("line-b", vlan: 200, network: 8)
      for (id, address) in [(line, "10.255.0.1"), (other, "10.255.0.10")] {
        var route = bench.bgpRoute(gateway, id)
        route["BGPList"] = [bench.neighbour(id, address: address)]
        try bench.refused("cda.AddBgpRoute", route, code: "BgpRoute.Conflict", by: .bgpNeighbour)
      }
    },
    .init(.bgpASN) { bench in
      let (gateway, line) = try bench.boundGateway()
      var route = bench.bgpRoute(gateway, line)
      route["BGPList"] = [bench.neighbour(line, peer: "64512")]
      try bench.refused("cda.AddBgpRoute", route, code: "BgpRoute.Conflict", by: .bgpASN)
    },
    .init(.bgpRead) { bench in
      let (gateway, line) = try bench.boundGateway()
      var route = bench.bgpRoute(gateway, line)
      route["multiPathNum"] = "2"
      try bench.ok("cda.AddBgpRoute", route)
      let row = try bench.ok(
        "cda.ListBgpRoute", ["vrfName": .string(gateway), "account": "net@hub.example"])["BGPRouteList"]?[0]
      #expect(row?["BGPList"]?[0]?["lineName"] == "line-a")
      #expect(row?["multiPathNumber"] == "2")
      #expect(row?["networkCidr"] == ["10.1.123.0/24"])
      route["BGPID"] = row?["BGPID"]
      route["networkCidr"] = ["10.1.124.0/24"]
      route["gatewayName"] = nil
      try bench.ok("cda.UpdateBgpRoute", route)
      let after = try bench.ok(
        "cda.ListBgpRoute", ["vrfName": .string(gateway), "account": "net@hub.example"])["BGPRouteList"]?[0]
      #expect(after?["networkCidr"] == ["10.1.124.0/24"])
      #expect(after?["gatewayName"] == .string(gateway))
    },
    .init(.bgpKey) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.ok("cda.AddBgpRoute", bench.bgpRoute(gateway, line))
      let reply = try bench.call(
        "cda.ListBgpRoute", ["gatewayName": .string(gateway), "account": "net@hub.example"])
      #expect(!JSONValue.object(reply).text(pretty: false).contains("session-key"))
    },
  ]

  static let cdaChecks: [ConformanceCase] = [
    .init(.checkAttached) { bench in
      let (gateway, _) = try bench.boundGateway()
      let (vpc, subnet) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      try bench.refused(
        "cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet), code: "HealthCheck.Conflict",
        by: .checkAttached)
    },
    .init(.checkOnce) { bench in
      let (gateway, vpc, subnet) = try bench.attachedGateway()
      let arguments = bench.healthCheck(gateway, vpc, subnet)
      try bench.ok("cda.AddHealthCheck", arguments)
      try bench.refused(
        "cda.AddHealthCheck", arguments, code: "HealthCheck.AlreadyExists", by: .checkOnce)
    },
    .init(.checkSource) { bench in
      let (gateway, vpc, subnet) = try bench.attachedGateway()
      var arguments = bench.healthCheck(gateway, vpc, subnet)
      arguments["vpcSubnet"] = "192.168.2.0/24"
      try bench.refused("cda.AddHealthCheck", arguments, code: "HealthCheck.Conflict", by: .checkSource)
      arguments = bench.healthCheck(gateway, vpc, subnet)
      arguments["srcIP"] = "192.168.1.1"
      try bench.refused("cda.AddHealthCheck", arguments, code: "HealthCheck.InUse", by: .addressTaken)
      try bench.ok("cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet))
      try bench.refused(
        "vpc.CreateHavip", ["subnetID": .string(subnet), "ipAddress": "192.168.1.200"], code: "Havip.InUse")
    },
    .init(.checkChanges) { bench in
      let (gateway, vpc, subnet) = try bench.attachedGateway()
      try bench.ok("cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet))
      try bench.ok(
        "cda.UpdateHealthCheck",
        [
          "gatewayName": .string(gateway), "vpcID": .string(vpc), "interval": 5, "ntimest": 10,
          "autoRouteSwitching": false,
        ])
      let setting = try bench.ok(
        "cda.GetHealthCheck",
        ["gatewayName": .string(gateway), "vpcID": .string(vpc), "vpcName": "hub-vpc"])["settingItem"]?[0]
      #expect(setting?["interval"] == 5)
      #expect(setting?["autoRouteSwitching"] == false)
      #expect(setting?["srcIP"] == "192.168.1.200")
    },
    .init(.checkStatus) { bench in
      let (gateway, vpc, subnet) = try bench.attachedGateway()
      try bench.ok("cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet))
      let states = try (0..<2).map { _ in
        try bench.ok(
          "cda.GetHealthCheckStatus",
          ["resourcePool": .string(Bench.region), "gatewayName": .string(gateway), "vpcID": .string(vpc)]
        ).text("statusList", "status")
      }
      #expect(states == ["检测中", "正常"])
    },
    .init(.checkMissing) { bench in
      let (gateway, vpc, _) = try bench.attachedGateway()
      try bench.refused(
        "cda.DeleteHealthCheck", ["gatewayName": .string(gateway), "vpcID": .string(vpc)],
        code: "HealthCheck.NotFound", by: .checkMissing)
    },
    .init(.probeService) { bench in
      let (gateway, line) = try bench.boundGateway()
      var probe: JSONObject = [
        "gatewayName": .string(gateway), "serviceID": "line-missing00",
        "ipInfoList": [["srcIp": "", "dstIp": "10.255.0.2"]],
      ]
      try bench.refused("cda.AddLinkProbe", probe, code: "LinkProbe.Conflict", by: .probeService)
      probe["serviceID"] = .string(line)
      try bench.ok("cda.AddLinkProbe", probe)
      let rows = try bench.ok("cda.ListLinkProbe", ["gatewayName": .string(gateway)])["result"]
      #expect(rows?[0]?["dst-ip"] == "10.255.0.2")
    },
    .init(.probeDeleted) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.ok(
        "cda.AddLinkProbe",
        [
          "gatewayName": .string(gateway), "serviceID": .string(line),
          "ipInfoList": [["srcIp": "", "dstIp": "10.255.0.2"]],
        ])
      for _ in 0..<2 {
        try bench.ok("cda.DeleteLinkProbe", ["ipInfoList": [["srcIp": "", "dstIp": "10.255.0.2"]]])
      }
      #expect(try bench.ok("cda.ListLinkProbe", ["gatewayName": .string(gateway)])["result"] == [])
    },
  ]
}
