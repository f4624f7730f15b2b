public import Addressing
public import Diagnostics
public import Scenario

/// An account of a plan.
public struct PlannedAccount: Sendable, Equatable {
  /// Its name in the scenario.
  public var name: String
  /// Its id; empty when the scenario gives none.
  public var id: String
  /// Its e-mail address; empty when the scenario gives none.
  public var email: String
}

/// A VPC of a plan.
public struct PlannedVPC: Sendable, Equatable {
  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The owner.
  public var account: String
  /// Its IPv4 range.
  public var cidr: Prefix
  /// Further IPv4 ranges.
  public var secondaryCIDRs: [Prefix] = []
  /// Whether it carries IPv6.
  public var ipv6 = false
  /// Its IPv6 range; nil while only the cloud can say it.
  public var ipv6CIDR: Prefix?
  /// The id of an adopted VPC.
  public var existing: String?
  /// Subnets, sorted by name.
  public var subnets: [PlannedSubnet] = []
  /// Custom route tables, sorted by name.
  public var routeTables: [PlannedRouteTable] = []
  /// Security groups, sorted by name.
  public var securityGroups: [PlannedSecurityGroup] = []
  /// ACLs, sorted by name.
  public var acls: [PlannedAccessControlList] = []
  /// Where the scenario says it.
  public var location: SourceLocation

  /// All its IPv4 ranges, the first one first.
  public var cidrs: [Prefix] { [cidr] + secondaryCIDRs }
}

/// A subnet of a plan.
public struct PlannedSubnet: Sendable, Equatable {
  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// Its IPv4 range.
  public var cidr: Prefix
  /// Whether it carries IPv6.
  public var ipv6 = false
  /// Its IPv6 range; nil while only the cloud can say it.
  public var ipv6CIDR: Prefix?
  /// The id of an adopted subnet.
  public var existing: String?
  /// The custom route table it uses; nil is the VPC's default one.
  public var routeTable: String?
  /// The ACL bound to it.
  public var acl: String?
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A custom route table of a plan.
public struct PlannedRouteTable: Sendable, Equatable {
  /// A route of the table.
  public struct Route: Sendable, Equatable {
    /// The destination.
    public var to: Prefix
    /// Where it goes.
    public var nextHop: VPCRoute.NextHop
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The id of an adopted table.
  public var existing: String?
  /// Its routes, in the order of their destinations.
  public var routes: [Route] = []
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A security group of a plan; its names are resolved to addresses.
public struct PlannedSecurityGroup: Sendable, Equatable {
  /// A rule of the group.
  public struct Rule: Sendable, Equatable {
    /// Accept or drop.
    public var action: FilterAction
    /// 1 to 100, lower first.
    public var priority: Int
    /// Which protocol.
    public var transport: FilterProtocol
    /// Which destination ports; ``PortRange/all`` alone means every port.
    public var ports: [PortRange]
    /// The other side's ranges.
    public var peers: [Prefix]
    /// What the scenario calls the other side.
    public var peerName: String
    /// Whether the rule stands already.
    public var existing: Bool
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The id of an adopted group.
  public var existing: String?
  /// Incoming rules in the order of evaluation.
  public var ingress: [Rule] = []
  /// Outgoing rules in the order of evaluation; empty means that all may go out.
  public var egress: [Rule] = []
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A subnet's ACL of a plan.
public struct PlannedAccessControlList: Sendable, Equatable {
  /// A rule of the list.
  public struct Rule: Sendable, Equatable {
    /// Accept or drop.
    public var action: FilterAction
    /// 1 to 32766, lower first.
    public var priority: Int
    /// Which protocol.
    public var transport: FilterProtocol
    /// Source ranges.
    public var sources: [Prefix]
    /// Destination ranges.
    public var destinations: [Prefix]
    /// Source ports; ``PortRange/all`` alone means every port.
    public var sourcePorts: [PortRange]
    /// Destination ports; ``PortRange/all`` alone means every port.
    public var ports: [PortRange]
    /// Whether the rule stands already.
    public var existing: Bool
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The id of an adopted ACL.
  public var existing: String?
  /// Rules towards the subnet, in the order of evaluation.
  public var ingress: [Rule] = []
  /// Rules from the subnet, in the order of evaluation.
  public var egress: [Rule] = []
  /// Where the scenario says it.
  public var location: SourceLocation
}
