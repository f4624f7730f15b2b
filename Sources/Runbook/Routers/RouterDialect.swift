import Addressing
import Planning
import Scenario

/// A router family's way to say a ``RouterChange``. A further family is one more type and one more line in
/// ``RouterDialects``.
///
/// What a function returns is complete: it enters the configuration, leaves it, and its undo also saves. The
/// change itself is saved in a step of its own once it has proved good; until then a restart of the router is the
/// quickest way back.
protocol RouterDialect: Sendable {
  /// The platform it writes for.
  static var platform: EdgeRouter.Platform { get }
  /// Its name for people.
  static var displayName: String { get }
  /// What must be known before typing; nil when nothing.
  static var notice: Text? { get }
  /// The physical port: switched on, and at 1G with fixed speed and duplex, as carriers demand.
  static func port(_ change: RouterChange) -> RouterConfiguration
  /// The VLAN sub-interface with its addresses.
  static func link(_ change: RouterChange) -> RouterConfiguration
  /// What the router announces over all its lines.
  static func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration
  /// The iBGP session with another edge router of the site. The optional lines keep the cloud's prefixes of the
  /// interior protocol out of this router's table.
  static func interior(_ session: InteriorSession) -> RouterConfiguration
  /// The command that lists the BGP paths of a prefix.
  static func paths(_ prefix: Prefix) -> String
  /// The routes over one line.
  static func routing(_ change: RouterChange) -> RouterConfiguration
  /// The light that the physical port receives. It is there before the port is configured.
  static func light(_ change: RouterChange) -> RouterConfiguration.Probe
  /// Speed, duplex and counters of the physical port.
  static func counters(_ change: RouterChange) -> RouterConfiguration.Probe
  /// The acceptance test of a line: many large packets, without loss.
  static func loss(_ change: RouterChange, _ test: LossTest) -> [RouterConfiguration.Probe]
  /// Takes the line out of service; the undo puts it back. For the failover drill.
  static func shutdown(_ change: RouterChange) -> RouterConfiguration
  /// Makes the running configuration the one of the next start.
  static var save: [String] { get }
  /// What must be known before saving; nil when nothing.
  static var saveNotice: Text? { get }
  /// What saving has achieved.
  static var saved: Text { get }
  /// What the system keeps in files of its own, which `save` does not write; empty where `save` writes all.
  static func persistence(_ change: RouterChange) -> [String]
}

extension RouterDialect {
  /// Light and counters of the physical port.
  static func health(_ change: RouterChange) -> [RouterConfiguration.Probe] {
    [light(change), counters(change)]
  }
  static var saveNotice: Text? { nil }
  static var saved: Text { SiteText.saved }
  static func persistence(_ change: RouterChange) -> [String] { [] }
}

/// The families Isthmus writes for.
enum RouterDialects {
  static let all: [any RouterDialect.Type] = [
    HuaweiVRP.self, H3CComware.self, CiscoIOSXE.self, FRRouting.self, RuijieRGOS.self,
  ]

  /// The dialect of a platform.
  static func dialect(for platform: EdgeRouter.Platform) -> (any RouterDialect.Type)? {
    all.first { $0.platform == platform }
  }
}

/// What a router announces to the cloud by BGP: a matter of the router, whichever of its lines it goes over.
///
/// `network` announces only what the routing table holds exactly. An exact route from the LAN is best, because it
/// goes when the LAN side fails and the announcement with it. Only an aggregate that has no such route needs a
/// discard route, which therefore stands among the optional lines.
struct RouterAnnouncement: Sendable, Equatable {
  /// The router's autonomous system number.
  var asn: UInt32
  /// The prefixes, sorted.
  var prefixes: [Prefix]
  /// Over how many lines of the router a destination may go at once.
  var paths = 1

  /// The families that have prefixes.
  var families: [AddressFamily] {
    [AddressFamily.ipv4, .ipv6].filter { family in prefixes.contains { $0.family == family } }
  }

  func prefixes(_ family: AddressFamily) -> [Prefix] { prefixes.filter { $0.family == family } }
}

/// The acceptance test of a line.
struct LossTest: Sendable, Equatable {
  /// How many packets.
  var packets: Int
  /// The size of the IP packet in bytes.
  var bytes: Int
  /// How many packets a second the cloud's end answers.
  var rate: Int

  /// What `ping` calls the size where it counts the payload alone: without the headers of IPv4 (20) and ICMP (8).
  var payload: Int { max(0, bytes - 28) }
  /// Milliseconds between packets, a quarter slower than the limit.
  var interval: Int { (1_250 + max(rate, 1) - 1) / max(rate, 1) }
  /// How long it takes.
  var seconds: Int { packets * interval / 1_000 }
}

extension RouterConfiguration {
  /// The same lines with those that enter and leave the configuration around them. The undo is saved at once.
  func framed(enter: [String], leave: [String], save: [String]) -> RouterConfiguration {
    var framed = self
    if !apply.isEmpty { framed.apply = enter + apply + leave }
    if !undo.isEmpty { framed.undo = enter + undo + leave + save }
    if !optional.isEmpty { framed.optional = enter + optional + leave }
    if !optionalUndo.isEmpty { framed.optionalUndo = enter + optionalUndo + leave + save }
    return framed
  }
}
