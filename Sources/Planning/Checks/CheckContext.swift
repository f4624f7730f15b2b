public import Addressing
public import Scenario

/// What rules look at: the scenario, the cloud profile with the scenario's overrides, and indices that are built
/// once, so that no rule needs a loop in a loop.
///
/// Entries in indices keep the order of the file.
public struct CheckContext: Sendable {
  /// An endpoint with its name.
  public typealias EndpointEntry = NamedMap<Endpoint>.Entry
  /// An endpoint service with its name.
  public typealias ServiceEntry = NamedMap<EndpointService>.Entry
  /// A Direct Connect with its name.
  public typealias DirectConnectEntry = NamedMap<DirectConnect>.Entry

  /// The scenario, as far as it could be decoded.
  public let scenario: Scenario
  /// The numbers of the cloud, with the scenario's overrides.
  public let profile: CloudProfile
  /// The ranges that endpoint traffic comes from (`endpoint-nat`).
  public let endpointNAT: PrefixSet
  /// Endpoints by the name of their VPC.
  public let endpointsByVPC: [String: [EndpointEntry]]
  /// Endpoints by the name of the scenario's service they lead to.
  public let endpointsByService: [String: [EndpointEntry]]
  /// Direct Connects by the name of each attached VPC.
  public let directConnectsByVPC: [String: [DirectConnectEntry]]
  /// Direct Connects by the name of their site.
  public let directConnectsBySite: [String: [DirectConnectEntry]]
  /// Direct Connects of a site that an attachment joins to a VPC.
  private let directConnectsBySiteAndVPC: [SiteAndVPC: [DirectConnectEntry]]
  /// Endpoint services by the identity of their backend (``ResolvedBackend/identity``).
  public let servicesByBackend: [String: [ServiceEntry]]
  /// VPCs with a subnet outside their ranges: one of the two is mistyped (ADR005), and what is said of addresses by the
  /// VPC's name would only follow from it.
  let vpcsWithStraySubnets: Set<String>
  /// Who shares a routing domain with whom.
  let domains: RoutingDomains
  /// The ranges in use in each routing domain, in the order of ``RoutingDomains/all``.
  let claims: [DomainClaims]
  /// Which sites are meant to reach which endpoints.
  private(set) var endpointUsers = EndpointUsers()
  /// Which sites use names of the cloud operator's zones.
  private(set) var cloudNames = CloudNameUse()

  private struct SiteAndVPC: Hashable {
    var site: String
    var vpc: String
  }

  /// Builds the indices: linear in the scenario.
  public init(scenario: Scenario, profile: CloudProfile) {
    self.scenario = scenario
    self.profile = profile
    endpointNAT = profile.endpointNAT
    endpointsByVPC = Dictionary(grouping: scenario.endpoints, by: \.value.vpc.value)
    var endpointsByService: [String: [EndpointEntry]] = [:]
    for endpoint in scenario.endpoints {
      if case .service(let name) = endpoint.value.target {
        endpointsByService[name.value, default: []].append(endpoint)
      }
    }
    self.endpointsByService = endpointsByService
    var directConnectsByVPC: [String: [DirectConnectEntry]] = [:]
    var directConnectsBySiteAndVPC: [SiteAndVPC: [DirectConnectEntry]] = [:]
    for entry in scenario.directConnects {
      for vpc in entry.value.attachments.names {
        directConnectsByVPC[vpc, default: []].append(entry)
        let key = SiteAndVPC(site: entry.value.site.value, vpc: vpc)
        directConnectsBySiteAndVPC[key, default: []].append(entry)
      }
    }
    self.directConnectsByVPC = directConnectsByVPC
    self.directConnectsBySiteAndVPC = directConnectsBySiteAndVPC
    directConnectsBySite = Dictionary(grouping: scenario.directConnects, by: \.value.site.value)
    var servicesByBackend: [String: [ServiceEntry]] = [:]
    for service in scenario.endpointServices {
      if let backend = Self.backend(of: service, in: scenario) {
        servicesByBackend[backend.identity, default: []].append(service)
      }
    }
    self.servicesByBackend = servicesByBackend
    vpcsWithStraySubnets = Set(
      scenario.vpcs.filter { Self.hasStraySubnet($0.value) }.map(\.name.value))
    let domains = RoutingDomains(of: scenario)
    self.domains = domains
    claims = domains.all.map { DomainClaims(of: $0, in: scenario) }
    // These look at what stands above.
    endpointUsers = EndpointUsers(self)
    cloudNames = CloudNameUse(self)
  }

