import Execution

extension FaultMatrix {
  /// What an operator sees of a trouble.
  public enum Sight: String, Sendable, CaseIterable {
    /// Nothing: the session goes on by itself.
    case nothing = "·"
    /// The session pauses; `resume` goes on.
    case pause = "p"
    /// The step fails; once the cause is gone, `resume` goes on.
    case failure = "f"
    /// An undo fails: the run is stuck; once the cause is gone, `rollback` goes on.
    case stuck = "s"
    /// The process is gone; `resume` goes on.
    case killed = "k"
    /// It did not end well: something is left, is double, or cannot go on.
    case wrong = "✗"

    /// What is seen of the end of a session.
    init(of end: RehearsedRun.End) {
      switch end {
      case .killed: self = .killed
      case .broken: self = .wrong
      case .ended(let state, _):
        switch state.standing {
        case .succeeded, .rolledBack: self = .nothing
        case .failed: self = .failure
        case .stuck: self = .stuck
        case .paused, .running: self = .pause
        }
      }
    }

    /// In words.
    public var meaning: String {
      switch self {
      case .nothing: "nothing: the session goes on by itself"
      case .pause: "the session pauses; `isthmus resume` (or `rollback`) goes on"
      case .failure: "the step fails; once the cause is gone, `isthmus resume` goes on"
      case .stuck:
        "the undo fails and the run is stuck; once the cause is gone, `isthmus rollback` goes on, and what shall stay is answered with `isthmus skip`"
      case .killed: "the process is gone; `isthmus resume` (or `rollback`) goes on"
      case .wrong: "it did not end well"
      }
    }
  }
}
