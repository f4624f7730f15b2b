import Addressing
import Diagnostics
import Scenario

/// The access list of an endpoint lacks somebody who must use it.
///
/// This is the endpoint's list of source ranges, as the cloud sees them: behind a site's source NAT. Which accounts may
/// connect to the service is another list.
enum END001UnlistedSource: Rule {
  static let metadata = RuleMetadata(
    code: "END001", name: "unlisted-source", title: "an endpoint does not admit a source that must use it",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var lists = AccessLists(context)
    let demands = AccessDemands(context, lists: &lists)
    var strangers = Strangers(context)
    return context.scenario.endpoints.compactMap { endpoint in
      guard let sources = endpoint.value.allow, let list = lists.list(of: endpoint.value),
        !list.isEmpty, !list.isBroken
      else { return nil }
      let wanted = demands.demands(on: endpoint, context)
      let inner = strangers.innerRanges(sources, of: endpoint.value)
      let missing = missing(wanted, on: list, endpoint.value, context)
      if !missing.isEmpty { return report(missing, endpoint, sources, inner) }
      if let finding = report(inner, endpoint, sources, list, context) { return finding }
      guard wanted.isEmpty, strangers.areAll(on: list, sources, of: endpoint.value) else { return nil }
      return reportStrangers(endpoint, sources, strangers)
    }
  }

  // MARK: Demands

  private struct Missing {
    var demand: AccessDemands.Demand
    /// The part that is not on the list; empty for addresses that the planner decides.
    var prefixes: PrefixSet
  }

  /// The demands that the list does not meet, as far as it is certain.
  private static func missing(
    _ demands: [AccessDemands.Demand], on list: AccessLists.List, _ endpoint: Endpoint,
    _ context: CheckContext
  ) -> [Missing] {
    guard !demands.isEmpty else { return [] }
    let families: Set<AddressFamily> = endpoint.ipv6Address == nil ? [.ipv4] : [.ipv4, .ipv6]
    let lacking = PrefixSet(demands.flatMap(\.prefixes.prefixes)).restricted(to: families)
      .subtracting(list.known).subtracting(list.unknown)
    return demands.compactMap { demand in
      if demand.prefixes.prefixes.contains(where: { lacking.overlaps($0) }) {
        return Missing(demand: demand, prefixes: demand.prefixes.intersection(lacking))
      }
      guard !demand.isComplete, case .reference(let name) = demand.source, !list.names.contains(name),
        context.vpcName(of: name).map({ !list.names.contains($0) }) ?? true
      else { return nil }
      let around = context.surroundings(of: demand.source).restricted(to: [.ipv4])
      guard !around.overlaps(list.known), !around.overlaps(list.unknown) else { return nil }
      return Missing(demand: demand, prefixes: PrefixSet())
    }
  }

  private static func report(
    _ missing: [Missing], _ endpoint: CheckContext.EndpointEntry, _ sources: [Located<AddressSource>],
    _ inner: [Int: TranslatedSites.Translated]
  ) -> Diagnostic {
    var seen: Set<AddressSource> = []
    let different = missing.filter { seen.insert($0.demand.source).inserted }
    let parts = different.map { part in
      let addresses = part.prefixes.isEmpty ? "" : part.prefixes.phrase
      let name = part.demand.source.description
      if addresses.isEmpty || addresses == name { return name }
      return part.prefixes == part.demand.prefixes ? "\(name) (\(addresses))" : "\(addresses) of \(name)"
    }
    return finding(
      "endpoint \(endpoint.name.value) does not admit \(enumeration(parts))", at: place(of: sources),
      help: help(sources, replacing: inner, adding: different.map(\.demand.source)),
      related: different.prefix(3).map {
        Related(message: $0.demand.reason, location: $0.demand.location)
      })
  }

  // MARK: Ranges behind a translation, and strangers

  private static func report(
    _ inner: [Int: TranslatedSites.Translated], _ endpoint: CheckContext.EndpointEntry,
    _ sources: [Located<AddressSource>], _ list: AccessLists.List, _ context: CheckContext
  ) -> Diagnostic? {
    // A range too many does no harm where the right ones are there too.
    let wrong = inner.filter { !$0.value.visible.isSubset(of: list.known) }
    guard let index = wrong.keys.min(), let site = wrong[index] else { return nil }
    let place = context.scenario.sites[site.name]?.sourceNAT.first?.location
    return finding(
      "endpoint \(endpoint.name.value) admits \(sources[index].value), which site \(site.name) translates to "
        + "\(site.visible.phrase) before the cloud sees it",
      at: sources[index].location, help: help(sources, replacing: wrong, adding: []),
      related: [Related(message: "the source NAT of site \(site.name)", location: place)])
  }

