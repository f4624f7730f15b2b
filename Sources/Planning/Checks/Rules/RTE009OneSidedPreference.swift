import Diagnostics
import Scenario

/// Cloud and site prefer different lines, or no line is preferred: the two directions of a flow part.
enum RTE009OneSidedPreference: Rule {
  static let metadata = RuleMetadata(
    code: "RTE009", name: "one-sided-preference", title: "the two directions prefer different lines",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for directConnect in context.scenario.directConnects where directConnect.value.lines.count > 1 {
      let lines = directConnect.value.lines.entries
      let oneSided = lines.compactMap { finding(ofOneSided: $0, of: directConnect.name.value) }
      // What follows from a preference at one side is said there.
      findings += oneSided.isEmpty ? unclear(lines, of: directConnect) : oneSided
    }
    return findings
  }

  private static func finding(ofOneSided line: NamedMap<Line>.Entry, of name: String) -> Diagnostic? {
    let cloud = line.value.preference?.value ?? .primary
    guard let site = line.value.sitePreference, site.value != cloud else { return nil }
    return finding(
      "line \(name).\(line.name.value) is \(cloud.rawValue) from the cloud and \(site.value.rawValue) from the "
        + "site, so a flow takes different lines there and back",
      at: site.location,
      help: "write `sitePreference: \(cloud.rawValue)`, or leave it out and the planner sets both directions",
      related: [
        line.value.preference.map { Related(message: "from the cloud", location: $0.location) }
          ?? Related(message: "a line without `preference` is primary", location: line.name.location)
      ])
  }

  private static func unclear(
    _ lines: [NamedMap<Line>.Entry], of directConnect: CheckContext.DirectConnectEntry
  ) -> [Diagnostic] {
    let name = directConnect.name.value
    let primaries = lines.filter { ($0.value.preference?.value ?? .primary) == .primary }
    let equals = lines.filter { $0.value.preference?.value == .equal }
    if primaries.count > 1 {
      let second = primaries[1]
      return [
        finding(
          "lines \(primaries[0].name.value) and \(second.name.value) of \(name) are both primary, so nobody "
            + "decides which one carries a flow",
          at: second.value.preference?.location ?? second.name.location,
          help:
            "write `preference: standby` on one, or `preference: equal` on both and `multipath: true` under "
            + "`routing`",
          related: [Related(message: "the other primary line", location: primaries[0].name.location)],
          severity: .warning)
      ]
    }
    if let equal = equals.first, equals.count < lines.count {
      return [
        finding(
          "line \(equal.name.value) of \(name) is equal to lines that are primary or standby",
          at: equal.value.preference?.location,
          help: "make all lines equal, or one primary and the others standby", severity: .warning)
      ]
    }
    if let equal = equals.first, directConnect.value.routing.multipath?.value != true {
      return [
        finding(
          "the lines of \(name) are equal, and `multipath` is off, so one of them stays idle",
          at: equal.value.preference?.location,
          help: "write `multipath: true` under `routing`; stateful firewalls must then see both lines",
          severity: .warning)
      ]
    }
    if primaries.isEmpty, equals.isEmpty, let first = lines.first {
      return [
        finding(
          "every line of \(name) is standby", at: first.value.preference?.location,
          help: "write `preference: primary` on one", severity: .warning)
      ]
    }
    return []
  }
}
