import Addressing
import CtyunAPI
import JSON
import Planning

/// VPCs with their ranges and subnets.
extension RunbookBuilder {
  mutating func addNetworkSteps() {
    for vpc in plan.vpcs {
      add(vpc)
      for subnet in vpc.subnets { add(subnet, of: vpc) }
      for group in vpc.securityGroups { add(group, of: vpc) }
      for list in vpc.acls { add(list, of: vpc) }
    }
  }

  private mutating func add(_ vpc: PlannedVPC) {
    let resource = ResourceID.vpc(vpc.name)
    let prepared = [Self.preparation(of: vpc.account)]
    if let existing = vpc.existing {
      let read = call("vpc.ShowVpc", by: vpc.account, ["vpcID": .string(existing)])
      var expectations = [ReplyExpectation.equals(Place.member("CIDR"), JSONValue(vpc.cidr))]
      for cidr in vpc.secondaryCIDRs {
        expectations.append(.contains(Place.member("secondaryCIDRS"), JSONValue(cidr)))
      }
      addAdoption(
        resource, existing: existing, .network, after: prepared, read,
        expectations + ipv6Expectations(vpc),
        // What the scenario calls the VPC need not be its name in the cloud; the line calls ask for that.
        outputs: [Output(name: "name", source: .action, path: Place.member("name"))] + ipv6Outputs(vpc))
      return
    }
    let step = resource + "/create"
    var parameters: JSONObject = ["name": .string(vpc.cloudName), "CIDR": JSONValue(vpc.cidr)]
    if vpc.ipv6 { parameters["enableIpv6"] = true }
    addCall(
      step, .network, resource: resource,
      title: NetworkText.createVPC(vpc.cloudName, vpc.cidr, ipv6: vpc.ipv6), after: prepared,
      call("vpc.CreateVpc", by: vpc.account, parameters),
      check: check(
        CommonText.readBack, NetworkText.vpcThere,
        call("vpc.ShowVpc", by: vpc.account, ["vpcID": own(step, "vpcID")]),
        [.equals(Place.member("CIDR"), JSONValue(vpc.cidr))] + ipv6Expectations(vpc)),
      undo: undo(
        NetworkText.deleteVPC(vpc.cloudName),
        call("vpc.DeleteVpc", by: vpc.account, ["vpcID": own(step, "vpcID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListVpcs", by: vpc.account, ["vpcID": own(step, "vpcID")]),
          [.absent(Place.member("vpcs"))])),
      outputs: [Output(name: "vpcID", source: .action, path: Place.member("vpcID"))] + ipv6Outputs(vpc))
    remember(resource, step: step, output: "vpcID")
    addSecondaryRanges(vpc, after: step)
  }

  /// A plan that rests on an IPv6 range which the cloud has not given is worth nothing: better to see it here.
  private func ipv6Expectations(_ vpc: PlannedVPC) -> [ReplyExpectation] {
    guard vpc.ipv6 else { return [] }
    return [.equals(Place.member("enableIpv6"), true)]
      + (vpc.ipv6CIDR.map { [.contains(Place.member("ipv6CIDRS"), JSONValue($0))] } ?? [])
  }

  private func ipv6Expectations(_ subnet: PlannedSubnet) -> [ReplyExpectation] {
    guard subnet.ipv6 else { return [] }
    return [.equals(Place.member("enableIpv6"), true)]
      + (subnet.ipv6CIDR.map { [.equals(Place.member("ipv6CIDR"), JSONValue($0))] } ?? [])
  }

  /// The cloud chooses the IPv6 range; the attachment to a gateway has to name it.
  private func ipv6Outputs(_ vpc: PlannedVPC) -> [Output] {
    guard vpc.ipv6, vpc.ipv6CIDR == nil else { return [] }
    return [Output(name: "ipv6CIDR", source: .check, path: Place.member("ipv6CIDRS").element(0))]
  }

  private mutating func addSecondaryRanges(_ vpc: PlannedVPC, after created: String) {
    guard !vpc.secondaryCIDRs.isEmpty else { return }
    let resource = ResourceID.vpc(vpc.name)
    let ranges = vpc.secondaryCIDRs.map(\.description).joined(separator: ", ")
    let parameters: JSONObject = ["vpcID": id(resource), "cidrs": JSONValue(vpc.secondaryCIDRs)]
    let read = call("vpc.ShowVpc", by: vpc.account, ["vpcID": id(resource)])
    addCall(
      resource + "/add-secondary-cidrs", .network, resource: resource,
      title: NetworkText.addSecondary(vpc.cloudName, ranges), after: [created],
      call("vpc.AssociateSecondaryCidrs", by: vpc.account, parameters),
      check: check(
        CommonText.readBack, NetworkText.secondaryThere, read,
        vpc.secondaryCIDRs.map { .contains(Place.member("secondaryCIDRS"), JSONValue($0)) }),
      undo: undo(
        NetworkText.removeSecondary(vpc.cloudName, ranges),
        call("vpc.DisassociateSecondaryCidrs", by: vpc.account, parameters),
        gone: check(
          CommonText.readBack, NetworkText.secondaryGone, read, [.absent(Place.member("secondaryCIDRS"))])))
  }

  private mutating func add(_ subnet: PlannedSubnet, of vpc: PlannedVPC) {
    let resource = ResourceID.subnet(vpc: vpc.name, subnet.name)
    let parent = ResourceID.vpc(vpc.name)
    if let existing = subnet.existing {
      addAdopted(subnet, existing: existing, resource: resource, of: vpc)
      return
    }
    let step = resource + "/create"
    var dependencies = ready(parent)
    if !vpc.cidr.contains(subnet.cidr), vpc.existing == nil {
      dependencies.append(parent + "/add-secondary-cidrs")
    }
    var parameters: JSONObject = [
      "vpcID": id(parent), "name": .string(subnet.cloudName), "CIDR": JSONValue(subnet.cidr),
    ]
    if subnet.ipv6 { parameters["enableIpv6"] = true }
    var outputs = [Output(name: "subnetID", source: .action, path: Place.member("subnetID"))]
    if subnet.routeTable != nil {
      // The default table, to which the subnet goes back when the change is taken back.
      outputs.append(Output(name: "routeTableID", source: .check, path: Place.member("routeTableID")))
    }
    if subnet.ipv6, subnet.ipv6CIDR == nil {
      outputs.append(Output(name: "ipv6CIDR", source: .check, path: Place.member("ipv6CIDR")))
    }
    addCall(
      step, .network, resource: resource,
      title: NetworkText.createSubnet(subnet.cloudName, vpc.cloudName, subnet.cidr), after: dependencies,
      call("vpc.CreateSubnet", by: vpc.account, parameters),
      check: check(
        CommonText.readBack, NetworkText.subnetThere,
        call("vpc.ShowSubnet", by: vpc.account, ["subnetID": own(step, "subnetID")]),
        [.equals(Place.member("CIDR"), JSONValue(subnet.cidr))] + ipv6Expectations(subnet)),
      undo: undo(
        NetworkText.deleteSubnet(subnet.cloudName),
        call("vpc.DeleteSubnet", by: vpc.account, ["subnetID": own(step, "subnetID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListSubnets", by: vpc.account, ["subnetID": own(step, "subnetID")]),
          [.absent(Place.member("subnets"))])),
      outputs: outputs)
    remember(resource, step: step, output: "subnetID")
  }

  private mutating func addAdopted(
    _ subnet: PlannedSubnet, existing: String, resource: String, of vpc: PlannedVPC
  ) {
    let read = call("vpc.ShowSubnet", by: vpc.account, ["subnetID": .string(existing)])
    var expectations = [.equals(Place.member("CIDR"), JSONValue(subnet.cidr))] + ipv6Expectations(subnet)
    var outputs: [Output] = []
    if let list = vpc.acls.first(where: { $0.name == subnet.acl }) {
      // An adopted list is bound already. Another one must not silently replace what somebody bound.
      expectations.append(
        list.existing.map { .equals(Place.member("networkAclID"), .string($0)) }
          ?? .absent(Place.member("networkAclID")))
    }
    if let table = vpc.routeTables.first(where: { $0.name == subnet.routeTable }) {
      if let existing = table.existing {
        expectations.append(.equals(Place.member("routeTableID"), .string(existing)))
      } else {
        outputs.append(Output(name: "routeTableID", source: .action, path: Place.member("routeTableID")))
      }
    }
    if subnet.ipv6, subnet.ipv6CIDR == nil {
      outputs.append(Output(name: "ipv6CIDR", source: .action, path: Place.member("ipv6CIDR")))
    }
    addAdoption(
      resource, existing: existing, .network, after: ready(ResourceID.vpc(vpc.name)), read, expectations,
      outputs: outputs)
  }
}
