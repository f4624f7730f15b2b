import Addressing
import Diagnostics
import Scenario

/// A site's firewall that the runbook may not change lets none of the hosts through that an endpoint is meant for.
///
/// The firewall stands between the hosts and the edge routers, so it sees sources before any translation. A firewall
/// that lets some of the hosts, or some of the ports, through may be meant so; expectations judge it then.
enum SEC007BlockedBySiteFirewall: Rule {
  static let metadata = RuleMetadata(
    code: "SEC007", name: "blocked-by-site-firewall",
    title: "a site's firewall lets no host through to an endpoint", severity: .error)

  /// An endpoint that nobody of the site gets to.
  private struct Lack {
    var endpoint: CheckContext.EndpointEntry
    var user: EndpointUsers.User
    var ports: [TransportPort]
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let closed = context.scenario.sites.filter { $0.value.firewall?.managed?.value == false }
    guard !closed.isEmpty else { return [] }
    let permits = Dictionary(
      closed.map { ($0.name.value, SitePermits($0, context)) }, uniquingKeysWith: { first, _ in first })
    var lacks: [String: [Lack]] = [:]
    for endpoint in context.scenario.endpoints {
      guard let ports = context.ports(of: endpoint.value), !ports.isEmpty else { continue }
      for user in context.endpointUsers.sites(of: endpoint.name.value) {
        // Without a line there is nothing yet that the firewall could stop (RTE002).
        guard let own = permits[user.site],
          !context.directConnects(from: user.site, to: endpoint.value.vpc.value).isEmpty,
          !own.admitsSome(of: ports, to: endpoint, context)
        else { continue }
        lacks[user.site, default: []].append(Lack(endpoint: endpoint, user: user, ports: ports))
      }
    }
    return closed.compactMap { site in
      lacks[site.name.value].map { report($0, site, context) }
    }
  }

  private static func report(
    _ lacks: [Lack], _ site: NamedMap<Site>.Entry, _ context: CheckContext
  ) -> Diagnostic {
    let names = lacks.map(\.endpoint.name.value)
    let missing = lacks.flatMap { lack in
      [TransportProtocol.tcp, .udp].compactMap { transport -> String? in
        let ports = lack.ports.filter { $0.transport == transport }.map(\.port).sorted()
        guard !ports.isEmpty else { return nil }
        let list =
          ports.count == 1
          ? "\(ports[0])" : "[" + ports.map(\.description).joined(separator: ", ") + "]"
        let from =
          lack.user.isNamed
          ? site.name.value
          : SitePermits.hosts(of: site.value, for: lack.endpoint.value, context).prefixes.first?.phrase
            ?? site.name.value
        return
          "`{ from: \(from), to: \(lack.endpoint.name.value), protocol: \(transport.rawValue), ports: \(list) }`"
      }
    }
    let shown = 4
    return finding(
      "the firewall of site \(site.name.value) lets none of its hosts through to "
        + "\(names.count == 1 ? "endpoint" : "endpoints") \(enumeration(names)), and the runbook may not change it",
      at: site.value.firewall?.managed?.location ?? site.name.location,
      help: "add to its permits: \(missing.prefix(shown).joined(separator: ", "))"
        + (missing.count > shown ? " and \(missing.count - shown) more" : "")
        + "; or let the runbook add them, `managed: true`",
      related: lacks.prefix(4).map {
        Related(
          message: "endpoint \($0.endpoint.name.value) is meant for hosts of the site",
          location: $0.user.location)
      })
  }
}

/// What a site's firewall permits, with names resolved.
private struct SitePermits {
  private struct Permit {
    var sources: PrefixSet
    var destination: Located<AddressSource>
    var destinations: PrefixSet
    var isComplete: Bool
    var transport: FilterProtocol
    var ports: [PortRange]
  }

  private let site: Site
  private let permits: [Permit]

  init(_ site: NamedMap<Site>.Entry, _ context: CheckContext) {
    self.site = site.value
    permits = (site.value.firewall?.permits ?? []).map { permit in
      // What does not resolve has been reported; what it would have let through is not known.
      let from = context.resolve(permit.from.value, from: .site)
      let to = context.resolve(permit.to.value, from: .site)
      return Permit(
        sources: from.map { $0.isComplete ? $0.prefixes : [.allIPv4, .allIPv6] } ?? [.allIPv4, .allIPv6],
        destination: permit.to, destinations: to?.prefixes ?? PrefixSet(),
        isComplete: to?.isComplete ?? false,
        transport: permit.transport?.value ?? .any, ports: permit.ports.map(\.value))
    }
  }

  /// The hosts of a site that an endpoint's access list admits; behind a translation every host may be one of them.
  static func hosts(of site: Site, for endpoint: Endpoint, _ context: CheckContext) -> PrefixSet {
    let hosts = PrefixSet(site.prefixes.map(\.value))
    guard site.sourceNAT.isEmpty, let list = endpoint.allow else { return hosts }
    let admitted = list.reduce(PrefixSet()) { known, source in
      context.resolve(source.value).map { known.union($0.prefixes) } ?? known
    }
    return admitted.intersection(hosts)
  }

  /// Whether some host gets through to some port. What is not known counts as admitted.
  func admitsSome(
    of ports: [TransportPort], to endpoint: CheckContext.EndpointEntry, _ context: CheckContext
  ) -> Bool {
    let hosts = Self.hosts(of: site, for: endpoint.value, context)
    // A list that admits nobody of the site is a finding of its own.
    if hosts.isEmpty { return true }
    let place = Self.place(of: endpoint.value, context)
    return permits.contains { permit in
      let isThere: Bool
      if case .reference(endpoint.name.value) = permit.destination.value {
        isThere = true
      } else {
        isThere = !permit.isComplete || place.map { $0.overlaps(permit.destinations) } ?? true
      }
      return isThere && permit.sources.overlaps(hosts)
        && ports.contains { Self.admits($0, permit.transport, permit.ports) }
    }
  }

  /// Where an endpoint's addresses lie: themselves, or the subnet out of which the planner takes them. Nil when that is
  /// not decided either.
  private static func place(of endpoint: Endpoint, _ context: CheckContext) -> PrefixSet? {
    let choices = [endpoint.address, endpoint.ipv6Address].compactMap { $0 }
    let fixed = choices.compactMap { $0.fixed.map { Prefix($0.value) } }
    if fixed.count == choices.count { return PrefixSet(fixed) }
    let subnet = context.resolve(.reference("\(endpoint.vpc.value).\(endpoint.subnet.value)"))
    guard let subnet, subnet.isComplete else { return nil }
    return subnet.prefixes.union(PrefixSet(fixed))
  }

  private static func admits(_ port: TransportPort, _ transport: FilterProtocol, _ ports: [PortRange]) -> Bool
  {
    let isTransport =
      switch transport {
      case .any: true
      case .tcp: port.transport == .tcp
      case .udp: port.transport == .udp
      case .icmp: false
      }
    return isTransport && (ports.isEmpty || ports.contains { $0.contains(port.port) })
  }
}
