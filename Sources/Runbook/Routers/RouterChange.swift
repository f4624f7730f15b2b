import Addressing
import Digests
import Planning
import Scenario

/// What one line asks of its edge router, said without any vendor's words.
struct RouterChange: Sendable, Equatable {
  /// The router's name.
  var router: String
  /// The line's name; it appears in descriptions.
  var line: String
  /// What policies are named after: the line, with its Direct Connect where another one has a line of that name on
  /// the same router.
  var label: String
  /// The Direct Connect's name.
  var directConnect: String
  /// The physical interface.
  var interface: String
  /// 1G or 10G.
  var portType: String
  /// The VLAN; 0 is untagged, and then the physical interface itself carries the addresses.
  var vlan: Int
  /// The IPv4 link.
  var link: PlannedLine.Link
  /// The IPv6 link.
  var linkIPv6: PlannedLine.Link?
  /// The IP MTU.
  var mtu: Int
  /// The IP MTU that every router starts with; no line is written for it.
  var defaultMTU: Int
  /// How routes are exchanged.
  var routing: Routing
  /// BFD, when it runs.
  var bfd: BFD?
  /// Whether the line stands by in the direction from site to cloud.
  var isStandby: Bool

  /// How routes are exchanged.
  enum Routing: Sendable, Equatable {
    /// External BGP.
    case bgp(BGPSession)
    /// Static routes to these destinations.
    case `static`(StaticRoutes)
  }

  /// The session of one line.
  struct BGPSession: Sendable, Equatable {
    /// The site's number.
    var localASN: UInt32
    /// The cloud's number.
    var remoteASN: UInt32
    /// Whether the session is authenticated (RFC 2385). The key is a placeholder everywhere.
    var isAuthenticated: Bool
    /// What the site announces, and nothing else.
    var announced: [Prefix]
    /// What is accepted from the cloud, and nothing else.
    var accepted: [Prefix]
    /// Preference of routes learnt over this line: the direction from site to cloud. Higher wins (RFC 4271).
    var localPreference: Int
    /// How often the site's number is put in front of what it announces over this line: the direction from
    /// cloud to site. A shorter path wins (RFC 4271), so the primary line has none.
    var prepends: Int

    /// What is put in front of the path.
    var prependedPath: String {
      Array(repeating: "\(localASN)", count: prepends).joined(separator: " ")
    }

    /// The prefixes of one family.
    func announced(_ family: AddressFamily) -> [Prefix] { announced.filter { $0.family == family } }
    func accepted(_ family: AddressFamily) -> [Prefix] { accepted.filter { $0.family == family } }
  }

  /// The static routes of one line.
  struct StaticRoutes: Sendable, Equatable {
    /// Where to.
    var destinations: [Prefix]
    /// The preference (administrative distance) of a line that stands by; nil leaves the vendor's default.
    var standbyPreference: Int?

    func destinations(_ family: AddressFamily) -> [Prefix] { destinations.filter { $0.family == family } }
  }

  /// Timers of bidirectional forwarding detection (RFC 5880).
  struct BFD: Sendable, Equatable {
    /// Milliseconds between packets, both ways.
    var interval: Int
    /// How many may be lost.
    var multiplier: Int
  }

  /// The interface that carries the addresses.
  var subinterface: String { vlan == 0 ? interface : "\(interface).\(vlan)" }

  /// The families the line carries, with their links.
  var families: [(AddressFamily, PlannedLine.Link)] {
    var result = [(AddressFamily.ipv4, link)]
    if let linkIPv6 { result.append((.ipv6, linkIPv6)) }
    return result
  }

  /// The cloud's end in that family.
  func cloudAddress(_ family: AddressFamily) -> IPAddress? {
    family == .ipv4 ? link.cloud.address : linkIPv6?.cloud.address
  }

  /// The mask of the IPv4 link in dotted form.
  var siteNetmask: String {
    // A link of a plan always has a length that fits its family; a full mask is the harmless answer otherwise.
    (link.site.prefix?.netmask).map { "\($0)" } ?? "255.255.255.255"
  }

