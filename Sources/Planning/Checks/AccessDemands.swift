import Addressing
import Diagnostics
import Scenario

/// Who must be on the access lists of endpoints: the sources of expected flows, and the resolvers of sites that use
/// names of the operator's zones.
struct AccessDemands {
  /// A source that must be on a list.
  struct Demand: Sendable {
    /// As the list would name it.
    var source: AddressSource
    /// Its addresses as the cloud sees them.
    var prefixes: PrefixSet
    /// Whether these are all of them; the planner decides the rest.
    var isComplete = true
    /// Why, as a related place says it.
    var reason: String
    var location: SourceLocation
  }

  private var byName: [String: [Demand]] = [:]
  private var byAddress: [IPAddress: [Demand]] = [:]
  private var byEndpoint: [String: [Demand]] = [:]

  /// Looks at every expectation once: n log n.
  init(_ context: CheckContext, lists: inout AccessLists) {
    let view = TranslatedSites(context.scenario)
    for expectation in context.scenario.expectations where expectation.allow.value {
      guard let demand = Self.demand(of: expectation, view, context) else { continue }
      switch expectation.to.value {
      case .name(let name), .source(.reference(let name)): byName[name, default: []].append(demand)
      case .source(.prefix(let prefix)) where prefix.hostBits == 0:
        byAddress[prefix.first, default: []].append(demand)
      case .source: break
      }
    }
    for use in context.cloudNames.uses {
      guard let site = context.scenario.sites[use.site], let dns = site.dns else { continue }
      for server in dns.servers {
        guard let demand = Self.demand(of: server, use, site, lists: &lists) else { continue }
        byEndpoint[demand.endpoint, default: []].append(demand.demand)
      }
    }
  }

  /// What must be on the list of an endpoint, in the order of the file.
  func demands(on endpoint: CheckContext.EndpointEntry, _ context: CheckContext) -> [Demand] {
    var demands = byName[endpoint.name.value] ?? []
    // A name of the scenario goes before the same name in the name service.
    for name in endpoint.value.names where context.scenario.endpoints[name.value] == nil {
      demands += byName[name.value] ?? []
    }
    for address in [endpoint.value.address, endpoint.value.ipv6Address].compactMap({ $0?.fixed }) {
      demands += byAddress[address.value] ?? []
    }
    return demands + (byEndpoint[endpoint.name.value] ?? [])
  }

  private static func demand(
    of expectation: Expectation, _ view: TranslatedSites, _ context: CheckContext
  ) -> Demand? {
    let from = expectation.from
    let reason = "expected: \(from.value) reaches \(expectation.to.value) on \(expectation.port.value)"
    func demand(_ source: AddressSource, _ prefixes: PrefixSet, isComplete: Bool = true) -> Demand {
      Demand(
        source: source, prefixes: prefixes, isComplete: isComplete, reason: reason,
        location: from.location)
    }
    switch from.value {
    case .prefix(let prefix):
      if let site = view.site(translating: prefix) {
        return demand(.reference(site.name), site.visible)
      }
      return demand(from.value, PrefixSet(prefix))
    case .reference(let name):
      // Endpoints open no connections.
      guard context.scenario.endpoints[name] == nil, let resolved = context.resolve(from.value) else {
        return nil
      }
      return demand(from.value, resolved.prefixes, isComplete: resolved.isComplete)
    case .any, .endpointNAT: return nil
    }
  }

  /// A resolver of a site must be on the list of one of the DNS endpoints that the site can ask; the first is meant
  /// when it is on none.
  private static func demand(
    of server: Located<IPAddress>, _ use: CloudNameUse.Use, _ site: Site, lists: inout AccessLists
  ) -> (endpoint: String, demand: Demand)? {
    guard let first = use.resolvers.first else { return nil }
    let isTranslated = !site.sourceNAT.isEmpty
    let prefixes =
      isTranslated ? PrefixSet(site.sourceNAT.map(\.value)) : PrefixSet(Prefix(server.value))
    for resolver in use.resolvers {
      // A missing list admits all, and an empty one is a finding of its own.
      guard let list = lists.list(of: resolver.value), !list.isEmpty else { return nil }
      if list.isBroken || prefixes.isSubset(of: list.known) { return nil }
    }
    let demand = Demand(
      source: isTranslated ? .reference(use.site) : .prefix(Prefix(server.value)), prefixes: prefixes,
      reason: "resolver of site \(use.site), which asks for \(enumeration(use.zones))",
      location: server.location)
    return (first.name.value, demand)
  }
}

/// The sites whose edge routers translate source addresses, found by the ranges behind the translation.
struct TranslatedSites {
  struct Translated: Sendable {
    var name: String
    var visible: PrefixSet
  }

  private var byInner = PrefixMap<[Translated]>()
  private let visible: PrefixSet

  init(_ scenario: Scenario) {
    visible = PrefixSet(scenario.sites.flatMap { $0.value.visiblePrefixes.map(\.value) })
    for site in scenario.sites where !site.value.sourceNAT.isEmpty {
      let translated = Translated(
        name: site.name.value, visible: PrefixSet(site.value.sourceNAT.map(\.value)))
      for range in site.value.prefixes { byInner.update(range.value, default: []) { $0.append(translated) } }
    }
  }

  /// The site that shows other addresses for these; nil when the cloud may see them as they are.
  func site(translating prefix: Prefix) -> Translated? {
    if byInner.isEmpty || visible.overlaps(prefix) { return nil }
    return byInner.entries(overlapping: prefix).first?.value.first
  }
}
