import Addressing
import Diagnostics
import Scenario

/// A site's traffic to an endpoint does not take a line: no line leads there, or the site routes it elsewhere.
enum RTE002RouteAwayFromEndpoint: Rule {
  static let metadata = RuleMetadata(
    code: "RTE002", name: "route-away-from-endpoint", title: "the site's routes do not lead to an endpoint",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    missingLines(context) + clashingRoutes(context)
  }

  /// Sites that are named as users of an endpoint whose VPC none of their gateways reaches.
  private static func missingLines(_ context: CheckContext) -> [Diagnostic] {
    let users = context.endpointUsers
    var findings: [Diagnostic] = []
    for endpoint in context.scenario.endpoints {
      let vpc = endpoint.value.vpc.value
      guard context.scenario.vpcs[vpc] != nil else { continue }
      for user in users.sites(of: endpoint.name.value) where user.isNamed {
        guard context.directConnects(from: user.site, to: vpc).isEmpty else { continue }
        let subnet = endpoint.value.subnet.value
        let help =
          if let own = context.directConnectsBySite[user.site]?.first?.name.value {
            "attach the VPC: under `attachments` of \(own) write `\(vpc): { subnets: [\(subnet)] }`"
          } else {
            "give site \(user.site) a Direct Connect with the attachment `\(vpc): { subnets: [\(subnet)] }`"
          }
        findings.append(
          finding(
            "site \(user.site) is to reach endpoint \(endpoint.name.value), and no Direct Connect leads from it "
              + "to VPC \(vpc)",
            at: user.location, help: help,
            related: [
              Related(message: "the endpoint lies in VPC \(vpc)", location: endpoint.value.vpc.location)
            ]))
      }
    }
    return findings
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