  /// A name for policies and lists on the router, in letters, digits and hyphens, short enough for all families.
  ///
  /// A name that has other characters or is long is told apart from its neighbours by a piece of its
  /// digest.
  func policy(_ suffix: String) -> String {
    "ISTHMUS-\(Self.plain(label, limit: Self.policyNameLimit).uppercased())-\(suffix)"
  }

  /// VRP allows 40 characters in the name of a route policy; prefix and suffix take 13 of them.
  private static let policyNameLimit = 24

  /// A name in letters, digits and hyphens of ASCII. One that loses something on the way gets a piece of its
  /// digest.
  private static func plain(_ name: String, limit: Int) -> String {
    var isExact = true
    var words: [String] = []
    for word in name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false) {
      let kept = word.filter { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: false
        }
      }
      isExact = isExact && kept.count == word.count && !word.isEmpty
      if !kept.isEmpty { words.append(String(decoding: kept, as: UTF8.self)) }
    }
    let base = words.joined(separator: "-")
    if isExact, base.utf8.count <= limit { return base }
    return ([String(base.prefix(limit - 5))].filter { !$0.isEmpty } + [digestTail(name)]).joined(
      separator: "-")
  }

  private static func digestTail(_ name: String) -> String {
    String(Hash.sha256.digest(name.utf8).hex.prefix(4))
  }

  /// What the routing table must say about a destination of that family over this line; nil when the line does
  /// not carry the family.
  func routeExpectation(_ family: AddressFamily) -> Text? {
    cloudAddress(family).map { isStandby ? RouterText.standbyRoute(via: $0) : RouterText.route(via: $0) }
  }

  /// What shows the way to an accepted prefix; nil when the line does not carry its family.
  ///
  /// A routing table holds the best way alone, so the standby of BGP is looked for among the paths of BGP.
  func routeProbe(
    _ prefix: Prefix, table: (Prefix) -> String, paths: (Prefix) -> String
  ) -> RouterConfiguration.Probe? {
    guard let expectation = routeExpectation(prefix.family), let cloud = cloudAddress(prefix.family) else {
      return nil
    }
    guard isStandby, case .bgp(let session) = routing else {
      return .init(command: table(prefix), expect: expectation)
    }
    return .init(
      command: paths(prefix),
      expect: RouterText.standbyPath(via: cloud, localPreference: session.localPreference))
  }

  /// The placeholder of the session's key; the key itself is agreed between people and never written down here.
  var keyPlaceholder: String { SecretReference.bgpKey(directConnect: directConnect, line: line).placeholder }

  /// What every description on the router says, in ASCII as all of them take it.
  var description: String {
    "isthmus \(Self.plain(directConnect, limit: Self.descriptionNameLimit))"
      + " \(Self.plain(line, limit: Self.descriptionNameLimit))"
  }

  /// VRP allows 80 characters in a description.
  private static let descriptionNameLimit = 32

  /// The IP MTU that the physical interface must carry for a sub-interface with a larger one than usual; nil when
  /// nothing has to be said. Untagged, the link itself says it.
  var portMTU: Int? { vlan != 0 && mtu > defaultMTU ? mtu : nil }
}

/// What is typed on a router: to make a change, to take it back, and to see that it works.
struct RouterConfiguration: Sendable, Equatable {
  /// A command and what it must answer.
  struct Probe: Sendable, Equatable {
    var command: String
    var expect: Text
  }

  /// The lines that make the change.
  var apply: [String] = []
  /// The lines that take it back.
  var undo: [String] = []
  /// The commands that show it.
  var probes: [Probe] = []
  /// Lines that only some need; the step says who.
  var optional: [String] = []
  /// The lines that take the optional ones back.
  var optionalUndo: [String] = []

  /// Whether it switches BFD on for the whole router, which its undo leaves alone: others may use it by then.
  var leavesBFD: Bool { apply.contains("bfd") && !undo.contains("bfd") }
}

extension AddressFamily {
  /// What the names of IPv6 policies end with, so that both families can live on one router.
  var policySuffix: String { self == .ipv4 ? "" : "6" }
}
