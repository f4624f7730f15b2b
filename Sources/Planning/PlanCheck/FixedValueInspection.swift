import Addressing
import Diagnostics
import Scenario

extension Inspection {
  /// Everything of the scenario stands in the plan, and what it fixed is as it was.
  mutating func inspectFixedValues(of scenario: Scenario) {
    requireAll(scenario.accounts.names, in: plan.accounts.map(\.name), "account")
    requireAll(scenario.sites.names, in: plan.sites.map(\.name), "site")
    requireAll(scenario.vpcs.names, in: plan.vpcs.map(\.name), "vpc")
    requireAll(scenario.directConnects.names, in: plan.directConnects.map(\.name), "direct-connect")
    requireAll(scenario.endpointServices.names, in: plan.services.map(\.name), "endpoint-service")
    requireAll(scenario.endpoints.names, in: plan.endpoints.map(\.name), "endpoint")
    requireAll(scenario.privateZones.names, in: plan.privateZones.map(\.name), "private-zone")
    for vpc in plan.vpcs {
      if let wanted = scenario.vpcs[vpc.name] { inspectFixedValues(of: vpc, wanted) }
    }
    for directConnect in plan.directConnects {
      if let wanted = scenario.directConnects[directConnect.name] {
        inspectFixedValues(of: directConnect, wanted)
      }
    }
    for backend in plan.backends {
      guard let wanted = scenario.backend(named: backend.name), case .fixed(let address) = wanted.address
      else { continue }
      require(
        backend.address == address.value, ResourceID.backend(backend.name), "its address \(address.value)",
        at: address.location)
    }
    for service in plan.services {
      if let wanted = scenario.endpointServices[service.name] { inspectFixedValues(of: service, wanted) }
    }
    for endpoint in plan.endpoints {
      if let wanted = scenario.endpoints[endpoint.name] { inspectFixedValues(of: endpoint, wanted) }
    }
  }

  private mutating func require(
    _ isKept: Bool, _ id: String, _ what: @autoclosure () -> String, at location: SourceLocation
  ) {
    if !isKept { report("\(id) does not have \(what()), which the scenario fixes", at: location) }
  }

  private mutating func requireAll(_ wanted: [String], in planned: [String], _ kind: String) {
    // Two sorted lists are compared place by place; a difference names the first name that is in one only.
    let (wanted, planned) = (wanted.sorted(), planned.sorted())
    guard wanted != planned else { return }
    let difference = zip(wanted, planned).first { $0 != $1 }.map { min($0, $1) }
    let name = difference ?? wanted.dropFirst(planned.count).first ?? planned.dropFirst(wanted.count).first
    report("\(kind)/\(name ?? "") stands in the scenario or in the plan, but not in both", at: nil)
  }

  private mutating func inspectFixedValues(of vpc: PlannedVPC, _ wanted: VPC) {
    let id = ResourceID.vpc(vpc.name)
    require(vpc.cidr == wanted.cidr.value, id, "its range \(wanted.cidr.value)", at: wanted.cidr.location)
    require(
      vpc.secondaryCIDRs.sorted() == wanted.secondaryCIDRs.map(\.value).sorted(), id, "its further ranges",
      at: wanted.location)
    require(vpc.existing == wanted.existing?.value, id, "its id", at: wanted.location)
    require(vpc.account == wanted.account.value, id, "its account", at: wanted.account.location)
    requireAll(wanted.subnets.names, in: vpc.subnets.map(\.name), "subnet/\(vpc.name)")
    for subnet in vpc.subnets {
      guard let wanted = wanted.subnets[subnet.name] else { continue }
      let id = ResourceID.subnet(vpc: vpc.name, subnet.name)
      switch wanted.range {
      case .cidr(let cidr):
        require(subnet.cidr == cidr.value, id, "its range \(cidr.value)", at: cidr.location)
      case .length(let length):
        require(subnet.cidr.length == length.value, id, "a /\(length.value)", at: length.location)
      }
      if let cidr = wanted.ipv6CIDR {
        require(subnet.ipv6CIDR == cidr.value, id, "its range \(cidr.value)", at: cidr.location)
      }
      require(subnet.existing == wanted.existing?.value, id, "its id", at: wanted.location)
    }
  }

