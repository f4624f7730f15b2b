import JSON
import Scenario

extension ResourceCollector {
  /// A VPC and what lies in it.
  ///
  /// Tables and ACLs come after the subnets they are bound to: the cloud makes a subnet first and binds then.
  mutating func add(_ vpc: PlannedVPC, directConnects: [PlannedDirectConnect]) {
    let id = ResourceID.vpc(vpc.name)
    add(.vpc, id, account: vpc.account, dependsOn: [ResourceID.account(vpc.account)]) {
      $0.set("name", vpc.cloudName)
      $0.set("cidr", vpc.cidr)
      $0.set("secondaryCIDRs", prefixes: vpc.secondaryCIDRs)
      $0.set("ipv6", vpc.ipv6)
      $0.set("ipv6CIDR", ifPresent: vpc.ipv6CIDR)
      $0.set("existing", ifPresent: vpc.existing)
    }
    for subnet in vpc.subnets {
      add(
        .subnet, ResourceID.subnet(vpc: vpc.name, subnet.name), account: vpc.account, dependsOn: [id]
      ) {
        $0.set("name", subnet.cloudName)
        $0.set("cidr", subnet.cidr)
        $0.set("ipv6", subnet.ipv6)
        $0.set("ipv6CIDR", ifPresent: subnet.ipv6CIDR)
        $0.set("routeTable", subnet.routeTable ?? "default")
        $0.set("acl", ifPresent: subnet.acl)
        $0.set("existing", ifPresent: subnet.existing)
      }
    }
    for table in vpc.routeTables { add(table, of: vpc, directConnects: directConnects) }
    for group in vpc.securityGroups {
      add(
        .securityGroup, ResourceID.securityGroup(vpc: vpc.name, group.name), account: vpc.account,
        dependsOn: [id]
      ) {
        $0.set("name", group.cloudName)
        $0.set("existing", ifPresent: group.existing)
        $0.set("ingress", group.ingress) { $0.describe($1) }
        $0.set("egress", group.egress) { $0.describe($1) }
      }
    }
    for list in vpc.acls {
      let bound = vpc.subnets.filter { $0.acl == list.name }
      add(
        .accessControlList, ResourceID.accessControlList(vpc: vpc.name, list.name), account: vpc.account,
        dependsOn: [id] + bound.map { ResourceID.subnet(vpc: vpc.name, $0.name) }
      ) {
        $0.set("name", list.cloudName)
        $0.set("existing", ifPresent: list.existing)
        $0.set("subnets", texts: bound.map(\.name))
        $0.set("ingress", list.ingress) { $0.describe($1) }
        $0.set("egress", list.egress) { $0.describe($1) }
      }
    }
  }

  private mutating func add(
    _ table: PlannedRouteTable, of vpc: PlannedVPC, directConnects: [PlannedDirectConnect]
  ) {
    let bound = vpc.subnets.filter { $0.routeTable == table.name }
    var dependencies = [ResourceID.vpc(vpc.name)]
    dependencies += bound.map { ResourceID.subnet(vpc: vpc.name, $0.name) }
    let gateways = Set(
      table.routes.compactMap { route in
        if case .directConnect(let name) = route.nextHop { name } else { nil }
      })
    // A route can point at a gateway once the VPC is attached to it.
    for directConnect in directConnects where gateways.contains(directConnect.name) {
      dependencies.append(ResourceID.directConnect(directConnect.name))
      if directConnect.attachments.contains(where: { $0.vpc == vpc.name }) {
        dependencies.append(ResourceID.attachment(directConnect: directConnect.name, vpc: vpc.name))
      }
    }
    add(
      .routeTable, ResourceID.routeTable(vpc: vpc.name, table.name), account: vpc.account,
      dependsOn: dependencies
    ) {
      $0.set("name", table.cloudName)
      $0.set("existing", ifPresent: table.existing)
      $0.set("subnets", texts: bound.map(\.name))
      $0.set("routes", table.routes) { properties, route in
        properties.set("to", route.to)
        switch route.nextHop {
        case .directConnect(let name): properties.set("directConnect", name)
        case .other(let kind, let id):
          properties.set("nextHopKind", kind)
          properties.set("nextHopID", id)
        }
      }
    }
  }
}

extension Properties {
  fileprivate mutating func describe(_ rule: PlannedSecurityGroup.Rule) {
    set("action", rule.action.rawValue)
    set("priority", rule.priority)
    set("protocol", rule.transport.rawValue)
    set("ports", ports: rule.ports)
    set("peers", prefixes: rule.peers)
    set("peerName", rule.peerName)
    set("existing", rule.existing)
  }

  fileprivate mutating func describe(_ rule: PlannedAccessControlList.Rule) {
    set("action", rule.action.rawValue)
    set("priority", rule.priority)
    set("protocol", rule.transport.rawValue)
    set("sources", prefixes: rule.sources)
    set("destinations", prefixes: rule.destinations)
    set("sourcePorts", ports: rule.sourcePorts)
    set("ports", ports: rule.ports)
    set("existing", rule.existing)
  }
}
