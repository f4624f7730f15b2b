import Scenario

/// A domain name in the form in which two names can be compared (RFC 4343: case plays no part).
struct DomainName: Hashable {
  /// In lower case, without a dot at the end.
  let text: String

  init(_ name: String) {
    let lower = name.lowercased()
    text = lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  /// Whether it is a zone's own name or lies in the zone.
  func isInside(_ zone: DomainName) -> Bool { text == zone.text || text.hasSuffix("." + zone.text) }

  /// The name and all it lies in, the name first: `a.b.c`, `b.c`, `c`.
  var ancestry: [DomainName] {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.indices.map { DomainName(labels[$0...].joined(separator: ".")) }
  }

  /// What it lies in: `b.c` for `a.b.c`; nil for a name of one label.
  var parent: DomainName? {
    text.firstIndex(of: ".").map { DomainName(String(text[text.index(after: $0)...])) }
  }
}

/// The private zones of a scenario, found by name.
struct PrivateZones {
  /// A zone with the VPCs that see it.
  struct Zone {
    var entry: NamedMap<PrivateZone>.Entry
    var vpcs: Set<String>
  }

  private var byName: [DomainName: Zone] = [:]

  init(_ scenario: Scenario) {
    for entry in scenario.privateZones {
      byName[DomainName(entry.name.value)] = Zone(entry: entry, vpcs: Set(entry.value.vpcs.map(\.value)))
    }
  }

  /// The zone that holds the record of an endpoint's name: the longest that the name lies in and the endpoint's VPC
  /// sees, as the planner takes it.
  func zone(of name: DomainName, endpointVPC vpc: String) -> Zone? {
    if byName.isEmpty { return nil }
    return name.ancestry.lazy.compactMap { byName[$0] }.first { $0.vpcs.contains(vpc) }
  }

  /// The longest zone that the name lies in, whoever sees it.
  func zone(around name: DomainName) -> Zone? {
    if byName.isEmpty { return nil }
    return name.ancestry.lazy.compactMap { byName[$0] }.first
  }
}
