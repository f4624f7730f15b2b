import Scenario

/// A plan as text for a terminal: what was decided, by whom and why, in aligned tables.
public enum PlanText {
  /// No line is wider than this, in terminal columns.
  static let width = 110

  /// The text, with a line feed at the end; linear in the plan's size.
  ///
  /// One table for each kind of decision, then what the plan rests on that nobody has confirmed. Wide (CJK)
  /// characters are counted as the two columns they take. A text that does not fit its column is wrapped, never cut.
  public static func render(plan: Plan) -> String {
    var lines = header(of: plan)
    var rowsOfKind: [Allocation.Kind: [[String]]] = [:]
    for allocation in plan.allocations {
      rowsOfKind[allocation.kind, default: []].append([
        allocation.owner, allocation.value, allocation.origin.rawValue, allocation.reason,
      ])
    }
    for kind in Allocation.Kind.allCases {
      guard let rows = rowsOfKind[kind] else { continue }
      lines += ["", "\(kind.plural) (\(rows.count))"]
      let table = TextTable(
        columns: [
          .init("owner", limit: 38), .init("value", limit: 34), .init("origin", limit: 6), .init("reason"),
        ],
        rows: rows)
      lines += table.lines(width: width)
    }
    if !plan.assumptions.isEmpty {
      lines += ["", "assumptions to confirm with the cloud operator (\(plan.assumptions.count))"]
      let table = TextTable(
        columns: [.init("profile key", limit: 34), .init("value", limit: 34), .init("source")],
        rows: plan.assumptions.map { [$0.key, $0.value, $0.source] })
      lines += table.lines(width: width)
    }
    lines += ["", summary(of: plan)]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func header(of plan: Plan) -> [String] {
    var rows = [
      ["plan", plan.scenario], ["region", plan.region], ["scenario", "sha256 " + plan.scenarioDigest],
      ["lock file", "sha256 " + plan.lockDigest],
    ]
    if let window = plan.changeWindow {
      rows.append(["change window", "\(window.start.value), \(window.durationMinutes.value) min"])
    }
    rows.append(["contents", contents(of: plan)])
    return TextTable(columns: [.init("", limit: 14), .init("")], rows: rows).lines(width: width)
  }

  private static func contents(of plan: Plan) -> String {
    let counts = [
      (plan.accounts.count, "account"), (plan.sites.count, "site"),
      (plan.directConnects.count, "Direct Connect"),
      (plan.directConnects.reduce(0) { $0 + $1.lines.count }, "line"),
      (plan.vpcs.count, "VPC"), (plan.vpcs.reduce(0) { $0 + $1.subnets.count }, "subnet"),
      (plan.services.count, "endpoint service"), (plan.endpoints.count, "endpoint"),
      (plan.privateZones.count, "private zone"),
    ]
    let present = counts.filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    return present.isEmpty ? "nothing" : present.joined(separator: ", ")
  }

  private static func summary(of plan: Plan) -> String {
    var fixed = 0
    var kept = 0
    var chosen = 0
    for allocation in plan.allocations {
      switch allocation.origin {
      case .fixed: fixed += 1
      case .kept: kept += 1
      case .chosen: chosen += 1
      }
    }
    return "\(count(plan.allocations.count, "decision")): \(fixed) fixed by the scenario, "
      + "\(kept) kept from the lock file, \(chosen) chosen now"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Allocation.Kind {
  /// The heading of its table.
  fileprivate var plural: String {
    switch self {
    case .subnet: "subnets"
    case .subnetIPv6: "IPv6 subnets"
    case .endpointAddress: "endpoint addresses"
    case .endpointIPv6Address: "endpoint IPv6 addresses"
    case .transitAddress: "transit addresses"
    case .backendAddress: "backend addresses"
    case .probeAddress: "health check sources"
    case .interconnect: "interconnect links (cloud end, site end)"
    case .interconnectIPv6: "IPv6 interconnect links (cloud end, site end)"
    case .vlan: "VLANs"
    case .asn: "autonomous system numbers"
    case .name: "names in the cloud"
    }
  }
}
