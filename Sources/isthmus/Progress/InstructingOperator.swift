import Execution
import Runbook

/// Nobody is at a terminal: what a person has to do is printed in full, and the run stops there.
struct InstructingOperator: Operator {
  let language: Language
  let onFailure: FailureAnswer

  func carryOut(_ task: ManualTask) async -> ManualAnswer {
    Terminal.write("\n" + ManualTaskText.text(task, language, columns: .max))
    return .later
  }

  /// `--step` is refused where nobody can be asked.
  func confirm(_ step: Step) async -> Bool { true }

  func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer { onFailure }
}
