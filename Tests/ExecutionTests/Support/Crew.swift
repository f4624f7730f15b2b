import Emulator
import Execution
import JSON
import Rehearsal
import Runbook

/// The people of a change, who do at once what they are asked.
final class Crew: Operator {
  private let standIn: StandIn
  private let cloud: TestCloud
  private let onFailure: FailureAnswer
  /// The steps they were asked about, undos with a minus before.
  let asked = Locked<[String]>([])
  let failures = Locked<[(step: String, failure: StepFailure, undoable: [String])]>([])

  init(_ scenario: Shipped, _ cloud: TestCloud, onFailure: FailureAnswer = .pause) {
    standIn = StandIn(plan: scenario.plan)
    self.cloud = cloud
    self.onFailure = onFailure
  }

  func carryOut(_ task: ManualTask) async -> ManualAnswer {
    asked.change { $0.append((task.isUndo ? "-" : "") + task.step.id) }
    return cloud.log.change { log in
      standIn.perform(task.step, isUndo: task.isUndo, in: &log.cloud)
      guard !task.isUndo else { return .done(note: "taken back", outputs: [:]) }
      guard let answers = standIn.answers(to: task.step, in: &log.cloud) else {
        return .failed(note: "nobody knows")
      }
      return .done(
        note: "done",
        outputs: JSONObject(answers.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
  }

  func confirm(_ step: Step) async -> Bool { true }

  func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
    failures.change { $0.append((step.id, failure, undoable.map(\.id))) }
    return onFailure
  }
}
