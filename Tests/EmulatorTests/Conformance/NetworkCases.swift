import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let vpcs: [ConformanceCase] = [
    .init(.vpcNameUnique) { bench in
      try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"])
      try bench.refused(
        "vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.1.0.0/16"], code: "Vpc.AlreadyExists",
        by: .vpcNameUnique)
      try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"], as: "orders")
    },
    .init(.vpcReady) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let tables =
        try bench.ok("vpc.ListRouteTables", ["vpcID": .string(vpc)])["routeTables"]?.arrayValue ?? []
      #expect(tables.map { $0.text("origin") } == ["default"])
    },
    .init(.vpcDependants) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      try bench.refused(
        "vpc.DeleteVpc", ["vpcID": .string(vpc)], code: "Vpc.HasDependants", by: .vpcDependants)
    },
    .init(.vpcOtherDependants) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.ok("vpc.CreateSecurityGroup", ["vpcID": .string(vpc), "name": "group-a"])
        .text("securityGroupID")
      try bench.refused(
        "vpc.DeleteVpc", ["vpcID": .string(vpc)], code: "Vpc.HasDependants", by: .vpcOtherDependants)
      try bench.ok("vpc.DeleteSecurityGroup", ["securityGroupID": .string(group)])
      try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    },
    .init(.vpcDefaultTable) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
      #expect(try bench.ok("vpc.ListRouteTables")["totalCount"] == 0)
    },
    .init(.vpcIPv6Off) { bench in
      let vpc = try bench.ok(
        "vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16", "enableIpv6": true]
      ).text("vpcID")
      let subnet = try bench.ok(
        "vpc.CreateSubnet",
        ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.0.1.0/24", "enableIpv6": true]
      ).text("subnetID")
      let off: JSONObject = ["vpcID": .string(vpc), "enableIpv6": false]
      try bench.refused("vpc.UpdateVpcIpv6Status", off, code: "Vpc.HasDependants", by: .vpcIPv6Off)
      try bench.ok("vpc.UpdateSubnetIpv6Status", ["subnetID": .string(subnet), "enableIpv6": false])
      try bench.ok("vpc.UpdateVpcIpv6Status", off)
    },
    .init(.vpcIPv6Range) { bench in
      let vpc = try bench.ok(
        "vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16", "enableIpv6": true]
      ).text("vpcID")
      let shown = try bench.ok("vpc.ShowVpc", ["vpcID": .string(vpc)])
      let range = shown["ipv6CIDRS"]?[0]?.stringValue ?? ""
      #expect(range.hasPrefix("2001:db8:") && range.hasSuffix("/56"))
      #expect(shown["ipv6Enabled"] == true)
    },
    .init(.secondaryOverlap) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      for cidrs in [["10.0.1.0/24"], ["10.1.0.0/16", "10.1.2.0/24"]] as [[JSONValue]] {
        try bench.refused(
          "vpc.AssociateSecondaryCidrs", ["vpcID": .string(vpc), "cidrs": .array(cidrs)], code: "Vpc.Overlap",
          by: .secondaryOverlap)
      }
    },
    .init(.secondaryInUse) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let cidrs: JSONObject = ["vpcID": .string(vpc), "cidrs": ["10.1.0.0/16"]]
      try bench.ok("vpc.AssociateSecondaryCidrs", cidrs)
      let subnet = try bench.subnet(in: vpc, "10.1.1.0/24")
      try bench.refused(
        "vpc.DisassociateSecondaryCidrs", cidrs, code: "Vpc.HasDependants", by: .secondaryInUse)
      try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
      try bench.ok("vpc.DisassociateSecondaryCidrs", cidrs)
      #expect(try bench.ok("vpc.ShowVpc", ["vpcID": .string(vpc)])["secondaryCIDRS"] == [])
    },
    .init(.secondaryUnknown) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      try bench.refused(
        "vpc.DisassociateSecondaryCidrs", ["vpcID": .string(vpc), "cidrs": ["10.0.0.0/16"]],
        code: "Vpc.NotFound", by: .secondaryUnknown)
    },
  ]

  static let subnets: [ConformanceCase] = [
    .init(.subnetOutside) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      try bench.refused(
        "vpc.CreateSubnet", ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.1.0.0/24"],
        code: "Subnet.OutOfRange", by: .subnetOutside)
    },
    .init(.subnetOverlap) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      for cidr in ["10.0.1.0/24", "10.0.1.128/25", "10.0.0.0/23"] {
        try bench.refused(
          "vpc.CreateSubnet", ["vpcID": .string(vpc), "name": "subnet-b", "CIDR": .string(cidr)],
          code: "Subnet.Overlap", by: .subnetOverlap)
      }
      _ = try bench.network("other-vpc", "10.0.0.0/16", "10.0.1.0/24")
    },
    .init(.subnetMask) { bench in
      // The contract's own limit speaks first; the profile's is tried by the engine's tests.
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/8"]).text("vpcID")
      for cidr in ["10.0.0.0/15", "10.0.0.0/29"] {
        let reply = try bench.call(
          "vpc.CreateSubnet", ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": .string(cidr)])
        #expect(reply["statusCode"] == 900)
      }
      for cidr in ["10.0.0.0/16", "10.1.0.0/28"] {
        try bench.ok("vpc.CreateSubnet", ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": .string(cidr)])
      }
    },
    .init(.subnetIPv6) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let arguments: JSONObject = [
        "vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.0.1.0/24", "enableIpv6": true,
      ]
      try bench.refused("vpc.CreateSubnet", arguments, code: "Subnet.Conflict", by: .subnetIPv6)
      try bench.ok("vpc.UpdateVpcIpv6Status", ["vpcID": .string(vpc), "enableIpv6": true])
      let subnet = try bench.ok("vpc.CreateSubnet", arguments).text("subnetID")
      let shown = try bench.ok("vpc.ShowSubnet", ["subnetID": .string(subnet)])
      #expect(shown["ipv6Enabled"] == 1)
      #expect(shown.text("ipv6CIDR").hasSuffix("/64"))
    },
    .init(.subnetIPv6Off) { bench in
      let vpc = try bench.ok(
        "vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16", "enableIpv6": true]
      ).text("vpcID")
      let subnet = try bench.ok(
        "vpc.CreateSubnet",
        ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.0.1.0/24", "enableIpv6": true]
      ).text("subnetID")
      let address = try bench.ok("vpc.CreateHavip", ["subnetID": .string(subnet), "vipType": "v6"]).text(
        "uuid")
      let off: JSONObject = ["subnetID": .string(subnet), "enableIpv6": false]
      try bench.refused("vpc.UpdateSubnetIpv6Status", off, code: "Subnet.HasDependants", by: .subnetIPv6Off)
      try bench.ok("vpc.DeleteHavip", ["haVipID": .string(address)])
      try bench.ok("vpc.UpdateSubnetIpv6Status", off)
    },
    .init(.subnetGateway) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      #expect(try bench.ok("vpc.ShowSubnet", ["subnetID": .string(subnet)])["gatewayIP"] == "10.0.1.1")
      let arguments: JSONObject = [
        "vpcID": .string(vpc), "name": "subnet-b", "CIDR": "10.0.2.0/24", "subnetGatewayIP": "10.0.1.1",
      ]
      try bench.refused("vpc.CreateSubnet", arguments, code: "Subnet.OutOfRange", by: .subnetGateway)
    },
    .init(.subnetDHCP) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      for address in ["10.0.2.1", "10.0.3.7"] {
        try bench.refused(
          "vpc.CreateSubnet",
          ["vpcID": .string(vpc), "name": "subnet-b", "CIDR": "10.0.2.0/24", "dhcpIP": .string(address)],
          code: "Subnet.OutOfRange", by: .subnetDHCP)
      }
    },
    .init(.subnetDefaultTable) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let table = try bench.defaultTable(of: vpc)
      #expect(try bench.ok("vpc.ShowSubnet", ["subnetID": .string(subnet)]).text("routeTableID") == table)
    },
    .init(.subnetInUse) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let endpoint = try bench.endpoint(of: try bench.service(in: vpc), in: vpc, subnet)
      try bench.refused(
        "vpc.DeleteSubnet", ["subnetID": .string(subnet)], code: "Subnet.HasDependants", by: .subnetInUse)
      try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
      try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    },
    .init(.subnetTableForeign) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let other = try bench.ok("vpc.CreateVpc", ["name": "other-vpc", "CIDR": "10.1.0.0/16"]).text("vpcID")
      let table = try bench.defaultTable(of: other)
      try bench.refused(
        "vpc.ReplaceSubnetRouteTable", ["subnetID": .string(subnet), "routeTableID": .string(table)],
        code: "Subnet.Conflict", by: .subnetTableForeign)
    },
    .init(.subnetTableStays) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      try bench.refused(
        "vpc.DisassociateSubnetRouteTable", ["subnetID": .string(subnet)], code: "Subnet.NotSupported",
        by: .subnetTableStays)
    },
    .init(.addressOutside) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      try bench.refused(
        "vpc.CreateHavip", ["subnetID": .string(subnet), "ipAddress": "10.0.2.5"], code: "Havip.OutOfRange",
        by: .addressOutside)
    },
    .init(.addressTaken) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let arguments: JSONObject = ["subnetID": .string(subnet), "ipAddress": "10.0.1.5"]
      let first = try bench.ok("vpc.CreateHavip", arguments).text("uuid")
      try bench.refused("vpc.CreateHavip", arguments, code: "Havip.InUse", by: .addressTaken)
      try bench.refused(
        "vpc.CreateHavip", ["subnetID": .string(subnet), "ipAddress": "10.0.1.1"], code: "Havip.InUse",
        by: .addressTaken)
      try bench.ok("vpc.DeleteHavip", ["haVipID": .string(first)])
      try bench.ok("vpc.CreateHavip", arguments)
    },
    .init(.addressReserved) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      for address in ["10.0.1.0", "10.0.1.253", "10.0.1.255"] {
        try bench.refused(
          "vpc.CreateHavip", ["subnetID": .string(subnet), "ipAddress": .string(address)],
          code: "Havip.Reserved", by: .addressReserved)
      }
    },
    .init(.addressExhausted) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/28")
      let shown = try bench.ok("vpc.ShowSubnet", ["subnetID": .string(subnet)])
      #expect(shown["availableIPCount"] == 11)
      for _ in 0..<11 { try bench.ok("vpc.CreateHavip", ["subnetID": .string(subnet)]) }
      try bench.refused(
        "vpc.CreateHavip", ["subnetID": .string(subnet)], code: "Havip.Exhausted", by: .addressExhausted)
    },
    .init(.addressLowest) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      var ids: [String] = []
      for expected in ["10.0.1.2", "10.0.1.3", "10.0.1.4"] {
        let made = try bench.ok("vpc.CreateHavip", ["subnetID": .string(subnet)])
        #expect(made.text("ipv4") == expected)
        ids.append(made.text("uuid"))
      }
      try bench.ok("vpc.DeleteHavip", ["haVipID": .string(ids[1])])
      #expect(try bench.ok("vpc.CreateHavip", ["subnetID": .string(subnet)]).text("ipv4") == "10.0.1.3")
    },
    .init(.usedAddresses) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      try bench.ok("vpc.CreateHavip", ["subnetID": .string(subnet), "ipAddress": "10.0.1.9"])
      let used =
        try bench.ok("vpc.ListSubnetUsedIPs", ["subnetID": .string(subnet)])["usedIPs"]?.arrayValue ?? []
      #expect(used.map { $0.text("ipv4Address") } == ["10.0.1.1", "10.0.1.9", "10.0.1.254"])
      #expect(used.map { $0.text("useDesc") } == ["网关接口", "高可用虚IP", "system"])
      let one = try bench.ok("vpc.ListSubnetUsedIPs", ["subnetID": .string(subnet), "ip": "10.0.1.9"])
      #expect(one["totalCount"] == 1)
    },
  ]

  static let routes: [ConformanceCase] = [
    .init(.routeTableMissing) { bench in
      try bench.refused(
        "vpc.ShowRouteTable", ["routeTableID": "rtb-missing000"], code: "RouterTable.AccessFailed",
        by: .routeTableMissing)
    },
    .init(.routeTableDefaultStays) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let table = try bench.defaultTable(of: vpc)
      try bench.refused(
        "vpc.DeleteRouteTable", ["routeTableID": .string(table)], code: "RouterTable.Conflict",
        by: .routeTableDefaultStays)
    },
    .init(.routeTableInUse) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let table = try bench.ok("vpc.CreateRouteTable", ["vpcID": .string(vpc), "name": "table-a"]).text("id")
      let replace: JSONObject = ["subnetID": .string(subnet), "routeTableID": .string(table)]
      try bench.ok("vpc.ReplaceSubnetRouteTable", replace)
      let details = try bench.ok("vpc.ShowRouteTable", ["routeTableID": .string(table)])["subnetDetail"]
      #expect(details?[0]?["id"] == .string(subnet))
      try bench.refused(
        "vpc.DeleteRouteTable", ["routeTableID": .string(table)], code: "RouterTable.HasDependants",
        by: .routeTableInUse)
    },
    .init(.routeTableRulesGo) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let table = try bench.ok("vpc.CreateRouteTable", ["vpcID": .string(vpc), "name": "table-a"]).text("id")
      let rule = try bench.ok("vpc.CreateRouteRule", bench.route(table, "172.16.0.0/16")).text("routeRuleID")
      try bench.ok("vpc.DeleteRouteTable", ["routeTableID": .string(table)])
      try bench.refused("vpc.DeleteRouteRule", ["routeRuleID": .string(rule)], code: "RouterTable.NotFound")
    },
    .init(.routeDuplicate) { bench in
      let table = try bench.tableOfNewVPC()
      try bench.ok("vpc.CreateRouteRule", bench.route(table, "172.16.0.0/16"))
      try bench.refused(
        "vpc.CreateRouteRule", bench.route(table, "172.16.0.0/16"), code: "RouterTable.AlreadyExists",
        by: .routeDuplicate)
      try bench.ok("vpc.CreateRouteRule", bench.route(table, "172.16.0.0/17"))
    },
    .init(.routeSystem) { bench in
      let table = try bench.tableOfNewVPC()
      try bench.refused(
        "vpc.CreateRouteRule", bench.route(table, "100.64.1.0/24"), code: "RouterTable.Overlap",
        by: .routeSystem)
    },
    .init(.routeFamily) { bench in
      let table = try bench.tableOfNewVPC()
      var route = bench.route(table, "172.16.0.0/16")
      route["ipVersion"] = 6
      try bench.refused("vpc.CreateRouteRule", route, code: "RouterTable.Conflict", by: .routeFamily)
    },
    .init(.routeNextHop, seed: servers) { bench in
      let table = try bench.defaultTable(of: "vpc-seeded0000")
      var route = bench.route(table, "172.16.0.0/16")
      route["nextHopType"] = "vm"
      try bench.refused("vpc.CreateRouteRule", route, code: "RouterTable.NotFound", by: .routeNextHop)
      route["nextHopID"] = "vm-seeded"
      try bench.ok("vpc.CreateRouteRule", route)
    },
    .init(.routeQuota) { bench in
      let table = try bench.tableOfNewVPC()
      let routes = (0...200).map { JSONValue.object(bench.route(table, "172.16.\($0).0/24")) }
      try bench.refused(
        "vpc.CreateRouteRules", ["routeTableID": .string(table), "routeRules": .array(routes)],
        code: "RouterTable.QuotaExceeded", by: .routeQuota)
      let ids = try bench.ok(
        "vpc.CreateRouteRules", ["routeTableID": .string(table), "routeRules": .array(routes.dropLast())])
      #expect(ids.arrayValue?.count == 200)
      try bench.refused(
        "vpc.CreateRouteRule", bench.route(table, "172.17.0.0/24"), code: "RouterTable.QuotaExceeded",
        by: .routeQuota)
    },
    .init(.routeBatch) { bench in
      let table = try bench.tableOfNewVPC()
      let routes = ["172.16.0.0/16", "172.17.0.0/16", "172.16.0.0/16"].map {
        JSONValue.object(bench.route(table, $0))
      }
      try bench.refused(
        "vpc.CreateRouteRules", ["routeTableID": .string(table), "routeRules": .array(routes)],
        code: "RouterTable.AlreadyExists")
      #expect(try bench.ok("vpc.ListRouteRules", ["routeTableID": .string(table)])["totalCount"] == 0)
    },
  ]
}
