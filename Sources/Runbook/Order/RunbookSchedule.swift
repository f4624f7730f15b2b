public import Scenario

/// The arithmetic of a change: how long it takes, who works how long, and what fits into the change window.
public struct RunbookSchedule: Sendable, Equatable {
  /// What one owner has to do.
  public struct Share: Sendable, Equatable {
    /// Who.
    public var owner: Owner
    /// How many steps.
    public var steps: Int
    /// Seconds of work; waiting for others counts nothing.
    public var seconds: Int
  }

  /// A path of steps of which each waits for the one before, and which takes longest.
  public struct Path: Sendable, Equatable {
    /// Ids of the steps, first to last.
    public var steps: [String]
    /// Its seconds.
    public var seconds: Int
  }

  /// How the change fits its window.
  public struct Window: Sendable, Equatable {
    /// When it starts, as the scenario writes it.
    public var start: String
    /// How long it is, in seconds.
    public var seconds: Int
    /// How long after its start the decision to go back is due at the latest, so that the undo still fits. Zero
    /// when the undo alone is longer than the window.
    public var lastDecisionSeconds: Int
    /// Whether the steps of the window and, in the worst case, their undo fit.
    public var fits: Bool
  }

  /// The owners' shares, in the order in which they first appear.
  public var shares: [Share]
  /// The longest path through everything.
  public var criticalPath: Path
  /// The longest path when what is mostly waiting (a carrier's weeks) counts nothing.
  public var criticalPathWithoutWaiting: Path
  /// How long it takes when every owner has one pair of hands: what people do goes one by one, what the cloud does
  /// goes side by side.
  public var elapsedSeconds: Int
  /// The same when what is mostly waiting counts nothing.
  public var elapsedSecondsWithoutWaiting: Int
  /// The first step that cannot be taken back; nil when everything can.
  public var pointOfNoReturn: String?
  /// Ids of the steps that belong into the change window, in order.
  public var windowSteps: [String]
  /// How long the steps of the window take with one pair of hands for each owner.
  public var windowSeconds: Int
  /// How long it takes to take the steps of the window back, one pair of hands for each owner.
  public var rollbackSeconds: Int
  /// The window and whether the change fits it; nil when the scenario says none.
  public var window: Window?

  /// Works out the schedule; linear in steps and dependencies.
  ///
  /// Into the window belongs every step from phase `site` on, because that is where devices are touched that carry
  /// today's traffic, and every earlier step that may interrupt something. What comes before makes things that
  /// nobody uses yet (networks, services, lines, endpoints) and can be done days ahead in daylight.
  public init(_ runbook: Runbook, changeWindow: ChangeWindow? = nil) {
    let steps = runbook.steps
    let graph = StepGraph(steps)
    let seconds = steps.indices.map { steps[$0].durationSeconds }
    let work = steps.indices.map { steps[$0].isWaitMostly ? 0 : seconds[$0] }
    var shares: [Share] = []
    var places: [Owner: Int] = [:]
    for index in steps.indices {
      let owner = steps[index].owner
      let place = places[owner] ?? shares.count
      if place == shares.count {
        places[owner] = place
        shares.append(Share(owner: owner, steps: 0, seconds: 0))
      }
      shares[place].steps += 1
      shares[place].seconds = Self.sum(shares[place].seconds, work[index])
    }
    self.shares = shares
    criticalPath = Self.longestPath(steps, graph, seconds)
    criticalPathWithoutWaiting = Self.longestPath(steps, graph, work)
    elapsedSeconds = Self.elapsed(steps, graph, seconds)
    elapsedSecondsWithoutWaiting = Self.elapsed(steps, graph, work)
    pointOfNoReturn = steps.first { !$0.isReversible }?.id
    let inside = steps.map(Self.belongsToWindow)
    windowSteps = zip(steps, inside).filter(\.1).map(\.0.id)
    windowSeconds = Self.elapsed(steps, graph, zip(work, inside).map { $1 ? $0 : 0 })
    let undone = zip(steps, inside).map { $1 ? $0.undo?.durationSeconds ?? 0 : 0 }
    rollbackSeconds = Self.elapsed(steps, graph, undone, undoing: true)
    if let changeWindow {
      let length = Self.product(changeWindow.durationMinutes.value, 60)
      window = Window(
        start: changeWindow.start.value, seconds: length,
        lastDecisionSeconds: max(0, length - rollbackSeconds),
        fits: Self.sum(windowSeconds, rollbackSeconds) <= length)
    } else {
      window = nil
    }
  }

  /// Whether a step belongs into the change window.
  public static func belongsToWindow(_ step: Step) -> Bool {
    step.phase >= .site || step.impact == .mayInterrupt || step.impact == .willInterrupt
  }

  private static func longestPath(_ steps: [Step], _ graph: StepGraph, _ seconds: [Int]) -> Path {
    var finish = [Int](repeating: 0, count: steps.count)
    var previous = [Int?](repeating: nil, count: steps.count)
    var last: Int?
    for index in graph.topological {
      var start = 0
      for dependency in graph.dependencies(of: index)
      where previous[index] == nil || finish[dependency] > start {
        start = finish[dependency]
        previous[index] = dependency
      }
      finish[index] = sum(start, seconds[index])
      if last.map({ finish[index] > finish[$0] }) ?? true { last = index }
    }
    var path: [String] = []
    var cursor = last
    while let index = cursor {
      path.append(steps[index].id)
      cursor = previous[index]
    }
    return Path(steps: path.reversed(), seconds: last.map { finish[$0] } ?? 0)
  }

  /// Walks the steps in their order (backwards for an undo). A person does one thing at a time, and waiting takes
  /// no hands.
  private static func elapsed(
    _ steps: [Step], _ graph: StepGraph, _ seconds: [Int], undoing: Bool = false
  ) -> Int {
    var finish = [Int](repeating: 0, count: steps.count)
    var busy: [Owner: Int] = [:]
    var end = 0
    let order = undoing ? Array(steps.indices.reversed()) : Array(steps.indices)
    for index in order {
      var start = 0
      for other in undoing ? graph.dependants(of: index) : graph.dependencies(of: index) {
        start = max(start, finish[other])
      }
      let takesHands =
        !steps[index].isWaitMostly && isManual(undoing ? steps[index].undo?.action : steps[index].action)
      if takesHands { start = max(start, busy[steps[index].owner] ?? 0) }
      finish[index] = sum(start, seconds[index])
      if takesHands, seconds[index] > 0 { busy[steps[index].owner] = finish[index] }
      end = max(end, finish[index])
    }
    return end
  }

  private static func isManual(_ action: Action?) -> Bool {
    if case .manual? = action { true } else { false }
  }

  // Durations may come from a file; sums saturate instead of trapping.
  static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(max(0, right))
    return overflow ? .max : sum
  }

  private static func product(_ left: Int, _ right: Int) -> Int {
    let (product, overflow) = max(0, left).multipliedReportingOverflow(by: right)
    return overflow ? .max : product
  }
}
