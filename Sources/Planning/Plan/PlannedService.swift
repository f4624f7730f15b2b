public import Addressing
public import Diagnostics
public import Scenario

/// A backend of a plan.
public struct PlannedBackend: Sendable, Equatable {
  /// Its name: the entry of `backends`, or the service that wrote it in place.
  public var name: String
  /// Its name in the cloud, for one that is created.
  public var cloudName: String
  /// The owner.
  public var account: String
  /// Its kind.
  public var kind: Backend.Kind
  /// Its VPC.
  public var vpc: String
  /// Its subnet; nil when the scenario does not say.
  public var subnet: String?
  /// The id of an adopted instance; nil for a load balancer that is created.
  public var existing: String?
  /// Its address; nil only for an adopted backend whose address nobody wrote down.
  public var address: IPAddress?
  /// What it listens on; nil when unknown.
  public var listeners: [PlannedListener]?
  /// The servers behind a load balancer.
  public var targets: [PlannedTarget] = []
  /// The security groups of the servers, each `vpc/group`.
  public var securityGroups: [SecurityGroupReference] = []
  /// The load balancer's access list; nil when it has none.
  public var accessList: [Prefix]?
  /// Where the first entry of the access list stands; nil when there is none.
  public var accessListLocation: SourceLocation?
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A security group with its VPC.
public struct SecurityGroupReference: Sendable, Hashable {
  /// The VPC's name.
  public var vpc: String
  /// The group's name.
  public var group: String

  /// Joins VPC and group.
  public init(vpc: String, group: String) {
    self.vpc = vpc
    self.group = group
  }
}

/// A listener of a plan.
public struct PlannedListener: Sendable, Equatable {
  /// Protocol and port.
  public var port: TransportPort
  /// The servers' port.
  public var targetPort: UInt16
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A server behind a load balancer.
public struct PlannedTarget: Sendable, Equatable {
  /// Its instance id.
  public var id: String
  /// Its address.
  public var address: IPAddress
  /// Its port; nil means each listener's target port.
  public var port: UInt16?
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// An endpoint service of a plan.
public struct PlannedService: Sendable, Equatable {
  /// A port mapping.
  public struct Mapping: Sendable, Equatable {
    /// What clients of the endpoint use.
    public var endpointPort: TransportPort
    /// What the backend is asked on.
    public var serverPort: UInt16
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// A transit address of a reverse service.
  public struct Transit: Sendable, Equatable {
    /// Its name in the scenario.
    public var name: String
    /// Its subnet.
    public var subnet: String
    /// The address.
    public var address: IPAddress
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// A rule of a reverse service.
  public struct ReverseRule: Sendable, Equatable {
    /// The endpoint whose side holds the target.
    public var endpoint: String
    /// The transit address by name.
    public var transit: String
    /// What the service's side uses.
    public var transitPort: TransportPort
    /// The target.
    public var target: IPAddress
    /// The target's port.
    public var targetPort: UInt16
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The provider.
  public var account: String
  /// The direction.
  public var kind: EndpointService.Kind
  /// The VPC of the backend.
  public var vpc: String
  /// The subnet of the backend.
  public var subnet: String?
  /// The backend's name; nil for a reverse service.
  public var backend: String?
  /// What happens to a new connection.
  public var approval: EndpointService.Approval
  /// The other accounts that may connect, sorted.
  public var consumers: [String] = []
  /// Where the first of them is listed; nil when the scenario lists none.
  public var consumersLocation: SourceLocation?
  /// Whether every account may.
  public var consumersAny = false
  /// The port mappings, sorted by endpoint port.
  public var mappings: [Mapping] = []
  /// How the backend learns the client's address.
  public var clientAddress: EndpointService.ClientAddress
  /// The id of an adopted service.
  public var existing: String?
  /// Transit addresses, sorted by name.
  public var transits: [Transit] = []
  /// Reverse rules, in the order of the file.
  public var reverseRules: [ReverseRule] = []
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// An endpoint of a plan. Unlike one of a scenario it cannot lack an address.
public struct PlannedEndpoint: Sendable, Equatable {
  /// What it leads to.
  public enum Target: Sendable, Equatable {
    /// An endpoint service of the plan.
    case service(String)
    /// A service of the cloud operator; its id is nil while only the cloud can say it.
    case cloud(name: String, id: String?)
    /// A service of somebody else.
    case foreign(id: String)
  }

  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The consumer.
  public var account: String
  /// Its VPC.
  public var vpc: String
  /// Its subnet.
  public var subnet: String
  /// What it leads to.
  public var target: Target
  /// Its IPv4 address.
  public var address: IPAddress
  /// Its IPv6 address.
  public var ipv6Address: IPAddress?
  /// What it listens on, sorted.
  public var ports: [TransportPort] = []
  /// Which sources may use it, resolved, in the order of the file; nil means that its access list is off.
  public var allow: [AllowEntry]?
  /// Names that must answer its address.
  public var names: [String] = []
  /// Zones whose names the service behind it answers for (a DNS endpoint: for which it is asked).
  public var zones: [String] = []
  /// The id of an adopted endpoint.
  public var existing: String?
  /// Whether the cloud refuses to delete it.
  public var deleteProtection = false
  /// Where the scenario says it.
  public var location: SourceLocation

  /// An entry of the access list.
  public struct AllowEntry: Sendable, Equatable {
    /// The range.
    public var prefix: Prefix
    /// What the scenario calls it.
    public var name: String
    /// Where the scenario says it.
    public var location: SourceLocation
  }
}

/// A private zone of a plan.
public struct PlannedPrivateZone: Sendable, Equatable {
  /// A record of the zone.
  public struct Record: Sendable, Equatable {
    /// The full name.
    public var name: String
    /// The endpoint it stands for.
    public var endpoint: String
    /// Its IPv4 addresses.
    public var addresses: [IPAddress]
    /// Its IPv6 addresses.
    public var addressesIPv6: [IPAddress]
  }

  /// The zone's name, without a trailing dot.
  public var name: String
  /// The owner.
  public var account: String
  /// The VPCs that see it, sorted.
  public var vpcs: [String] = []
  /// Seconds.
  public var ttl: Int
  /// The id of an adopted zone.
  public var existing: String?
  /// Its records, sorted by name.
  public var records: [Record] = []
  /// Where the scenario says it.
  public var location: SourceLocation
}
