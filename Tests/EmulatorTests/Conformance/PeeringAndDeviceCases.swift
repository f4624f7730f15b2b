import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let peerings: [ConformanceCase] = [
    .init(.peeringOrder) { bench in
      let (one, two) = try bench.twoVPCs()
      var arguments = bench.peering(one, two)
      arguments["clientToken"] = "one"
      let first = try bench.ok("vpc.CreateVpcPeering", arguments)
      #expect(first["status"] == "in_progress")
      #expect(first["instanceID"] == "")
      #expect(try bench.ok("vpc.ListVpcPeerings") == [])
      let id = try bench.finish("vpc.CreateVpcPeering", arguments).text("instanceID")
      #expect(try bench.ok("vpc.ListVpcPeerings")[0]?["status"] == "agree")
      let removal: JSONObject = ["instanceID": .string(id), "clientToken": "two"]
      #expect(try bench.ok("vpc.DeleteVpcPeering", removal)["status"] == "in_progress")
      try bench.finish("vpc.DeleteVpcPeering", removal)
      #expect(try bench.ok("vpc.ListVpcPeerings") == [])
    },
    .init(.peeringOverlap) { bench in
      let one = try bench.ok("vpc.CreateVpc", ["name": "one", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let two = try bench.ok("vpc.CreateVpc", ["name": "two", "CIDR": "10.0.0.0/8"]).text("vpcID")
      try bench.refused(
        "vpc.CreateVpcPeering", bench.peering(one, two), code: "VpcPeer.Overlap", by: .peeringOverlap)
    },
    .init(.peeringTwice) { bench in
      let (one, two) = try bench.twoVPCs()
      try bench.ok("vpc.CreateVpcPeering", bench.peering(one, two))
      try bench.refused(
        "vpc.CreateVpcPeering", bench.peering(one, two), code: "VpcPeer.AlreadyExists", by: .peeringTwice)
    },
    .init(.peeringConsent) { bench in
      let one = try bench.ok("vpc.CreateVpc", ["name": "one", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let two = try bench.ok("vpc.CreateVpc", ["name": "two", "CIDR": "10.1.0.0/16"], as: "orders").text(
        "vpcID")
      var arguments = bench.peering(one, two)
      try bench.refused("vpc.CreateVpcPeering", arguments, code: "Vpc.NotFound")
      arguments["acceptEmail"] = "ops@orders.example"
      let id = try bench.finish("vpc.CreateVpcPeering", arguments).text("instanceID")
      #expect(try bench.ok("vpc.ListVpcPeerings")[0]?["status"] == "pending")
      let asked = try bench.ok("vpc.ListVpcPeeringRequests", as: "orders")
      #expect(asked.text("vpcPeerRequests", "instanceID") == id)
      let named: JSONObject = ["instanceID": .string(id)]
      try bench.refused("vpc.AgreeVpcPeeringRequest", named, as: "guest", code: "VpcPeer.NotFound")
      try bench.ok("vpc.AgreeVpcPeeringRequest", named, as: "orders")
      let row = try bench.ok("vpc.ListVpcPeerings")[0]
      #expect(row?["status"] == "agree")
      #expect(row?["userType"] == "other")
    },
    .init(.peeringRange) { bench in
      let (one, two) = try bench.twoVPCs()
      var arguments = bench.peering(one, two)
      arguments["requestVpcCidr"] = "10.7.0.0/16"
      try bench.refused("vpc.CreateVpcPeering", arguments, code: "VpcPeer.Conflict", by: .peeringRange)
    },
    .init(.peeringRejected) { bench in
      let one = try bench.ok("vpc.CreateVpc", ["name": "one", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let two = try bench.ok("vpc.CreateVpc", ["name": "two", "CIDR": "10.1.0.0/16"], as: "orders").text(
        "vpcID")
      var arguments = bench.peering(one, two)
      arguments["acceptEmail"] = "ops@orders.example"
      let id = try bench.finish("vpc.CreateVpcPeering", arguments).text("instanceID")
      try bench.ok("vpc.RejectVpcPeeringRequest", ["instanceID": .string(id)], as: "orders")
      #expect(try bench.ok("vpc.ListVpcPeerings") == [])
    },
    .init(.peeringRoutes) { bench in
      let (one, two) = try bench.twoVPCs()
      let id = try bench.finish("vpc.CreateVpcPeering", bench.peering(one, two)).text("instanceID")
      let route = try bench.ok("vpc.CreateVpcPeeringRoute", bench.peeringRoute(id, one)).text("routeRule")
      try bench.refused(
        "vpc.DeleteVpcPeering", ["instanceID": .string(id)], code: "VpcPeer.HasDependants", by: .peeringRoutes
      )
      try bench.ok("vpc.DeleteVpcPeeringRoute", ["routeRuleID": .string(route)])
      try bench.finish("vpc.DeleteVpcPeering", ["instanceID": .string(id)])
    },
    .init(.peeringRoute) { bench in
      let (one, two) = try bench.twoVPCs()
      let id = try bench.finish("vpc.CreateVpcPeering", bench.peering(one, two)).text("instanceID")
      try bench.ok("vpc.CreateVpcPeeringRoute", bench.peeringRoute(id, one))
      let rows = try bench.ok("vpc.ListVpcPeeringRoutes", ["vpcID": .string(one)])
      #expect(rows.text("results", "routeTableID") == (try bench.defaultTable(of: one)))
      #expect(rows.text("results", "nextHopID") == id)
    },
  ]

  static let devices: [ConformanceCase] = [
    .init(.portsOfHolders, seed: servers) { bench in
      let balancer = try bench.balancer(in: "vpc-seeded0000", "subnet-seeded0000")
      let service = try bench.service(in: "vpc-seeded0000", backend: balancer)
      let endpoint = try bench.endpoint(of: service, in: "vpc-seeded0000", "subnet-seeded0000")
      for (device, type) in [("vm-seeded", "VM"), ("bm-seeded", "BM"), (balancer, "LB"), (endpoint, "Other")]
      {
        let ports = try bench.ok("vpc.ListPorts", ["deviceID": .string(device)])
        #expect(ports["totalCount"] == 1)
        #expect(ports.text("ports", "instanceType") == type)
        let id = ports.text("ports", "networkInterfaceID")
        #expect(
          try bench.ok("vpc.ShowPort", ["networkInterfaceID": .string(id)]).text("instanceID") == device)
      }
      #expect(try bench.ok("vpc.ListPorts", ["deviceID": "vm-seeded"], as: "guest")["totalCount"] == 0)
    },
    .init(.aclInUse) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let acl = try bench.ok("vpc.CreateAcl", ["vpcID": .string(vpc), "name": "acl-a"]).text("aclID")
      let binding: JSONObject = ["subnetID": .string(subnet), "aclID": .string(acl)]
      try bench.ok("vpc.ReplaceSubnetAcl", binding)
      try bench.refused("vpc.DeleteAcl", ["aclID": .string(acl)], code: "Acl.HasDependants", by: .aclInUse)
      try bench.ok("vpc.DisassociateSubnetAcl", binding)
      try bench.ok("vpc.DeleteAcl", ["aclID": .string(acl)])
    },
    .init(.aclOfSubnet) { bench in
      let (_, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      try bench.ok("vpc.CreateSubnetAcl", ["subnetID": .string(subnet), "name": "acl-a"])
      let acl = try bench.ok("vpc.ShowSubnet", ["subnetID": .string(subnet)]).text("networkAclID")
      #expect(try bench.ok("vpc.ShowAcl", ["aclID": .string(acl)])[0]?["subnetIDs"] == [.string(subnet)])
    },
    .init(.aclPriority) { bench in
      let acl = try bench.aclOfNewVPC()
      try bench.ok("vpc.CreateAclRules", ["aclID": .string(acl), "rules": [bench.aclRule("ingress")]])
      let rules = try bench.ok("vpc.ListAclRules", ["aclID": .string(acl)])[0]
      #expect(rules?["inRules"]?[0]?["priority"] == 100)
      #expect(rules?["outRules"] == [])
    },
    .init(.aclRuleForeign) { bench in
      let acl = try bench.aclOfNewVPC()
      try bench.ok(
        "vpc.CreateAclRules",
        ["aclID": .string(acl), "rules": [bench.aclRule("ingress"), bench.aclRule("egress")]])
      let rule =
        try bench.ok("vpc.ListAclRules", ["aclID": .string(acl)])[0]?.text("inRules", "aclRuleID") ?? ""
      let (vpc, _) = try bench.network("other-vpc", "10.1.0.0/16", "10.1.1.0/24")
      let other = try bench.ok("vpc.CreateAcl", ["vpcID": .string(vpc), "name": "acl-b"]).text("aclID")
      try bench.refused(
        "vpc.DeleteAclRules", ["aclID": .string(other), "aclRuleIDList": [.string(rule)]],
        code: "AclRule.NotFound", by: .aclRuleForeign)
      try bench.refused(
        "vpc.DeleteAclRules", ["aclID": .string(acl), "aclRuleIDList": [.string(rule), "aclrule-missing"]],
        code: "AclRule.NotFound")
      #expect(
        try bench.ok("vpc.ListAclRules", ["aclID": .string(acl)])[0]?["inRules"]?.arrayValue?.count == 1)
      try bench.ok("vpc.DeleteAclRules", ["aclID": .string(acl), "aclRuleIDList": [.string(rule)]])
    },
    .init(.havipOrder, seed: servers) { bench in
      let address = try bench.ok("vpc.CreateHavip", ["subnetID": "subnet-seeded0000"]).text("uuid")
      var arguments = try bench.binding(address, to: "vm-seeded")
      arguments["clientToken"] = "one"
      #expect(try bench.ok("vpc.BindHavip", arguments)[0]?["status"] == "in_progress")
      #expect(try bench.ok("vpc.BindHavip", arguments)[0]?["status"] == "in_progress")
      #expect(try bench.ok("vpc.BindHavip", arguments)[0]?["status"] == "done")
      let shown = try bench.ok("vpc.ShowHavip", ["haVipID": .string(address)])[0]
      #expect(shown?["instanceInfo"]?[0]?["id"] == "vm-seeded")
      arguments["clientToken"] = "two"
      try bench.finish("vpc.UnbindHavip", arguments)
      #expect(try bench.ok("vpc.ShowHavip", ["haVipID": .string(address)])[0]?["instanceInfo"] == [])
    },
    .init(.havipInUse, seed: servers) { bench in
      let address = try bench.ok("vpc.CreateHavip", ["subnetID": "subnet-seeded0000"]).text("uuid")
      let arguments = try bench.binding(address, to: "vm-seeded")
      try bench.finish("vpc.BindHavip", arguments)
      try bench.refused(
        "vpc.DeleteHavip", ["haVipID": .string(address)], code: "Havip.HasDependants", by: .havipInUse)
      try bench.finish("vpc.UnbindHavip", arguments)
      try bench.ok("vpc.DeleteHavip", ["haVipID": .string(address)])
    },
    .init(.havipPort, seed: servers) { bench in
      let address = try bench.ok("vpc.CreateHavip", ["subnetID": "subnet-seeded0000"]).text("uuid")
      var arguments = try bench.binding(address, to: "vm-seeded")
      arguments["instanceID"] = "bm-seeded"
      try bench.refused("vpc.BindHavip", arguments, code: "Havip.Conflict", by: .havipPort)
    },
    .init(.havipNotBound, seed: servers) { bench in
      let address = try bench.ok("vpc.CreateHavip", ["subnetID": "subnet-seeded0000"]).text("uuid")
      let arguments = try bench.binding(address, to: "vm-seeded")
      try bench.refused("vpc.UnbindHavip", arguments, code: "Havip.NotFound", by: .havipNotBound)
    },
    .init(.pathName) { bench in
      let path = bench.path(from: "10.9.1.10", to: "10.9.1.11")
      try bench.ok("vpc.CreateNetworkPath", path)
      try bench.refused(
        "vpc.CreateNetworkPath", path, code: "NetworkPath.AlreadyExists", by: .pathName)
    },
    .init(.pathAnalysis, seed: servers) { bench in
      try bench.ok("vpc.CreateNetworkPath", bench.path(from: "10.9.1.10", to: "10.9.1.11"))
      let path = try bench.ok("vpc.ListNetworkPaths").text("results", "networkPathID")
      let analysis = try bench.ok("vpc.CreateNetworkPathAnalysis", ["networkPathID": .string(path)])
        .text("analysisID")
      let named: JSONObject = ["analysisID": .string(analysis)]
      let flags = try (0..<2).map { _ in
        try bench.ok("vpc.ShowNetworkPathAnalysis", named).text("reachableFlag")
      }
      #expect(flags == ["unknown", "reachable"])
      #expect(try bench.ok("vpc.ListNetworkPathReports", named)[0]?["totalCount"] == 2)
      try bench.ok("vpc.DeleteNetworkPath", ["networkPathID": .string(path)])
      try bench.refused("vpc.ShowNetworkPathAnalysis", named, code: "NetworkPathAnalysis.NotFound")
    },
    .init(.pathVerdict, progressions: [.pathAnalysis: .immediate], seed: servers) { bench in
      let verdicts = [("10.9.1.11", "reachable"), ("10.9.1.77", "unreachable"), ("8.8.8.8", "unknown")]
      for (number, (target, verdict)) in verdicts.enumerated() {
        var path = bench.path(from: "10.9.1.10", to: target)
        path["name"] = .string("path-\(number)")
        try bench.ok("vpc.CreateNetworkPath", path)
        let row = try bench.ok("vpc.ListNetworkPaths")[0]?["results"]?[number] ?? .null
        let id = row.text("networkPathID")
        try bench.ok("vpc.CreateNetworkPathAnalysis", ["networkPathID": .string(id)])
        #expect(
          try bench.ok("vpc.ShowNetworkPath", ["networkPathID": .string(id)])["reachableFlag"]
            == .string(verdict))
      }
    },
  ]
}
