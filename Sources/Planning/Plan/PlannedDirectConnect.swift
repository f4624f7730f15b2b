public import Addressing
public import Diagnostics
public import Scenario

/// A Direct Connect of a plan.
public struct PlannedDirectConnect: Sendable, Equatable {
  /// Its name in the scenario.
  public var name: String
  /// The owner of gateway and lines.
  public var account: String
  /// The site.
  public var site: String
  /// The name of the gateway in the cloud, which is also its identity there.
  public var gatewayName: String
  /// Whether the gateway is adopted.
  public var isExisting = false
  /// How routes are exchanged.
  public var mode: DirectConnectRouting.Mode
  /// The cloud's autonomous system number; nil without BGP.
  public var cloudASN: UInt32?
  /// The site's autonomous system number; nil without BGP.
  public var siteASN: UInt32?
  /// Whether BFD runs.
  public var bfd = false
  /// Whether BGP sessions are authenticated.
  public var md5 = false
  /// Whether static routes follow the state of the line.
  public var track = false
  /// Whether equal lines share the load.
  public var multipath = false
  /// The IP MTU of the path.
  public var mtu: Int
  /// What the site announces (or the cloud routes statically), sorted: the remote subnets.
  public var remotePrefixes: [Prefix] = []
  /// Where the first of them is written; nil when the site's own ranges are announced.
  public var advertiseLocation: SourceLocation?
  /// What the cloud announces (or the site routes statically), sorted: the local subnets.
  public var localPrefixes: [Prefix] = []
  /// The lines, sorted by name.
  public var lines: [PlannedLine] = []
  /// The attachments, sorted by VPC.
  public var attachments: [PlannedAttachment] = []
  /// The cloud's probe.
  public var healthCheck: PlannedHealthCheck?
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A line of a plan.
public struct PlannedLine: Sendable, Equatable {
  /// A link's two ends.
  public struct Link: Sendable, Equatable {
    /// The cloud's end.
    public var cloud: InterfaceAddress
    /// The site's end.
    public var site: InterfaceAddress

    /// Joins the ends.
    public init(cloud: InterfaceAddress, site: InterfaceAddress) {
      self.cloud = cloud
      self.site = site
    }
  }

  /// Its name in the scenario.
  public var name: String
  /// Its name in the cloud.
  public var cloudName: String
  /// The edge router it ends at.
  public var router: String
  /// Megabits a second.
  public var bandwidthMbps: Int
  /// The VLAN; 0 is untagged.
  public var vlan: Int
  /// The IPv4 link.
  public var link: Link
  /// The IPv6 link.
  public var linkIPv6: Link?
  /// Its part in the direction from cloud to site.
  public var preference: Line.Preference
  /// Its part in the direction from site to cloud.
  public var sitePreference: Line.Preference
  /// The cloud's route priority, lower first.
  public var cloudPriority: Int
  /// The local preference the edge router gives routes learnt over it, higher first.
  public var localPreference: Int
  /// Where in the carrier's network it ends.
  public var accessPoint: String?
  /// Which carrier access type.
  public var lineType: String
  /// The switch in the cloud; nil while only the carrier can say it.
  public var switchHostname: String?
  /// The port of that switch; nil while only the carrier can say it.
  public var port: String?
  /// 1G or 10G.
  public var portType: String
  /// The id of an adopted line.
  public var existing: String?
  /// Whether a partner owns the port.
  public var isHosted = false
  /// The IP MTU.
  public var mtu: Int
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// An attachment of a plan.
public struct PlannedAttachment: Sendable, Equatable {
  /// The VPC.
  public var vpc: String
  /// The owner of the VPC; when it is not the gateway's, an authorisation comes first.
  public var vpcAccount: String
  /// The attached subnets by name, sorted.
  public var subnets: [String] = []
  /// Their IPv4 ranges, sorted.
  public var prefixes: [Prefix] = []
  /// Their IPv6 ranges, sorted.
  public var prefixesIPv6: [Prefix] = []
  /// Further ranges announced to the site.
  public var extraPrefixes: [Prefix] = []
  /// Megabits a second.
  public var bandwidthMbps: Int
  /// Where the scenario says it.
  public var location: SourceLocation
}

/// A health check of a plan.
public struct PlannedHealthCheck: Sendable, Equatable {
  /// The VPC it starts in.
  public var vpc: String
  /// The subnet it starts in.
  public var subnet: String
  /// The free address it uses.
  public var source: IPAddress
  /// The probed address.
  public var destination: IPAddress
  /// Seconds between probes.
  public var intervalSeconds: Int
  /// Probes a round.
  public var probes: Int
  /// Whether routes are switched on failure.
  public var switchesRoutes: Bool
  /// Where the scenario says it.
  public var location: SourceLocation
}
