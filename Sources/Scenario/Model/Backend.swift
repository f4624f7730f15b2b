public import Addressing
public import Diagnostics

/// What answers behind an endpoint service.
public struct Backend: Sendable, Equatable {
  /// What kind of thing it is, in the cloud's own words.
  public enum Kind: String, Sendable, CaseIterable {
    /// A load balancer.
    case lb
    /// A cloud server.
    case vm
    /// A bare-metal server.
    case bm
    /// An HA virtual address.
    case vip
  }

  /// Its kind.
  public var kind: Located<Kind>
  /// Its VPC; an inline backend takes its service's.
  public var vpc: Located<String>?
  /// Its subnet; an inline backend takes its service's.
  public var subnet: Located<String>?
  /// An existing instance (its id). A load balancer without one is created; every other kind must exist.
  public var id: Located<String>?
  /// Its private address; a created load balancer without one gets one from the planner.
  public var address: Choice<Located<IPAddress>> = .auto
  /// What it listens on; nil when not known (an adopted backend whose listeners nobody wrote down).
  public var listeners: [Listener]?
  /// The servers behind a load balancer.
  public var targets: [BackendTarget] = []
  /// The security groups of the servers, `vpc.group` or a group of the backend's own VPC.
  public var securityGroups: [Located<String>] = []
  /// The load balancer's access list; nil when it has none.
  public var accessList: [Located<AddressSource>]?
  /// Whether the servers can read the PROXY protocol or the TCP option with the client's address.
  public var readsClientAddress: Located<Bool>?
  /// Whether the application decides by client address (rate limits, persistence, logging).
  public var needsClientAddress: Located<Bool>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A listener of a load balancer.
public struct Listener: Sendable, Equatable {
  /// TCP or UDP.
  public var transport: Located<TransportProtocol>
  /// The port.
  public var port: Located<UInt16>
  /// The port of the servers; the listener's own when not said.
  public var targetPort: Located<UInt16>?
  /// Where the listener stands.
  @Place public var location: SourceLocation
}

/// A server behind a load balancer.
public struct BackendTarget: Sendable, Equatable {
  /// Its instance id.
  public var id: Located<String>
  /// Its private address.
  public var address: Located<IPAddress>
  /// Its port; the listener's target port when not said.
  public var port: Located<UInt16>?
  /// Where the target stands.
  @Place public var location: SourceLocation
}
