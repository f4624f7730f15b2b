import Emulator

extension FaultMatrix {
  /// What goes wrong.
  public enum Trouble: String, Sendable, CaseIterable {
    /// Nobody listens.
    case refused
    /// The connection is reset before the effect.
    case resetBefore = "reset-before"
    /// The connection is reset after the effect.
    case resetAfter = "reset-after"
    /// The effect is there, and no reply ever comes.
    case replyLost = "reply-lost"
    /// A status of 502 without an effect.
    case errorBefore = "5xx-before"
    /// A status of 502 after the effect.
    case errorAfter = "5xx-after"
    /// Too many calls.
    case throttled = "429"
    /// The reply is no JSON.
    case garbage
    /// The reply takes 20 s.
    case slow
    /// A proxy delivers the request twice, and the answer to the second one comes back.
    case twice
    /// A proxy delivers the request twice; the gateway notices and turns the second one away, and only that comes back.
    case replayed
    /// The cloud refuses, now and every time until somebody looks after it.
    case denied
    /// The cloud refuses an undo for good, and somebody decides that the thing stays.
    case kept
    /// The process is killed before it sends.
    case killedBefore = "killed-before"
    /// The process is killed after the effect.
    case killedAfter = "killed-after"

    /// Whether it can happen to a step, or to its undo.
    func happens(toUndo isUndo: Bool) -> Bool { isUndo || self != .kept }

    /// Whether the cloud says no until it is told otherwise.
    var isLasting: Bool { self == .denied || self == .kept }

    /// What the emulated cloud is told to do; nil where the process is what suffers.
    var fault: Fault? {
      switch self {
      case .refused: .refused(milliseconds: 0)
      case .resetBefore: .resetBefore
      case .resetAfter: .resetAfter
      case .replyLost: .replyDropped
      case .errorBefore: .serverError(status: 502, afterEffect: false)
      case .errorAfter: .serverError(status: 502, afterEffect: true)
      case .throttled: .throttled(retryAfterSeconds: 3)
      case .garbage: .garbage
      case .slow: .slow(milliseconds: 20_000)
      case .twice: .twice(isNoticed: false)
      case .replayed: .twice(isNoticed: true)
      case .denied, .kept:
        .businessFailure(code: "Openapi.Rehearsal.Denied", message: "denied by the rehearsal")
      case .killedBefore, .killedAfter: nil
      }
    }

    /// On which side of the effect the process ends; nil when it does not.
    var side: KillSwitch.Side? {
      switch self {
      case .killedBefore: .beforeSending
      case .killedAfter: .afterEffect
      default: nil
      }
    }

    /// In words, for the legend of a table.
    public var meaning: String {
      switch self {
      case .refused: "nobody listens"
      case .resetBefore: "the connection is reset, and nothing has happened"
      case .resetAfter: "the connection is reset after the effect"
      case .replyLost: "the effect is there, and no reply ever comes"
      case .errorBefore: "the gateway answers with status 502, and nothing has happened"
      case .errorAfter: "the gateway answers with status 502 after the effect"
      case .throttled: "too many calls: status 429"
      case .garbage: "the effect is there, and the reply is no JSON"
      case .slow: "the reply takes 20 s"
      case .twice: "a proxy delivers the request twice, and the answer to the second one comes back"
      case .replayed:
        "a proxy delivers the request twice; the gateway turns the second one away, and only that comes back"
      case .denied: "the cloud refuses, every time until somebody looks after it"
      case .kept: "the cloud refuses an undo for good, and somebody decides that the thing stays"
      case .killedBefore: "the process is killed before it sends"
      case .killedAfter: "the process is killed after the effect"
      }
    }
  }
}
