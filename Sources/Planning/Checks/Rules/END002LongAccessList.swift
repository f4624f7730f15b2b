import Addressing
import Diagnostics
import Scenario

/// The access list of an endpoint has more entries than the cloud takes. A site counts once for each of its ranges.
enum END002LongAccessList: Rule {
  static let metadata = RuleMetadata(
    code: "END002", name: "long-access-list", title: "the access list of an endpoint is too long",
    severity: .error, profileKeys: [.endpointAccessListLimit])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let limit = Limit(.endpointAccessListLimit, of: context.profile)
    var counts: [AddressSource: [Prefix]] = [:]
    return context.scenario.endpoints.compactMap { endpoint in
      guard let sources = endpoint.value.allow else { return nil }
      let carriesIPv6 = endpoint.value.ipv6Address != nil
      var entries: Set<Prefix> = []
      var unknown = 0
      var firstBeyond: SourceLocation?
      for source in sources {
        let prefixes = counts[source.value] ?? self.entries(of: source.value, context)
        counts[source.value] = prefixes
        // What the planner decides is one entry, and only IPv4 without a word to the contrary.
        if prefixes.isEmpty { unknown += 1 }
        for prefix in prefixes where prefix.family == .ipv4 || carriesIPv6 || source.value == .prefix(prefix)
        {
          entries.insert(prefix)
        }
        if firstBeyond == nil, entries.count + unknown > limit.value { firstBeyond = source.location }
      }
      guard let firstBeyond else { return nil }
      return finding(
        "endpoint \(endpoint.name.value) admits \(entries.count + unknown) ranges, more than the limit of "
          + "\(limit.value)",
        at: firstBeyond, help: help(entries, unknown: unknown, limit.value), related: [limit.related],
        severity: limit.severity)
    }
  }

  /// A site's ranges are entries as they are written, everything else as it resolves.
  private static func entries(of source: AddressSource, _ context: CheckContext) -> [Prefix] {
    if case .reference(let name) = source, let site = context.scenario.sites[name] {
      return site.visiblePrefixes.map(\.value)
    }
    return context.resolve(source)?.prefixes.prefixes ?? []
  }

  private static func help(_ entries: Set<Prefix>, unknown: Int, _ limit: Int) -> String {
    let cover = PrefixSet(entries).prefixes
    if cover.count + unknown <= limit {
      let list = cover.prefix(4).map(\.phrase).joined(separator: ", ") + (cover.count > 4 ? ", …" : "")
      return "summarise: \(cover.count) ranges say the same: \(list)"
    }
    return "admit larger ranges, or make a second endpoint for some of the sources"
  }
}
