import Diagnostics

/// Tells why something got the values it has: `isthmus plan --explain ID`.
public enum PlanExplanation: Sendable, Equatable {
  /// The explanation, lines for people.
  case found(String)
  /// Nothing has that id or name; perhaps this was meant.
  case unknown(suggestion: String?)

  /// Explains all decisions about one thing.
  ///
  /// - Parameters:
  ///   - id: a resource id (`endpoint/orders`; what lies below it is explained too), or a name of the scenario
  ///     (`orders`; all resources of that name are explained).
  ///   - allocations: the decisions, of a plan or of ``Decisions``, sorted by kind and owner.
  ///   - resources: the ids of all resources, so that one without decisions is told from one that does not exist.
  public static func explain(
    _ id: String, allocations: [Allocation], resources: [String] = []
  ) -> PlanExplanation {
    let owners = Set(allocations.map(\.owner)).union(resources).sorted { $0.precedesByScalars($1) }
    var matches = owners.filter { $0 == id || $0.hasPrefix(id + "/") }
    if matches.isEmpty { matches = owners.filter { name(of: $0) == id } }
    guard !matches.isEmpty else {
      return .unknown(suggestion: closestMatch(to: id, among: owners + owners.map(name)))
    }
    let byOwner = Dictionary(grouping: allocations, by: \.owner)
    return .found(matches.map { section(of: $0, byOwner[$0] ?? []) }.joined(separator: "\n"))
  }

  /// The last part of an id, which is a name of the scenario.
  private static func name(of owner: String) -> String {
    owner.split(separator: "/").last.map(String.init) ?? owner
  }

  private static func section(of owner: String, _ allocations: [Allocation]) -> String {
    guard !allocations.isEmpty else {
      return "\(owner)\n  nothing was decided: it takes no address, number or name from the planner\n"
    }
    return "\(owner)\n" + allocations.map(lines).joined()
  }

  private static func lines(of allocation: Allocation) -> String {
    var lines = ["  \(allocation.kind.rawValue): \(allocation.value)"]
    switch allocation.origin {
    case .fixed: lines.append("    fixed: \(allocation.reason)")
    case .kept: lines.append("    kept: the lock file has it; the reason at the time: \(allocation.reason)")
    case .chosen: lines.append("    chosen: \(allocation.reason)")
    }
    if let pool = allocation.pool { lines.append("    pool: \(pool)") }
    if !allocation.skipped.isEmpty {
      lines.append("    skipped:")
      lines += allocation.skipped.map { "      \($0)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
