import Addressing
import Diagnostics
import Scenario

/// A site, a link, a VPC or a route uses a range that the cloud keeps for itself or refuses.
enum ADR003ForbiddenRange: Rule {
  static let metadata = RuleMetadata(
    code: "ADR003", name: "forbidden-range", title: "a range is one that the cloud keeps or refuses",
    severity: .error, profileKeys: [.forbiddenRanges, .systemRoutes])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let forbidden = ClaimedRanges(context.profile.forbiddenRanges)
    var findings: [Diagnostic] = []
    func judge(_ range: Located<Prefix>, _ owner: String, _ help: String) {
      guard let block = forbidden.first(overlapping: range.value) else { return }
      findings.append(
        finding(
          "\(range.value) of \(owner) lies in the forbidden range \(block)", at: range.location,
          help: help, related: [effect]))
    }
    for site in context.scenario.sites {
      let owner = "site \(site.name.value)"
      let translation = context.profile.vpcRanges.prefixes.first.map { " such as a part of \($0)" } ?? ""
      let help =
        "renumber these hosts, or translate them at the edge routers: `sourceNAT:` with a free range"
        + translation
      for range in site.value.visiblePrefixes { judge(range, owner, help) }
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
    let ranges = context.profile.vpcRanges.prefixes.map(\.description).joined(separator: ", ")
    let systemRoutes = ClaimedRanges(
      PrefixSet(context.profile.systemRoutes).subtracting(context.endpointNAT))
    for vpc in context.scenario.vpcs {
      for range in vpc.value.ranges {
        judge(range, "VPC \(vpc.name.value)", "take a range from \(ranges)")
      }
      for table in vpc.value.routeTables {
        for route in table.value.routes where route.to.value.length > 0 {
          guard let block = systemRoutes.first(overlapping: route.to.value) else { continue }
          findings.append(
            finding(
              "the route to \(route.to.value) in \(vpc.name.value).\(table.name.value) overlaps the "
                + "system route \(block)",
              at: route.to.location,
              help: "remove the route: every table has a system route to \(block) already"))
        }
      }
    }
    return findings
  }

  private static let effect = Related(
    message: "with such a range on a line, object storage and DNS can fail for the whole VPC")
}

/// The ranges of a profile value, for finding the one that a prefix meets.
struct ClaimedRanges {
  private let set: PrefixSet

  init(_ set: PrefixSet) { self.set = set }

  /// The first range that shares an address with a prefix.
  func first(overlapping prefix: Prefix) -> Prefix? {
    guard set.overlaps(prefix) else { return nil }
    return set.prefixes.first { $0.overlaps(prefix) }
  }
}
