import CtyunAPI
import Emulator
import JSON
import Planning
import Rehearsal
import Runbook
import TestSupport
import Testing

@testable import Execution

/// Somebody works in the console while a run is under way, or after it: things are deleted, renamed, edited and added
/// by hand. The run says so, makes nothing twice and leaves nothing of its own behind.
@Suite struct ChangedCloudTests {
  /// A call in the console.
  @discardableResult
  private func byHand(
    _ operation: CtyunAPI.Operation, as account: String, _ parameters: JSONObject, in session: Session
  ) -> Answer {
    session.cloud.log.change { log in
      var parameters = parameters
      if operation.takesClientToken { parameters["clientToken"] = "by-hand-\(parameters.count)" }
      if operation.parameter(named: "regionID") != nil {
        parameters["regionID"] = .string(session.scenario.plan.region)
      }
      return log.cloud.handle(
        Call(account: account, operation: operation, parameters: parameters), at: .start)
    }
  }

  /// Takes back by hand what a step made.
  ///
  /// - Returns: whether the cloud did it: it refuses while something depends on the thing.
  private func deleteByHand(_ step: Step, in session: Session) async throws -> Bool {
    guard case .apiCall(let call)? = step.undo?.action, let operation = Operations.named(call.operation)
    else { return false }
    let ledger = try session.ledger()
    // What only the check tells, nobody knows before it.
    guard call.references.allSatisfy({ ledger.value(of: $0) != nil }) else { return false }
    let arguments = try await Arguments.resolve(
      call, result: { ledger.value(of: $0) }, secrets: session.scenario.secrets)
    for _ in 0..<8 {
      let answer = byHand(operation, as: call.account, arguments.values, in: session)
      guard answer.isSuccess else { return false }
      if case .pending? = operation.completion?.progress(of: .object(answer.envelope)) { continue }
      return true
    }
    return false
  }

  /// The journal of a session up to an entry, and the cloud as it was then.
  private func again(_ whole: Session, _ entries: Int, _ cloud: Cloud) throws -> Session {
    Session(whole.scenario, found: try CrashPoints.cut(whole.folder.journal, after: entries), cloud: cloud)
  }

  @Test(arguments: Shipped.all)
  func whatWasDeletedAfterwardsIsGoneAlready(scenario: Shipped) async throws {
    let whole = try Session(scenario)
    let before = try whole.cloud.cloud.alive()
    try await whole.apply()
    let count = try whole.ledger().count
    var deleted = 0
    for step in sample(scenario.runbook.steps.filter { $0.undo?.action.kind == "api" }.reversed(), 6) {
      let session = try again(whole, count, whole.cloud.cloud)
      guard try await deleteByHand(step, in: session) else { continue }
      deleted += 1
      let state = try await session.rollback()
      #expect(state == RunState(.rolledBack, .backward), session.unsettled { !$0.word.hasPrefix("undo-f") })
      expectSame(try session.cloud.cloud.alive(), before, "\(step.id)")
    }
    #expect(deleted > 0)
  }

  /// What was deleted is not made again behind the operator's back: the step that needs it fails and says so, or
  /// nothing needs it any more.
  @Test(arguments: Shipped.all)
  func whatWasDeletedOnTheWayIsSaidByWhoNeedsIt(scenario: Shipped) async throws {
    let whole = try Session(scenario)
    let before = try whole.cloud.cloud.alive()
    let cloud = whole.cloud
    let points = CrashPoints { cloud.cloud }
    let end = try await whole.executor(whole.journal(), observer: points).apply(command: "apply", who: "ops")
    try #require(end.standing == .succeeded)
    var made: [(step: Step, entries: Int)] = []
    _ = try JournalStore(path: whole.folder.journal, for: .read).load(whole.run) { entry in
      guard case .step(let id, let event) = entry.content, ["performed", "succeeded"].contains(event.name),
        let step = scenario.runbook.steps.first(where: { $0.id == id }), step.undo?.action.kind == "api"
      else { return }
      made.append((step, entry.sequence))
    }
    var failures = 0
    for (step, entries) in sample(made, 8) {
      let point = try #require(points.points.value.last { $0.entries == entries && !$0.isAfterEffect })
      let session = try again(whole, entries, point.cloud)
      guard try await deleteByHand(step, in: session) else { continue }
      let crew = Crew(scenario, session.cloud)
      let state = try await session.apply(crew: crew)
      if state.standing != .succeeded {
        #expect(state == RunState(.failed, .forward), "\(step.id)")
        let failure = try #require(crew.failures.value.first, "\(step.id)").failure
        #expect(!failure.message.isEmpty && RunCode(rawValue: failure.code) != nil, "\(failure)")
        failures += 1
      }
      let back = try await session.rollback()
      #expect(back == RunState(.rolledBack, .backward), session.unsettled(\.isAtRest))
      expectSame(try session.cloud.cloud.alive(), before, "\(step.id) after \(entries) entries")
    }
    #expect(failures > 0)
  }

