import Planning

/// The order in which steps are written down and, when one person does them all, done.
///
/// Phase first. Inside a phase one owner's steps stand together as long as anything of theirs is ready, so that
/// the work changes hands seldom; among them the lower level of the graph comes first, so that work which may go
/// side by side stands side by side; then the order in which the plan names the resources. Steps that cannot be
/// taken back, and what waits for them, come last in their phase: all that is reversible is done before the
/// point of no return.
enum StepOrder {
  /// The steps in order.
  static func sorted(_ steps: [Step]) -> [Step] {
    var steps = steps
    sort(&steps)
    return steps
  }

  /// Puts steps in order where they lie: a step is a large value, and a large runbook has a hundred thousand.
  static func sort(_ steps: inout [Step]) { steps.reorder(by: order(steps)) }

  /// The positions of the steps in their order, by Kahn's algorithm with a heap, n log n.
  ///
  /// A dependency on an unknown id holds nobody back, and what is caught in a cycle follows at the end in the
  /// given order: nothing is lost, and ``Runbook/problems()`` reports both. A step whose dependency stands in a
  /// later phase is moved behind it.
  private static func order(_ steps: [Step]) -> [Int] {
    let graph = StepGraph(steps)
    let late = latePlaces(steps, graph)
    let levels = levels(steps, graph)
    let owners = ownerRanks(steps)
    var missing = graph.dependencyCounts
    // Ready steps, by bucket of phase and lateness, then by owner.
    var ready = ReadySteps()
    func place(_ index: Int) -> (bucket: Int, owner: Int, key: ReadyKey) {
      (
        steps[index].phase.rawValue * 2 + (late[index] ? 1 : 0), owners[index],
        ReadyKey(level: levels[index], index: index)
      )
    }
    for index in steps.indices where missing[index] == 0 {
      let place = place(index)
      ready.insert(place.key, bucket: place.bucket, owner: place.owner)
    }
    var sorted: [Int] = []
    sorted.reserveCapacity(steps.count)
    while let index = ready.next() {
      sorted.append(index)
      for dependant in graph.dependants(of: index) {
        missing[dependant] -= 1
        guard missing[dependant] == 0 else { continue }
        let place = place(dependant)
        ready.insert(place.key, bucket: place.bucket, owner: place.owner)
      }
    }
    for index in steps.indices where missing[index] > 0 { sorted.append(index) }
    return sorted
  }

  /// Irreversible steps, and those of the same phase that wait for one.
  private static func latePlaces(_ steps: [Step], _ graph: StepGraph) -> [Bool] {
    var late = steps.indices.map { !steps[$0].isReversible }
    guard late.contains(true) else { return late }
    for index in graph.topological {
      guard !late[index] else { continue }
      late[index] = graph.dependencies(of: index).contains {
        late[$0] && steps[$0].phase == steps[index].phase
      }
    }
    return late
  }

  /// The longest way to a step inside its phase.
  private static func levels(_ steps: [Step], _ graph: StepGraph) -> [Int] {
    var levels = [Int](repeating: 0, count: steps.count)
    for index in graph.topological {
      for dependency in graph.dependencies(of: index) where steps[dependency].phase == steps[index].phase {
        levels[index] = max(levels[index], levels[dependency] + 1)
      }
    }
    return levels
  }

  private static func ownerRanks(_ steps: [Step]) -> [Int] {
    let owners = steps.indices.map { steps[$0].owner }
    let ordered = Set(owners).sorted { $0.identifier < $1.identifier }
    let ranks = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
    return owners.map { ranks[$0] ?? 0 }
  }
}

/// What decides between ready steps of one owner.
private struct ReadyKey: Comparable {
  var level: Int
  var index: Int

  static func < (left: Self, right: Self) -> Bool { (left.level, left.index) < (right.level, right.index) }
}

/// Steps whose dependencies are done.
private struct ReadySteps {
  /// For each bucket the owners that have ready steps.
  private var buckets: [Int: [Int: Heap<ReadyKey>]] = [:]
  private var current: (bucket: Int, owner: Int)?

  mutating func insert(_ key: ReadyKey, bucket: Int, owner: Int) {
    buckets[bucket, default: [:]][owner, default: Heap()].insert(key)
  }

  /// Takes the next step. There are at most two buckets for each phase and a handful of owners.
  mutating func next() -> Int? {
    guard let bucket = buckets.keys.min() else { return nil }
    guard var owners = buckets[bucket], let first = owners.keys.min() else { return nil }
    let owner: Int
    if let current, current.bucket == bucket, owners[current.owner] != nil {
      owner = current.owner
    } else {
      owner = first
    }
    current = (bucket, owner)
    // Taken out while it changes, so that nothing is copied.
    buckets[bucket] = nil
    guard var heap = owners[owner] else { return nil }
    owners[owner] = nil
    let key = heap.removeFirst()
    if !heap.isEmpty { owners[owner] = heap }
    if !owners.isEmpty { buckets[bucket] = owners }
    return key?.index
  }
}
