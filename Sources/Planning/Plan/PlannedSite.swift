public import Addressing
public import Diagnostics
public import Scenario

/// A site of a plan.
public struct PlannedSite: Sendable, Equatable {
  /// Its name.
  public var name: String
  /// The ranges of its hosts.
  public var prefixes: [Prefix] = []
  /// What the cloud sees as sources: the translated ranges where there are any.
  public var visiblePrefixes: [Prefix] = []
  /// Ranges in use that nobody lists.
  public var hiddenRanges: [Prefix] = []
  /// What it routes already.
  public var existingRoutes: [Route] = []
  /// What it must route to the cloud after the change, sorted.
  public var cloudRoutes: [CloudRoute] = []
  /// Its name service; nil when the scenario says nothing of it.
  public var dns: DNS?
  /// Its edge routers, sorted by name.
  public var routers: [PlannedRouter] = []
  /// Its firewall; nil when none stands in the path.
  public var firewall: Firewall?
  /// A host from which the change is verified.
  public var testHost: IPAddress
  /// Where the scenario says it.
  public var location: SourceLocation

  /// A route that stands before the change.
  public struct Route: Sendable, Equatable {
    /// The destination.
    public var to: Prefix
    /// The next hop; nil for a connected or null route.
    public var via: IPAddress?
    /// Where the scenario says it.
    public var location: SourceLocation
  }

  /// A destination in the cloud that the site reaches over a Direct Connect.
  public struct CloudRoute: Sendable, Equatable {
    /// The destination.
    public var to: Prefix
    /// Over which Direct Connect.
    public var directConnect: String
    /// Whether it is learnt by BGP; configured by hand otherwise.
    public var isLearnt: Bool
  }

  /// What the site's resolvers must do.
  public struct DNS: Sendable, Equatable {
    /// A zone whose queries go to the cloud.
    public struct ForwardedZone: Sendable, Equatable {
      /// The zone, without a trailing dot.
      public var zone: String
      /// The addresses of the DNS endpoints.
      public var forwarders: [IPAddress]
    }

    /// A record the resolvers answer themselves.
    public struct Record: Sendable, Equatable {
      /// The name, without a trailing dot.
      public var name: String
      /// Its addresses.
      public var addresses: [IPAddress]
      /// The endpoint it stands for.
      public var endpoint: String
    }

    /// The resolvers.
    public var servers: [IPAddress] = []
    /// Their software; nil when unknown, and then the steps are in words.
    public var software: SiteDNS.Software?
    /// How queries are forwarded.
    public var forwarding: SiteDNS.Forwarding
    /// Zones that go to the cloud, sorted.
    public var forwardedZones: [ForwardedZone] = []
    /// Own records, sorted.
    public var records: [Record] = []
    /// Seconds a record may be kept.
    public var ttl: Int
    /// Where the scenario says it.
    public var location: SourceLocation?
  }

  /// The site's firewall.
  public struct Firewall: Sendable, Equatable {
    /// A permit.
    public struct Permit: Sendable, Equatable {
      /// Sources.
      public var sources: [Prefix]
      /// Destinations.
      public var destinations: [Prefix]
      /// Which protocol.
      public var transport: FilterProtocol
      /// Which ports; ``PortRange/all`` alone means every port.
      public var ports: [PortRange]
      /// What it is for.
      public var purpose: String
      /// Where the scenario says it; nil for a permit that the plan adds.
      public var location: SourceLocation?
    }

    /// What stands already.
    public var existing: [Permit] = []
    /// What the change adds.
    public var added: [Permit] = []
    /// Where the scenario says it.
    public var location: SourceLocation?
  }
}

/// An edge router of a plan.
public struct PlannedRouter: Sendable, Equatable {
  /// Its name.
  public var name: String
  /// What it runs; nil when the scenario does not say, and then its steps are in words.
  public var platform: EdgeRouter.Platform?
  /// The physical interface that faces the line.
  public var interface: String
  /// The site's autonomous system number; nil without BGP.
  public var asn: UInt32?
  /// The address it is managed at.
  public var management: IPAddress?
  /// What its control-plane filter must admit besides, between the two ends of its links; empty when it has no
  /// filter or the filter is wide enough.
  public var controlPlaneAdditions: [ControlPlaneProtocol] = []
  /// Where the scenario says it.
  public var location: SourceLocation
}
