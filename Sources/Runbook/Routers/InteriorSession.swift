import Addressing

/// An iBGP session between two edge routers of a site, seen from one of them.
///
/// The scenario does not know the loopbacks, so they are placeholders. They carry the site's name, because routers of
/// two sites may have one name.
struct InteriorSession: Sendable, Equatable {
  /// The site's name.
  var site: String
  /// The router that speaks.
  var router: String
  /// The number both routers have.
  var asn: UInt32
  /// The other routers' names.
  var peers: [String]
  /// The cloud's prefixes, sorted.
  var prefixes: [Prefix]

  /// The interface whose address this router speaks from.
  var source: String { "<LOOPBACK-INTERFACE-\(site)/\(router)>" }
  /// The process of the interior protocol.
  var process: String { "<OSPF-PROCESS-\(site)/\(router)>" }

  /// The families that have prefixes.
  var families: [AddressFamily] {
    [AddressFamily.ipv4, .ipv6].filter { family in prefixes.contains { $0.family == family } }
  }

  /// The address of another router.
  func address(_ peer: String, _ family: AddressFamily) -> String {
    "<LOOPBACK\(family.policySuffix)-\(site)/\(peer)>"
  }

  /// The name of the list that keeps the prefixes out.
  func list(_ family: AddressFamily) -> String { "ISTHMUS-IGP" + family.policySuffix }

  func prefixes(_ family: AddressFamily) -> [Prefix] { prefixes.filter { $0.family == family } }
}
