import Addressing
import Diagnostics
import Scenario

/// Something overlaps the range that endpoint traffic comes from, so that answers of backends go astray.
enum ADR004EndpointNATOverlap: Rule {
  static let metadata = RuleMetadata(
    code: "ADR004", name: "endpoint-nat-overlap", title: "a range overlaps the endpoint NAT range",
    severity: .error, profileKeys: [.endpointNAT])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let nat = ClaimedRanges(context.endpointNAT)
    var findings: [Diagnostic] = []
    func judge(_ range: Located<Prefix>, _ owner: String, _ help: String) {
      guard let block = nat.first(overlapping: range.value) else { return }
      findings.append(
        finding(
          "\(range.value) of \(owner) overlaps the endpoint NAT range \(block)", at: range.location,
          help: help, related: related(context)))
    }
    let ranges = context.profile.vpcRanges.prefixes.map(\.description).joined(separator: ", ")
    for site in context.scenario.sites {
      let owner = "site \(site.name.value)"
      for range in site.value.visiblePrefixes {
        judge(range, owner, "translate it at the edge routers: `sourceNAT:` with a range from \(ranges)")
      }
    }
    for directConnect in context.scenario.directConnects {
      let name = directConnect.name.value
      for range in directConnect.value.advertise ?? [] {
        judge(range, "the announcements over \(name)", "announce ranges outside it")
      }
      for line in directConnect.value.lines {
        for link in [line.value.interconnect, line.value.interconnectIPv6].compactMap({ $0?.fixed }) {
          guard let prefix = link.cloud.value.prefix else { continue }
          judge(
            Located(prefix, at: link.location), "line \(name).\(line.name.value)",
            "write `interconnect: auto`, or a link outside it")
        }
      }
      for range in directConnect.value.interconnectPool {
        judge(range, "the interconnect pool of \(name)", "take the links from another range")
      }
    }
    for vpc in context.scenario.vpcs {
      let name = vpc.name.value
      for range in vpc.value.ranges { judge(range, "VPC \(name)", "take a range from \(ranges)") }
      for table in vpc.value.routeTables {
        for route in table.value.routes where route.to.value.length > 0 {
          judge(
            route.to, "a route in \(name).\(table.name.value)",
            "route to narrower destinations outside it: answers to endpoints must not leave by this route")
        }
      }
    }
    return findings
  }

  private static func related(_ context: CheckContext) -> [Related] {
    let entry = context.profile[.endpointNAT]
    if let location = entry.location {
      return [Related(message: "the range is set here", location: location)]
    }
    return [
      Related(message: "the range is the cloud profile's `endpoint-nat`; set it if your pool has another one")
    ]
  }
}
