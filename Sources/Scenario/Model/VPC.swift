public import Addressing
public import Diagnostics

/// A virtual private cloud.
public struct VPC: Sendable, Equatable {
  /// Who owns it.
  public var account: Located<String>
  /// Its range.
  public var cidr: Located<Prefix>
  /// Further ranges.
  public var secondaryCIDRs: [Located<Prefix>] = []
  /// Whether it carries IPv6; the cloud then gives it a range.
  public var ipv6: Located<Bool>?
  /// The IPv6 range, when it is known already.
  public var ipv6CIDR: Located<Prefix>?
  /// An existing VPC (its id); it is adopted and never deleted.
  public var existing: Located<String>?
  /// The name in the cloud, when it shall differ from the name here.
  public var cloudName: Located<String>?
  /// The subnets.
  public var subnets = NamedMap<Subnet>()
  /// Route tables besides the default one.
  public var routeTables = NamedMap<RouteTable>()
  /// Security groups.
  public var securityGroups = NamedMap<SecurityGroup>()
  /// Subnet ACLs.
  public var acls = NamedMap<AccessControlList>()
  /// Whether its flows need not be split from the site's: ranges seen only behind endpoints may overlap.
  public var note: Located<String>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A subnet.
public struct Subnet: Sendable, Equatable {
  /// How its range is said.
  public enum Range: Sendable, Equatable {
    /// The planner decides, with this many bits.
    case length(Located<Int>)
    /// The scenario decides.
    case cidr(Located<Prefix>)
  }

  /// Its IPv4 range.
  public var range: Range
  /// Whether it carries IPv6.
  public var ipv6: Located<Bool>?
  /// Its IPv6 range, when it is known already.
  public var ipv6CIDR: Located<Prefix>?
  /// An existing subnet (its id); it is adopted and never deleted.
  public var existing: Located<String>?
  /// The name in the cloud, when it shall differ from the name here.
  public var cloudName: Located<String>?
  /// The route table; `default` or absent means the VPC's default one.
  public var routeTable: Located<String>?
  /// The ACL bound to it.
  public var acl: Located<String>?
  /// Addresses in use already.
  public var usedAddresses: [Located<IPAddress>] = []
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A route table of a VPC.
public struct RouteTable: Sendable, Equatable {
  /// An existing table (its id).
  public var existing: Located<String>?
  /// Its own routes, besides the system's.
  public var routes: [VPCRoute] = []
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A route of a VPC's custom table.
public struct VPCRoute: Sendable, Equatable {
  /// What a route may point at.
  public enum NextHop: Sendable, Hashable {
    /// A Direct Connect of this scenario, by name.
    case directConnect(String)
    /// Something Isthmus does not plan: `nat-gateway`, `peering`, `server`, … with its id.
    case other(kind: String, id: String)
  }

  /// The destination.
  public var to: Located<Prefix>
  /// Where it goes.
  public var nextHop: Located<NextHop>
  /// A line for people.
  public var note: Located<String>?
  /// Where the route stands.
  @Place public var location: SourceLocation
}
