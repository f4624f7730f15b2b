import Addressing
import Scenario

extension PlanBuilder {
  /// What a site's firewall permits, and what it must permit besides.
  func firewall(
    _ wanted: SiteFirewall, site: Site, endpoints: [PlannedEndpoint], plan: Plan
  ) -> PlannedSite.Firewall {
    var planned = PlannedSite.Firewall()
    planned.location = wanted.location
    planned.existing = wanted.permits.map { permit in
      PlannedSite.Firewall.Permit(
        sources: sources.prefixes(of: permit.from.value, view: .site, ipv6: true),
        destinations: sources.prefixes(of: permit.to.value, view: .site, ipv6: true),
        transport: permit.transport?.value ?? .any, ports: portRanges(permit.ports),
        purpose: "\(permit.from.value) -> \(permit.to.value)", location: permit.location)
    }
    guard wanted.managed?.value ?? true else { return planned }
    let permits = PermitIndex(planned.existing)
    let hosts = PrefixSet(site.prefixes.map(\.value))

    for endpoint in endpoints {
      // Behind a translation the access list names the translated ranges; every host may be one of them.
      let users =
        site.sourceNAT.isEmpty
        ? endpoint.allow.map { PrefixSet($0.map(\.prefix)).intersection(hosts) } ?? hosts : hosts
      for address in [endpoint.address, endpoint.ipv6Address].compactMap({ $0 }) {
        planned.added += permits.missing(
          from: users, to: Prefix(address), ports: endpoint.ports,
          purpose: ResourceID.endpoint(endpoint.name))
      }
    }
    let addresses = Dictionary(
      endpoints.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
    for service in plan.services {
      for (index, rule) in service.reverseRules.enumerated() where hosts.contains(rule.target) {
        guard let source = addresses[rule.endpoint] else { continue }
        planned.added += permits.missing(
          from: PrefixSet(Prefix(source)), to: Prefix(rule.target),
          ports: [TransportPort(rule.transitPort.transport, rule.targetPort)],
          purpose: ResourceID.reverseRule(service: service.name, index + 1))
      }
    }
    return planned
  }
}

/// The permits that stand, found by destination.
private struct PermitIndex {
  private let permits: [PlannedSite.Firewall.Permit]
  private let sources: [PrefixSet]
  private var byDestination = PrefixMap<[Int]>()

  init(_ permits: [PlannedSite.Firewall.Permit]) {
    self.permits = permits
    sources = permits.map { PrefixSet($0.sources) }
    for (index, permit) in permits.enumerated() {
      for destination in permit.destinations {
        byDestination.insert((byDestination[destination] ?? []) + [index], for: destination)
      }
    }
  }

  /// The permits that are missing so that all of `users` reach the ports of a destination: one for each
  /// protocol and set of sources that lack the same.
  func missing(
    from users: PrefixSet, to destination: Prefix, ports: [TransportPort], purpose: String
  ) -> [PlannedSite.Firewall.Permit] {
    let standing = byDestination.entries(containing: destination).flatMap(\.value)
    var added: [PlannedSite.Firewall.Permit] = []
    for transport in [TransportProtocol.tcp, .udp] {
      var open: [PrefixSet: [UInt16]] = [:]
      for port in ports where port.transport == transport {
        var rest = users
        for index in standing where permits[index].admits(port) { rest = rest.subtracting(sources[index]) }
        let prefixes = rest.prefixes.filter { $0.family == destination.family }
        if !prefixes.isEmpty { open[PrefixSet(prefixes), default: []].append(port.port) }
      }
      added += open.map { sources, ports in
        PlannedSite.Firewall.Permit(
          sources: sources.prefixes, destinations: [destination],
          transport: transport == .tcp ? .tcp : .udp, ports: ports.sorted().map { PortRange($0, $0) },
          purpose: purpose, location: nil)
      }
      .sorted { $0.sources.lexicographicallyPrecedes($1.sources) }
    }
    return added
  }
}

extension PlannedSite.Firewall.Permit {
  /// Whether the permit speaks of that port.
  fileprivate func admits(_ port: TransportPort) -> Bool {
    let isTransport =
      switch transport {
      case .any: true
      case .tcp: port.transport == .tcp
      case .udp: port.transport == .udp
      case .icmp: false
      }
    return isTransport && ports.contains { $0.contains(port.port) }
  }
}
