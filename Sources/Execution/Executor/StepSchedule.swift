import Runbook

/// Which steps may be worked on: those whose neighbours are settled, in the order of the runbook, and of each account
/// only so many at a time. Pure; every step is looked at once for each of its neighbours.
struct StepSchedule {
  /// What a step takes while it is worked on.
  private enum Lane: Hashable {
    /// A place of its account.
    case account(String)
    /// Nothing: people and waits keep no account busy.
    case free
  }

  private let successors: [[Int]]
  private let lanes: [Lane]
  /// Steps that needed no work from the beginning. What such a step rests on may need some all the same, where it
  /// was changed after both were done.
  private let settled: [Bool]
  private let limit: Int
  private let total: Int
  private var missing: [Int]
  private var ready: [Lane: ReadyQueue] = [:]
  private var busy: [Lane: Int] = [:]
  /// How many steps are being worked on.
  private(set) var running = 0
  /// How many steps are left, running ones included.
  private(set) var left: Int

  /// - Parameters:
  ///   - isSettled: steps that need no work; nobody waits for them.
  init(
    _ steps: [Step], _ direction: RunState.Direction, limit: Int, total: Int? = nil, isSettled: (Int) -> Bool
  ) {
    self.limit = max(1, limit)
    self.total = max(1, total ?? .max)
    let positions = Dictionary(zip(steps.map(\.id), steps.indices), uniquingKeysWith: { first, _ in first })
    var successors = [[Int]](repeating: [], count: steps.count)
    var missing = [Int](repeating: 0, count: steps.count)
    let settled = steps.indices.map(isSettled)
    for (index, step) in steps.enumerated() {
      for id in step.dependsOn {
        guard let dependency = positions[id] else { continue }
        let (from, to) = direction == .forward ? (dependency, index) : (index, dependency)
        successors[from].append(to)
        if !settled[from] { missing[to] += 1 }
      }
    }
    self.successors = successors
    self.missing = missing
    self.settled = settled
    lanes = steps.map { step in
      let action = direction == .forward ? step.action : step.undo?.action
      if case .apiCall(let call)? = action { return .account(call.account) }
      return .free
    }
    left = settled.count { !$0 }
    for index in steps.indices where !settled[index] && missing[index] == 0 {
      ready[lanes[index], default: ReadyQueue(direction)].insert(index)
    }
  }

  /// Takes the next step that may be worked on; nil when none may now.
  mutating func take() -> Int? {
    guard running < total else { return nil }
    var best: (lane: Lane, index: Int, order: Int)?
    for (lane, queue) in ready {
      guard lane == .free || busy[lane, default: 0] < limit, let index = queue.first else { continue }
      let order = queue.order(index)
      if best.map({ order < $0.order }) ?? true { best = (lane, index, order) }
    }
    guard let best else { return nil }
    ready[best.lane]?.removeFirst()
    busy[best.lane, default: 0] += 1
    running += 1
    return best.index
  }

  /// A step was left; if it is settled its neighbours may go.
  mutating func leave(_ index: Int, isSettled: Bool, _ direction: RunState.Direction) {
    busy[lanes[index], default: 1] -= 1
    running -= 1
    guard isSettled else { return }
    left -= 1
    for successor in successors[index] where !settled[successor] {
      missing[successor] -= 1
      if missing[successor] == 0 { ready[lanes[successor], default: ReadyQueue(direction)].insert(successor) }
    }
  }
}

/// Steps by their place in the runbook, forward or backward: a binary heap.
private struct ReadyQueue {
  private var heap: [Int] = []
  private let sign: Int

  init(_ direction: RunState.Direction) { sign = direction == .forward ? 1 : -1 }

  var first: Int? { heap.first.map { $0 * sign } }

  func order(_ index: Int) -> Int { index * sign }

  mutating func insert(_ index: Int) {
    heap.append(index * sign)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