  /// The Direct Connects that join a site to a VPC.
  public func directConnects(from site: String, to vpc: String) -> [DirectConnectEntry] {
    directConnectsBySiteAndVPC[SiteAndVPC(site: site, vpc: vpc)] ?? []
  }

  private static func hasStraySubnet(_ vpc: VPC) -> Bool {
    let parents = [vpc.cidr] + vpc.secondaryCIDRs
    return vpc.subnets.contains { subnet in
      guard let cidr = subnet.value.fixedCIDR else { return false }
      return !parents.contains { $0.value.contains(cidr.value) }
    }
  }

  /// The backend of an interface service with its VPC and subnet filled in; nil for a reverse service, a service
  /// without a backend, and a name that does not resolve.
  public func backend(of service: ServiceEntry) -> ResolvedBackend? {
    Self.backend(of: service, in: scenario)
  }

  private static func backend(of service: ServiceEntry, in scenario: Scenario) -> ResolvedBackend? {
    switch service.value.backend {
    case .named(let name):
      guard let backend = scenario.backends[name.value] else { return nil }
      return ResolvedBackend(name: name.value, backend: backend, service: service.value)
    case .inline(let backend):
      return ResolvedBackend(name: service.name.value, backend: backend, service: service.value)
    case nil:
      return nil
    }
  }

  /// The account that owns an endpoint: its VPC's. Nil when the VPC does not resolve.
  public func account(of endpoint: Endpoint) -> Located<String>? {
    scenario.vpcs[endpoint.vpc.value]?.account
  }

  /// A subnet of a VPC, if both resolve.
  public func subnet(_ name: String, of vpc: String) -> Subnet? {
    scenario.vpcs[vpc]?.subnets[name]
  }

  /// What an endpoint listens on: its service's mappings, the operator's ports or a foreign service's. Nil when
  /// its target does not resolve.
  public func ports(of endpoint: Endpoint) -> [TransportPort]? {
    switch endpoint.target {
    case .service(let name):
      return scenario.endpointServices[name.value]?.ports.map {
        TransportPort($0.transport.value, $0.endpointPort.value)
      }
    case .cloud(let name): return profile.cloudService(name.value)?.ports
    case .foreign(_, let ports): return ports
    }
  }
}

/// The backend of a service, wherever it was written.
public struct ResolvedBackend: Sendable {
  /// The entry of `backends`, or the service that wrote it in place.
  public var name: String
  /// The backend.
  public var backend: Backend
  /// Its VPC: its own, or its service's.
  public var vpc: Located<String>
  /// Its subnet: its own, or its service's.
  public var subnet: Located<String>?
  /// What is equal for two backends that are one thing: the id of an existing instance, or the name.
  public var identity: String

  init(name: String, backend: Backend, service: EndpointService) {
    self.init(name: name, backend: backend, vpc: backend.vpc ?? service.vpc)
    subnet = backend.subnet ?? (backend.vpc == nil ? service.subnet : nil)
  }

  init(name: String, backend: Backend, vpc: Located<String>) {
    self.name = name
    self.backend = backend
    self.vpc = vpc
    subnet = backend.subnet
    // The two forms cannot meet: an id has no space.
    identity = backend.id.map(\.value) ?? "backend \(name)"
  }
}
