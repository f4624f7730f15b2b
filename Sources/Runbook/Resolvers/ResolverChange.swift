import Addressing
import Planning
import Scenario

/// What a site's resolvers must learn, said without any software's words.
struct ResolverChange: Sendable, Equatable {
  /// Zones whose queries go to the DNS endpoints, and nowhere else.
  var forwardedZones: [PlannedSite.DNS.ForwardedZone]
  /// Names the resolvers answer themselves.
  var records: [PlannedSite.DNS.Record]
  /// Seconds an answer may be kept. Short before a switch-over, so that going back is quick.
  var ttl: Int
  /// Whether every query is forwarded, not only those for the zones.
  var isGlobal: Bool

  init(_ dns: PlannedSite.DNS) {
    forwardedZones = dns.forwardedZones
    records = dns.records
    ttl = dns.ttl
    isGlobal = dns.forwarding == .global
  }

  /// All DNS endpoints, each once, in the order in which the zones name them.
  var forwarders: [IPAddress] {
    var seen: Set<IPAddress> = []
    return forwardedZones.flatMap(\.forwarders).filter { seen.insert($0).inserted }
  }
}

/// What is typed on a resolver: to make the change, and to take it back.
struct ResolverConfiguration: Sendable, Equatable {
  /// Lines that belong into one place and can be pasted there as they are.
  struct Part: Sendable, Equatable {
    /// The file they belong into; nil when they are typed.
    var place: String?
    /// The lines, and nothing but them.
    var lines: [String]
    /// The language for highlighting.
    var syntax = "text"
    /// Where in the file, and what must be known before; nil when nothing.
    var notice: Text?
    /// The names of a table's columns; nil for what is pasted.
    var heading: Text?
  }

  /// What makes the change, in order.
  var apply: [Part]
  /// What takes it back, in order.
  var undo: [Part]
}

/// A resolver's way to say a ``ResolverChange``.
protocol ResolverDialect: Sendable {
  /// The software it writes for.
  static var software: SiteDNS.Software { get }
  /// Its name for people.
  static var displayName: String { get }
  /// The lines for a change.
  static func configuration(_ change: ResolverChange) -> ResolverConfiguration
}

/// The resolvers Isthmus writes for.
enum ResolverDialects {
  static let all: [any ResolverDialect.Type] = [BIND.self, Dnsmasq.self, WindowsDNS.self]

  /// The dialect of a software.
  static func dialect(for software: SiteDNS.Software) -> (any ResolverDialect.Type)? {
    all.first { $0.software == software }
  }
}
