import Addressing
import Planning
import Scenario

/// dnsmasq: one file in its configuration folder.
enum Dnsmasq: ResolverDialect {
  static let software = SiteDNS.Software.dnsmasq
  static let displayName = "dnsmasq"

  private static let file = "/etc/dnsmasq.d/isthmus.conf"

  static func configuration(_ change: ResolverChange) -> ResolverConfiguration {
    var lines: [String] = []
    if change.isGlobal {
      lines.append("no-resolv")
      lines += change.forwarders.map { "server=\($0)" }
    } else {
      for zone in change.forwardedZones {
        lines += zone.forwarders.map { "server=/\(zone.zone)/\($0)" }
        // Answers with private addresses are what is wanted here, even where rebinding protection is on.
        lines.append("rebind-domain-ok=/\(zone.zone)/")
      }
    }
    // One address a line: a host-record takes a single address of each family.
    for record in change.records {
      lines += record.addresses.map { "host-record=\(record.name),\($0),\(change.ttl)" }
    }
    let restart = "dnsmasq --test && systemctl restart dnsmasq"
    return ResolverConfiguration(
      apply: [
        .init(
          place: file, lines: lines, notice: change.isGlobal ? NameText.dnsmasqGlobal : NameText.dnsmasqFile),
        .init(lines: [restart], syntax: "sh", notice: NameText.command),
      ],
      undo: [.init(lines: ["rm \(file)", restart], syntax: "sh", notice: NameText.command)])
  }
}