  /// The value that the plan fixed was edited between the effect and its check: both values are shown.
  @Test func whatWasEditedOnTheWayStopsTheStepWithBothValues() async throws {
    let scenario = try Shipped.named("same-account-cross-vpc")
    let id = "private-zone/data.internal/record/postgres.data.internal/create"
    let whole = try Session(scenario)
    let before = try whole.cloud.cloud.alive()
    try await whole.apply()
    var entries = 0
    _ = try JournalStore(path: whole.folder.journal, for: .read).load(whole.run) { entry in
      if case .step(id, .performed) = entry.content { entries = entry.sequence }
    }
    let session = try again(whole, entries, whole.cloud.cloud)
    let record = try #require(try session.ledger()[id]?.outputs["zoneRecordID"])
    let edit = byHand(
      Operations.VPC.updatePrivateZoneRecord, as: "platform",
      ["zoneRecordID": record, "valueList": ["10.20.0.9"]], in: session)
    #expect(edit.isSuccess, "\(edit.envelope)")
    let crew = Crew(scenario, session.cloud)
    #expect(try await session.apply(crew: crew) == RunState(.failed, .forward))
    let (step, failure, _) = try #require(crew.failures.value.first)
    #expect(step == id)
    #expect(failure.code == RunCode.unequal.rawValue)
    #expect(failure.expected?.contains("10.20.0.2") == true, "\(failure)")
    #expect(failure.found?.contains("10.20.0.9") == true, "\(failure)")
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  @Test func whatWasRenamedIsStillTakenBack() async throws {
    let scenario = try Shipped.named("same-account-cross-vpc")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    try await session.apply()
    let ledger = try session.ledger()
    for (step, output, operation) in [
      ("vpc/app-vpc/create", "vpcID", Operations.VPC.updateVpc),
      ("subnet/app-vpc/apps/create", "subnetID", Operations.VPC.updateSubnet),
    ] {
      let id = try #require(ledger[step]?.outputs[output])
      let answer = byHand(operation, as: "platform", [output: id, "name": "renamed"], in: session)
      #expect(answer.isSuccess, "\(answer.envelope)")
    }
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  /// Somebody built on what the run made: that is not torn away.
  @Test func whatOthersBuiltOnItKeepsItAndMakesTheRunStuck() async throws {
    let scenario = try Shipped.named("same-account-cross-vpc")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    try await session.apply()
    let vpc = try #require(try session.ledger()["vpc/app-vpc/create"]?.outputs["vpcID"])
    let made = byHand(
      Operations.VPC.createSubnet, as: "platform",
      ["vpcID": vpc, "name": "theirs", "CIDR": "10.20.200.0/24"], in: session)
    let subnet = try #require(made.returnObj["subnetID"], "\(made.envelope)")
    #expect(try await session.rollback() == RunState(.stuck, .backward))
    guard case .undoFailed(let failure)? = try session.ledger()["vpc/app-vpc/create"]?.stage else {
      Issue.record("the VPC was taken back")
      return
    }
    #expect(failure.code == RunCode.refused.rawValue && failure.requestID != nil, "\(failure)")
    // All the rest is gone; theirs is untouched.
    let left = try session.cloud.cloud.alive()
    #expect(left["endpoint"] == nil && left["subnet"] != before["subnet"])
    #expect(byHand(Operations.VPC.deleteSubnet, as: "platform", ["subnetID": subnet], in: session).isSuccess)
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }
}
