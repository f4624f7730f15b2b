import Addressing
import Diagnostics
import Scenario

/// More routes than the cloud takes, or nearly so.
enum RTE006TooManyRoutes: Rule {
  static let metadata = RuleMetadata(
    code: "RTE006", name: "too-many-routes", title: "routes are at or near a limit", severity: .error,
    profileKeys: [
      .bgpRoutesPerLine, .staticRoutesPerLine, .localSubnetsPerGateway, .routesPerTable, .warnPercent,
    ])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for directConnect in context.scenario.directConnects {
      findings += remote(directConnect, context)
      findings += local(directConnect, context)
    }
    let limit = Limit(.routesPerTable, of: context.profile)
    for vpc in context.scenario.vpcs {
      for table in vpc.value.routeTables {
        findings += judge(
          table.value.routes.count, limit, "route table \(vpc.name.value).\(table.name.value) has", "routes",
          at: table.name.location, help: "summarise destinations with the same next hop")
      }
    }
    return findings
  }

  private static func remote(
    _ directConnect: CheckContext.DirectConnectEntry, _ context: CheckContext
  ) -> [Diagnostic] {
    let prefixes = context.remotePrefixes(of: directConnect.value)
    guard let last = prefixes.last else { return [] }
    let isBGP = directConnect.value.routing.mode.value == .bgp
    let limit = Limit(isBGP ? .bgpRoutesPerLine : .staticRoutesPerLine, of: context.profile)
    let name = directConnect.name.value
    let site = directConnect.value.site.value
    return judge(
      prefixes.count, limit,
      isBGP ? "site \(site) announces over each line of \(name)" : "each line of \(name) needs",
      isBGP ? "prefixes" : "static routes", at: last.location,
      help: aggregateHelp(prefixes.map(\.value), limit.value))
  }

  private static func local(
    _ directConnect: CheckContext.DirectConnectEntry, _ context: CheckContext
  ) -> [Diagnostic] {
    let attachments = directConnect.value.attachments
    let count = attachments.reduce(0) { $0 + $1.value.subnets.count + $1.value.extraPrefixes.count }
    return judge(
      count, Limit(.localSubnetsPerGateway, of: context.profile),
      "the gateway of \(directConnect.name.value) announces", "subnets", at: directConnect.name.location,
      help: "attach only the subnets that the site must reach, or put the endpoints into fewer subnets")
  }

  private static func judge(
    _ count: Int, _ limit: Limit, _ subject: String, _ noun: String, at location: SourceLocation,
    help: String
  ) -> [Diagnostic] {
    switch limit.verdict(on: count) {
    case .fine: []
    case .near:
      [
        finding(
          "\(subject) \(count) \(noun), and the limit is \(limit.value)", at: location, help: help,
          related: [limit.related], severity: .warning)
      ]
    case .exceeded:
      [
        finding(
          "\(subject) \(count) \(noun), more than the limit of \(limit.value)", at: location, help: help,
          related: [limit.related], severity: limit.severity)
      ]
    }
  }

  /// The aggregates to announce instead: exact ones if they are enough, else one that covers all.
  private static func aggregateHelp(_ prefixes: [Prefix], _ limit: Int) -> String {
    let exact = PrefixSet(prefixes).prefixes
    if exact.count < prefixes.count, exact.count <= limit {
      let list = exact.prefix(5).map(\.description).joined(separator: ", ")
      return "announce aggregates: `advertise: [\(list)\(exact.count > 5 ? ", …" : "")]` says the same with "
        + "\(exact.count)"
    }
    if let cover = cover(of: exact) {
      return "announce an aggregate that the site owns as a whole, such as `advertise: [\(cover)]`"
    }
    return "announce fewer and larger prefixes"
  }

  /// The smallest prefix around all, if they are of one family and it is not too large to mean anything.
  private static func cover(of prefixes: [Prefix]) -> Prefix? {
    guard var cover = prefixes.first, let last = prefixes.last, cover.family == last.family else {
      return nil
    }
    while !cover.contains(last) {
      guard let parent = cover.parent, parent.length >= 8 else { return nil }
      cover = parent
    }
    return cover
  }
}
