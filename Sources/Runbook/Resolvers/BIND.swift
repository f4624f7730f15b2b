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
  private static let main = "/etc/bind/named.conf"
  private static let options = "/etc/bind/named.conf.options"

  static func configuration(_ change: ResolverChange) -> ResolverConfiguration {
    let forwarded = change.isGlobal ? [] : change.forwardedZones
    var apply: [ResolverConfiguration.Part] = []
    if !change.records.isEmpty {
      apply.append(.init(place: zoneFile, lines: records(change), notice: NameText.bindFile))
    }
    let zones = forwarded.flatMap(forwardZone) + (change.records.isEmpty ? [] : policyZone)
    if !zones.isEmpty { apply.append(.init(place: file, lines: zones, notice: NameText.bindFile)) }
    var undo: [ResolverConfiguration.Part] = []
    if !zones.isEmpty {
      let include = ["include \"\(file)\";"]
      apply.append(.init(place: main, lines: include, notice: NameText.addAtEnd))
      undo.append(.init(place: main, lines: include, notice: NameText.removeLines))
    }
    if change.isGlobal {
      let lines = ["forward only;", "forwarders { \(list(change.forwarders)) };"]
      apply.append(.init(place: options, lines: lines, notice: NameText.bindGlobal))
      undo.append(.init(place: options, lines: lines, notice: NameText.bindGlobalBack))
    }
    if !forwarded.isEmpty {
      let names = forwarded.map { "\"\($0.zone)\";" }.joined(separator: " ")
      let lines = ["validate-except { \(names) };"]
      apply.append(.init(place: options, lines: lines, notice: NameText.bindValidation))
      undo.append(.init(place: options, lines: lines, notice: NameText.bindOptionBack))
    }
    if !change.records.isEmpty {
      let lines = ["response-policy { zone \"isthmus.rpz\"; } qname-wait-recurse no;"]
      apply.append(.init(place: options, lines: lines, notice: NameText.bindPolicy))
      undo.append(.init(place: options, lines: lines, notice: NameText.bindPolicyBack))
    }
    let added = (zones.isEmpty ? [] : [file]) + (change.records.isEmpty ? [] : [zoneFile])
    let load = "named-checkconf -z && rndc reconfig && rndc flush"
    apply.append(.init(lines: [load], syntax: "sh", notice: NameText.command))
    undo.append(
      .init(
        lines: (added.isEmpty ? [] : ["rm \(added.joined(separator: " "))"]) + [load], syntax: "sh",
        notice: NameText.command))
    return ResolverConfiguration(apply: apply, undo: undo)
  }

  private static func list(_ addresses: [IPAddress]) -> String {
    addresses.map { "\($0);" }.joined(separator: " ")
  }

  private static func forwardZone(_ zone: PlannedSite.DNS.ForwardedZone) -> [String] {
    [
      "zone \"\(zone.zone)\" {", "    type forward;", "    forward only;",
      "    forwarders { \(list(zone.forwarders)) };", "};",
    ]
  }

  private static let policyZone = [
    "zone \"isthmus.rpz\" {", "    type primary;", "    file \"\(zoneFile)\";", "    allow-query { none; };",
    "};",
  ]

  /// A complete zone file: names without a dot at their end lie in the policy zone.
  private static func records(_ change: ResolverChange) -> [String] {
    [
      "$TTL \(change.ttl)", "@ IN SOA localhost. root.localhost. (1 3600 600 86400 \(change.ttl))",
      "@ IN NS  localhost.",
    ]
      + change.records.flatMap { record in
        record.addresses.map { "\(record.name) IN \($0.family == .ipv4 ? "A   " : "AAAA") \($0)" }
      }
  }
}
