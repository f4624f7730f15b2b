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
    /// What is served over other lines than before, out and back.
    public var moved: [Move] = []
  }

  /// The packets of one place that fare differently.
  public struct Change: Sendable {
    /// The position of the place in the matrix.
    public var origin: Int
    /// The sources.
    public var sources: PrefixSet
    /// What becomes of them now.
    public var verdict: Verdict
    /// The positions of the columns.
    public var columns: [Int]
  }

  /// Packets of one place that take other lines.
  public struct Move: Sendable {
    /// The position of the place in the matrix.
    public var origin: Int
    /// All sources of which packets to some of the columns move.
    public var sources: PrefixSet
    /// The names of the lines before.
    public var from: [String]
    /// The names of the lines now.
    public var to: [String]
    /// The positions of the columns.
    public var columns: [Int]
  }

  /// One entry for each line, router and attachment.
  public private(set) var failures: [Failure] = []

  /// Compares every single failure with the whole network; one matrix for each, of which only the rows are new.
  public init(_ network: Network, _ maker: inout MatrixMaker, normal: Matrix) {
    for (index, component) in network.model.components.enumerated() {
      let comparison = MatrixComparison(normal, maker.matrix(down: [index]))
      failures.append(comparison.failure(of: component, in: network.model))
    }
  }
}

/// Two matrices of one network, before and after.
private struct MatrixComparison {
  private struct Pair: Hashable {
    var before: Int
    var after: Int
  }

  private struct Effect: Hashable {
    var verdict: Verdict
    /// The lines before and after; empty but for what moves.
    var from: [Int] = []
    var to: [Int] = []
    var isMove: Bool { from != to }
  }

  private struct Group: Hashable {
    var effect: Effect
    /// What moves is put together whatever its sources.
    var sources: PrefixSet?
  }

  let before: Matrix
  let after: Matrix
  /// Columns that are alike before and alike after.
  private let columns: [(kinds: Pair, columns: [Int])]

  init(_ before: Matrix, _ after: Matrix) {
    self.before = before
    self.after = after
    var numbers: [Pair: Int] = [:]
    var columns: [(kinds: Pair, columns: [Int])] = []
    for index in before.columns.indices {
      let pair = Pair(before: before.columns[index].kind, after: after.columns[index].kind)
      let number = numbers[pair] ?? columns.count
      if number == columns.count {
        numbers[pair] = number
        columns.append((pair, []))
      }
      columns[number].columns.append(index)
    }
    self.columns = columns
  }

  func failure(of component: Component, in model: ForwardingModel) -> FailureMatrix.Failure {
    var failure = FailureMatrix.Failure(component: component)
    var known: [Pair: [(Effect, PrefixSet)]] = [:]
    for origin in before.origins.indices {
      var order: [Group] = []
      var groups: [Group: (sources: PrefixSet, columns: [Int])] = [:]
      for entry in columns {
        let pair = Pair(
          before: before.cells[origin][entry.kinds.before], after: after.cells[origin][entry.kinds.after])
        // Equal answers have equal numbers.
        guard pair.before != pair.after else { continue }
        let effects = known[pair] ?? effects(of: pair)
        known[pair] = effects
        for (effect, sources) in effects {
          let group = Group(effect: effect, sources: effect.isMove ? nil : sources)
          if groups[group] == nil { order.append(group) }
          var own = groups.removeValue(forKey: group) ?? (sources, [])
          if effect.isMove { own.sources = own.sources.union(sources) }
          own.columns += entry.columns
          groups[group] = own
        }
      }
      for group in order {
        guard let own = groups[group] else { continue }
        let columns = own.columns.sorted()
        if group.effect.isMove {
          failure.moved.append(
            FailureMatrix.Move(
              origin: origin, sources: own.sources, from: group.effect.from.map { model.components[$0].name },
              to: group.effect.to.map { model.components[$0].name }, columns: columns))
          continue
        }
        let change = FailureMatrix.Change(
          origin: origin, sources: own.sources, verdict: group.effect.verdict, columns: columns)
        if change.verdict.isSuccess { failure.asymmetric.append(change) } else { failure.lost.append(change) }
      }
    }
    return failure
  }

  /// The sources that were served and are served otherwise or not at all.
  private func effects(of pair: Pair) -> [(Effect, PrefixSet)] {
    var effects: [(Effect, PrefixSet)] = []
    for share in before.answers[pair.before] where share.verdict.isSuccess {
      for now in after.answers[pair.after] {
        let common = share.sources.intersection(now.sources)
        guard !common.isEmpty else { continue }
        if now.verdict != share.verdict, now.verdict != .delivered {
          effects.append((Effect(verdict: now.verdict), common))
        } else if now.lines != share.lines {
          effects.append((Effect(verdict: now.verdict, from: share.lines, to: now.lines), common))
        }
      }
    }
    return effects
  }
}
