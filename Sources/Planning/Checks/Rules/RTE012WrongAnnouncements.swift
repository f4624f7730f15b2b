import Addressing
import Diagnostics
import Scenario

/// What a site announces is not what its packets carry as source: answers find no way back, or a way to nobody.
enum RTE012WrongAnnouncements: Rule {
  static let metadata = RuleMetadata(
    code: "RTE012", name: "wrong-announcements", title: "announced prefixes differ from the site's sources",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings = context.scenario.sites.compactMap { unannounceable($0, context) }
    for directConnect in context.scenario.directConnects {
      guard let announced = directConnect.value.advertise,
        let site = context.scenario.sites[directConnect.value.site.value]
      else { continue }
      let name = directConnect.name.value
      let siteName = directConnect.value.site.value
      let visible = site.visiblePrefixes
      let sources = PrefixSet(visible.map(\.value))
      let set = PrefixSet(announced.map(\.value))
      // Both directions by set difference. An aggregate around sources is fine: longer prefixes win elsewhere.
      for range in visible where !set.contains(range.value) {
        let missing = PrefixSet(range.value).subtracting(set).prefixes
        let kind =
          site.sourceNAT.isEmpty ? "hosts of site \(siteName)" : "translated sources of site \(siteName)"
        findings.append(
          finding(
            "\(list(missing)) of \(kind) is not announced over \(name), so nothing answers it",
            at: announced.last?.location ?? directConnect.name.location,
            help:
              "announce it: `advertise: [\(list(PrefixSet(announced.map(\.value)).union(PrefixSet(range.value)).prefixes))]`, "
              + "or leave `advertise` out",
            related: [Related(message: "the range of the site", location: range.location)]))
      }
      for range in announced where !sources.overlaps(range.value) {
        findings.append(
          finding(
            "\(range.value) is announced over \(name), and no source of site \(siteName) lies in it",
            at: range.location,
            help: site.sourceNAT.isEmpty
              ? "add it to `prefixes` of site \(siteName) if hosts there use it, or do not announce it"
              : "announce what the cloud sees behind the source NAT: \(list(sources.prefixes))"))
      }
    }
    return findings
  }

  /// IPv6 hosts behind lines that carry IPv4 alone.
  private static func unannounceable(
    _ site: NamedMap<Site>.Entry, _ context: CheckContext
  ) -> Diagnostic? {
    guard let range = site.value.visiblePrefixes.first(where: { $0.value.family == .ipv6 }),
      let own = context.directConnectsBySite[site.name.value], let directConnect = own.first,
      !own.contains(where: { entry in entry.value.lines.contains { $0.value.interconnectIPv6 != nil } })
    else { return nil }
    return finding(
      "\(range.value) of site \(site.name.value) is IPv6, and no line of "
        + "\(enumeration(own.map(\.name.value))) carries IPv6: it is not announced",
      at: range.location,
      help: "write `interconnectIPv6: auto` on the lines, or leave the range out",
      related: directConnect.value.lines.prefix(1).map {
        Related(message: "a line with IPv4 alone", location: $0.name.location)
      }, severity: .warning)
  }

  private static func list(_ prefixes: [Prefix]) -> String {
    prefixes.prefix(4).map(\.description).joined(separator: ", ") + (prefixes.count > 4 ? ", …" : "")
  }
}
