import Addressing
import Scenario

extension PlanBuilder {
  /// A VPC with all that lies in it.
  mutating func vpc(_ entry: NamedMap<VPC>.Entry) -> PlannedVPC {
    let (name, vpc) = (entry.name.value, entry.value)
    let ipv6 = vpc.ipv6?.value ?? (vpc.ipv6CIDR != nil)
    var planned = PlannedVPC(
      name: name,
      cloudName: cloudName(
        ResourceID.vpc(name), existing: vpc.existing, written: vpc.cloudName, name: name),
      account: vpc.account.value, cidr: vpc.cidr.value, location: vpc.location)
    planned.secondaryCIDRs = vpc.secondaryCIDRs.map(\.value)
    planned.ipv6 = ipv6
    planned.ipv6CIDR = vpc.ipv6CIDR?.value
    planned.existing = vpc.existing?.value
    for entry in vpc.subnets.sorted {
      if let subnet = subnet(entry, vpc: name) { planned.subnets.append(subnet) }
    }
    planned.routeTables = vpc.routeTables.sorted.map { routeTable($0, vpc: name) }
    planned.securityGroups = vpc.securityGroups.sorted.map { securityGroup($0, vpc: name, ipv6: ipv6) }
    planned.acls = vpc.acls.sorted.map { accessControlList($0, vpc: name, ipv6: ipv6) }
    return planned
  }

  private mutating func subnet(_ entry: NamedMap<Subnet>.Entry, vpc: String) -> PlannedSubnet? {
    let (name, subnet) = (entry.name.value, entry.value)
    let id = ResourceID.subnet(vpc: vpc, name)
    guard
      let cidr = decided(decisions.subnet(vpc: vpc, name: name), "the range of \(id)", at: subnet.location)
    else { return nil }
    var planned = PlannedSubnet(
      name: name,
      cloudName: cloudName(id, existing: subnet.existing, written: subnet.cloudName, name: name),
      cidr: cidr, location: subnet.location)
    planned.ipv6CIDR = decisions.subnetIPv6(vpc: vpc, name: name) ?? subnet.ipv6CIDR?.value
    planned.ipv6 = subnet.ipv6?.value ?? (planned.ipv6CIDR != nil)
    planned.existing = subnet.existing?.value
    planned.routeTable = subnet.routeTable?.value == "default" ? nil : subnet.routeTable?.value
    planned.acl = subnet.acl?.value
    return planned
  }

  private func routeTable(_ entry: NamedMap<RouteTable>.Entry, vpc: String) -> PlannedRouteTable {
    let (name, table) = (entry.name.value, entry.value)
    let owner = ResourceID.routeTable(vpc: vpc, name)
    var planned = PlannedRouteTable(
      name: name, cloudName: cloudName(owner, existing: table.existing, written: nil, name: name),
      location: table.location)
    planned.existing = table.existing?.value
    planned.routes =
      table.routes
      .map { PlannedRouteTable.Route(to: $0.to.value, nextHop: $0.nextHop.value, location: $0.location) }
      .sorted { $0.to < $1.to }
    return planned
  }

  private func securityGroup(
    _ entry: NamedMap<SecurityGroup>.Entry, vpc: String, ipv6: Bool
  ) -> PlannedSecurityGroup {
    let (name, group) = (entry.name.value, entry.value)
    let owner = ResourceID.securityGroup(vpc: vpc, name)
    func evaluated(_ rules: [SecurityGroupRule]) -> [PlannedSecurityGroup.Rule] {
      inOrderOfEvaluation(
        rules.map { rule in
          PlannedSecurityGroup.Rule(
            action: rule.action.value,
            priority: rule.priority?.value ?? profile.securityGroupDefaultPriority,
            transport: rule.transport.value, ports: portRanges(rule.ports),
            peers: sources.prefixes(of: rule.peer.value, ipv6: ipv6),
            peerName: rule.peer.value.description, existing: rule.existing?.value ?? false,
            location: rule.location)
        }, by: \.priority)
    }
    var planned = PlannedSecurityGroup(
      name: name, cloudName: cloudName(owner, existing: group.existing, written: nil, name: name),
      location: group.location)
    planned.existing = group.existing?.value
    planned.ingress = evaluated(group.ingress)
    planned.egress = evaluated(group.egress)
    return planned
  }

  private func accessControlList(
    _ entry: NamedMap<AccessControlList>.Entry, vpc: String, ipv6: Bool
  ) -> PlannedAccessControlList {
    let (name, list) = (entry.name.value, entry.value)
    let owner = ResourceID.accessControlList(vpc: vpc, name)
    func evaluated(_ rules: [AccessControlRule]) -> [PlannedAccessControlList.Rule] {
      inOrderOfEvaluation(
        rules.map { rule in
          PlannedAccessControlList.Rule(
            action: rule.action.value, priority: rule.priority?.value ?? profile.aclDefaultPriority,
            transport: rule.transport.value,
            sources: sources.prefixes(of: rule.from?.value ?? .any, ipv6: ipv6),
            destinations: sources.prefixes(of: rule.to?.value ?? .any, ipv6: ipv6),
            sourcePorts: portRanges(rule.sourcePorts), ports: portRanges(rule.ports),
            existing: rule.existing?.value ?? false, location: rule.location)
        }, by: \.priority)
    }
    var planned = PlannedAccessControlList(
      name: name, cloudName: cloudName(owner, existing: list.existing, written: nil, name: name),
      location: list.location)
    planned.existing = list.existing?.value
    planned.ingress = evaluated(list.ingress)
    planned.egress = evaluated(list.egress)
    return planned
  }

  /// Ports as a plan writes them: no list means every port.
  func portRanges(_ ports: [Located<PortRange>]) -> [PortRange] {
    ports.isEmpty ? [.all] : ports.map(\.value).sortedUnique()
  }

  /// Lower priorities first; rules of one priority stay in the order of the file.
  private func inOrderOfEvaluation<Rule>(_ rules: [Rule], by priority: KeyPath<Rule, Int>) -> [Rule] {
    rules.enumerated()
      .sorted { ($0.element[keyPath: priority], $0.offset) < ($1.element[keyPath: priority], $1.offset) }
      .map(\.element)
  }
}
