import Addressing
import Scenario

extension PlanBuilder {
  /// The sites with all that follows for them from the rest of the plan.
  mutating func sites(of plan: Plan) -> [PlannedSite] {
    let reach = SiteReach(plan)
    return scenario.sites.sorted.compactMap { site($0, plan: plan, reach: reach) }
  }

  private mutating func site(
    _ entry: NamedMap<Site>.Entry, plan: Plan, reach: SiteReach
  ) -> PlannedSite? {
    let (name, wanted) = (entry.name.value, entry.value)
    let location = entry.name.location
    let prefixes = wanted.prefixes.map(\.value).sortedUnique()
    let visible = wanted.visiblePrefixes.map(\.value).sortedUnique()
    guard
      let testHost = decided(
        wanted.testHost?.value ?? prefixes.first.flatMap(firstHost), "the test host of site/\(name)",
        at: location)
    else { return nil }
    var planned = PlannedSite(name: name, testHost: testHost, location: location)
    planned.prefixes = prefixes
    planned.visiblePrefixes = visible
    planned.hiddenRanges = wanted.hiddenRanges.map(\.value).sortedUnique()
    planned.existingRoutes =
      wanted.routes
      .map { PlannedSite.Route(to: $0.to.value, via: $0.via?.value, location: $0.location) }
      .sorted { $0.to < $1.to }
    let directConnects = plan.directConnects.filter { $0.site == name }
    planned.cloudRoutes =
      directConnects
      .flatMap { directConnect in
        directConnect.localPrefixes.map {
          PlannedSite.CloudRoute(
            to: $0, directConnect: directConnect.name, isLearnt: directConnect.mode == .bgp)
        }
      }
      .sorted { ($0.to, $0.directConnect) < ($1.to, $1.directConnect) }
    planned.routers = wanted.routers.sorted.map { router($0, directConnects: directConnects) }

    let endpoints = reach.endpoints(of: name, visible: visible, in: plan)
    planned.dns = wanted.dns.map { dns($0, endpoints: endpoints) }
    planned.firewall = wanted.firewall.map {
      firewall($0, site: wanted, endpoints: endpoints, plan: plan)
    }
    return planned
  }

  /// The first address of a range that a host can have.
  private func firstHost(_ prefix: Prefix) -> IPAddress? {
    prefix.hostBits > 1 ? prefix.first.advanced(by: 1) : prefix.first
  }

  private func router(
    _ entry: NamedMap<EdgeRouter>.Entry, directConnects: [PlannedDirectConnect]
  ) -> PlannedRouter {
    let (name, router) = (entry.name.value, entry.value)
    var planned = PlannedRouter(
      name: name, interface: router.interface?.value ?? "", location: entry.name.location)
    planned.platform = router.platform?.value
    planned.management = router.management?.value
    let used = directConnects.filter { $0.lines.contains { $0.router == name } }
    if used.contains(where: { $0.mode == .bgp }) { planned.asn = router.asn?.value }
    if let permits = router.controlPlanePermits {
      var needed: Set<ControlPlaneProtocol> = used.isEmpty ? [] : [.icmp]
      if used.contains(where: { $0.mode == .bgp }) { needed.insert(.bgp) }
      if used.contains(where: \.bfd) { needed.insert(.bfd) }
      planned.controlPlaneAdditions =
        needed.subtracting(permits.map(\.value)).sorted { $0.rawValue < $1.rawValue }
    }
    return planned
  }

  private func dns(_ wanted: SiteDNS, endpoints: [PlannedEndpoint]) -> PlannedSite.DNS {
    var planned = PlannedSite.DNS(
      forwarding: wanted.forwarding?.value ?? .conditional, ttl: profile.dnsTTL)
    planned.location = wanted.location
    planned.servers = wanted.servers.map(\.value)
    planned.software = wanted.software?.value

    var forwarders: [IPAddress] = []
    var servedZones: Set<String> = []
    var resolverZones: Set<String> = []
    var zonesAreWritten = false
    var records: [String: PlannedSite.DNS.Record] = [:]
    for endpoint in endpoints {
      let addresses = [endpoint.address, endpoint.ipv6Address].compactMap { $0 }
      for name in endpoint.names {
        var record =
          records[name]
          ?? PlannedSite.DNS.Record(name: name, addresses: [], endpoint: endpoint.name)
        record.addresses = (record.addresses + addresses).sortedUnique()
        records[name] = record
      }
      guard case .cloud(let service, _) = endpoint.target else { continue }
      let zones = endpoint.zones.map(withoutTrailingDot)
      if endpoint.ports.contains(where: { $0.port == Self.domainPort }) {
        forwarders += addresses
        resolverZones.formUnion(zones)
        zonesAreWritten = zonesAreWritten || scenario.cloudServices[service]?.zones.isEmpty == false
      } else {
        servedZones.formUnion(zones)
      }
    }
    // What the resolver could answer is wider than what is needed: its own zones are only forwarded when the
    // scenario asks for them, or when the plan has no other use for it.
    let zones = zonesAreWritten || servedZones.isEmpty ? servedZones.union(resolverZones) : servedZones
    if !forwarders.isEmpty {
      let forwarders = forwarders.sortedUnique()
      planned.forwardedZones = zones.sorted { $0.precedesByScalars($1) }
        .map { PlannedSite.DNS.ForwardedZone(zone: $0, forwarders: forwarders) }
    }
    planned.records = records.values.sorted { $0.name.precedesByScalars($1.name) }
    return planned
  }

  /// The port of the domain name system (RFC 1035).
  private static let domainPort: UInt16 = 53
}

/// Which endpoints a site reaches: those whose subnet is attached to one of its Direct Connects and whose
/// access list admits it.
struct SiteReach {
  /// Endpoints by their subnet's id, in the order of the plan.
  private var bySubnet: [String: [Int]] = [:]
  private var subnets: [String: Set<String>] = [:]

  init(_ plan: Plan) {
    for (index, endpoint) in plan.endpoints.enumerated() {
      bySubnet[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet), default: []].append(index)
    }
    for directConnect in plan.directConnects {
      for attachment in directConnect.attachments {
        subnets[directConnect.site, default: []]
          .formUnion(attachment.subnets.map { ResourceID.subnet(vpc: attachment.vpc, $0) })
      }
    }
  }

  /// The endpoints a site reaches, in the order of the plan.
  func endpoints(of site: String, visible: [Prefix], in plan: Plan) -> [PlannedEndpoint] {
    let visible = PrefixSet(visible)
    return (subnets[site] ?? [])
      .flatMap { bySubnet[$0] ?? [] }.sorted()
      .map { plan.endpoints[$0] }
      .filter { $0.allow?.contains { visible.overlaps($0.prefix) } ?? true }
  }
}
