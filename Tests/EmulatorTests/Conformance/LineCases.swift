import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let lines: [ConformanceCase] = [
    .init(.switchesPerRegion) { bench in
      let switches = try bench.ok("cda.ListSwitch")["result"]?.arrayValue ?? []
      #expect(switches.map { $0.text("accessPoint") } == ["AP1", "AP2"])
      let name = switches.last?.text("hostname") ?? ""
      #expect(try bench.ok("cda.ListSwitch", ["hostname": .string(name)])["totalCount"] == 1)
    },
    .init(.lineByName) { bench in
      let added = try bench.ok("cda.AddPhysicalLine", bench.lineArguments("line-a", vlan: 100))
      #expect(added == ["result": "1", "errorMsg": ""])
      let list = try bench.ok("cda.ListPhysicalLine", ["pageNo": 1, "pageSize": 10])
      #expect(list.text("physicalLineList", "lineName") == "line-a")
      #expect(list.text("physicalLineList", "lineId") == list.text("physicalLineList", "fuid"))
      #expect(list["totalCount"] == 1)
    },
    .init(.lineName) { bench in
      try bench.ok("cda.AddPhysicalLine", bench.lineArguments("line-a", vlan: 100))
      try bench.refused(
        "cda.AddPhysicalLine", bench.lineArguments("line-a", vlan: 101), code: "PhysicalLine.AlreadyExists",
        by: .lineName)
    },
    .init(.lineVLAN) { bench in
      try bench.ok("cda.AddPhysicalLine", bench.lineArguments("line-a", vlan: 100))
      try bench.refused(
        "cda.AddPhysicalLine", bench.lineArguments("line-b", vlan: 100), code: "PhysicalLine.InUse",
        by: .lineVLAN)
    },
    .init(.lineInterconnect) { bench in
      var line = bench.lineArguments("line-a", vlan: 100)
      for remote in ["10.255.0.1/30", "10.255.0.6/30"] {
        line["remoteConnectIP"] = .string(remote)
        try bench.refused(
          "cda.AddPhysicalLine", line, code: "PhysicalLine.Conflict", by: .lineInterconnect)
      }
    },
    .init(.lineQuota) { bench in
      for number in 1...10 {
        try bench.ok("cda.AddPhysicalLine", bench.lineArguments("line-\(number)", vlan: 100 + Int64(number)))
      }
      try bench.refused(
        "cda.AddPhysicalLine", bench.lineArguments("line-11", vlan: 200), code: "PhysicalLine.QuotaExceeded",
        by: .lineQuota)
    },
    .init(.lineBoundChange) { bench in
      let (_, line) = try bench.boundGateway()
      try bench.refused(
        "cda.UpdatePhysicalLine", ["lineID": .string(line), "location": "elsewhere"],
        code: "PhysicalLine.Conflict", by: .lineBoundChange)
      try bench.ok(
        "cda.UpdatePhysicalLine", ["lineID": .string(line), "lineName": "line-z", "bandwidth": 200])
      let row = try bench.ok("cda.ListPhysicalLine", ["pageNo": 1, "pageSize": 10])["physicalLineList"]?[0]
      #expect(row?["lineName"] == "line-z")
      #expect(row?["bandwidth"] == 200)
    },
    .init(.lineBoundDelete) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.refused(
        "cda.DeletePhysicalLine", ["lineID": .string(line)], code: "PhysicalLine.HasDependants",
        by: .lineBoundDelete)
      try bench.ok("cda.UnbindPhysicalLine", ["gatewayName": .string(gateway), "lineID": .string(line)])
      try bench.ok("cda.DeletePhysicalLine", ["lineID": .string(line)])
    },
    .init(.lineBindOnce) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.refused(
        "cda.BindPhysicalLine", ["gatewayName": .string(gateway), "lineID": .string(line)],
        code: "PhysicalLine.AlreadyExists", by: .lineBindOnce)
    },
    .init(.lineBindQuota) { bench in
      let (gateway, _) = try bench.boundGateway()
      for number in 2...3 {
        let line = try bench.line("line-\(number)", vlan: 100 + Int64(number), network: 4 * number)
        let arguments: JSONObject = ["gatewayName": .string(gateway), "lineID": .string(line)]
        if number == 2 {
          try bench.ok("cda.BindPhysicalLine", arguments)
        } else {
          try bench.refused(
            "cda.BindPhysicalLine", arguments, code: "PhysicalLine.QuotaExceeded", by: .lineBindQuota)
        }
      }
    },
    .init(.lineUnbindRoutes) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.ok("cda.AddStaticRoute", bench.staticRoute(gateway))
      try bench.refused(
        "cda.UnbindPhysicalLine", ["gatewayName": .string(gateway), "lineID": .string(line)],
        code: "PhysicalLine.HasDependants", by: .lineUnbindRoutes)
    },
    .init(.lineNotBound) { bench in
      let (gateway, _) = try bench.boundGateway()
      let other = try bench.line("line-b", vlan: 200, network: 8)
      try bench.refused(
        "cda.UnbindPhysicalLine", ["gatewayName": .string(gateway), "lineID": .string(other)],
        code: "PhysicalLine.NotFound", by: .lineNotBound)
    },
    .init(.cdaAccount) { bench in
      var line = bench.lineArguments("line-a", vlan: 100)
      line["account"] = "ops@orders.example"
      try bench.refused("cda.AddPhysicalLine", line, code: "Account.AccessDenied", by: .cdaAccount)
      try bench.ok("cda.AddPhysicalLine", bench.lineArguments("line-a", vlan: 100))
      for (email, count) in [("net@hub.example", 1), ("ops@orders.example", 0)] as [(String, JSONValue)] {
        #expect(try bench.ok("cda.CountPhysicalLine", ["account": .string(email)])["count"] == count)
      }
    },
    .init(.cdaRegion) { bench in
      var gateway: JSONObject = ["gatewayName": "gw", "account": "net@hub.example", "hostname": "switch"]
      gateway["resourcePool"] = .string(Bench.otherRegion)
      gateway["regionID"] = "<absent>"
      try bench.ok("cda.AddGateway", gateway)
      let list: JSONObject = ["pageNo": 1, "pageSize": 10, "account": "net@hub.example"]
      for (region, count) in [("<absent>", 0), (Bench.otherRegion, 1)] as [(String, JSONValue)] {
        var arguments = list
        arguments["regionID"] = .string(region)
        #expect(try bench.ok("cda.ListGateway", arguments)["totalCount"] == count)
      }
    },
  ]

  static let gateways: [ConformanceCase] = [
    .init(.gatewayByName) { bench in
      let (gateway, _) = try bench.boundGateway()
      for key in ["gatewayName", "vrfName"] {
        let lines = try bench.ok(
          "cda.ListGatewayPhysicalLine", [key: .string(gateway), "account": "net@hub.example"])
        #expect(lines.text("physicalLineList", "vrfName") == gateway)
        #expect(lines.text("physicalLineList", "gatewayName") == gateway)
      }
      try bench.refused(
        "cda.ListStaticRoute", ["gatewayName": .string(gateway)], as: "orders", code: "LineGateway.NotFound")
    },
    .init(.gatewayTwice) { bench in
      let gateway: JSONObject = ["gatewayName": "gw", "account": "net@hub.example", "hostname": "switch"]
      try bench.ok("cda.AddGateway", gateway)
      try bench.refused("cda.AddGateway", gateway, code: "LineGateway.AlreadyExists", by: .gatewayTwice)
    },
    .init(.gatewayQuota) { bench in
      for number in 1...6 {
        let gateway: JSONObject = [
          "gatewayName": .string("gw\(number)"), "account": "net@hub.example", "hostname": "switch",
        ]
        if number <= 5 {
          try bench.ok("cda.AddGateway", gateway)
        } else {
          try bench.refused(
            "cda.AddGateway", gateway, code: "LineGateway.QuotaExceeded", by: .gatewayQuota)
        }
      }
      #expect(try bench.ok("cda.CountGateway", ["account": "net@hub.example"])["count"] == 5)
    },
    .init(.gatewayDependants) { bench in
      let (gateway, line) = try bench.boundGateway()
      try bench.refused(
        "cda.DeleteGateway", ["gatewayName": .string(gateway)], code: "LineGateway.HasDependants",
        by: .gatewayDependants)
      try bench.ok("cda.UnbindPhysicalLine", ["gatewayName": .string(gateway), "lineID": .string(line)])
      try bench.ok("cda.DeleteGateway", ["gatewayName": .string(gateway)])
    },
    .init(.attachForeign) { bench in
      let (gateway, _) = try bench.boundGateway()
      let (vpc, _) = try bench.network("orders-vpc", "172.16.0.0/16", "172.16.1.0/24", as: "orders")
      let arguments = bench.attachment(gateway, vpc, "172.16.1.0/24")
      try bench.refused("cda.AddVpc", arguments, code: "LineGateway.AccessDenied", by: .attachForeign)
      try bench.ok("cda.CreateAccountAuth", bench.authorisation(vpc, gateway), as: "orders")
      try bench.ok("cda.AddVpc", arguments)
    },
    .init(.attachTwice) { bench in
      let (gateway, vpc, _) = try bench.attachedGateway()
      try bench.refused(
        "cda.AddVpc", bench.attachment(gateway, vpc, "192.168.1.0/24"), code: "LineGateway.AlreadyExists",
        by: .attachTwice)
    },
    .init(.attachQuota) { bench in
      let (_, vpc, _) = try bench.attachedGateway()
      try bench.ok(
        "cda.AddGateway", ["gatewayName": "gw2", "account": "net@hub.example", "hostname": "switch"])
      try bench.refused(
        "cda.AddVpc", bench.attachment("gw2", vpc, "192.168.1.0/24"), code: "LineGateway.QuotaExceeded",
        by: .attachQuota)
    },
    .init(.attachSubnets) { bench in
      let (gateway, _) = try bench.boundGateway()
      let (vpc, _) = try bench.network("hub-vpc", "192.168.0.0/16", "192.168.1.0/24")
      try bench.refused(
        "cda.AddVpc", bench.attachment(gateway, vpc, "10.7.0.0/24"), code: "LineGateway.OutOfRange",
        by: .attachSubnets)
      var many = bench.attachment(gateway, vpc, "")
      many["vpcSubnet"] = .array((0...50).map { .string("192.168.\($0).0/24") })
      try bench.refused("cda.AddVpc", many, code: "LineGateway.QuotaExceeded", by: .attachSubnets)
    },
    .init(.attachOverlap) { bench in
      let (gateway, _, _) = try bench.attachedGateway()
      var route = bench.staticRoute(gateway)
      route["dstCidr"] = ["192.168.0.0/16"]
      try bench.refused("cda.AddStaticRoute", route, code: "LineGateway.Overlap", by: .attachOverlap)
      try bench.ok("cda.AddStaticRoute", bench.staticRoute(gateway))
      let (vpc, _) = try bench.network("other-vpc", "10.1.0.0/16", "10.1.123.0/24")
      try bench.refused(
        "cda.AddVpc", bench.attachment(gateway, vpc, "10.1.123.0/24"), code: "LineGateway.Overlap",
        by: .attachOverlap)
    },
    .init(.attachReplaced) { bench in
      let (gateway, vpc, _) = try bench.attachedGateway()
      _ = try bench.subnet(in: vpc, "192.168.2.0/24")
      try bench.ok(
        "cda.UpdateVpc",
        [
          "gatewayName": .string(gateway), "vpcID": .string(vpc), "vpcSubnet": ["192.168.2.0/24"],
          "ipVersion": "IPV4", "bandwidth": 999,
        ])
      let rows = try bench.ok("cda.ListVpc", ["gatewayName": .string(gateway), "account": "net@hub.example"])
      #expect(rows.text("vpcList", "vpcSubnet") == "192.168.2.0/24")
      #expect(rows["vpcList"]?[0]?["virtualBandwidth"] == 100)
    },
    .init(.attachChecked) { bench in
      let (gateway, vpc, subnet) = try bench.attachedGateway()
      try bench.ok("cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet))
      let named: JSONObject = ["gatewayName": .string(gateway), "vpcID": .string(vpc)]
      try bench.refused("cda.DeleteVpc", named, code: "LineGateway.HasDependants", by: .attachChecked)
      try bench.ok("cda.DeleteHealthCheck", named)
      try bench.ok("cda.DeleteVpc", named)
    },
    .init(.attachMissing) { bench in
      let (gateway, _) = try bench.boundGateway()
      try bench.refused(
        "cda.DeleteVpc", ["gatewayName": .string(gateway), "vpcID": "vpc-missing000"],
        code: "LineGateway.NotFound", by: .attachMissing)
    },
    .init(.authorisationOnce) { bench in
      let (vpc, _) = try bench.network("orders-vpc", "172.16.0.0/16", "172.16.1.0/24", as: "orders")
      try bench.ok("cda.CreateAccountAuth", bench.authorisation(vpc, "gw"), as: "orders")
      try bench.refused(
        "cda.CreateAccountAuth", bench.authorisation(vpc, "gw"), as: "orders",
        code: "AccountAuth.AlreadyExists", by: .authorisationOnce)
    },
    .init(.authorisationMissing) { bench in
      let (vpc, _) = try bench.network("orders-vpc", "172.16.0.0/16", "172.16.1.0/24", as: "orders")
      try bench.refused(
        "cda.DeleteAccountAuth", bench.withdrawal(vpc, "gw"), as: "orders", code: "AccountAuth.NotFound",
        by: .authorisationMissing)
    },
    .init(.authorisationUsed) { bench in
      let (gateway, _) = try bench.boundGateway()
      let (vpc, _) = try bench.network("orders-vpc", "172.16.0.0/16", "172.16.1.0/24", as: "orders")
      try bench.ok("cda.CreateAccountAuth", bench.authorisation(vpc, gateway), as: "orders")
      try bench.ok("cda.AddVpc", bench.attachment(gateway, vpc, "172.16.1.0/24"))
      try bench.refused(
        "cda.DeleteAccountAuth", bench.withdrawal(vpc, gateway), as: "orders",
        code: "AccountAuth.HasDependants", by: .authorisationUsed)
      try bench.ok("cda.DeleteVpc", ["gatewayName": .string(gateway), "vpcID": .string(vpc)])
      try bench.ok("cda.DeleteAccountAuth", bench.withdrawal(vpc, gateway), as: "orders")
    },
    .init(.authorisationLists) { bench in
      let (vpc, _) = try bench.network("orders-vpc", "172.16.0.0/16", "172.16.1.0/24", as: "orders")
      try bench.ok("cda.CreateAccountAuth", bench.authorisation(vpc, "gw"), as: "orders")
      #expect(try bench.ok("cda.ListAccountAuth", as: "orders").text("accountAuthList", "vpcId") == vpc)
      #expect(try bench.ok("cda.ListAccountAuth")["totalCount"] == 0)
      let received = try bench.ok("cda.ListAccountAuth", ["authAccountID": "10001"])
      #expect(received.text("accountAuthList", "vrfName") == "gw")
      let counts = try bench.ok("cda.GetAccountAuthStatistics", as: "orders")
      #expect(counts.text("statistics", "count") == "1")
    },
  ]
}
