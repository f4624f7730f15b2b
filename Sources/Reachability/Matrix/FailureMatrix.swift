public import Addressing
import Scenario

/// What single failures change.
public struct FailureMatrix: Sendable {
  /// One failure.
  public struct Failure: Sendable {
    /// What is down.
    public var component: Component
    /// What is served no more.
    public var lost: [Change] = []
    /// What is served, with answers that come back over other lines.
    public var asymmetric: [Change] = []
  }

  /// The packets of one place to one port that fare differently.
  public struct Change: Sendable {
    /// The place.
    public var origin: String
    /// The sources.
    public var sources: PrefixSet
    /// The port.
    public var column: Matrix.Column
    /// What becomes of them now.
    public var verdict: Verdict
  }

  /// One entry for each line, router and attachment.
  public private(set) var failures: [Failure] = []

  /// Compares every single failure with the whole network; one matrix for each.
  public init(_ network: Network, normal: Matrix) {
    for (index, component) in network.model.components.enumerated() {
      let broken = Matrix(network, down: [index])
      var failure = Failure(component: component)
      var known: [[Int]: [(PrefixSet, Verdict)]] = [:]
      for origin in normal.origins.indices {
        for (position, column) in normal.columns.enumerated() {
          let pair = [normal.cells[origin][position], broken.cells[origin][position]]
          let changes =
            known[pair] ?? Self.changes(from: normal.answers[pair[0]], to: broken.answers[pair[1]])
          known[pair] = changes
          for (sources, verdict) in changes {
            let change = Change(
              origin: normal.origins[origin].name, sources: sources, column: column, verdict: verdict)
            if verdict.isSuccess { failure.asymmetric.append(change) } else { failure.lost.append(change) }
          }
        }
      }
      failures.append(failure)
    }
  }

  private static func changes(
    from before: [Matrix.Share], to after: [Matrix.Share]
  ) -> [(PrefixSet, Verdict)] {
    let served = before.filter(\.verdict.isSuccess).reduce(PrefixSet()) { $0.union($1.sources) }
    let straight = before.filter { $0.verdict == .delivered }.reduce(PrefixSet()) { $0.union($1.sources) }
    return after.compactMap { share in
      let from = share.verdict == .asymmetric ? straight : share.verdict.isSuccess ? PrefixSet() : served
      let changed = share.sources.intersection(from)
      return changed.isEmpty ? nil : (changed, share.verdict)
    }
  }
}
