import Addressing
import Diagnostics
import Scenario

/// A name that is used has no private answer: not from the resolvers of the site, not from a private zone of the VPC, not
/// from a DNS endpoint.
///
/// The resolvers of a site answer the names of the endpoints that the site uses, and ask a DNS endpoint for the zones of
/// the operator's services. Hosts of a VPC find the names of endpoints in a private zone of that VPC.
enum NAM001UnansweredName: Rule {
  static let metadata = RuleMetadata(
    code: "NAM001", name: "unanswered-name", title: "a used name has no private answer", severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    sites(context) + vpcs(context) + cloudZones(context) + expectations(context)
  }

  private struct Use {
    var endpoint: CheckContext.EndpointEntry
    var name: Located<String>
  }

  private static func related(_ uses: some Sequence<Use>) -> [Related] {
    uses.prefix(3).map {
      Related(
        message: "\($0.name.value) must lead to endpoint \($0.endpoint.name.value)",
        location: $0.name.location)
    }
  }

  private static func names(_ uses: [Use]) -> String {
    var seen: Set<String> = []
    return enumeration(uses.map(\.name.value).filter { seen.insert($0).inserted })
  }

  // MARK: Names of endpoints

  private static func sites(_ context: CheckContext) -> [Diagnostic] {
    let silent = Set(
      context.scenario.sites.filter { $0.value.dns == nil }.map(\.name.value))
    guard !silent.isEmpty else { return [] }
    var uses: [String: [Use]] = [:]
    for endpoint in context.scenario.endpoints where !endpoint.value.names.isEmpty {
      for site in context.sites(using: endpoint) where silent.contains(site) {
        uses[site, default: []] += endpoint.value.names.map { Use(endpoint: endpoint, name: $0) }
      }
    }
    return uses.compactMap { site, uses in
      context.scenario.sites.entry(site).map { entry in
        finding(
          "nothing at site \(site) answers \(names(uses))", at: entry.name.location,
          help:
            "write which resolvers the site has: `dns: { servers: […], software: bind }`; the runbook then "
            + "adds the records",
          related: related(uses))
      }
    }
  }

  private struct Gap: Hashable {
    var vpc: String
    /// The zone to make, or the one that lacks the VPC.
    var zone: DomainName
    var exists: Bool
  }

  private static func vpcs(_ context: CheckContext) -> [Diagnostic] {
    let zones = PrivateZones(context.scenario)
    var lists = AccessLists(context)
    var gaps: [Gap: [Use]] = [:]
    for endpoint in context.scenario.endpoints where !endpoint.value.names.isEmpty {
      let vpcs = users(of: endpoint, &lists, context)
      for name in endpoint.value.names {
        let domain = DomainName(name.value)
        let zone = zones.zone(of: domain, endpointVPC: endpoint.value.vpc.value)
        for vpc in vpcs where zone?.vpcs.contains(vpc) != true {
          let known = zone ?? zones.zone(around: domain)
          let gap = Gap(
            vpc: vpc, zone: known.map { DomainName($0.entry.name.value) } ?? domain.parent ?? domain,
            exists: known != nil)
          gaps[gap, default: []].append(Use(endpoint: endpoint, name: name))
        }
      }
    }
    return gaps.compactMap { gap, uses in
      guard let first = uses.first, let vpc = context.scenario.vpcs[gap.vpc] else { return nil }
      let help =
        gap.exists
        ? "add \(gap.vpc) to the VPCs of private zone \(gap.zone.text)"
        : "make a private zone that \(gap.vpc) sees: `privateZones: { \(gap.zone.text): { account: "
          + "\(vpc.account.value), vpcs: [\(gap.vpc)] } }`"
      return finding(
        "hosts of VPC \(gap.vpc) may use endpoint \(first.endpoint.name.value) and find no private answer for "
          + names(uses),
        at: first.name.location, help: help, related: related(uses.dropFirst()))
    }
  }

