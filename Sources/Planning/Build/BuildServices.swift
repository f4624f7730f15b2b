import Addressing
import Scenario

extension PlanBuilder {
  /// The named backends and those that services wrote in place, sorted by name.
  mutating func backends() -> [PlannedBackend] {
    var planned: [PlannedBackend] = []
    // A named backend that says no VPC takes that of the first service in front of it.
    var users: [String: EndpointService] = [:]
    for entry in scenario.endpointServices.sorted {
      switch entry.value.backend {
      case .inline(let backend):
        planned.append(
          self.backend(
            entry.name.value, backend, service: entry.value,
            subnet: backend.subnet ?? entry.value.subnet))
      case .named(let name):
        if users[name.value] == nil { users[name.value] = entry.value }
      case nil: break
      }
    }
    for entry in scenario.backends {
      planned.append(
        backend(
          entry.name.value, entry.value, service: users[entry.name.value], subnet: entry.value.subnet))
    }
    return planned.sorted { $0.name.precedesByScalars($1.name) }
  }

  private func backend(
    _ name: String, _ backend: Backend, service: EndpointService?, subnet: Located<String>?
  ) -> PlannedBackend {
    let vpcName = backend.vpc?.value ?? service?.vpc.value ?? ""
    let vpc = scenario.vpcs[vpcName]
    let ipv6 = vpc?.ipv6?.value ?? (vpc?.ipv6CIDR != nil)
    var planned = PlannedBackend(
      name: name,
      cloudName: cloudName(ResourceID.backend(name), existing: backend.id, written: nil, name: name),
      account: vpc?.account.value ?? service?.account.value ?? "", kind: backend.kind.value, vpc: vpcName,
      location: backend.location)
    planned.subnet = subnet?.value
    planned.existing = backend.id?.value
    planned.address = decisions.backendAddress(name) ?? backend.address.fixed?.value
    planned.listeners = backend.listeners?.map { listener in
      PlannedListener(
        port: TransportPort(listener.transport.value, listener.port.value),
        targetPort: listener.targetPort?.value ?? listener.port.value, location: listener.location)
    }
    planned.targets = backend.targets.map {
      PlannedTarget(
        id: $0.id.value, address: $0.address.value, port: $0.port?.value, location: $0.location)
    }
    planned.securityGroups = backend.securityGroups.map { securityGroup($0.value, ofVPC: vpcName) }
    planned.accessList = backend.accessList.map { list in
      var seen: Set<Prefix> = []
      return list.flatMap { sources.prefixes(of: $0.value, ipv6: ipv6) }.filter { seen.insert($0).inserted }
    }
    planned.accessListLocation = backend.accessList?.first?.location
    return planned
  }

  /// A group of the backend's own VPC, or `vpc.group`.
  private func securityGroup(_ name: String, ofVPC vpc: String) -> SecurityGroupReference {
    if scenario.vpcs[vpc]?.securityGroups.declares(name) != true {
      for dot in name.indices where name[dot] == "." {
        let (other, group) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
        if scenario.vpcs[other]?.securityGroups.declares(group) == true {
          return SecurityGroupReference(vpc: other, group: group)
        }
      }
    }
    return SecurityGroupReference(vpc: vpc, group: name)
  }

  /// An endpoint service.
  mutating func service(_ entry: NamedMap<EndpointService>.Entry) -> PlannedService {
    let (name, wanted) = (entry.name.value, entry.value)
    let kind = wanted.kind?.value ?? .interface
    var planned = PlannedService(
      name: name,
      cloudName: cloudName(
        ResourceID.service(name), existing: wanted.existing, written: wanted.cloudName, name: name),
      account: wanted.account.value, kind: kind, vpc: wanted.vpc.value,
      approval: wanted.approval?.value ?? .manual, clientAddress: wanted.clientAddress?.value ?? .close,
      location: wanted.location)
    planned.subnet = wanted.subnet?.value
    switch wanted.backend {
    case .named(let backend): planned.backend = backend.value
    case .inline: planned.backend = name
    case nil: planned.backend = nil
    }
    // The provider may always connect and stands on no list.
    planned.consumers =
      Set(wanted.consumers.map(\.value)).subtracting([planned.account])
      .sorted { $0.precedesByScalars($1) }
    planned.consumersLocation = wanted.consumers.first?.location
    planned.consumersAny = wanted.consumersAny?.value ?? false
    planned.mappings =
      wanted.ports
      .map {
        PlannedService.Mapping(
          endpointPort: TransportPort($0.transport.value, $0.endpointPort.value),
          serverPort: $0.serverPort.value, location: $0.location)
      }
      .sorted { $0.endpointPort < $1.endpointPort }
    planned.existing = wanted.existing?.value
    for entry in wanted.transitAddresses.sorted {
      let id = ResourceID.transit(service: name, entry.name.value)
      let subnet = decided(
        entry.value.subnet?.value ?? wanted.subnet?.value, "the subnet of \(id)", at: entry.value.location)
      let address = decided(
        decisions.transitAddress(service: name, name: entry.name.value), "the address of \(id)",
        at: entry.value.location)
      guard let subnet, let address else { continue }
      planned.transits.append(
        PlannedService.Transit(
          name: entry.name.value, subnet: subnet, address: address, location: entry.value.location))
    }
    planned.reverseRules = wanted.reverseRules.map {
      PlannedService.ReverseRule(
        endpoint: $0.endpoint.value, transit: $0.transit.value,
        transitPort: TransportPort($0.transport.value, $0.transitPort.value), target: $0.target.value,
        targetPort: $0.targetPort.value, location: $0.location)
    }
    return planned
  }
}
