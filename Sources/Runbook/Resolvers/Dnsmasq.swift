import Addressing
import Planning
import Scenario

/// dnsmasq: one file in its configuration folder.
enum Dnsmasq: ResolverDialect {
  static let software = SiteDNS.Software.dnsmasq
  static let displayName = "dnsmasq"

  private static let file = "/etc/dnsmasq.d/isthmus.conf"

  static func configuration(_ change: ResolverChange) -> ResolverConfiguration {
    var apply = ["# \(file)"]
    if change.isGlobal {
      apply += ["# every query goes to the cloud; look-ups then depend on the lines", "no-resolv"]
      apply += change.forwarders.map { "server=\($0)" }
    } else {
      for zone in change.forwardedZones {
        apply += zone.forwarders.map { "server=/\(zone.zone)/\($0)" }
        // Answers with private addresses are what is wanted here, even where rebinding protection is on.
        apply.append("rebind-domain-ok=/\(zone.zone)/")
      }
    }
    // One address a line: a host-record takes a single address of each family.
    for record in change.records {
      apply += record.addresses.map { "host-record=\(record.name),\($0),\(change.ttl)" }
    }
    let restart = "dnsmasq --test && systemctl restart dnsmasq"
    apply += ["# then", restart]
    return ResolverConfiguration(apply: apply, undo: ["rm \(file)", restart], syntax: "text")
  }
}
