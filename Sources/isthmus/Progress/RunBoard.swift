import Diagnostics
import Execution
import Runbook

/// How a session stands, as a person sees it: a pure value out of its events, drawn as lines of any width.
struct RunBoard: Sendable {
  /// A step that something is done for.
  struct Active: Sendable {
    var since: Moment
    var reason: String?
    var nextLook: Moment?
  }

  /// What of a step the board needs at every drawing.
  struct Shape: Sendable {
    var phase: Phase
    var dependencies: [Int]
    var seconds: Int64
    var undoSeconds: Int64
    var isWaitMostly: Bool
  }

  let runbook: Runbook
  let language: Language
  let shapes: [Shape]
  private let positions: [String: Int]
  private(set) var direction: RunState.Direction
  private(set) var statuses: [StepStatus]
  private(set) var active: [Int: Active] = [:]
  private(set) var began: Moment?
  private(set) var run = ""
  private(set) var isStopping = false

  /// The board of a run as its journal has it.
  init(_ runbook: Runbook, statuses: [StepStatus], direction: RunState.Direction, language: Language = .en) {
    self.runbook = runbook
    self.language = language
    self.statuses = statuses
    self.direction = direction
    let positions = Dictionary(
      zip(runbook.steps.map(\.id), runbook.steps.indices), uniquingKeysWith: { first, _ in first })
    self.positions = positions
    shapes = runbook.steps.map { step in
      Shape(
        phase: step.phase, dependencies: step.dependsOn.compactMap { positions[$0] },
        seconds: Int64(step.durationSeconds), undoSeconds: Int64(step.undo?.durationSeconds ?? 0),
        isWaitMostly: step.isWaitMostly)
    }
  }

  /// Takes in what happened.
  ///
  /// - Returns: what is worth keeping of it when the board is gone.
  @discardableResult
  mutating func take(_ event: RunEvent, at moment: Moment) -> RunNote? {
    switch event {
    case .sessionBegan(let run, let direction, _):
      self.run = run.text
      self.direction = direction
      began = began ?? moment
      active = [:]
    case .stepChanged(let id, let what, let status):
      guard let place = positions[id] else { return nil }
      statuses[place] = status
      if status.isAtWork {
        active[place] = Active(since: active[place]?.since ?? moment, reason: status.reason)
      } else {
        active[place] = nil
      }
      let step = runbook.steps[place]
      let note = RunNote(what, of: step, language)
      // Who is asked at this terminal need not be told that somebody is waited for.
      return note?.mark == .waiting && step.isManual(direction) ? nil : note
    case .looking(let id, let reason, let milliseconds):
      guard let place = positions[id] else { return nil }
      active[place, default: Active(since: moment)].reason = reason
      active[place]?.nextLook = moment.advanced(by: milliseconds)
    case .tookOver(let owner): return .tookOver(from: owner)
    case .sessionEnded:
      active = [:]
      isStopping = false
    }
    return nil
  }

  /// Somebody wants the session to end.
  mutating func stop() { isStopping = true }

  /// Whether a step needs no more work, whichever way the session goes.
  func isSettled(_ place: Int) -> Bool {
    direction == .forward ? statuses[place].isDone : statuses[place].isAtRest
  }

  /// How long everything that is left usually takes, in seconds, when steps that can run side by side do; waits that
  /// are mostly idle are left out. Linear in steps and dependencies.
  func secondsLeft(_ now: Moment) -> Int64 {
    var ends = [Int64](repeating: 0, count: shapes.count)
    var longest: Int64 = 0
    func own(_ place: Int, _ usual: Int64) -> Int64 {
      if isSettled(place) || shapes[place].isWaitMostly { return 0 }
      guard let item = active[place] else { return usual }
      return max(0, usual - now.since(item.since) / 1000)
    }
    switch direction {
    case .forward:
      for place in shapes.indices {
        let start = shapes[place].dependencies.reduce(0) { max($0, ends[$1]) }
        ends[place] = start + own(place, shapes[place].seconds)
        longest = max(longest, ends[place])
      }
    case .backward:
      // A step waits for those that depend on it: their ends are handed down before it is looked at.
      for place in shapes.indices.reversed() {
        ends[place] += own(place, shapes[place].undoSeconds)
        longest = max(longest, ends[place])
        for other in shapes[place].dependencies { ends[other] = max(ends[other], ends[place]) }
      }
    }
    return longest
  }
}

extension StepStatus {
  /// What is waited for; nil when nothing is.
  var reason: String? {
    switch stage {
    case .waiting(let reason), .ambiguous(let reason), .undoWaiting(let reason), .undoAmbiguous(let reason):
      reason
    default: nil
    }
  }

  /// Whether something is being done for the step, or waited for.
  fileprivate var isAtWork: Bool {
    switch stage {
    case .started, .accepted, .ambiguous, .waiting, .performed, .undoing, .undoAccepted, .undoWaiting,
      .undoAmbiguous:
      true
    default: false
    }
  }
}

extension Step {
  /// Whether people do it, or its undo.
  fileprivate func isManual(_ direction: RunState.Direction) -> Bool {
    switch direction == .forward ? action : undo?.action {
    case .manual: true
    case .apiCall, .wait, nil: false
    }
  }
}
