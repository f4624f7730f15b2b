import Addressing
import Diagnostics

/// Packets under way that have shared their fate so far.
struct Branch {
  /// Where they come from.
  var sources: SetPool.ID
  /// What they show as their own address: the same, or, behind a translation, any of a pool.
  var seen: SetPool.ID
  /// Whether each packet shows any address of `seen`, and no longer its own.
  var isTranslated = false
  /// Where they arrived; nil when they are lost.
  var landing: Int?
  var hops: [Hop] = []
  var blockers: [Blocker] = []
  /// The places passed, in order.
  var nodes: [Int] = []
  /// The lines crossed.
  var lines: [Int] = []
  /// The stateful filters that let them pass.
  var sessions: [Int] = []
  /// A number of their own, by which answers are remembered.
  var number = 0
}

extension Branch {
  mutating func add(_ blocker: Blocker) {
    if !blockers.contains(blocker) { blockers.append(blocker) }
  }

  /// The same branch, for a part of its packets only.
  func restricted(to part: SetPool.ID, sources: SetPool.ID) -> Branch {
    var branch = self
    branch.seen = part
    branch.sources = sources
    return branch
  }
}
