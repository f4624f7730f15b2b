/// Where a run stands, as a whole.
public struct RunState: Sendable, Hashable {
  /// Which way it goes.
  public enum Direction: String, Sendable, Hashable {
    /// Makes what the runbook says.
    case forward
    /// Takes back what it made.
    case backward
  }

  /// How it stands.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// A session is at work; or was, when its process died.
    case running
    /// It waits for a person or for something in the world, or was told to stop; `resume` goes on.
    case paused
    /// A step failed; `resume` tries again, `rollback` takes back.
    case failed
    /// All is done.
    case succeeded
    /// All that could be taken back is gone.
    case rolledBack = "rolled-back"
    /// An undo failed: somebody has to look.
    case stuck
  }

  /// Which way.
  public var direction: Direction
  /// How it stands.
  public var standing: Standing

  /// Joins both.
  public init(_ standing: Standing, _ direction: Direction) {
    self.standing = standing
    self.direction = direction
  }

  /// Whether nothing is left to do.
  public var isFinished: Bool { standing == .succeeded || standing == .rolledBack }
}

/// What can happen to a run as a whole.
public enum RunMark: Sendable, Equatable {
  /// A session began to work: the command, and who gave it.
  case began(RunState.Direction, command: String, who: String)
  /// It ended like this.
  case ended(RunState.Standing, reason: String?)
}

/// What follows for a run; pure and total like its namesake for steps.
///
/// - Parameter state: nil for a run that no session has worked on.
/// - Throws: ``IllegalEvent`` when this cannot happen.
public func next(_ state: RunState?, _ mark: RunMark) throws(IllegalEvent) -> RunState {
  switch (state?.standing, mark) {
  case (nil, .began(.forward, _, _)), (.running?, .began(.forward, _, _)), (.paused?, .began(.forward, _, _)),
    (.failed?, .began(.forward, _, _)), (.rolledBack?, .began(.forward, _, _)):
    // What is half taken back is taken back whole before it is made anew.
    if state?.direction == .backward, state?.standing != .rolledBack {
      throw IllegalEvent(stage: "rolling back", event: "began forward")
    }
    return RunState(.running, .forward)
  case (_?, .began(.backward, _, _)):
    return RunState(.running, .backward)
  case (.running?, .ended(let standing, _)) where standing != .running:
    let isPossible =
      switch standing {
      case .succeeded, .failed: state?.direction == .forward
      case .rolledBack, .stuck: state?.direction == .backward
      case .paused: true
      case .running: false
      }
    guard isPossible else { break }
    return RunState(standing, state?.direction ?? .forward)
  default: break
  }
  let event =
    switch mark {
    case .began(let direction, _, _): "began \(direction.rawValue)"
    case .ended(let standing, _): "ended \(standing.rawValue)"
    }
  throw IllegalEvent(stage: state?.standing.rawValue ?? "new", event: event)
}
