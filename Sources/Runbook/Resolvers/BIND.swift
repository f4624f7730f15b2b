import Addressing
import Planning
import Scenario

/// ISC BIND 9: forward zones, and a response policy zone for own names, so that no zone of the site is touched.
enum BIND: ResolverDialect {
  static let software = SiteDNS.Software.bind
  static let displayName = "BIND 9"

  /// The file that the change adds; taking the change back is removing one line and this file.
  private static let file = "/etc/bind/isthmus.conf"
  private static let zoneFile = "/etc/bind/db.isthmus.rpz"

  static func configuration(_ change: ResolverChange) -> ResolverConfiguration {
    var apply: [String] = []
    if change.isGlobal {
      apply += [
        "# options { … } of named.conf: every query goes to the cloud; look-ups then depend on the lines",
        "forward only;", "forwarders { \(change.forwarders.map { "\($0);" }.joined(separator: " ")) };",
      ]
    }
    apply.append("# \(file)")
    if !change.isGlobal {
      for zone in change.forwardedZones {
        apply += [
          "zone \"\(zone.zone)\" {", "    type forward;", "    forward only;",
          "    forwarders { \(zone.forwarders.map { "\($0);" }.joined(separator: " ")) };", "};",
        ]
      }
      if !change.forwardedZones.isEmpty {
        let names = change.forwardedZones.map { "\"\($0.zone)\";" }.joined(separator: " ")
        apply.append("# options { … }, when this server validates: validate-except { \(names) };")
      }
    }
    if !change.records.isEmpty {
      apply += [
        "zone \"isthmus.rpz\" {", "    type primary;", "    file \"\(zoneFile)\";",
        "    allow-query { none; };", "};",
        "# options { … } of named.conf (one response-policy statement a view; add the zone to yours)",
        "response-policy { zone \"isthmus.rpz\"; } qname-wait-recurse no;", "# \(zoneFile)",
        "$TTL \(change.ttl)",
        "@ IN SOA localhost. root.localhost. (1 3600 600 86400 \(change.ttl))", "@ IN NS  localhost.",
      ]
      for record in change.records {
        for address in record.addresses {
          apply.append("\(record.name) IN \(address.family == .ipv4 ? "A   " : "AAAA") \(address)")
        }
      }
    }
    apply += [
      "# named.conf", "include \"\(file)\";", "# then", "named-checkconf -z && rndc reconfig && rndc flush",
    ]
    var undo = ["# named.conf: remove the line", "include \"\(file)\";"]
    if change.isGlobal { undo += ["# options { … }: remove forward and forwarders"] }
    if !change.records.isEmpty { undo += ["# options { … }: remove the zone from response-policy"] }
    undo += [
      "# then", "rm \(([file] + (change.records.isEmpty ? [] : [zoneFile])).joined(separator: " "))",
      "named-checkconf && rndc reconfig && rndc flush",
    ]
    return ResolverConfiguration(apply: apply, undo: undo, syntax: "text")
  }
}
