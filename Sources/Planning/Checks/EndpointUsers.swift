import Addressing
import Diagnostics
import Scenario

/// Which sites are meant to reach which endpoints: those on an endpoint's access list, and those that an expectation
/// says must.
struct EndpointUsers: Sendable {
  /// A site that is meant to reach an endpoint.
  struct User: Sendable {
    var site: String
    /// Whether the scenario names the site; otherwise only some of its addresses.
    var isNamed: Bool
    /// Where the scenario says it.
    var location: SourceLocation
  }

  private var users: [String: [User]] = [:]
  private var seen: Set<Pair> = []

  private struct Pair: Hashable {
    var endpoint: String
    var site: String
  }

  /// Nobody.
  init() {}

  /// Looks at every access list and expectation once: n log n.
  init(_ context: CheckContext) {
    var sitesByRange = PrefixMap<[String]>()
    for site in context.scenario.sites {
      for range in site.value.visiblePrefixes {
        sitesByRange.update(range.value, default: []) { $0.append(site.name.value) }
      }
    }
    var namesOfEndpoints: [String: [String]] = [:]
    users.reserveCapacity(context.scenario.endpoints.count)
    seen.reserveCapacity(context.scenario.endpoints.count)
    for endpoint in context.scenario.endpoints {
      for name in endpoint.value.names {
        namesOfEndpoints[name.value, default: []].append(endpoint.name.value)
      }
      for source in endpoint.value.allow ?? [] {
        add(source, to: endpoint, sitesByRange, context)
      }
    }
    for expectation in context.scenario.expectations where expectation.allow.value {
      guard let name = Self.name(of: expectation.to.value) else { continue }
      for target in namesOfEndpoints[name] ?? [name] {
        guard let endpoint = context.scenario.endpoints.entry(target) else { continue }
        add(expectation.from, to: endpoint, sitesByRange, context)
      }
    }
    seen = []
  }

  /// The sites that are meant to reach an endpoint, each once, in the order of the file.
  func sites(of endpoint: String) -> [User] { users[endpoint] ?? [] }

  private static func name(of destination: Expectation.Destination) -> String? {
    switch destination {
    case .name(let name), .source(.reference(let name)): name
    case .source: nil
    }
  }

  private mutating func add(
    _ source: Located<AddressSource>, to endpoint: CheckContext.EndpointEntry,
    _ sitesByRange: PrefixMap<[String]>, _ context: CheckContext
  ) {
    switch source.value {
    case .reference(let name) where context.scenario.sites[name] != nil:
      add(User(site: name, isNamed: true, location: source.location), to: endpoint.name.value)
    case .prefix(let prefix):
      // Ranges repeat between domains; only those of the endpoint's own domain are meant.
      let domain = context.domains.index(ofVPC: endpoint.value.vpc.value)
      for entry in sitesByRange.entries(overlapping: prefix) {
        for site in entry.value where context.domains.index(ofSite: site) == domain {
          add(User(site: site, isNamed: false, location: source.location), to: endpoint.name.value)
        }
      }
    default: break
    }
  }

  private mutating func add(_ user: User, to endpoint: String) {
    guard seen.insert(Pair(endpoint: endpoint, site: user.site)).inserted else { return }
    users[endpoint, default: []].append(user)
  }
}
