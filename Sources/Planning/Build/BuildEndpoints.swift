import Addressing
import Scenario

extension PlanBuilder {
  /// The endpoints, sorted by name.
  mutating func endpoints(services: [PlannedService]) -> [PlannedEndpoint] {
    // Endpoints of one service share the list of its ports.
    var ports = [String: [TransportPort]](minimumCapacity: services.count)
    for service in services { ports[service.name] = service.mappings.map(\.endpointPort) }
    var cloudServices: [String: CloudService] = [:]
    for service in profile.cloudServices { cloudServices[service.name] = service }

    var planned: [PlannedEndpoint] = []
    planned.reserveCapacity(scenario.endpoints.count)
    for entry in scenario.endpoints.sorted {
      let (name, wanted) = (entry.name.value, entry.value)
      let id = ResourceID.endpoint(name)
      guard
        let address = decided(
          decisions.endpointAddress(name), "the address of \(id)", at: wanted.location)
      else { continue }
      var endpoint = PlannedEndpoint(
        name: name,
        cloudName: cloudName(id, existing: wanted.existing, written: wanted.cloudName, name: name),
        account: scenario.vpcs[wanted.vpc.value]?.account.value ?? "", vpc: wanted.vpc.value,
        subnet: wanted.subnet.value, target: .foreign(id: ""), address: address, location: wanted.location)
      switch wanted.target {
      case .service(let service):
        endpoint.target = .service(service.value)
        endpoint.ports = ports[service.value] ?? []
      case .cloud(let service):
        let known = cloudServices[service.value]
        endpoint.target = .cloud(name: service.value, id: known?.id)
        endpoint.ports = (known?.ports ?? []).sortedUnique()
        endpoint.zones = known?.zones ?? []
      case .foreign(let id, let ports):
        endpoint.target = .foreign(id: id.value)
        endpoint.ports = ports.sortedUnique()
      }
      endpoint.ipv6Address = decisions.endpointIPv6Address(name)
      endpoint.allow = wanted.allow.map { allowEntries($0, ipv6: wanted.ipv6Address != nil) }
      endpoint.names = wanted.names.map { withoutTrailingDot($0.value) }
      endpoint.existing = wanted.existing?.value
      endpoint.deleteProtection = wanted.deleteProtection?.value ?? false
      planned.append(endpoint)
    }
    return planned
  }

  /// The entries of an access list, each range once, in the order of the file.
  private func allowEntries(
    _ list: [Located<AddressSource>], ipv6: Bool
  ) -> [PlannedEndpoint.AllowEntry] {
    var seen: Set<Prefix> = []
    var entries: [PlannedEndpoint.AllowEntry] = []
    for source in list {
      let name = source.value.description
      for prefix in sources.prefixes(of: source.value, ipv6: ipv6) where seen.insert(prefix).inserted {
        entries.append(
          PlannedEndpoint.AllowEntry(prefix: prefix, name: name, location: source.location))
      }
    }
    return entries
  }

  /// The private zones with a record for each endpoint name that lies in them.
  ///
  /// A name belongs to the longest zone it ends in among those that the endpoint's own VPC sees.
  func privateZones(endpoints: [PlannedEndpoint]) -> [PlannedPrivateZone] {
    var zones = scenario.privateZones.sorted.map { entry in
      var zone = PlannedPrivateZone(
        name: withoutTrailingDot(entry.name.value), account: entry.value.account.value,
        ttl: entry.value.ttl?.value ?? max(profile.dnsTTL, profile.privateZoneTTLMinimum),
        location: entry.value.location)
      zone.vpcs = Set(entry.value.vpcs.map(\.value)).sorted { $0.precedesByScalars($1) }
      zone.existing = entry.value.existing?.value
      return zone
    }
    guard !zones.isEmpty else { return [] }
    let places = Dictionary(
      zones.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    let members = zones.map { Set($0.vpcs) }
    var records = zones.map { _ in [String: PlannedPrivateZone.Record]() }
    for endpoint in endpoints {
      for name in endpoint.names {
        guard
          let place = suffixes(of: name.lowercased()).lazy.compactMap({ places[$0] })
            .first(where: { members[$0].contains(endpoint.vpc) })
        else { continue }
        var record =
          records[place][name]
          ?? PlannedPrivateZone.Record(
            name: name, endpoint: endpoint.name, addresses: [], addressesIPv6: [])
        record.addresses = (record.addresses + [endpoint.address]).sortedUnique()
        record.addressesIPv6 =
          (record.addressesIPv6 + [endpoint.ipv6Address].compactMap { $0 }).sortedUnique()
        records[place][name] = record
      }
    }
    for place in zones.indices {
      zones[place].records = records[place].values.sorted { $0.name.precedesByScalars($1.name) }
    }
    return zones
  }

  /// `a.b.c`, `b.c`, `c`.
  private func suffixes(of name: String) -> [String] {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return labels.indices.map { labels[$0...].joined(separator: ".") }
  }

  func withoutTrailingDot(_ name: String) -> String { name.hasSuffix(".") ? String(name.dropLast()) : name }
}
