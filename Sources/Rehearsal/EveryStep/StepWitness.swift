import Execution
import Synchronization

/// A changing request that begins something.
struct ChangingRequest: Sendable {
  /// The step that it belongs to; empty when nobody claimed it.
  var step: String
  /// Whether it takes the step back.
  var isUndo: Bool
  /// What is called.
  var operation: String
  /// Which changing request of its way it is, counted from 1.
  var number: Int
}

/// Remembers which request did what for which step.
final class StepWitness: RunObserver {
  private let steps = Mutex<[String: String]>([:])
  private let tokens: [String: String]

  /// - Parameter tokens: the steps of the client tokens that can occur. A call without a token is known by the event
  ///   that names its request.
  init(tokens: [String: String]) { self.tokens = tokens }

  func observe(_ event: RunEvent, at moment: Moment) {
    guard case .stepChanged(let step, let what, _) = event else { return }
    switch what {
    case .performed(_, let id?), .undone(_, let id?): steps.withLock { $0[id] = step }
    default: break
    }
  }

  /// The first request of each thing done; repetitions of an order belong to the first.
  func points(of entries: [RequestTrace.Entry], isUndo: Bool) -> [ChangingRequest] {
    let steps = steps.withLock { $0 }
    var firsts: [String: Int] = [:]
    var points: [ChangingRequest] = []
    for entry in entries {
      let key = entry.token ?? entry.requestID
      let step = entry.token.flatMap { tokens[$0] } ?? steps[entry.requestID]
      if let place = firsts[key] {
        if let step { points[place].step = step }
      } else {
        firsts[key] = points.count
        points.append(
          ChangingRequest(step: step ?? "", isUndo: isUndo, operation: entry.operation, number: entry.number))
      }
    }
    return points
  }
}
