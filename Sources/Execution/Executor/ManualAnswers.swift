import JSON
import Runbook

/// Why an answer to a manual step cannot be taken.
public enum AnswerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The step does not wait for a person.
  case notWaiting(step: String, status: String)
  /// The runbook does not allow to leave it out.
  case notSkippable(step: String)
  /// Values that only a person knows are missing.
  case missing(step: String, outputs: [String])
  /// Values that the step does not ask for.
  case unknown(step: String, outputs: [String])
  /// There is no such step.
  case unknownStep(String)

  /// One sentence.
  public var description: String {
    switch self {
    case .notWaiting(let step, let status): "step \(step) does not wait for a person: it is \(status)"
    case .notSkippable(let step): "step \(step) must not be left out: later steps rest on it"
    case .missing(let step, let outputs): "step \(step) asks for \(outputs.joined(separator: ", "))"
    case .unknown(let step, let outputs): "step \(step) does not ask for \(outputs.joined(separator: ", "))"
    case .unknownStep(let step): "the run has no step \(step)"
    }
  }
}

extension Ledger {
  /// What an answer means for a step that no session works on: the event to record.
  ///
  /// Besides steps that wait for a person, it settles what only a person can: a call that is ambiguous, or an order that
  /// nobody can ask for (`done`: it is there, with the ids that later steps need; `failed`: it is not), and an undo that failed (`done`: it is gone; `skip`: it stays).
  public func event(for answer: ManualAnswer, of id: String) throws(AnswerError) -> JournalEvent {
    guard let position = position(of: id) else { throw .unknownStep(id.bounded(200)) }
    let step = runbook.steps[position]
    let status = statuses[position]
    let inputs = step.outputs.filter {
      $0.source == .operatorInput || $0.source == .action && step.action.kind == "api"
    }.map(\.name)
    switch (status.stage, answer) {
    case (.ambiguous, .failed), (.accepted, .failed): return .absent
    case (.ambiguous, .done), (.accepted, .done), (.undoFailed, .done), (.undoFailed, .skip): break
    case (.waiting(let reason), _) where reason.hasPrefix(ManualWait.prefix): break
    case (.undoWaiting, _): break
    case (.failed, .skip) where step.mayBeSkipped(status): break
    case (.failed(_, let hasEffect), .done) where hasEffect || step.action.kind == "manual": break
    default: throw .notWaiting(step: id, status: status.word)
    }
    if case .done(_, let outputs) = answer, !status.isGoingBack {
      let given = Set(outputs.keys)
      let missing = inputs.filter { outputs[$0].map(\.isBlank) ?? true && status.outputs[$0] == nil }
      guard missing.isEmpty else { throw .missing(step: id, outputs: missing) }
      let unknown = given.subtracting(inputs).sorted()
      guard unknown.isEmpty else { throw .unknown(step: id, outputs: unknown) }
    }
    let task = ManualTask(
      step: step, isUndo: status.isGoingBack, instruction: Instruction(text: step.title), check: step.check,
      inputs: [], isSkippable: status.isGoingBack || step.mayBeSkipped(status))
    guard let event = answer.event(for: task, after: status) else {
      if case .skip = answer { throw .notSkippable(step: id) }
      throw .notWaiting(step: id, status: status.word)
    }
    return event
  }
}

extension Step {
  /// Whether a person may leave it out as it stands: where the runbook allows it, and as long as there is nothing that
  /// its undo would have to look after.
  func mayBeSkipped(_ status: StepStatus) -> Bool {
    guard isSkippable, case .manual = action else { return false }
    switch status.stage {
    case .planned, .started, .waiting, .failed(_, hasEffect: false): return true
    case .failed(_, hasEffect: true): return undo == nil
    default: return false
    }
  }
}

extension ManualAnswer {
  /// The largest value that a person may hand on.
  private static let largestInput = 4_096

  /// The event that an answer stands for; nil when it settles nothing: not now, an input is missing, or leaving it
  /// out is not allowed.
  func event(for task: ManualTask, after status: StepStatus) -> JournalEvent? {
    switch self {
    case .later: return nil
    case .done(let note, _) where task.isUndo: return .undone(note: note.bounded(), requestID: nil)
    case .failed(let note) where task.isUndo: return .undoFailed(StepFailure(.stuck, note))
    case .skip(let note) where task.isUndo: return .remains(reason: note.bounded())
    case .done(let note, let outputs):
      for input in task.inputs where outputs[input.name].map(\.isBlank) ?? true { return nil }
      guard JSONValue.object(outputs).canonicalBytes().count <= Self.largestInput else { return nil }
      return .manualDone(note: note.bounded(), outputs: outputs)
    case .failed(let note):
      // What failed before fails once more: there is nothing new to write down.
      if case .failed = status.stage { return nil }
      return .manualFailed(note: note.bounded())
    case .skip(let note):
      guard task.isSkippable else { return nil }
      return .skipped(note: note.bounded())
    }
  }
}
