public import Execution
import JSON
public import Runbook

/// The people of a rehearsal at the questions of the executor.
public struct RehearsalOperator: Operator {
  private let cloud: RehearsedCloud
  private let onFailure: FailureAnswer

  /// The people of a cloud; failures are answered like this.
  public init(of cloud: RehearsedCloud, onFailure: FailureAnswer = .pause) {
    self.cloud = cloud
    self.onFailure = onFailure
  }

  /// Does it at once, and says what the cloud shows.
  public func carryOut(_ task: ManualTask) async -> ManualAnswer {
    var wire = cloud.wire
    cloud.people.perform(task.step, isUndo: task.isUndo, in: &wire)
    guard let answers = cloud.people.answers(to: task.step, in: &wire) else {
      return .failed(note: "the emulated cloud does not hold what has to be looked up")
    }
    var outputs = JSONObject()
    if !task.isUndo { for (name, value) in answers { outputs[name] = .string(value) } }
    return .done(note: "rehearsed", outputs: outputs)
  }

  /// Yes.
  public func confirm(_ step: Step) async -> Bool { true }

  /// What was said beforehand.
  public func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
    onFailure
  }
}

/// Keys that are made up for a rehearsal, one for each secret.
public struct RehearsalSecrets: SecretKeeper {
  /// Nobody's secrets.
  public init() {}

  /// A value.
  public func value(of secret: SecretReference) async -> String? { "Rehearsed1" }
}
