import Addressing
import Diagnostics
import Scenario

/// A site's resolvers lead everybody's look-ups of a zone to an endpoint whose access list admits only some of the
/// site's hosts: the others lose the public answer that works today and get an address that drops them.
///
/// What an expectation demands is another rule's matter (END001).
enum NAM005HalfServedZone: Rule {
  static let metadata = RuleMetadata(
    code: "NAM005", name: "half-served-zone",
    title: "names of a zone lead a site's hosts to an endpoint that does not admit them", severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let uses = context.cloudNames.uses.filter { !$0.resolvers.isEmpty }
    guard !uses.isEmpty else { return [] }
    var lists = AccessLists(context)
    let demands = AccessDemands(context, lists: &lists)
    let services = context.cloudServices
    var findings: [Diagnostic] = []
    for use in uses {
      guard let site = context.scenario.sites[use.site], site.dns != nil else { continue }
      let visible = PrefixSet(site.visiblePrefixes.map(\.value))
      for endpoint in use.endpoints {
        guard let sources = endpoint.value.allow, let list = lists.list(of: endpoint.value), !list.isEmpty,
          !list.isBroken, case .cloud(let name) = endpoint.value.target, let service = services[name.value]
        else { continue }
        let families: Set<AddressFamily> = endpoint.value.ipv6Address == nil ? [.ipv4] : [.ipv4, .ipv6]
        let demanded = PrefixSet(demands.demands(on: endpoint, context).flatMap(\.prefixes.prefixes))
        let missing = visible.restricted(to: families).subtracting(list.known).subtracting(list.unknown)
          .subtracting(demanded)
        guard !missing.isEmpty else { continue }
        findings.append(
          finding(
            "resolvers of site \(use.site) lead every host's \(enumeration(service.zones)) to endpoint "
              + "\(endpoint.name.value), which does not admit \(missing.phrase)",
            at: sources.first.map { $0.location.union(sources.last?.location ?? $0.location) },
            help:
              "admit the whole site: `allow: [\(allow(sources, adding: use.site))]`; or let the hosts left "
              + "out ask resolvers that do not forward these names",
            related: [
              Related(message: "the resolvers of site \(use.site)", location: site.dns?.location)
            ]))
      }
    }
    return findings
  }

  /// The list with the site instead of its parts.
  private static func allow(_ sources: [Located<AddressSource>], adding site: String) -> String {
    let others = sources.map(\.value).filter {
      if case .reference = $0 { true } else { false }
    }
    return ([site] + others.map(\.description).filter { $0 != site }).joined(separator: ", ")
  }
}