  /// The VPCs whose hosts may use an endpoint, as far as its list says so.
  private static func users(
    of endpoint: CheckContext.EndpointEntry, _ lists: inout AccessLists, _ context: CheckContext
  ) -> [String] {
    let own = endpoint.value.vpc.value
    guard let vpc = context.scenario.vpcs[own] else { return [] }
    guard let list = lists.list(of: endpoint.value) else {
      // Without a list nobody is named; a VPC that no site reaches has no other users than its own hosts.
      return context.directConnectsByVPC[own] == nil ? [own] : []
    }
    var users = list.vpcs
    let prefixes = (endpoint.value.allow ?? []).compactMap { source -> Prefix? in
      if case .prefix(let prefix) = source.value { prefix } else { nil }
    }
    if vpc.ranges.contains(where: { range in prefixes.contains { range.value.contains($0) } }) {
      users.insert(own)
    }
    return users.sorted()
  }

  // MARK: Names in the operator's zones

  private static func cloudZones(_ context: CheckContext) -> [Diagnostic] {
    context.cloudNames.uses.compactMap { use in
      guard use.resolvers.isEmpty, let first = use.endpoints.first,
        let site = context.scenario.sites.entry(use.site)
      else { return nil }
      let place = site.value.dns?.location ?? site.name.location
      return finding(
        "site \(use.site) uses endpoint \(first.name.value) and can ask no DNS endpoint for "
          + enumeration(use.zones),
        at: first.name.location,
        help: "make an endpoint for the operator's resolver in an attached subnet: `dns: { vpc: "
          + "\(first.value.vpc.value), subnet: \(first.value.subnet.value), service: { cloud: dns }, allow: "
          + "[\(use.site)] }`, or write under `names` which names the site's own resolvers shall answer",
        related: [
          Related(
            message: site.value.dns == nil
              ? "nothing is said of the resolvers of site \(use.site)" : "the resolvers of site \(use.site)",
            location: place)
        ])
    }
  }

  /// A name that an expectation writes must be that of an endpoint or lie in a zone of an operator's service.
  private static func expectations(_ context: CheckContext) -> [Diagnostic] {
    let scenario = context.scenario
    let candidates = scenario.expectations.filter { expectation in
      guard expectation.allow.value, case .name(let name) = expectation.to.value else { return false }
      return !scenario.endpoints.declares(name) && name.contains(".")
    }
    guard !candidates.isEmpty else { return [] }
    let services = context.cloudServices
    var answered: Set<DomainName> = []
    for endpoint in scenario.endpoints {
      answered.formUnion(endpoint.value.names.map { DomainName($0.value) })
      if case .cloud(let name) = endpoint.value.target, let service = services[name.value],
        !service.isResolver
      {
        answered.formUnion(service.zones.map { DomainName($0) })
      }
    }
    let zones = PrivateZones(scenario)
    var seen: Set<DomainName> = []
    return candidates.compactMap { expectation in
      guard case .name(let text) = expectation.to.value else { return nil }
      let name = DomainName(text)
      // An adopted zone may hold records that nobody wrote down.
      guard !name.ancestry.contains(where: { answered.contains($0) }),
        zones.zone(around: name)?.entry.value.existing == nil, seen.insert(name).inserted
      else { return nil }
      let names = scenario.endpoints.flatMap(\.value.names)
      let near = closestMatch(to: text, among: names.map(\.value))
      let written = names.first { $0.value == near }
      // Where it may be missing: endpoints that have no names at all.
      let nameless = scenario.endpoints.filter { endpoint in
        guard case .service = endpoint.value.target else { return false }
        return endpoint.value.names.isEmpty
      }
      let related =
        written.map { [Related(message: "endpoint names are written here", location: $0.location)] }
        ?? nameless.prefix(3).map {
          Related(message: "endpoint \($0.name.value) has no names", location: $0.name.location)
        }
      let operators = services.values.filter { service in
        !service.isResolver && service.zones.contains { name.ancestry.contains(DomainName($0)) }
      }
      if let service = operators.map(\.name).sorted().first {
        return finding(
          "nothing in this scenario answers \(text), a name of the operator's service \(service)",
          at: expectation.to.location, help: "make an endpoint for it: `service: { cloud: \(service) }`")
      }
      return finding(
        "nothing in this scenario answers \(text)", at: expectation.to.location,
        help: near.map { "did you mean `\($0)`?" }
          ?? "write it under `names` of the endpoint it shall lead to: `names: [\(text)]`", related: related)
    }
  }
}
