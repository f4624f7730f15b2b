import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let securityGroups: [ConformanceCase] = [
    .init(.groupInUse, seed: servers) { bench in
      let group = try bench.group(in: "vpc-seeded0000")
      try bench.ok("vpc.JoinSecurityGroup", bench.joining(group, "vm-seeded"))
      try bench.refused(
        "vpc.DeleteSecurityGroup", ["securityGroupID": .string(group)], code: "SecurityGroup.HasDependants",
        by: .groupInUse)
      let instances = try bench.ok("vpc.ListSecurityGroupInstances", ["securityGroupID": .string(group)])
      #expect(instances.text("results", "instanceID") == "vm-seeded")
      try bench.ok(
        "vpc.LeaveSecurityGroup", ["securityGroupID": .string(group), "instanceID": "vm-seeded"])
      try bench.ok("vpc.DeleteSecurityGroup", ["securityGroupID": .string(group)])
    },
    .init(.groupsPerInterface, seed: servers) { bench in
      for number in 1...6 {
        let group = try bench.group(in: "vpc-seeded0000", name: "group-\(number)")
        let arguments = bench.joining(group, "vm-seeded")
        if number <= 5 {
          try bench.ok("vpc.JoinSecurityGroup", arguments)
        } else {
          try bench.refused(
            "vpc.JoinSecurityGroup", arguments, code: "SecurityGroup.QuotaExceeded", by: .groupsPerInterface)
        }
      }
    },
    .init(.groupForeignVPC, seed: servers) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.group(in: vpc)
      try bench.refused(
        "vpc.JoinSecurityGroup", bench.joining(group, "vm-seeded"), code: "SecurityGroup.Conflict",
        by: .groupForeignVPC)
    },
    .init(.groupNoRules) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let shown = try bench.ok(
        "vpc.ShowSecurityGroup", ["securityGroupID": .string(try bench.group(in: vpc))])
      #expect(shown["securityGroupRuleList"] == [])
      #expect(shown["vmNum"] == "0")
    },
    .init(.ruleQuota) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.group(in: vpc)
      let rules = (0...50).map { _ in JSONValue.object(bench.groupRule()) }
      try bench.refused(
        "vpc.AuthorizeSecurityGroupIngress",
        ["securityGroupID": .string(group), "securityGroupRules": .array(rules)],
        code: "SecurityGroup.QuotaExceeded", by: .ruleQuota)
    },
    .init(.ruleAsGiven) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.group(in: vpc)
      for _ in 0..<2 { _ = try bench.addRule(to: group) }
      let rules = try bench.ok("vpc.ShowSecurityGroup", ["securityGroupID": .string(group)])
      let list = rules["securityGroupRuleList"]?.arrayValue ?? []
      #expect(list.count == 2)
      for (key, value) in bench.groupRule() where key != "remoteType" { #expect(list[0][key] == value) }
      let egress = try bench.ok(
        "vpc.ShowSecurityGroup", ["securityGroupID": .string(group), "direction": "egress"])
      #expect(egress["securityGroupRuleList"] == [])
    },
    .init(.ruleRemoteGroup) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.group(in: vpc)
      var rule = bench.groupRule()
      rule["remoteType"] = 1
      rule["remoteSecurityGroupID"] = "sg-missing000"
      try bench.refused(
        "vpc.AuthorizeSecurityGroupIngress",
        ["securityGroupID": .string(group), "securityGroupRules": [.object(rule)]],
        code: "SecurityGroup.NotFound", by: .ruleRemoteGroup)
    },
    .init(.ruleOtherDirection) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.group(in: vpc)
      let rule = try bench.addRule(to: group)
      let arguments: JSONObject = ["securityGroupID": .string(group), "securityGroupRuleID": .string(rule)]
      try bench.refused(
        "vpc.RevokeSecurityGroupEgress", arguments, code: "SecurityGroupRule.NotFound",
        by: .ruleOtherDirection)
      try bench.ok("vpc.RevokeSecurityGroupIngress", arguments)
    },
    .init(.ruleZeroPriority) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let group = try bench.group(in: vpc)
      let rule = try bench.addRule(to: group)
      let names: JSONObject = ["securityGroupID": .string(group), "securityGroupRuleID": .string(rule)]
      var change = names
      change["action"] = "drop"
      change["priority"] = 0
      try bench.ok("vpc.UpdateSecurityGroupIngressRule", change)
      let shown = try bench.ok("vpc.ShowSecurityGroupRule", names)
      #expect(shown["action"] == "drop")
      #expect(shown["priority"] == 10)
    },
  ]

  static let privateZones: [ConformanceCase] = [
    .init(.zoneVPCs) { bench in
      let vpcs = try (1...6).map { number in
        try bench.ok("vpc.CreateVpc", ["name": .string("vpc-\(number)"), "CIDR": "10.0.0.0/16"]).text("vpcID")
      }
      let zone = try bench.zone(vpcs.prefix(5).joined(separator: ","))
      try bench.refused(
        "vpc.AssociatePrivateZoneVpcs", ["zoneID": .string(zone), "vpcIDList": .string(vpcs[5])],
        code: "PrivateZone.QuotaExceeded", by: .zoneVPCs)
    },
    .init(.zoneTwice) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      _ = try bench.zone(vpc)
      try bench.refused(
        "vpc.CreatePrivateZone", ["vpcIDList": .string(vpc), "name": "example.internal"],
        code: "PrivateZone.AlreadyExists", by: .zoneTwice)
    },
    .init(.zoneName) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let made = try bench.ok(
        "vpc.CreatePrivateZone", ["vpcIDList": .string(vpc), "name": "Example.Internal"])
      #expect(made["name"] == "example.internal")
      #expect(try bench.ok("vpc.ListPrivateZones", ["zoneName": "EXAMPLE.internal"])["totalCount"] == 1)
    },
    .init(.zoneRecords) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let zone = try bench.zone(vpc)
      let record = try bench.ok("vpc.CreatePrivateZoneRecord", bench.record(zone)).text("zoneRecordID")
      try bench.refused(
        "vpc.DeletePrivateZone", ["zoneID": .string(zone)], code: "PrivateZone.HasDependants",
        by: .zoneRecords)
      try bench.ok("vpc.DeletePrivateZoneRecord", ["zoneRecordID": .string(record)])
      try bench.ok("vpc.DeletePrivateZone", ["zoneID": .string(zone)])
    },
    .init(.zoneUnbound) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let zone = try bench.zone(vpc)
      let arguments: JSONObject = ["zoneID": .string(zone), "vpcIDList": .string(vpc)]
      try bench.ok("vpc.DisassociatePrivateZoneVpcs", arguments)
      try bench.refused(
        "vpc.DisassociatePrivateZoneVpcs", arguments, code: "PrivateZone.NotFound", by: .zoneUnbound)
    },
    .init(.recordDuplicate) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let zone = try bench.zone(vpc)
      try bench.ok("vpc.CreatePrivateZoneRecord", bench.record(zone))
      try bench.refused(
        "vpc.CreatePrivateZoneRecord", bench.record(zone), code: "PrivateZoneRecord.AlreadyExists",
        by: .recordDuplicate)
    },
    .init(.recordValues) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let zone = try bench.zone(vpc)
      let wrong: [(String, [JSONValue])] = [
        ("A", ["fd00::1"]), ("AAAA", ["10.0.0.1"]), ("CNAME", ["a.example", "b.example"]),
        ("MX", ["mail.example"]),
      ]
      for (type, values) in wrong {
        var record = bench.record(zone)
        record["type"] = .string(type)
        record["valueList"] = .array(values)
        try bench.refused(
          "vpc.CreatePrivateZoneRecord", record, code: "PrivateZoneRecord.Invalid", by: .recordValues)
      }
      var record = bench.record(zone)
      record["type"] = "mx"
      record["valueList"] = ["10 mail.example"]
      let id = try bench.ok("vpc.CreatePrivateZoneRecord", record).text("zoneRecordID")
      let shown = try bench.ok("vpc.ShowPrivateZoneRecord", ["zoneRecordID": .string(id)])
      #expect(shown["type"] == "MX")
      #expect(shown["value"] == ["10 mail.example"])
      #expect(shown["zoneName"] == "example.internal")
    },
    .init(.recordLimit) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let zone = try bench.zone(vpc)
      var record = bench.record(zone)
      record["valueList"] = .array((1...9).map { .string("10.0.0.\($0)") })
      let reply = try bench.call("vpc.CreatePrivateZoneRecord", record)
      #expect(reply["statusCode"] == 900)
      record["valueList"] = .array((1...8).map { .string("10.0.0.\($0)") })
      try bench.ok("vpc.CreatePrivateZoneRecord", record)
    },
  ]
}
