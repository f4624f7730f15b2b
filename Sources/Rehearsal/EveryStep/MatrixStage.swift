import Emulator
import Execution
import JSON
import Planning
import Runbook
import Scenario

/// Where every rehearsal of a matrix begins anew.
struct MatrixStage: Sendable {
  let runbook: Runbook
  let plan: Plan
  let profile: CloudProfile
  let folder: String
  let seed: UInt64

  /// The change without any trouble.
  struct Undisturbed: Sendable {
    /// What is met by trouble, one after the other.
    var points: [ChangingRequest]
    var before: JSONValue
    var after: JSONValue
  }

  /// How one rehearsal went: what was seen, and what went wrong if something did.
  typealias Result = (FaultMatrix.Sight, String?)

  private func scene(_ name: String) throws -> (RehearsedCloud, RehearsedRun) {
    let cloud = try RehearsedCloud(for: plan, profile: profile, seed: seed)
    return (
      cloud, try RehearsedRun(of: runbook, on: cloud, journal: "\(folder)/\(name).sqlite", seed: seed)
    )
  }

  /// Plays it without trouble.
  func undisturbed() async throws -> Undisturbed {
    let (cloud, run) = try scene("undisturbed")
    let before = try cloud.wire.inventory(ids: .numbered)
    let witness = StepWitness(tokens: run.firstTokens())
    var points: [ChangingRequest] = []
    var after = JSONValue.null
    for direction in [RunState.Direction.forward, .backward] {
      let trace = RequestTrace()
      let end = await run.session(direction, observer: witness, tracing: trace)
      guard end.isFinished else { throw FaultMatrix.Unplayable(description: "\(direction.rawValue): \(end)") }
      if direction == .forward { after = try cloud.wire.inventory(ids: .numbered) }
      points += witness.points(of: trace.entries, isUndo: direction == .backward)
    }
    guard try cloud.wire.inventory(ids: .numbered) == before else {
      throw FaultMatrix.Unplayable(description: "something is left: the rehearsal without faults shows what")
    }
    return Undisturbed(points: points, before: before, after: after)
  }

  /// Plays it with one trouble at one request, and then on until it is done and taken back.
  func play(
    _ trouble: FaultMatrix.Trouble, at point: ChangingRequest, _ undisturbed: Undisturbed, _ scene: Int
  ) async throws -> Result {
    let (cloud, run) = try self.scene("scene-\(scene)")
    let before = try cloud.wire.inventory()
    if point.isUndo {
      guard await run.session(.forward).isFinished else { return (.wrong, "the way there did not end") }
    }
    let direction: RunState.Direction = point.isUndo ? .backward : .forward
    let kill = trouble.side.map { KillSwitch(at: point.number, $0) }
    if let fault = trouble.fault {
      cloud.wire.setFaults(
        Faults(rules: [
          FaultRule(
            name: trouble.rawValue, operations: [trouble.isLasting ? point.operation : "*"], calls: .writes,
            occasion: trouble.isLasting ? .always : .nth(point.number), fault: fault)
        ]))
    }
    var end = await run.session(direction, killing: kill)
    let hasStruck = kill?.hasStruck ?? !cloud.wire.faults.report.firings.isEmpty
    guard hasStruck else { return (.wrong, "the trouble did not come") }
    let sight = FaultMatrix.Sight(of: end)
    if trouble == .kept {
      let fault = try await leaveStanding(run, end, before)
      return (fault == nil ? sight : .wrong, fault)
    }
    if trouble.isLasting { cloud.wire.setFaults(Faults()) }
    var patience = DressRehearsal.patience
    while !end.isFinished, patience > 0 {
      patience -= 1
      end = await run.session(direction)
    }
    guard end.isFinished else { return (.wrong, "it never ends: \(end)") }
    if direction == .forward {
      let made = InventoryDifference(from: undisturbed.after, to: try cloud.wire.inventory(ids: .numbered))
      guard made.isEmpty else {
        return (.wrong, "the cloud holds something else than without the trouble: \(made.summary)")
      }
      end = await run.session(.backward)
      guard end.isFinished else { return (.wrong, "it cannot be taken back: \(end)") }
    }
    let left = InventoryDifference(from: undisturbed.before, to: try cloud.wire.inventory(ids: .numbered))
    return left.isEmpty ? (sight, nil) : (.wrong, "something is left behind: \(left.summary)")
  }

  /// Says of every undo that fails that the thing stays, until nothing is left to be taken back; what is there then
  /// must be what the run says it left.
  private func leaveStanding(
    _ run: RehearsedRun, _ stuck: RehearsedRun.End, _ before: JSONValue
  ) async throws -> String? {
    var end = stuck
    // What stays keeps what it rests on; each round settles at least one step.
    var rounds = runbook.steps.count
    while !end.isFinished, rounds > 0 {
      rounds -= 1
      let failed = try run.report().failed.map(\.id)
      guard !failed.isEmpty else { return "it stopped without saying what failed: \(end)" }
      for step in failed { try await run.leaveStanding(step, note: "it stays, says the rehearsal") }
      end = await run.session(.backward)
    }
    guard end.isFinished else { return "it never ends: \(end)" }
    let report = try run.report()
    guard !report.remainders.isEmpty else { return "it does not say that anything stays" }
    let leftovers = Leftovers(before: before, after: try run.cloud.wire.inventory(), report, runbook)
    return leftovers.unexplained.isEmpty
      ? nil
      : "something is left behind without a word: \(leftovers.unexplained.prefix(4).joined(separator: "; "))"
  }
}
