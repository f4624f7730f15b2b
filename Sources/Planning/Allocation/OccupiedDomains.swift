import Addressing
import Scenario

/// What stands in the way in each routing domain: what nothing may be placed on.
struct OccupiedDomains {
  /// One domain.
  struct Domain {
    /// Ranges of the sites, attached subnets, announced ranges and links.
    let obstacles = Obstacles()
    /// The whole ranges of the domain's VPCs. Subnets lie inside them; links must not.
    let vpcRanges = Obstacles()
  }

  /// The domains, numbered as in ``RoutingDomains/all``.
  let domains: [Domain]
  private let routing: RoutingDomains

  init(_ scenario: Scenario) {
    routing = RoutingDomains(of: scenario)
    domains = routing.all.map { _ in Domain() }
    for entry in scenario.sites.sorted { addSite(entry) }
    for entry in scenario.vpcs.sorted {
      guard let domain = domain(vpc: entry.name.value) else { continue }
      for range in Self.ranges(entry.value) {
        domains[domain].vpcRanges.add(range, "vpc/\(entry.name.value)")
      }
    }
    for entry in scenario.directConnects.sorted { addAnnounced(entry, scenario) }
  }

  /// The domain of a VPC; nil for one that is not declared.
  func domain(vpc: String) -> Int? { routing.index(ofVPC: vpc) }

  /// The domain of a site; nil for one that is not declared.
  func domain(site: String) -> Int? { routing.index(ofSite: site) }

  private func addAnnounced(_ entry: NamedMap<DirectConnect>.Entry, _ scenario: Scenario) {
    let site = entry.value.site.value
    guard let domain = domain(site: site) else { return }
    for prefix in entry.value.advertise ?? [] {
      domains[domain].obstacles.add(
        prefix.value, Obstacles.Holder(name: "announced by site/\(site)", yieldsToInnerPools: true))
    }
    for attachment in entry.value.attachments.sorted {
      let vpc = attachment.name.value
      let own = scenario.vpcs[vpc].map(Self.ranges) ?? []
      // An aggregate of the VPC's own subnets is no obstacle to them.
      for prefix in attachment.value.extraPrefixes where !own.contains(where: prefix.value.overlaps) {
        domains[domain].obstacles.add(prefix.value, "announced by attachment/\(entry.name.value)/\(vpc)")
      }
    }
  }

  private static func ranges(_ vpc: VPC) -> [Prefix] {
    ([vpc.cidr] + vpc.secondaryCIDRs).map(\.value) + (vpc.ipv6CIDR.map { [$0.value] } ?? [])
  }

  private func addSite(_ entry: NamedMap<Site>.Entry) {
    let name = entry.name.value
    guard let domain = domain(site: name) else { return }
    for prefix in entry.value.prefixes { domains[domain].obstacles.add(prefix.value, "site/\(name)") }
    for prefix in entry.value.sourceNAT {
      domains[domain].obstacles.add(prefix.value, "the translated range of site/\(name)")
    }
    for prefix in entry.value.hiddenRanges {
      domains[domain].obstacles.add(prefix.value, "a hidden range of site/\(name)")
    }
    for route in entry.value.routes {
      domains[domain].obstacles.add(
        route.to.value, Obstacles.Holder(name: "a route of site/\(name)", yieldsToInnerPools: true))
    }
  }
}
