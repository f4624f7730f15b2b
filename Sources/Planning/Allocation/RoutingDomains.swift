import Addressing
import Scenario

/// Which sites and VPCs see each other's addresses, and what in each such domain nothing may be placed on.
///
/// Sites and VPCs that Direct Connects join belong to one domain, over any number of hops. What is reached only
/// through an endpoint is in another domain and may overlap.
struct RoutingDomains {
  /// One domain.
  struct Domain {
    /// Ranges of the sites, attached subnets, announced ranges and links.
    var obstacles = Obstacles()
    /// The whole ranges of the attached VPCs. Subnets lie inside them; links must not.
    var vpcRanges = Obstacles()
  }

  /// The domains, in the order of their first member by name.
  var domains: [Domain] = []
  private var indexByMember: [Member: Int] = [:]

  private enum Member: Hashable {
    case site(String)
    case vpc(String)
  }

  init(_ scenario: Scenario) {
    var groups = DisjointGroups<Member>()
    for entry in scenario.directConnects.sorted {
      // A Direct Connect to a site that nobody declares joins its VPCs all the same.
      let site = Member.site(entry.value.site.value)
      groups.add(site)
      for attachment in entry.value.attachments.sorted { groups.join(site, .vpc(attachment.name.value)) }
    }
    for entry in scenario.sites.sorted {
      groups.add(.site(entry.name.value))
      addSite(entry, groups: &groups)
    }
    for entry in scenario.vpcs.sorted where groups.contains(.vpc(entry.name.value)) {
      let domain = index(of: .vpc(entry.name.value), groups: &groups)
      let name = "vpc/\(entry.name.value)"
      for range in Self.ranges(entry.value) { domains[domain].vpcRanges.add(range, name) }
    }
    for entry in scenario.directConnects.sorted {
      let domain = index(of: .site(entry.value.site.value), groups: &groups)
      for prefix in entry.value.advertise ?? [] {
        domains[domain].obstacles.add(
          prefix.value,
          Obstacles.Holder(name: "announced by site/\(entry.value.site.value)", yieldsToInnerPools: true))
      }
      for attachment in entry.value.attachments.sorted {
        indexByMember[.vpc(attachment.name.value)] = domain
        let own = scenario.vpcs[attachment.name.value].map(Self.ranges) ?? []
        // An aggregate of the VPC's own subnets is no obstacle to them.
        for prefix in attachment.value.extraPrefixes where !own.contains(where: prefix.value.overlaps) {
          domains[domain].obstacles.add(
            prefix.value, "announced by attachment/\(entry.name.value)/\(attachment.name.value)")
        }
      }
    }
  }

  /// The domain of a VPC; nil for one that no Direct Connect attaches.
  func domain(vpc: String) -> Int? { indexByMember[.vpc(vpc)] }

  /// The domain of a site; nil for one that is not declared.
  func domain(site: String) -> Int? { indexByMember[.site(site)] }

  private static func ranges(_ vpc: VPC) -> [Prefix] {
    ([vpc.cidr] + vpc.secondaryCIDRs).map(\.value) + (vpc.ipv6CIDR.map { [$0.value] } ?? [])
  }

  private mutating func addSite(_ entry: NamedMap<Site>.Entry, groups: inout DisjointGroups<Member>) {
    let name = entry.name.value
    let domain = index(of: .site(name), groups: &groups)
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

  private mutating func index(of member: Member, groups: inout DisjointGroups<Member>) -> Int {
    let root = groups.root(of: member)
    if let known = indexByMember[root] {
      indexByMember[member] = known
      return known
    }
    domains.append(Domain())
    indexByMember[root] = domains.count - 1
    indexByMember[member] = domains.count - 1
    return domains.count - 1
  }
}

/// Groups of things, joined two by two (union-find with path halving).
private struct DisjointGroups<Element: Hashable> {
  private var parents: [Element: Element] = [:]

  func contains(_ element: Element) -> Bool { parents[element] != nil }

  mutating func add(_ element: Element) {
    if parents[element] == nil { parents[element] = element }
  }

  mutating func join(_ left: Element, _ right: Element) {
    let (one, other) = (root(of: left), root(of: right))
    if one != other { parents[other] = one }
  }

  mutating func root(of element: Element) -> Element {
    add(element)
    var current = element
    while let parent = parents[current], parent != current {
      let above = parents[parent] ?? parent
      parents[current] = above
      current = above
    }
    return current
  }
}
