import Diagnostics
import Scenario

/// The names of a site depend on more than they must: every query crosses the line, or all queries for cloud names go
/// through one DNS endpoint or one subnet.
enum NAM002FragileNameService: Rule {
  static let metadata = RuleMetadata(
    code: "NAM002", name: "fragile-name-service",
    title: "names depend on one DNS endpoint, or all on the line",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    globalForwarding(context) + singleEndpoints(context)
  }

  private static func globalForwarding(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.sites.compactMap { site in
      guard let forwarding = site.value.dns?.forwarding, forwarding.value == .global else { return nil }
      return finding(
        "site \(site.name.value) forwards every query to the cloud: without the line no name resolves",
        at: forwarding.location,
        help: "forward the zones of the cloud only: `forwarding: conditional`")
    }
  }

  private static func singleEndpoints(_ context: CheckContext) -> [Diagnostic] {
    let resolvers = context.cloudNames.resolvers
    guard !resolvers.isEmpty else { return [] }
    var bySite: [String: [CheckContext.EndpointEntry]] = [:]
    for resolver in resolvers {
      for site in context.sites(using: resolver) { bySite[site, default: []].append(resolver) }
    }
    // Sites that depend on the same endpoints are told of once.
    var sites: [String: [String]] = [:]
    for site in context.scenario.sites.names {
      guard let own = bySite[site], let first = own.first, own.allSatisfy({ isBeside($0, first) }) else {
        continue
      }
      sites[first.name.value, default: []].append(site)
    }
    return resolvers.compactMap { resolver in
      guard let dependants = sites[resolver.name.value], let own = bySite[dependants[0]] else { return nil }
      let who = "\(dependants.count == 1 ? "site" : "sites") \(enumeration(dependants))"
      let verb = dependants.count == 1 ? "asks" : "ask"
      let other = own.dropFirst().map {
        Related(
          message: "endpoint \($0.name.value) lies in the same subnet", location: $0.value.subnet.location)
      }
      return finding(
        own.count == 1
          ? "\(who) \(verb) one DNS endpoint for cloud names, \(resolver.name.value): when it fails, none resolves"
          : "\(who) \(verb) DNS endpoints of one subnet for cloud names, "
            + enumeration(own.map(\.name.value)),
        at: resolver.name.location, help: "add a second DNS endpoint in another subnet",
        related: Array(other.prefix(3)))
    }
  }

  private static func isBeside(
    _ one: CheckContext.EndpointEntry, _ other: CheckContext.EndpointEntry
  ) -> Bool {
    one.value.vpc.value == other.value.vpc.value && one.value.subnet.value == other.value.subnet.value
  }
}