  private mutating func inspectFixedValues(of directConnect: PlannedDirectConnect, _ wanted: DirectConnect) {
    let id = ResourceID.directConnect(directConnect.name)
    requireAll(wanted.lines.names, in: directConnect.lines.map(\.name), "line/\(directConnect.name)")
    requireAll(
      wanted.attachments.names, in: directConnect.attachments.map(\.vpc), "attachment/\(directConnect.name)")
    if let name = wanted.existing ?? wanted.gatewayName {
      require(directConnect.gatewayName == name.value, id, "the name \(name.value)", at: name.location)
    }
    if case .fixed(let number) = wanted.routing.cloudASN, directConnect.mode == .bgp {
      require(directConnect.cloudASN == number.value, id, "AS \(number.value)", at: number.location)
    }
    for line in directConnect.lines {
      guard let wanted = wanted.lines[line.name] else { continue }
      let id = ResourceID.line(directConnect: directConnect.name, line.name)
      if case .fixed(let vlan) = wanted.vlan {
        require(line.vlan == vlan.value, id, "VLAN \(vlan.value)", at: vlan.location)
      }
      if case .fixed(let link) = wanted.interconnect {
        require(
          line.link.cloud == link.cloud.value && line.link.site == link.site.value, id, "its link",
          at: link.location)
      }
      if case .fixed(let link) = wanted.interconnectIPv6 {
        require(
          line.linkIPv6?.cloud == link.cloud.value && line.linkIPv6?.site == link.site.value, id,
          "its IPv6 link", at: link.location)
      }
    }
    if let check = wanted.healthCheck, case .fixed(let source) = check.source {
      require(
        directConnect.healthCheck?.source == source.value,
        ResourceID.healthCheck(directConnect: directConnect.name), "its source \(source.value)",
        at: source.location)
    }
  }

  private mutating func inspectFixedValues(of service: PlannedService, _ wanted: EndpointService) {
    let id = ResourceID.service(service.name)
    require(service.existing == wanted.existing?.value, id, "its id", at: wanted.location)
    require(service.mappings.count == wanted.ports.count, id, "its port mappings", at: wanted.location)
    requireAll(wanted.transitAddresses.names, in: service.transits.map(\.name), "\(id)/transit")
    for transit in service.transits {
      if case .fixed(let address) = wanted.transitAddresses[transit.name]?.address {
        require(
          transit.address == address.value, ResourceID.transit(service: service.name, transit.name),
          "its address \(address.value)", at: address.location)
      }
    }
  }

  private mutating func inspectFixedValues(of endpoint: PlannedEndpoint, _ wanted: Endpoint) {
    let id = ResourceID.endpoint(endpoint.name)
    if case .fixed(let address) = wanted.address {
      require(
        endpoint.address == address.value, id, "its address \(address.value)", at: address.location)
    }
    if case .fixed(let address) = wanted.ipv6Address {
      require(
        endpoint.ipv6Address == address.value, id, "its address \(address.value)", at: address.location)
    }
    require(endpoint.existing == wanted.existing?.value, id, "its id", at: wanted.location)
    // Nil and empty differ: the one switches the access list off, the other lets nobody in.
    require((endpoint.allow == nil) == (wanted.allow == nil), id, "its access list", at: wanted.location)
  }

  /// A decision and the plan say the same.
  mutating func inspectAllocations() {
    var values: [String: String] = [:]
    for vpc in plan.vpcs {
      for subnet in vpc.subnets {
        let id = ResourceID.subnet(vpc: vpc.name, subnet.name)
        values["subnet \(id)"] = subnet.cidr.description
        values["subnet-ipv6 \(id)"] = subnet.ipv6CIDR?.description
      }
    }
    for endpoint in plan.endpoints {
      let id = ResourceID.endpoint(endpoint.name)
      values["endpoint-address \(id)"] = endpoint.address.description
      values["endpoint-ipv6-address \(id)"] = endpoint.ipv6Address?.description
    }
    for directConnect in plan.directConnects {
      for line in directConnect.lines {
        let id = ResourceID.line(directConnect: directConnect.name, line.name)
        values["vlan \(id)"] = line.vlan.description
        values["interconnect \(id)"] = "cloud=\(line.link.cloud) site=\(line.link.site)"
      }
    }
    let checked: Set<Allocation.Kind> = [
      .subnet, .subnetIPv6, .endpointAddress, .endpointIPv6Address, .vlan, .interconnect,
    ]
    var seen: Set<String> = []
    for allocation in plan.allocations {
      let key = "\(allocation.kind.rawValue) \(allocation.owner)"
      if !seen.insert(key).inserted { report("the \(key) is decided twice", at: nil) }
      if checked.contains(allocation.kind), values[key] != allocation.value {
        report("\(allocation.value) was decided as \(key), but the plan has another value", at: nil)
      }
    }
  }
}

extension Scenario {
  /// A backend by the name it has in a plan: its own, or that of the service that wrote it in place.
  fileprivate func backend(named name: String) -> Backend? {
    if let backend = backends[name] { return backend }
    if case .inline(let backend) = endpointServices[name]?.backend { return backend }
    return nil
  }
}
