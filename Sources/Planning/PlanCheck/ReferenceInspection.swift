import Addressing
import Diagnostics
import Scenario

extension Inspection {
  /// Whatever a plan names stands in it, and what is said twice is said alike.
  mutating func inspectReferences() {
    let known = declaredIDs()
    for site in plan.sites {
      let id = ResourceID.site(site.name)
      for route in site.cloudRoutes {
        require(ResourceID.directConnect(route.directConnect), in: known, by: id, at: site.location)
      }
      for record in site.dns?.records ?? [] {
        require(ResourceID.endpoint(record.endpoint), in: known, by: id, at: site.location)
      }
    }
    for vpc in plan.vpcs { inspectReferences(of: vpc, known) }
    for directConnect in plan.directConnects { inspectReferences(of: directConnect, known) }
    for backend in plan.backends {
      let id = ResourceID.backend(backend.name)
      require(ResourceID.account(backend.account), in: known, by: id, at: backend.location)
      require(ResourceID.vpc(backend.vpc), in: known, by: id, at: backend.location)
      if let subnet = backend.subnet {
        require(ResourceID.subnet(vpc: backend.vpc, subnet), in: known, by: id, at: backend.location)
      }
      for group in backend.securityGroups {
        require(
          ResourceID.securityGroup(vpc: group.vpc, group.group), in: known, by: id, at: backend.location)
      }
    }
    for service in plan.services { inspectReferences(of: service, known) }
    inspectReferencesOfEndpoints(known)
  }

  private mutating func require(
    _ id: String, in known: Set<String>, by holder: String, at location: SourceLocation
  ) {
    if !known.contains(id) { report("\(holder) names \(id), which is not in the plan", at: location) }
  }

  private func declaredIDs() -> Set<String> {
    var ids: Set<String> = []
    ids.reserveCapacity(plan.endpoints.count + 2 * plan.services.count)
    for account in plan.accounts { ids.insert(ResourceID.account(account.name)) }
    for site in plan.sites {
      ids.insert(ResourceID.site(site.name))
      for router in site.routers { ids.insert(ResourceID.router(site: site.name, router.name)) }
    }
    for vpc in plan.vpcs {
      ids.insert(ResourceID.vpc(vpc.name))
      for subnet in vpc.subnets { ids.insert(ResourceID.subnet(vpc: vpc.name, subnet.name)) }
      for table in vpc.routeTables { ids.insert(ResourceID.routeTable(vpc: vpc.name, table.name)) }
      for group in vpc.securityGroups { ids.insert(ResourceID.securityGroup(vpc: vpc.name, group.name)) }
      for list in vpc.acls { ids.insert(ResourceID.accessControlList(vpc: vpc.name, list.name)) }
    }
    for directConnect in plan.directConnects { ids.insert(ResourceID.directConnect(directConnect.name)) }
    for backend in plan.backends { ids.insert(ResourceID.backend(backend.name)) }
    for service in plan.services {
      ids.insert(ResourceID.service(service.name))
      for transit in service.transits {
        ids.insert(ResourceID.transit(service: service.name, transit.name))
      }
    }
    for endpoint in plan.endpoints { ids.insert(ResourceID.endpoint(endpoint.name)) }
    return ids
  }

  private mutating func inspectReferences(of vpc: PlannedVPC, _ known: Set<String>) {
    require(
      ResourceID.account(vpc.account), in: known, by: ResourceID.vpc(vpc.name), at: vpc.location)
    for subnet in vpc.subnets {
      let id = ResourceID.subnet(vpc: vpc.name, subnet.name)
      if let table = subnet.routeTable {
        require(ResourceID.routeTable(vpc: vpc.name, table), in: known, by: id, at: subnet.location)
      }
      if let list = subnet.acl {
        require(ResourceID.accessControlList(vpc: vpc.name, list), in: known, by: id, at: subnet.location)
      }
    }
    for table in vpc.routeTables {
      for route in table.routes {
        guard case .directConnect(let name) = route.nextHop else { continue }
        require(
          ResourceID.directConnect(name), in: known, by: ResourceID.routeTable(vpc: vpc.name, table.name),
          at: route.location)
      }
    }
  }

