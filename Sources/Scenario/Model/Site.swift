public import Addressing
public import Diagnostics

/// An on-premises location (IDC).
public struct Site: Sendable, Equatable {
  /// The ranges whose hosts must reach the cloud.
  public var prefixes: [Located<Prefix>] = []
  /// What the cloud sees instead when the edge routers translate source addresses. Empty: no translation.
  public var sourceNAT: [Located<Prefix>] = []
  /// Ranges in use that nobody lists, such as container bridges (172.17.0.0/16).
  public var hiddenRanges: [Located<Prefix>] = []
  /// What the site routes already.
  public var routes: [SiteRoute] = []
  /// The resolvers of the site.
  public var dns: SiteDNS?
  /// The edge routers.
  public var routers = NamedMap<EdgeRouter>()
  /// What the site's firewall permits towards the cloud; nil when the firewall is open or none stands in the path.
  public var firewall: SiteFirewall?
  /// A host of the site from which the change is verified.
  public var testHost: Located<IPAddress>?
  /// A line for people.
  public var note: Located<String>?
  /// Where the block stands.
  @Place public var location: SourceLocation? = nil

  /// What the cloud sees as sources: the translated ranges where there are any, the site's own otherwise.
  public var visiblePrefixes: [Located<Prefix>] { sourceNAT.isEmpty ? prefixes : sourceNAT }
}

/// A route that stands at the site before the change.
public struct SiteRoute: Sendable, Equatable {
  /// The destination.
  public var to: Located<Prefix>
  /// The next hop; absent for a connected or null route.
  public var via: Located<IPAddress>?
  /// A line for people.
  public var note: Located<String>?
  /// Where the route stands.
  @Place public var location: SourceLocation
}

/// The name service of a site.
public struct SiteDNS: Sendable, Equatable {
  /// Which software answers.
  public enum Software: String, Sendable, CaseIterable {
    /// ISC BIND 9.
    case bind
    /// dnsmasq.
    case dnsmasq
    /// Windows Server DNS.
    case windows
  }

  /// How queries for cloud names leave the site.
  public enum Forwarding: String, Sendable, CaseIterable {
    /// Only the cloud's zones are forwarded.
    case conditional
    /// Every query is forwarded; every look-up then depends on the line.
    case global
  }

  /// The addresses of the resolvers.
  public var servers: [Located<IPAddress>] = []
  /// The software of the resolvers.
  public var software: Located<Software>?
  /// How queries are forwarded; conditional when not said.
  public var forwarding: Located<Forwarding>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A router at the edge of a site (CE).
public struct EdgeRouter: Sendable, Equatable {
  /// Router families Isthmus writes configuration for.
  public enum Platform: String, Sendable, CaseIterable {
    /// Huawei VRP.
    case huaweiVRP = "huawei-vrp"
    /// H3C Comware 7.
    case h3cComware = "h3c-comware"
    /// Cisco IOS-XE.
    case ciscoIOSXE = "cisco-ios-xe"
    /// FRRouting.
    case frr
    /// Ruijie RGOS; its output is to be reviewed before use.
    case ruijieRGOS = "ruijie-rgos"
  }

  /// What the router runs.
  public var platform: Located<Platform>?
  /// The physical interface that faces the line.
  public var interface: Located<String>?
  /// The site's autonomous system number; only needed with BGP.
  public var asn: Located<UInt32>?
  /// The address the router is managed at.
  public var management: Located<IPAddress>?
  /// What its control-plane filter admits between the two ends of the interconnect; nil when it has none.
  public var controlPlanePermits: [Located<ControlPlaneProtocol>]?
  /// A line for people.
  public var note: Located<String>?
}

/// What must pass between the two ends of an interconnect.
public enum ControlPlaneProtocol: String, Sendable, CaseIterable {
  /// TCP 179 (RFC 4271).
  case bgp
  /// UDP 3784 (RFC 5881).
  case bfd
  /// ICMP echo.
  case icmp
}

/// The firewall between a site's hosts and its edge routers.
public struct SiteFirewall: Sendable, Equatable {
  /// What it permits today; everything else towards the cloud is dropped until the change adds permits.
  public var permits: [FirewallPermit] = []
  /// Whether the runbook adds the missing permits (default) or the list above is all there will be.
  public var managed: Located<Bool>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// One permit of a site's firewall.
public struct FirewallPermit: Sendable, Equatable {
  /// From where.
  public var from: Located<AddressSource>
  /// To where: a prefix, an endpoint, a subnet or `any`.
  public var to: Located<AddressSource>
  /// Which protocol; any when not said.
  public var transport: Located<FilterProtocol>?
  /// Which destination ports; all when empty.
  public var ports: [Located<PortRange>] = []
  /// Where the permit stands.
  @Place public var location: SourceLocation
}
