public import JSON

/// How far a step is, as far as the journal knows.
public struct StepStatus: Sendable, Equatable {
  /// Where in its life the step is.
  public enum Stage: Sendable, Equatable {
    /// Nothing has been sent or asked; what is to be made is not there by this run's doing.
    case planned
    /// The intent is durable; bytes may be on their way.
    case started
    /// The cloud has taken the order, which is not done yet. Its id, if the cloud names one.
    case accepted(order: String?)
    /// The effect may be there or not; only a look can tell.
    case ambiguous(reason: String)
    /// Others have to do something: a person, a carrier, the cloud. What is waited for.
    case waiting(reason: String)
    /// The effect is there and has not been checked yet.
    case performed
    /// The effect is there and its check held. Whether this run brought it about: what stood there before is
    /// never taken back.
    case succeeded(isOwn: Bool)
    /// It did not work; whether there is an effect all the same, which rollback has to take back.
    case failed(StepFailure, hasEffect: Bool)
    /// A person decided to leave it out.
    case skipped(note: String)
    /// The intent to take it back is durable; bytes may be on their way.
    case undoing
    /// The cloud has taken the order to take it back.
    case undoAccepted(order: String?)
    /// A person has to take it back.
    case undoWaiting(reason: String)
    /// It may be gone or not; only a look can tell.
    case undoAmbiguous(reason: String)
    /// It could not be taken back: the run is stuck until somebody looks.
    case undoFailed(StepFailure)
    /// Nothing of it is left.
    case undone
    /// It stays, and why.
    case remains(reason: String)
  }

  /// How often the step was taken back and planned anew. Part of its client token, so that a repetition can
  /// never meet an order of an earlier life.
  public var generation: Int
  /// Where it is.
  public var stage: Stage
  /// What later steps may refer to; kept while it is taken back, because the undo refers to it.
  public var outputs: JSONObject
  /// The id of the last request that the cloud answered for it.
  public var requestID: String?

  /// A status of these parts.
  public init(
    _ stage: Stage = .planned, generation: Int = 0, outputs: JSONObject = [:], requestID: String? = nil
  ) {
    self.stage = stage
    self.generation = generation
    self.outputs = outputs
    self.requestID = requestID
  }
}

extension StepStatus {
  /// Whether steps that depend on it may run.
  public var isDone: Bool {
    switch stage {
    case .succeeded, .skipped: true
    default: false
    }
  }

  /// Whether its check held.
  var isSuccess: Bool {
    if case .succeeded = stage { true } else { false }
  }

  /// Whether rollback has nothing more to do for it.
  public var isAtRest: Bool {
    switch stage {
    case .planned, .undone, .remains: true
    default: false
    }
  }

  /// Whether its undo is under way, waits or failed.
  public var isGoingBack: Bool {
    switch stage {
    case .undoing, .undoAccepted, .undoWaiting, .undoAmbiguous, .undoFailed: true
    default: false
    }
  }

  /// Whether nobody can say what the cloud did until somebody looks.
  public var isUncertain: Bool {
    switch stage {
    case .started, .ambiguous, .undoing, .undoAmbiguous: true
    default: false
    }
  }

  /// The stage in one word, as events and reports name it.
  public var word: String {
    switch stage {
    case .planned: "planned"
    case .started: "started"
    case .accepted: "accepted"
    case .ambiguous: "ambiguous"
    case .waiting: "waiting"
    case .performed: "performed"
    case .succeeded(let isOwn): isOwn ? "succeeded" : "found"
    case .failed: "failed"
    case .skipped: "skipped"
    case .undoing: "undoing"
    case .undoAccepted: "undo-accepted"
    case .undoWaiting: "undo-waiting"
    case .undoAmbiguous: "undo-ambiguous"
    case .undoFailed: "undo-failed"
    case .undone: "undone"
    case .remains: "remains"
    }
  }
}