  private static func reportStrangers(
    _ endpoint: CheckContext.EndpointEntry, _ sources: [Located<AddressSource>], _ strangers: Strangers
  ) -> Diagnostic {
    let names = strangers.neighbours(of: endpoint.value)
    return finding(
      "endpoint \(endpoint.name.value) admits nobody who can reach it, as far as this scenario knows",
      at: place(of: sources), help: "admit those who shall use it, such as `allow: [\(names)]`",
      severity: .warning)
  }

  private static func help(
    _ sources: [Located<AddressSource>], replacing inner: [Int: TranslatedSites.Translated],
    adding: [AddressSource]
  ) -> String {
    var seen: Set<String> = []
    var names: [String] = []
    for (index, source) in sources.enumerated() {
      let name = inner[index]?.name ?? source.value.description
      if seen.insert(name).inserted { names.append(name) }
    }
    for source in adding where seen.insert(source.description).inserted { names.append(source.description) }
    return "write `allow: [\(names.joined(separator: ", "))]`"
  }

  /// From the first entry to the last.
  private static func place(of sources: [Located<AddressSource>]) -> SourceLocation? {
    guard let first = sources.first, let last = sources.last else { return nil }
    return first.location.union(last.location)
  }
}

/// Who on access lists cannot reach the endpoint. What is known of a domain and of a list in it is kept.
private struct Strangers {
  private struct Key: Hashable {
    var domain: Int
    var list: [AddressSource]
  }

  private let context: CheckContext
  private let translated: TranslatedSites
  private var neighbours: [Int: PrefixSet] = [:]
  private var verdicts: [Key: Bool] = [:]

  init(_ context: CheckContext) {
    self.context = context
    translated = TranslatedSites(context.scenario)
  }

  /// The entries that are ranges of a site of the endpoint's domain before translation, by their index.
  mutating func innerRanges(
    _ sources: [Located<AddressSource>], of endpoint: Endpoint
  ) -> [Int: TranslatedSites.Translated] {
    var inner: [Int: TranslatedSites.Translated] = [:]
    for (index, source) in sources.enumerated() {
      guard case .prefix(let prefix) = source.value, prefix.length > 0,
        let site = translated.site(translating: prefix),
        let domain = context.domains.index(ofVPC: endpoint.vpc.value),
        context.domains.index(ofSite: site.name) == domain, !addresses(of: domain).overlaps(prefix)
      else { continue }
      inner[index] = site
    }
    return inner
  }

  /// Whether nobody on the list is in the endpoint's domain. Only asked where a site is: other VPCs may have
  /// neighbours that no scenario names.
  mutating func areAll(
    on list: AccessLists.List, _ sources: [Located<AddressSource>], of endpoint: Endpoint
  ) -> Bool {
    guard list.unknown.isEmpty, let domain = context.domains.index(ofVPC: endpoint.vpc.value),
      !context.domains.all[domain].sites.isEmpty
    else { return false }
    let key = Key(domain: domain, list: sources.map(\.value))
    if let verdict = verdicts[key] { return verdict }
    let verdict = !list.known.overlaps(addresses(of: domain))
    verdicts[key] = verdict
    return verdict
  }

  /// The sites of the endpoint's domain, for a list.
  func neighbours(of endpoint: Endpoint) -> String {
    guard let domain = context.domains.index(ofVPC: endpoint.vpc.value) else { return "…" }
    return context.domains.all[domain].sites.prefix(3).joined(separator: ", ")
  }

  private mutating func addresses(of domain: Int) -> PrefixSet {
    if let known = neighbours[domain] { return known }
    let members = context.domains.all[domain]
    let sites = members.sites.compactMap { context.scenario.sites[$0] }.flatMap(\.visiblePrefixes)
    let vpcs = members.vpcs.compactMap { context.scenario.vpcs[$0] }.flatMap(\.ranges)
    let addresses = PrefixSet((sites + vpcs).map(\.value))
    neighbours[domain] = addresses
    return addresses
  }
}
