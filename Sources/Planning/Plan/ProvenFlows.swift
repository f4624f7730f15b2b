public import Addressing
public import Scenario

/// What an analysis of a plan has proved of its flows, in the plan's own words: who may test what, and what must be seen.
///
/// A neutral value: who orders a change need not know how flows are analysed, nor the analysis what the flows are for.
public struct ProvenFlows: Sendable, Equatable {
  /// A host of a site from which an endpoint can be tested.
  public struct Client: Sendable, Equatable {
    /// The host.
    public var host: IPAddress
    /// The ports on which it is served, sorted.
    public var ports: [TransportPort]

    /// Joins the parts.
    public init(host: IPAddress, ports: [TransportPort]) {
      self.host = host
      self.ports = ports
    }
  }

  /// A packet that stands for an expectation.
  public struct Expected: Sendable, Equatable {
    /// The expectation's position in the plan.
    public var expectation: Int
    /// The site, or the subnet as `vpc.subnet`, that the packet starts from.
    public var origin: String
    /// Whether that is a site.
    public var isAtSite: Bool
    /// A host there.
    public var host: IPAddress
    /// The server: a name where the expectation has one, an address otherwise.
    public var server: String
    /// The port.
    public var port: TransportPort
    /// Whether it is served.
    public var isServed: Bool

    /// Joins the parts.
    public init(
      expectation: Int, origin: String, isAtSite: Bool, host: IPAddress, server: String, port: TransportPort,
      isServed: Bool
    ) {
      self.expectation = expectation
      self.origin = origin
      self.isAtSite = isAtSite
      self.host = host
      self.server = server
      self.port = port
      self.isServed = isServed
    }
  }

  /// The clients by site and endpoint; none where the site is not served.
  public var clients: [String: [String: Client]] = [:]
  /// One packet for each place that an expectation speaks of, in the order of the file.
  public var expected: [Expected] = []

  /// Nothing proved.
  public init() {}

  /// The client of a site for an endpoint.
  public func client(site: String, endpoint: String) -> Client? { clients[site]?[endpoint] }
}
