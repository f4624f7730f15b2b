public import Addressing
public import Diagnostics

/// A Direct Connect: a gateway in the cloud, the lines that end at it and the VPCs attached to it.
public struct DirectConnect: Sendable, Equatable {
  /// Who owns gateway and lines.
  public var account: Located<String>
  /// Which site the lines come from.
  public var site: Located<String>
  /// How routes are exchanged.
  public var routing: DirectConnectRouting
  /// The physical lines.
  public var lines = NamedMap<Line>()
  /// The VPCs joined to the gateway.
  public var attachments = NamedMap<Attachment>()
  /// An existing gateway (its name is its identity); it is adopted and never deleted.
  public var existing: Located<String>?
  /// The name of the gateway, when the planner shall not choose it.
  public var gatewayName: Located<String>?
  /// The ranges the interconnects are taken from; the cloud profile's pool when empty.
  public var interconnectPool: [Located<Prefix>] = []
  /// What the site announces; the site's visible prefixes when nil.
  public var advertise: [Located<Prefix>]?
  /// The IP MTU of the path; 1500 when not said.
  public var mtu: Located<Int>?
  /// The cloud's probe of the path.
  public var healthCheck: HealthCheck?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// How a Direct Connect and its site exchange routes.
public struct DirectConnectRouting: Sendable, Equatable {
  /// The two ways.
  public enum Mode: String, Sendable, CaseIterable {
    /// Static routes on both sides.
    case `static`
    /// External BGP (RFC 4271).
    case bgp
  }

  /// Which way.
  public var mode: Located<Mode>
  /// The cloud's autonomous system number; `auto` and absent mean the cloud profile's default.
  public var cloudASN: Choice<Located<UInt32>> = .auto
  /// Whether bidirectional forwarding detection runs (RFC 5880); off when not said.
  public var bfd: Located<Bool>?
  /// Whether a BGP session is authenticated (RFC 2385); the key itself never stands in a scenario.
  public var md5: Located<Bool>?
  /// Whether static routes follow the state of the line; off when not said.
  public var track: Located<Bool>?
  /// Whether equal lines share the load; off when not said.
  public var multipath: Located<Bool>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A physical dedicated line.
public struct Line: Sendable, Equatable {
  /// The part a line plays among the lines of its gateway.
  public enum Preference: String, Sendable, CaseIterable {
    /// Carries traffic while it is up.
    case primary
    /// Takes over.
    case standby
    /// Shares the load with its equals.
    case equal
  }

  /// The edge router it ends at.
  public var router: Located<String>
  /// Megabits a second.
  public var bandwidthMbps: Located<Int>
  /// The VLAN; 0 is untagged.
  public var vlan: Choice<Located<Int>> = .auto
  /// The addresses of both ends, IPv4.
  public var interconnect: Choice<Interconnect> = .auto
  /// The addresses of both ends, IPv6; nil when the line carries no IPv6.
  public var interconnectIPv6: Choice<Interconnect>?
  /// Its part; primary when not said.
  public var preference: Located<Preference>?
  /// What the edge router prefers, when that is set by hand and not derived from the preference.
  public var sitePreference: Located<Preference>?
  /// Where in the carrier's network it ends. Two lines of one gateway should end at different ones.
  public var accessPoint: Located<String>?
  /// Which carrier access type, such as IPRAN or PON.
  public var lineType: Located<String>?
  /// The switch in the cloud it lands on; the carrier says it when it is not known yet.
  public var switchHostname: Located<String>?
  /// The port of that switch.
  public var port: Located<String>?
  /// 1G or 10G; derived from the bandwidth when not said.
  public var portType: Located<String>?
  /// An existing line (its id); it is adopted and never deleted.
  public var existing: Located<String>?
  /// Whether a partner owns the port: the VLAN is then the partner's and must be given.
  public var hosted: Located<Bool>?
  /// The IP MTU; the Direct Connect's when not said.
  public var mtu: Located<Int>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// The two ends of a line.
public struct Interconnect: Sendable, Equatable {
  /// The cloud's end, with the mask of the link. Kept with its host bits.
  public var cloud: Located<InterfaceAddress>
  /// The site's end.
  public var site: Located<InterfaceAddress>
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// An address with the length of its link, such as 10.0.0.1/30. Unlike a prefix it keeps its host bits.
public struct InterfaceAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address.
  public var address: IPAddress
  /// The length of the link's prefix.
  public var length: Int

  /// Joins address and length.
  public init(address: IPAddress, length: Int) {
    self.address = address
    self.length = length
  }

  /// The link's prefix; nil only when the length does not fit the family.
  public var prefix: Prefix? { Prefix(containing: address, length: length) }

  /// `10.0.0.1/30`.
  public var description: String { "\(address)/\(length)" }
}

/// A VPC joined to a gateway. Its name in the scenario is the name of the VPC.
public struct Attachment: Sendable, Equatable {
  /// The subnets the site may reach.
  public var subnets: [Located<String>] = []
  /// Further ranges announced to the site, such as a service range.
  public var extraPrefixes: [Located<Prefix>] = []
  /// Megabits a second; the sum of the lines that do not stand by when not said.
  public var bandwidthMbps: Located<Int>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// The cloud's probe over a gateway, which can switch routes when a line dies quietly.
public struct HealthCheck: Sendable, Equatable {
  /// Which attached VPC it starts in; the first by name when not said.
  public var vpc: Located<String>?
  /// The subnet of that VPC; the first attached one by name when not said.
  public var subnet: Located<String>?
  /// A free address in that subnet.
  public var source: Choice<Located<IPAddress>> = .auto
  /// The probed address; the site's end of the primary line when not said.
  public var destination: Located<IPAddress>?
  /// Seconds between probes.
  public var intervalSeconds: Located<Int>?
  /// Probes a round.
  public var probes: Located<Int>?
  /// Whether routes are switched on failure.
  public var switchesRoutes: Located<Bool>?
  /// Where the block stands.
  @Place public var location: SourceLocation
}
