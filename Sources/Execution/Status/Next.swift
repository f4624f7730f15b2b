import JSON

/// What follows when something happens to a step: the only place where that is decided, used by a live run and
/// when a journal is read again. Pure and total.
///
/// - Throws: ``IllegalEvent`` when this cannot happen to a step in that stage; a journal that says so was not
///   written by Isthmus, and a run that tries it has a fault.
public func next(_ status: StepStatus, _ event: JournalEvent) throws(IllegalEvent) -> StepStatus {
  var following = status
  switch (status.stage, event) {
  // Forward.
  case (.planned, .started), (.failed, .started):
    following.stage = .started
  case (.started, .accepted(let order)), (.accepted, .accepted(let order)),
    (.ambiguous, .accepted(let order)):
    following.stage = .accepted(order: order)
  case (.started, .performed(let outputs, let requestID)),
    (.accepted, .performed(let outputs, let requestID)),
    (.ambiguous, .performed(let outputs, let requestID)), (.waiting, .performed(let outputs, let requestID)),
    (.failed(_, hasEffect: true), .performed(let outputs, let requestID)),
    (.performed, .performed(let outputs, let requestID)),
    (.remains, .performed(let outputs, let requestID)):
    following.stage = .performed
    following.merge(outputs)
    following.requestID = requestID ?? following.requestID
  case (.planned, .found(let outputs, let requestID)), (.started, .found(let outputs, let requestID)),
    (.failed(_, hasEffect: false), .found(let outputs, let requestID)):
    following.stage = .succeeded(isOwn: false)
    following.merge(outputs)
    following.requestID = requestID ?? following.requestID
  case (.performed, .succeeded(let outputs)):
    following.stage = .succeeded(isOwn: true)
    following.merge(outputs)
  case (.started, .ambiguous(let reason)), (.accepted, .ambiguous(let reason)),
    (.ambiguous, .ambiguous(let reason)):
    following.stage = .ambiguous(reason: reason)
  case (.ambiguous, .absent), (.accepted, .absent):
    following.stage = .planned
  case (.planned, .failed(let failure, hasEffect: false)), (.started, .failed(let failure, hasEffect: false)),
    (.accepted, .failed(let failure, hasEffect: false)), (.ambiguous, .failed(let failure, hasEffect: false)),
    (.waiting, .failed(let failure, hasEffect: false)),
    (.failed(_, hasEffect: false), .failed(let failure, hasEffect: false)):
    following.stage = .failed(failure, hasEffect: false)
    following.requestID = failure.requestID ?? following.requestID
  case (.performed, .failed(let failure, hasEffect: true)),
    (.ambiguous, .failed(let failure, hasEffect: true)):
    following.stage = .failed(failure, hasEffect: true)
    following.requestID = failure.requestID ?? following.requestID
  case (.succeeded(let isOwn), .drifted(let failure)):
    // What stood there before is looked at again, and never taken back.
    following.stage = .failed(failure, hasEffect: isOwn)
    following.requestID = failure.requestID ?? following.requestID

  // Others have to act.
  case (.started, .waiting(let reason)), (.waiting, .waiting(let reason)):
    following.stage = .waiting(reason: reason)
  case (.started, .manualDone(_, let outputs)), (.waiting, .manualDone(_, let outputs)),
    (.accepted, .manualDone(_, let outputs)), (.ambiguous, .manualDone(_, let outputs)),
    (.failed, .manualDone(_, let outputs)):
    following.stage = .performed
    following.merge(outputs)
  case (.started, .manualFailed(let note)), (.waiting, .manualFailed(let note)):
    // A person may have done half of it: the undo has to look.
    following.stage = .failed(StepFailure(.manualStepFailed, note), hasEffect: true)
  case (.planned, .skipped(let note)), (.started, .skipped(let note)), (.waiting, .skipped(let note)),
    (.failed, .skipped(let note)):
    following.stage = .skipped(note: note)

  // Backward.
  case (.succeeded, .released), (.failed, .released), (.skipped, .released), (.performed, .released):
    following.stage = .undone
  case (.succeeded(isOwn: true), .undoStarted), (.performed, .undoStarted),
    (.failed(_, hasEffect: true), .undoStarted), (.undoFailed, .undoStarted), (.remains, .undoStarted):
    following.stage = .undoing
  case (.undoing, .undoAccepted(let order)), (.undoAccepted, .undoAccepted(let order)),
    (.undoAmbiguous, .undoAccepted(let order)):
    following.stage = .undoAccepted(order: order)
  case (.undoing, .undoWaiting(let reason)), (.undoWaiting, .undoWaiting(let reason)):
    following.stage = .undoWaiting(reason: reason)
  case (.undoing, .undoAmbiguous(let reason)), (.undoAccepted, .undoAmbiguous(let reason)),
    (.undoAmbiguous, .undoAmbiguous(let reason)):
    following.stage = .undoAmbiguous(reason: reason)
  case (.undoing, .undone(_, let requestID)), (.undoAccepted, .undone(_, let requestID)),
    (.undoWaiting, .undone(_, let requestID)), (.undoAmbiguous, .undone(_, let requestID)),
    (.undoFailed, .undone(_, let requestID)):
    following.stage = .undone
    following.requestID = requestID ?? following.requestID
  case (.undoing, .undoFailed(let failure)), (.undoAccepted, .undoFailed(let failure)),
    (.undoWaiting, .undoFailed(let failure)), (.undoAmbiguous, .undoFailed(let failure)),
    (.undoFailed, .undoFailed(let failure)):
    following.stage = .undoFailed(failure)
    following.requestID = failure.requestID ?? following.requestID
  case (.succeeded(isOwn: true), .remains(let reason)), (.performed, .remains(let reason)),
    (.failed(_, hasEffect: true), .remains(let reason)), (.undoing, .remains(let reason)),
    (.undoWaiting, .remains(let reason)), (.undoFailed, .remains(let reason)):
    following.stage = .remains(reason: reason)

  // Once more.
  case (.undone, .planned):
    following = StepStatus(.planned, generation: status.generation + 1)

  default:
    throw IllegalEvent(stage: status.word, event: event.name)
  }
  return following
}

/// An event that cannot happen to a step in its stage.
public struct IllegalEvent: Error, Sendable, Hashable, CustomStringConvertible {
  /// The stage, in one word.
  public let stage: String
  /// The event's name.
  public let event: String

  /// One sentence.
  public var description: String { "\(event) cannot happen to a step that is \(stage)" }
}

extension StepStatus {
  fileprivate mutating func merge(_ new: JSONObject) {
    for (name, value) in new { outputs[name] = value }
  }
}
