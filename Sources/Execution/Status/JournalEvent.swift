public import JSON

/// What can happen to a step. The whole vocabulary of the journal; `next(_:_:)` says what follows from each.
public enum JournalEvent: Sendable, Equatable {
  /// It is to be done again after it was taken back.
  case planned
  /// The intent to act: durable before the first byte leaves. Where an operation takes no client token, a look
  /// by natural key went before and found nothing.
  case started
  /// The cloud took the order, which is not done yet.
  case accepted(order: String?)
  /// The effect is there, or more became known of it. What later steps may refer to already, and the request that
  /// shows it.
  case performed(outputs: JSONObject, requestID: String?)
  /// What is wanted stood there before anything had an effect; the step neither made it nor takes it back.
  case found(outputs: JSONObject, requestID: String?)
  /// The check held. All outputs.
  case succeeded(outputs: JSONObject)
  /// No answer, or one that says nothing: the effect may be there.
  case ambiguous(reason: String)
  /// A look showed that an ambiguous effect is not there; it may be sent again.
  case absent
  /// It did not work; whether there is an effect all the same.
  case failed(StepFailure, hasEffect: Bool)
  /// Every step was done, and a last look showed that this one's effect is no longer as its check had it.
  case drifted(StepFailure)
  /// Others have to do something first.
  case waiting(reason: String)
  /// A person did it, with a note as evidence and what only a person can know.
  case manualDone(note: String, outputs: JSONObject)
  /// A person could not do it.
  case manualFailed(note: String)
  /// A person decided to leave it out.
  case skipped(note: String)
  /// In a rollback: there is nothing to take back.
  case released
  /// The intent to take it back: durable before the first byte leaves.
  case undoStarted
  /// The cloud took the order to take it back.
  case undoAccepted(order: String?)
  /// A person has to take it back.
  case undoWaiting(reason: String)
  /// No answer: it may be gone.
  case undoAmbiguous(reason: String)
  /// It is gone, and the check of the undo held or a person says so.
  case undone(note: String?, requestID: String?)
  /// It could not be taken back.
  case undoFailed(StepFailure)
  /// It stays, and why.
  case remains(reason: String)
}

extension JournalEvent {
  /// Its name in the journal.
  public var name: String {
    switch self {
    case .planned: "planned"
    case .started: "started"
    case .accepted: "accepted"
    case .performed: "performed"
    case .found: "found"
    case .succeeded: "succeeded"
    case .ambiguous: "ambiguous"
    case .absent: "absent"
    case .failed: "failed"
    case .drifted: "drifted"
    case .waiting: "waiting"
    case .manualDone: "manualDone"
    case .manualFailed: "manualFailed"
    case .skipped: "skipped"
    case .released: "released"
    case .undoStarted: "undoStarted"
    case .undoAccepted: "undoAccepted"
    case .undoWaiting: "undoWaiting"
    case .undoAmbiguous: "undoAmbiguous"
    case .undone: "undone"
    case .undoFailed: "undoFailed"
    case .remains: "remains"
    }
  }
}
