public import Addressing
public import Diagnostics

/// What a provider publishes for others to reach through endpoints.
public struct EndpointService: Sendable, Equatable {
  /// The directions.
  public enum Kind: String, Sendable, CaseIterable {
    /// Endpoints open connections to the service.
    case interface
    /// The service's side opens connections to targets behind the endpoint, through transit addresses.
    case reverse
  }

  /// What happens to a new connection.
  public enum Approval: String, Sendable, CaseIterable {
    /// The provider accepts each.
    case manual
    /// The cloud accepts each at once.
    case auto
  }

  /// How the backend learns the client's address.
  public enum ClientAddress: String, Sendable, CaseIterable {
    /// Not at all: it sees the endpoint NAT range.
    case close
    /// By the PROXY protocol, ahead of the payload.
    case proxyProtocol = "proxy-protocol"
    /// By a TCP option.
    case tcpOption = "tcp-option"
  }

  /// A backend by name, or written in place.
  public enum BackendChoice: Sendable, Equatable {
    /// An entry of `backends`.
    case named(Located<String>)
    /// Written in the service itself.
    case inline(Backend)
  }

  /// Who publishes it.
  public var account: Located<String>
  /// The VPC of the backend.
  public var vpc: Located<String>
  /// The subnet of the backend; required by the cloud for a reverse service.
  public var subnet: Located<String>?
  /// The direction; interface when not said.
  public var kind: Located<Kind>?
  /// What answers; an interface service must have one.
  public var backend: BackendChoice?
  /// Whether connections wait for the provider; manual when not said.
  public var approval: Located<Approval>?
  /// The other accounts that may connect (the service's allow list, not the endpoint's access list).
  public var consumers: [Located<String>] = []
  /// Whether every account may connect (`consumers: any`).
  public var consumersAny: Located<Bool>?
  /// The port mappings.
  public var ports: [PortMapping] = []
  /// How the backend learns the client's address; close when not said.
  public var clientAddress: Located<ClientAddress>?
  /// An existing service (its id); it is adopted and never deleted.
  public var existing: Located<String>?
  /// The name in the cloud, when it shall differ from the name here.
  public var cloudName: Located<String>?
  /// The region it lives in; the scenario's when not said.
  public var region: Located<String>?
  /// A reverse service's transit addresses, by name.
  public var transitAddresses = NamedMap<TransitAddress>()
  /// A reverse service's rules.
  public var reverseRules: [ReverseRule] = []
  /// Whether the service's side must open connections to the consumers (it then needs a reverse service too).
  public var callsBack: Located<Bool>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A port mapping: clients of the endpoint's port reach the server's port.
public struct PortMapping: Sendable, Equatable {
  /// TCP or UDP.
  public var transport: Located<TransportProtocol>
  /// The endpoint's port.
  public var endpointPort: Located<UInt16>
  /// The backend's port.
  public var serverPort: Located<UInt16>
  /// Where the mapping stands.
  @Place public var location: SourceLocation
}

/// An address in the provider's subnet through which a reverse service's side reaches the other end.
public struct TransitAddress: Sendable, Equatable {
  /// The subnet; the service's when not said.
  public var subnet: Located<String>?
  /// The address.
  public var address: Choice<Located<IPAddress>> = .auto
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A rule of a reverse service: transit address and port to target address and port.
public struct ReverseRule: Sendable, Equatable {
  /// The endpoint whose side holds the target.
  public var endpoint: Located<String>
  /// The transit address, by name.
  public var transit: Located<String>
  /// The port of the transit address.
  public var transitPort: Located<UInt16>
  /// TCP or UDP.
  public var transport: Located<TransportProtocol>
  /// The target's address.
  public var target: Located<IPAddress>
  /// The target's port.
  public var targetPort: Located<UInt16>
  /// Where the rule stands.
  @Place public var location: SourceLocation
}
