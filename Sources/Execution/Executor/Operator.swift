public import JSON
public import Runbook

/// The person in command, or who answers for one: a terminal, a rehearsal, or nobody.
///
/// Questions come one at a time. Work of other steps goes on while a question is open.
public protocol Operator: Sendable {
  /// A manual step is to be done, or a manual undo.
  func carryOut(_ task: ManualTask) async -> ManualAnswer

  /// A step is about to start; asked only when the run goes step by step.
  func confirm(_ step: Step) async -> Bool

  /// A step failed, or could not be judged.
  ///
  /// - Parameter undoable: what would be taken back, last first.
  func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer
}

/// What a person is asked to do.
public struct ManualTask: Sendable {
  /// The step.
  public var step: Step
  /// Whether its undo is meant.
  public var isUndo: Bool
  /// What to do.
  public var instruction: Instruction
  /// How one sees that it worked.
  public var check: Check
  /// What only a person can know, to be entered.
  public var inputs: [Output]
  /// Whether it may be left out.
  public var isSkippable: Bool

  /// Joins the parts.
  public init(
    step: Step, isUndo: Bool, instruction: Instruction, check: Check, inputs: [Output], isSkippable: Bool
  ) {
    self.step = step
    self.isUndo = isUndo
    self.instruction = instruction
    self.check = check
    self.inputs = inputs
    self.isSkippable = isSkippable
  }
}

/// What a person says to a manual step.
public enum ManualAnswer: Sendable, Equatable {
  /// It is done; the note is the evidence, the values are the inputs by name.
  case done(note: String, outputs: JSONObject)
  /// It could not be done.
  case failed(note: String)
  /// It is left out; of an undo: it stays.
  case skip(note: String)
  /// Not now: the run pauses at this step.
  case later
}

/// What a person says to a failed step.
public enum FailureAnswer: String, Sendable {
  /// Try again.
  case retry
  /// Take everything back.
  case rollback
  /// Leave everything as it is; `resume` and `rollback` go on later.
  case pause
}

/// Who knows the values that stand in no file, such as BGP keys.
public protocol SecretKeeper: Sendable {
  /// The value; nil when it is not known.
  func value(of secret: SecretReference) async -> String?
}

/// Nobody is there: manual steps wait, failures pause the run.
public struct AbsentOperator: Operator {
  /// What is done when a step fails.
  public var onFailure: FailureAnswer

  /// Nobody; failures are answered like this.
  public init(onFailure: FailureAnswer = .pause) { self.onFailure = onFailure }

  /// Not now.
  public func carryOut(_ task: ManualTask) async -> ManualAnswer { .later }
  /// Yes: nobody asked to be asked.
  public func confirm(_ step: Step) async -> Bool { true }
  /// What was said beforehand.
  public func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
    onFailure
  }
}

/// A keeper of values that were given beforehand, by the name of the secret.
public struct KnownSecrets: SecretKeeper {
  private let values: [String: String]

  /// Knows these.
  public init(_ values: [String: String] = [:]) { self.values = values }

  /// The value; nil when it was not given.
  public func value(of secret: SecretReference) async -> String? { values[secret.name] }
}
