import Addressing
import Diagnostics
import Planning
import Scenario

extension NetworkCompiler {
  /// A site: its hosts, what it routes already, and the ways into the cloud.
  mutating func compile(_ site: PlannedSite) {
    guard let node = siteNodes[site.name] else { return }
    let own = Cause("the site's own ranges", at: site.location)
    for prefix in Set(site.prefixes + site.visiblePrefixes).sorted() {
      route(node, to: prefix, preference: 0, .attached, own)
    }
    var filters: [Int] = []
    if let firewall = site.firewall { filters = [add(Self.filter(of: firewall, site: site))] }
    var translation: SourceTranslation?
    if site.visiblePrefixes != site.prefixes {
      translation = SourceTranslation(
        sources: PrefixSet(site.prefixes), pool: PrefixSet(site.visiblePrefixes),
        cause: Cause("source translation at the site's edge", at: site.location))
    }

    // Every line is a way of its own: through its router, over it, to the gateway.
    var wayByCloudEnd: [IPAddress: Int] = [:]
    var ways: [String: [(line: PlannedLine, link: Int, requires: [Int])]] = [:]
    for directConnect in plan.directConnects where directConnect.site == site.name {
      let withdraws = directConnect.mode == .bgp || directConnect.bfd || directConnect.track
      for line in directConnect.lines {
        guard let way = addLine(line, of: directConnect, site: node, filters: filters, translation) else {
          continue
        }
        wayByCloudEnd[line.link.cloud.address] = way.link
        if let link = line.linkIPv6 { wayByCloudEnd[link.cloud.address] = way.link }
        ways[directConnect.name, default: []].append(
          (line, way.link, withdraws ? way.components : [way.router]))
      }
    }
    for existing in site.existingRoutes {
      let via = existing.via.map { "\($0)" } ?? "a connected or null route"
      let cause = Cause("the site's route \(existing.to) via \(via)", at: existing.location)
      if let address = existing.via, let way = wayByCloudEnd[address] {
        route(node, to: existing.to, preference: 1, .link(way), cause)
      } else {
        route(node, to: existing.to, preference: 1, .outside(via), cause)
      }
    }
    addGaps(of: site, at: node)
    for planned in site.cloudRoutes {
      for way in ways[planned.directConnect] ?? [] where way.line.carries(planned.to.family) {
        // A higher local preference wins; routes that stand already come before.
        route(
          node, to: planned.to, preference: 1_000_000 - way.line.localPreference, .link(way.link),
          requires: way.requires,
          Cause(
            "route \(planned.to) over \(way.line.name) (\(planned.isLearnt ? "BGP, local preference \(way.line.localPreference)" : "static"))",
            at: way.line.location))
      }
    }
  }

  /// Why the site has no route to subnets that nobody announces to it.
  private mutating func addGaps(of site: PlannedSite, at node: Int) {
    let gateways = plan.directConnects.filter { $0.site == site.name }
    var gaps: [Gap] = []
    for vpc in plan.vpcs {
      let attached = gateways.flatMap { gateway in
        gateway.attachments.filter { $0.vpc == vpc.name }.map { (gateway, $0) }
      }
      guard let (gateway, attachment) = attached.first else { continue }
      for subnet in vpc.subnets {
        for prefix in [subnet.cidr] + [subnet.ipv6CIDR].compactMap({ $0 }) {
          gaps.append(
            Gap(
              to: prefix,
              cause: Cause(
                "\(gateway.name) does not announce the subnet \(vpc.name).\(subnet.name)",
                at: attachment.location),
              remedy: "add \(subnet.name) to `subnets` of the attachment \(vpc.name) of \(gateway.name)"))
        }
      }
    }
    network.model.nodes[node].gaps = gaps
  }

  /// A router's place for one line, and the link to it.
  private mutating func addLine(
    _ line: PlannedLine, of directConnect: PlannedDirectConnect, site: Int, filters: [Int],
    _ translation: SourceTranslation?
  ) -> (link: Int, components: [Int], router: Int)? {
    let id = ResourceID.line(directConnect: directConnect.name, line.name)
    let routerName = ResourceID.router(site: directConnect.site, line.router)
    guard let gateway = gatewayNodes[directConnect.name], let component = lineComponents[id],
      let routerComponent = routerComponents[routerName]
    else { return nil }
    var router = Node(routerName, at: line.location)
    router.components = [routerComponent]
    let node = add(router)
    var inside = Link(line.router, to: node, filters: filters)
    inside.translation = translation
    let toRouter = add(inside)
    let toCloud = add(Link(line.name, to: gateway, components: [component]))
    var outside = Link("the site's network", to: site, filters: filters)
    outside.side = .inbound
    let toSite = add(outside)
    for prefix in directConnect.localPrefixes where line.carries(prefix.family) {
      route(node, to: prefix, .link(toCloud), Cause("route \(prefix) over \(line.name)", at: line.location))
    }
    for prefix in sitePrefixes(directConnect.site) {
      route(node, to: prefix, .link(toSite), Cause("route \(prefix) to the site", at: line.location))
    }
    // The cloud's end of the line: what the gateway sends to the site.
    let toRouterFromCloud = add(Link(line.name, to: node, components: [component]))
    let withdraws =
      directConnect.mode == .bgp || directConnect.bfd || directConnect.track
      || directConnect.healthCheck?.switchesRoutes == true
    for prefix in directConnect.remotePrefixes where line.carries(prefix.family) {
      route(
        gateway, to: prefix, preference: line.cloudPriority, .link(toRouterFromCloud),
        requires: withdraws ? [component, routerComponent] : [],
        Cause("route \(prefix) over \(line.name) (priority \(line.cloudPriority))", at: line.location))
    }
    return (toRouter, [component, routerComponent], routerComponent)
  }

  func sitePrefixes(_ name: String) -> [Prefix] {
    guard let site = plan.sites.first(where: { $0.name == name }) else { return [] }
    return Set(site.prefixes + site.visiblePrefixes).sorted()
  }

  private static func filter(of firewall: PlannedSite.Firewall, site: PlannedSite) -> Filter {
    let rules = (firewall.existing + firewall.added).flatMap { permit in
      FilterRule.forms(
        accepts: true, transport: permit.transport, sources: PrefixSet(permit.sources),
        destinations: PrefixSet(permit.destinations), ports: permit.ports,
        cause: Cause(
          permit.location == nil ? "planned permit for \(permit.purpose)" : "permit \(permit.purpose)",
          at: permit.location))
    }
    return Filter(
      "the firewall of \(site.name)", side: .outbound, isStateful: true, rules: rules,
      cause: Cause("its default: drop what no permit names", at: firewall.location ?? site.location),
      remedy: "add a permit to the firewall of the site \(site.name), or let Isthmus manage it")
  }
}

extension PlannedLine {
  /// Whether it carries packets of that family.
  func carries(_ family: AddressFamily) -> Bool { family == .ipv4 || linkIPv6 != nil }
}