  private mutating func inspectReferences(of directConnect: PlannedDirectConnect, _ known: Set<String>) {
    let id = ResourceID.directConnect(directConnect.name)
    require(ResourceID.account(directConnect.account), in: known, by: id, at: directConnect.location)
    require(ResourceID.site(directConnect.site), in: known, by: id, at: directConnect.location)
    for line in directConnect.lines {
      require(
        ResourceID.router(site: directConnect.site, line.router), in: known,
        by: ResourceID.line(directConnect: directConnect.name, line.name), at: line.location)
    }
    let carriesIPv6 = directConnect.lines.contains { $0.linkIPv6 != nil }
    for attachment in directConnect.attachments {
      let id = ResourceID.attachment(directConnect: directConnect.name, vpc: attachment.vpc)
      guard let vpc = plan.vpcs.first(where: { $0.name == attachment.vpc }) else {
        report("\(id) names vpc/\(attachment.vpc), which is not in the plan", at: attachment.location)
        continue
      }
      if vpc.account != attachment.vpcAccount {
        report("\(id) says that \(vpc.name) belongs to \(attachment.vpcAccount)", at: attachment.location)
      }
      let subnets = vpc.subnets.filter { attachment.subnets.contains($0.name) }
      for name in attachment.subnets {
        require(ResourceID.subnet(vpc: vpc.name, name), in: known, by: id, at: attachment.location)
      }
      let rangesIPv6 = carriesIPv6 ? subnets.compactMap(\.ipv6CIDR).sorted() : []
      if subnets.map(\.cidr).sorted() != attachment.prefixes.sorted()
        || rangesIPv6 != attachment.prefixesIPv6.sorted()
      {
        report("\(id) announces other ranges than its subnets have", at: attachment.location)
      }
      for prefix in attachment.prefixes + attachment.prefixesIPv6 + attachment.extraPrefixes
      where !directConnect.localPrefixes.contains(prefix) {
        report("\(id) announces \(prefix), but its gateway does not", at: attachment.location)
      }
    }
    guard let check = directConnect.healthCheck else { return }
    let attached = directConnect.attachments.first { $0.vpc == check.vpc }?.subnets ?? []
    if !attached.contains(check.subnet) {
      report(
        "\(ResourceID.healthCheck(directConnect: directConnect.name)) starts in \(check.vpc).\(check.subnet), "
          + "which is not attached", at: check.location)
    }
  }

  private mutating func inspectReferences(of service: PlannedService, _ known: Set<String>) {
    let id = ResourceID.service(service.name)
    require(ResourceID.account(service.account), in: known, by: id, at: service.location)
    require(ResourceID.vpc(service.vpc), in: known, by: id, at: service.location)
    if let subnet = service.subnet {
      require(ResourceID.subnet(vpc: service.vpc, subnet), in: known, by: id, at: service.location)
    }
    if let backend = service.backend {
      require(ResourceID.backend(backend), in: known, by: id, at: service.location)
    }
    for consumer in service.consumers {
      require(ResourceID.account(consumer), in: known, by: id, at: service.location)
    }
    for transit in service.transits {
      require(
        ResourceID.subnet(vpc: service.vpc, transit.subnet), in: known,
        by: ResourceID.transit(service: service.name, transit.name), at: transit.location)
    }
    for (index, rule) in service.reverseRules.enumerated() {
      let id = ResourceID.reverseRule(service: service.name, index + 1)
      require(
        ResourceID.transit(service: service.name, rule.transit), in: known, by: id, at: rule.location)
      require(ResourceID.endpoint(rule.endpoint), in: known, by: id, at: rule.location)
    }
  }

  private mutating func inspectReferencesOfEndpoints(_ known: Set<String>) {
    let owners = Dictionary(plan.vpcs.map { ($0.name, $0.account) }, uniquingKeysWith: { first, _ in first })
    for endpoint in plan.endpoints {
      let id = ResourceID.endpoint(endpoint.name)
      require(
        ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet), in: known, by: id, at: endpoint.location)
      if owners[endpoint.vpc] != endpoint.account {
        report("\(id) belongs to \(endpoint.account), but its VPC does not", at: endpoint.location)
      }
      if case .service(let name) = endpoint.target {
        require(ResourceID.service(name), in: known, by: id, at: endpoint.location)
      }
    }
    let endpoints = Dictionary(
      plan.endpoints.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for zone in plan.privateZones {
      let id = ResourceID.privateZone(zone.name)
      require(ResourceID.account(zone.account), in: known, by: id, at: zone.location)
      for vpc in zone.vpcs { require(ResourceID.vpc(vpc), in: known, by: id, at: zone.location) }
      for record in zone.records {
        guard let endpoint = endpoints[record.endpoint] else {
          report("\(id) names endpoint/\(record.endpoint), which is not in the plan", at: zone.location)
          continue
        }
        if !record.addresses.contains(endpoint.address) {
          report("\(id) answers \(record.name) without \(endpoint.address)", at: zone.location)
        }
      }
    }
    for site in plan.sites {
      for record in site.dns?.records ?? [] {
        if let endpoint = endpoints[record.endpoint], !record.addresses.contains(endpoint.address) {
          report(
            "site/\(site.name) answers \(record.name) without \(endpoint.address)", at: site.location)
        }
      }
    }
  }
}
