import CtyunAPI

/// Which operations the emulator keeps, and how well: the contents of `docs/emulator-coverage.md`.
public struct Coverage: Sendable {
  /// How well an operation is kept.
  public enum Level: String, Sendable, CaseIterable {
    /// Its effects, refusals and replies as far as they are known.
    case implemented
    /// Something known is left out.
    case partly
    /// It answers that it is not kept.
    case refused
  }

  /// One operation.
  public struct Entry: Sendable {
    /// The operation's id.
    public let operation: String
    /// What it does, in one line.
    public let summary: String
    /// How well it is kept.
    public let level: Level
    /// What is left out; empty unless it is kept partly.
    public let note: String
  }

  /// All operations, sorted by id.
  public let entries: [Entry]

  init(entries: [Entry]) { self.entries = entries }

  /// The coverage of the running program.
  public init() {
    entries = Operations.all.map { operation in
      let note = Self.gaps[operation.id]
      let level: Level =
        Handlers.all[operation.id] == nil ? .refused : note == nil ? .implemented : .partly
      return Entry(
        operation: operation.id, summary: operation.summary, level: level, note: note ?? "")
    }
  }

  /// What is left out of operations that are kept partly.
  static let gaps: [String: String] = [
    "cda.GetExpressConnect": "no gateway is ever bound to an express connection",
    "cda.ListLinkProbe": "every probe shows one packet exchange without loss",
    "cda.GetHealthCheckStatus": "the result is always normal in the end: lines do not fail",
    "elb.ShowTarget": "targets do not fail; there is no health check behind them",
    "elb.ListTargets": "targets do not fail; there is no health check behind them",
    "vpc.CreateNetworkPathAnalysis":
      "looks at addresses, VPCs and peerings, not at security groups, ACLs or routes",
    "vpc.DisassociateSubnetRouteTable": "always refused, as in regions of the newer generation",
    "vpc.ListRouteTables": "gateway route tables (type 2) do not exist",
    "vpc.ListRouteTablesLegacy": "gateway route tables (type 2) do not exist",
    "vpc.UpdateSecurityGroup": "a group that is switched off is kept as such and has no further effect",
    "vpce.CreateEndpointService":
      "gwlb services are kept like interface services; billing and underlay have no effect",
    "vpce.QueryCreateEndpointPrice": "every price is 0",
    "vpce.CreateEndpointOssPolicy": "the policy is kept as text and has no effect",
  ]

  /// How many operations are kept how well.
  public func count(_ level: Level) -> Int { entries.count { $0.level == level } }

  /// The page: Markdown with a table for each service.
  public var markdown: String {
    var text = """
      # What the emulator keeps

      Made from the list of operations; do not edit. A test compares this page with the program, and
      `ISTHMUS_RECORD=1 swift test --filter CoverageTests` rewrites it.

      \(count(.implemented)) operations are implemented, \(count(.partly)) partly, and \(count(.refused))
      answer that they are not kept.

      """
    for service in Service.allCases.sorted() {
      text +=
        "\n## \(service.rawValue)\n\n| operation | | what it does | what is left out |\n|---|---|---|---|\n"
      for entry in entries where entry.operation.hasPrefix("\(service.rawValue).") {
        text +=
          "| `\(entry.operation)` | \(entry.level.rawValue) | \(entry.summary) | \(entry.note) |\n"
      }
    }
    return text
  }
}
