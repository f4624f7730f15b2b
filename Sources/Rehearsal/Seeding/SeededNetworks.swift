import Addressing
import JSON
import Planning
import Runbook
import Scenario

/// Adopted VPCs with what is adopted in them.
extension SeedWriter {
  mutating func addNetwork(_ vpc: PlannedVPC) {
    var parameters: JSONObject = ["name": .string(vpc.seededName), "CIDR": .string(vpc.cidr.description)]
    if vpc.ipv6 { parameters["enableIpv6"] = true }
    add("vpc.CreateVpc", by: vpc.account, id: vpc.existing, parameters)
    if !vpc.secondaryCIDRs.isEmpty {
      add(
        "vpc.AssociateSecondaryCidrs", by: vpc.account,
        ["vpcID": vpc.existing.json, "cidrs": vpc.secondaryCIDRs.json])
    }
    for table in vpc.routeTables where table.existing != nil {
      add(
        "vpc.CreateRouteTable", by: vpc.account, id: table.existing,
        ["vpcID": vpc.existing.json, "name": .string(table.seededName)])
    }
    for group in vpc.securityGroups where group.existing != nil { add(group, of: vpc) }
    for list in vpc.acls where list.existing != nil { add(list, of: vpc) }
    for subnet in vpc.subnets where subnet.existing != nil { add(subnet, of: vpc) }
  }

  private mutating func add(_ group: PlannedSecurityGroup, of vpc: PlannedVPC) {
    add(
      "vpc.CreateSecurityGroup", by: vpc.account, id: group.existing,
      ["vpcID": vpc.existing.json, "name": .string(group.seededName)])
    for (rules, verb) in [(group.ingress, "Ingress"), (group.egress, "Egress")] {
      let entries = SecurityGroupEntry.entries(of: rules, ingress: verb == "Ingress").filter(\.existing)
      guard !entries.isEmpty else { continue }
      add(
        "vpc.AuthorizeSecurityGroup\(verb)", by: vpc.account,
        [
          "securityGroupID": group.existing.json,
          "securityGroupRules": .array(entries.map { .object($0.parameters) }),
        ])
    }
  }

  private mutating func add(_ list: PlannedAccessControlList, of vpc: PlannedVPC) {
    add(
      "vpc.CreateAcl", by: vpc.account, id: list.existing,
      ["vpcID": vpc.existing.json, "name": .string(list.seededName)])
    let entries =
      ACLEntry.entries(of: list.ingress, ingress: true) + ACLEntry.entries(of: list.egress, ingress: false)
    let standing = entries.filter(\.existing)
    if !standing.isEmpty {
      add(
        "vpc.CreateAclRules", by: vpc.account,
        ["aclID": list.existing.json, "rules": .array(standing.map { .object($0.parameters) })])
    }
    add(
      "vpc.UpdateAcl", by: vpc.account,
      ["aclID": list.existing.json, "name": .string(list.seededName), "enabled": "enable"])
  }

  private mutating func add(_ subnet: PlannedSubnet, of vpc: PlannedVPC) {
    var parameters: JSONObject = [
      "vpcID": vpc.existing.json, "name": .string(subnet.seededName),
      "CIDR": .string(subnet.cidr.description),
    ]
    if subnet.ipv6 { parameters["enableIpv6"] = true }
    add("vpc.CreateSubnet", by: vpc.account, id: subnet.existing, parameters)
    if let table = vpc.routeTables.first(where: { $0.name == subnet.routeTable })?.existing {
      add(
        "vpc.ReplaceSubnetRouteTable", by: vpc.account,
        ["subnetID": subnet.existing.json, "routeTableID": .string(table)])
    }
    if let list = vpc.acls.first(where: { $0.name == subnet.acl })?.existing {
      add(
        "vpc.ReplaceSubnetAcl", by: vpc.account,
        ["subnetID": subnet.existing.json, "aclID": .string(list)])
    }
  }

  mutating func addZone(_ zone: PlannedPrivateZone) {
    let standing = zone.vpcs.compactMap { vpc($0)?.existing }
    var vpcs = standing
    if vpcs.isEmpty {
      // The change makes all VPCs that see the zone; until then another one of the account does.
      let id = "vpc-of-\(zone.name)"
      add(
        "vpc.CreateVpc", by: zone.account, id: id,
        ["name": .string("names-\(resources.count)"), "CIDR": "192.168.255.0/24"])
      vpcs = [id]
    }
    add(
      "vpc.CreatePrivateZone", by: zone.account, id: zone.existing,
      [
        "vpcIDList": .string(vpcs.joined(separator: ",")), "name": .string(zone.name),
        "proxyPattern": "record", "TTL": .integer(Int64(zone.ttl)),
      ])
  }
}

/// What somebody called a thing that a scenario adopts.
///
/// The scenario knows its id, not its name. The id is taken, which no created thing is called, as far as names may
/// be that long.
protocol SeededThing {
  var existing: String? { get }
  var cloudName: String { get }
}

extension SeededThing {
  var seededName: String {
    guard let existing else { return cloudName }
    return String((existing.first?.isLetter == true ? existing : "adopted-" + existing).prefix(32))
  }
}

extension PlannedVPC: SeededThing {}
extension PlannedSubnet: SeededThing {}
extension PlannedRouteTable: SeededThing {}
extension PlannedSecurityGroup: SeededThing {}
extension PlannedAccessControlList: SeededThing {}
extension PlannedBackend: SeededThing {}
extension PlannedService: SeededThing {}
extension PlannedEndpoint: SeededThing {}
