public import JSON

/// What a running session tells whoever watches: a terminal, a file of JSON lines, a test.
public enum RunEvent: Sendable, Equatable {
  /// A session began: the run, which way it goes, and how many steps it has.
  case sessionBegan(run: RunID, direction: RunState.Direction, steps: Int)
  /// Something happened to a step; it is on disk already.
  case stepChanged(step: String, event: JournalEvent, status: StepStatus)
  /// A step looks again later: what it waits for, and in how many milliseconds it looks.
  case looking(step: String, reason: String, nextInMilliseconds: Int64)
  /// A dead session's lock was taken over.
  case tookOver(owner: String)
  /// The session ended.
  case sessionEnded(RunState, reason: String?)
}

/// Who watches a session. Called one at a time, for each step in the order in which things happened; must be quick.
public protocol RunObserver: Sendable {
  /// Something happened at that moment.
  func observe(_ event: RunEvent, at moment: Moment)
}

/// Nobody watches.
public struct NoObserver: RunObserver {
  /// Nobody.
  public init() {}
  /// Does nothing.
  public func observe(_ event: RunEvent, at moment: Moment) {}
}

extension RunEvent {
  /// One line of `--format json`.
  public func json(at moment: Moment) -> JSONValue {
    var object: JSONObject = ["at": .string(moment.description)]
    switch self {
    case .sessionBegan(let run, let direction, let steps):
      object["event"] = "session-began"
      object["run"] = .string(run.text)
      object["direction"] = .string(direction.rawValue)
      object["steps"] = .integer(Int64(steps))
    case .stepChanged(let step, let event, let status):
      object["event"] = "step"
      object["step"] = .string(step)
      object["what"] = .string(event.name)
      object["status"] = .string(status.word)
      for (name, value) in event.particulars where name != "outputs" { object[name] = value }
    case .looking(let step, let reason, let next):
      object["event"] = "looking"
      object["step"] = .string(step)
      object["reason"] = .string(reason)
      object["nextInMilliseconds"] = .integer(next)
    case .tookOver(let owner):
      object["event"] = "took-over"
      object["owner"] = .string(owner)
    case .sessionEnded(let state, let reason):
      object["event"] = "session-ended"
      object["state"] = .string(state.standing.rawValue)
      object["direction"] = .string(state.direction.rawValue)
      object["reason"] = reason.map { .string($0) } ?? .null
    }
    return .object(object)
  }
}
