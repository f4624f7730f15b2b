import Addressing
import Diagnostics
import Scenario

/// A site's traffic to an endpoint does not take a line: no line leads there, or the site routes it elsewhere.
enum RTE002RouteAwayFromEndpoint: Rule {
  static let metadata = RuleMetadata(
    code: "RTE002", name: "route-away-from-endpoint", title: "the site's routes do not lead to an endpoint",
    severity: .error)

  private struct Way: Hashable {
    var site: String
    var vpc: String
  }

  /// A way that no line leads, with all that would go it: one attachment is missing, whatever lies behind it.
  private struct Gap {
    var way: Way
    var location: SourceLocation
    var endpoints: [CheckContext.EndpointEntry] = []
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    missingLines(context) + clashingRoutes(context)
  }

  /// Sites that are named as users of an endpoint whose VPC none of their gateways reaches.
  private static func missingLines(_ context: CheckContext) -> [Diagnostic] {
    let users = context.endpointUsers
    var gaps: [Gap] = []
    var places: [Way: Int] = [:]
    for endpoint in context.scenario.endpoints {
      let vpc = endpoint.value.vpc.value
      guard context.scenario.vpcs[vpc] != nil else { continue }
      for user in users.sites(of: endpoint.name.value) where user.isNamed {
        guard context.directConnects(from: user.site, to: vpc).isEmpty else { continue }
        let way = Way(site: user.site, vpc: vpc)
        if places[way] == nil {
          places[way] = gaps.count
          gaps.append(Gap(way: way, location: user.location))
        }
        if let place = places[way] { gaps[place].endpoints.append(endpoint) }
      }
    }
    return gaps.map { report($0, context) }
  }

  private static func report(_ gap: Gap, _ context: CheckContext) -> Diagnostic {
    let (site, vpc) = (gap.way.site, gap.way.vpc)
    var seen: Set<String> = []
    let subnets = gap.endpoints.map(\.value.subnet.value).filter { seen.insert($0).inserted }
    let attachment = "`\(vpc): { subnets: [\(subnets.joined(separator: ", "))] }`"
    let help =
      if let own = context.directConnectsBySite[site]?.first?.name.value {
        "attach the VPC: under `attachments` of \(own) write \(attachment)"
      } else {
        "give site \(site) a Direct Connect with the attachment \(attachment)"
      }
    let names = gap.endpoints.map(\.name.value)
    return finding(
      "site \(site) is to reach \(names.count == 1 ? "endpoint" : "endpoints") \(enumeration(names)), and no Direct "
        + "Connect leads from it to VPC \(vpc)",
      at: gap.location, help: help,
      related: gap.endpoints.prefix(3).map {
        Related(message: "endpoint \($0.name.value) lies in VPC \(vpc)", location: $0.value.vpc.location)
      })
  }

  /// Routes that stand at a site and are as long as, or longer than, what the line brings: they win.
  private static func clashingRoutes(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for site in context.scenario.sites where !site.value.routes.isEmpty {
      guard let own = context.directConnectsBySite[site.name.value] else { continue }
      var destinations = PrefixMap<AddressClaim>()
      var cloudEnds: Set<IPAddress> = []
      for directConnect in own {
        for claim in context.cloudDestinations(of: directConnect.value) {
          destinations.insert(claim, for: claim.prefix)
        }
        cloudEnds.formUnion(context.cloudEnds(of: directConnect.value))
      }
      for route in site.value.routes {
        guard let (_, claim) = destinations.longestMatch(route.to.value) else { continue }
        if let via = route.via, cloudEnds.contains(via.value) { continue }
        let hop = route.via.map { "via \($0.value)" } ?? "to nowhere"
        findings.append(
          finding(
            "site \(site.name.value) routes \(route.to.value) \(hop), so traffic to \(claim.prefix) of "
              + "\(claim.owner) does not take the line",
            at: route.to.location,
            help: "remove the route, or give \(claim.owner) a range outside \(route.to.value)",
            related: [Related(message: claim.use, location: claim.location)]))
      }
    }
    return findings
  }
}
