public import Addressing
public import Diagnostics

/// A consumer's private address for a service.
public struct Endpoint: Sendable, Equatable {
  /// What an endpoint leads to.
  public enum Target: Sendable, Equatable {
    /// An endpoint service of this scenario, by name.
    case service(Located<String>)
    /// A service the cloud operator publishes, by its name in the cloud profile (`zos`, `dns`).
    case cloud(Located<String>)
    /// A service of somebody else, by id.
    case foreign(id: Located<String>, ports: [TransportPort])
  }

  /// The VPC its address lies in. Its account owns the endpoint.
  public var vpc: Located<String>
  /// The subnet its address lies in.
  public var subnet: Located<String>
  /// What it leads to.
  public var target: Target
  /// Its IPv4 address.
  public var address: Choice<Located<IPAddress>> = .auto
  /// Its IPv6 address; nil when it has none.
  public var ipv6Address: Choice<Located<IPAddress>>?
  /// Which sources may use it (the endpoint's access list, not the service's allow list). Nil and empty differ:
  /// nil says nothing, empty says that nobody may.
  public var allow: [Located<AddressSource>]?
  /// Names that must answer its address.
  public var names: [Located<String>] = []
  /// An existing endpoint (its id); it is adopted and never deleted.
  public var existing: Located<String>?
  /// The name in the cloud, when it shall differ from the name here.
  public var cloudName: Located<String>?
  /// Whether the cloud refuses to delete it; off when not said.
  public var deleteProtection: Located<Bool>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// What a scenario knows better than the cloud profile of a service that the cloud operator publishes.
public struct CloudServiceOverride: Sendable, Equatable {
  /// The id of the endpoint service in this region.
  public var id: Located<String>?
  /// What it listens on; the profile's when empty.
  public var ports: [Located<TransportPort>] = []
  /// The zones whose names it answers for; the profile's when empty.
  public var zones: [Located<String>] = []
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A private zone in the cloud, so that hosts of VPCs resolve the names as the site does.
public struct PrivateZone: Sendable, Equatable {
  /// Who owns it.
  public var account: Located<String>
  /// The VPCs that see it.
  public var vpcs: [Located<String>] = []
  /// Seconds.
  public var ttl: Located<Int>?
  /// An existing zone (its id); it is adopted and never deleted.
  public var existing: Located<String>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}
