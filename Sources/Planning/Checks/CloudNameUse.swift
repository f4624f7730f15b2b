import Addressing
import Diagnostics
import Scenario

/// Which sites use names that the cloud operator's zones hold, and which DNS endpoints they can ask for them.
struct CloudNameUse: Sendable {
  /// A site that uses such names.
  struct Use: Sendable {
    var site: String
    /// The endpoints that the names lead to, in the order of the file.
    var endpoints: [CheckContext.EndpointEntry] = []
    /// The zones, sorted.
    var zones: [String] = []
    /// The DNS endpoints in VPCs that are attached to a Direct Connect of the site, in the order of the file.
    var resolvers: [CheckContext.EndpointEntry] = []
  }

  /// In the order of the file.
  private(set) var uses: [Use] = []
  /// The DNS endpoints, in the order of the file.
  private(set) var resolvers: [CheckContext.EndpointEntry] = []

  /// None.
  init() {}

  /// Looks at every endpoint and its users once: n log n.
  init(_ context: CheckContext) {
    let services = context.cloudServices
    var uses: [String: Use] = [:]
    var resolversByVPC: [String: [CheckContext.EndpointEntry]] = [:]
    for endpoint in context.scenario.endpoints {
      guard case .cloud(let name) = endpoint.value.target, let service = services[name.value] else {
        continue
      }
      if service.isResolver {
        resolvers.append(endpoint)
        resolversByVPC[endpoint.value.vpc.value, default: []].append(endpoint)
      } else if !service.zones.isEmpty, endpoint.value.names.isEmpty {
        // Names that the scenario gives the endpoint are answered by the site itself.
        for site in context.sites(using: endpoint) {
          uses[site, default: Use(site: site)].endpoints.append(endpoint)
          uses[site]?.zones += service.zones
        }
      }
    }
    for site in context.scenario.sites {
      guard var use = uses[site.name.value] else { continue }
      use.zones = use.zones.sortedUnique()
      var attached: Set<String> = []
      for directConnect in context.directConnectsBySite[site.name.value] ?? [] {
        for vpc in directConnect.value.attachments.names where attached.insert(vpc).inserted {
          use.resolvers += resolversByVPC[vpc] ?? []
        }
      }
      use.resolvers.sort { $0.name.location < $1.name.location }
      self.uses.append(use)
    }
  }
}

extension CheckContext {
  /// The operator's services by name.
  var cloudServices: [String: CloudService] {
    Dictionary(profile.cloudServices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The sites that use an endpoint and have a Direct Connect to its VPC: those meant to, or all of them when the
  /// endpoint has no access list.
  func sites(using endpoint: EndpointEntry) -> [String] {
    let attached = (directConnectsByVPC[endpoint.value.vpc.value] ?? []).map(\.value.site.value)
    guard !attached.isEmpty else { return [] }
    var seen: Set<String> = []
    if endpoint.value.allow == nil {
      return attached.filter { scenario.sites[$0] != nil && seen.insert($0).inserted }
    }
    let own = Set(attached)
    return endpointUsers.sites(of: endpoint.name.value).map(\.site).filter { own.contains($0) }
  }
}

extension CloudService {
  /// Whether it answers queries of names (RFC 1035: port 53).
  var isResolver: Bool { ports.contains { $0.port == 53 } }
}
