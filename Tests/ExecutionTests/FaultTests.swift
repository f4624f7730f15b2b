import CtyunAPI
import Emulator
import JSON
import Planning
import Rehearsal
import Runbook
import TestSupport
import Testing

@testable import Execution

/// One thing goes wrong at one call.
@Suite struct FaultTests {
  struct Case: Sendable {
    var call: Int
    var fault: TestCloud.Fault
  }

  private func cases(_ calls: Range<Int>) -> [Case] {
    calls.flatMap { call in TestCloud.Fault.allCases.map { Case(call: call, fault: $0) } }
  }

  /// The step that stopped or doubted, which must be the one whose call was struck.
  private func struckStep(_ session: Session, _ event: String) throws -> String? {
    var found: [String] = []
    _ = try JournalStore(path: session.folder.journal, for: .read).load(session.run) { entry in
      if case .step(let id, let happened) = entry.content, happened.name == event, !found.contains(id) {
        found.append(id)
      }
    }
    #expect(found.count <= 1, "\(found)")
    return found.first
  }

  private func operation(of step: String?, _ scenario: Shipped, undo: Bool = false) -> String? {
    guard let step = scenario.runbook.steps.first(where: { $0.id == step }),
      case .apiCall(let call)? = undo ? step.undo?.action : step.action
    else { return nil }
    return call.operation
  }

  @Test(arguments: Shipped.all) func everyFaultAtEveryCallComesToTheSameEnd(scenario: Shipped) async throws {
    let calm = try Session(scenario)
    let before = try calm.cloud.cloud.alive()
    try await calm.apply()
    let applied = try calm.cloud.cloud.alive()
    let calls = calm.cloud.log.value.writes.count
    for one in sample(cases(0..<calls), 8) {
      let session = try Session(scenario)
      session.cloud.log.change { $0.faults[one.call] = one.fault }
      let crew = Crew(scenario, session.cloud)
      var state = try await session.apply(crew: crew)
      let struck = session.cloud.log.value.struck
      #expect(struck.count == 1, "\(one)")
      switch one.fault {
      case .refused where try struckStep(session, "failed") == nil:
        // What was refused had come along with something else: a reverse service's first transit address.
        let found = try struckStep(session, "found")
        #expect(found?.contains("/transit/") == true, "\(one): \(found ?? "none") at \(struck)")
      case .refused:
        #expect(state == RunState(.failed, .forward), "\(one)")
        let step = try struckStep(session, "failed")
        #expect(operation(of: step, scenario) == struck.first, "\(one): \(step ?? "none")")
        #expect(crew.failures.value.map(\.step) == [step])
        #expect(crew.failures.value.first?.failure.code == RunCode.refused.rawValue)
        state = try await session.apply(crew: crew)
      case .lostBefore, .lostAfter, .gatewayAfter, .garbageAfter:
        let step = try struckStep(session, "ambiguous")
        #expect(operation(of: step, scenario) == struck.first, "\(one): \(step ?? "none")")
      case .neverSent:
        #expect(try struckStep(session, "ambiguous") == nil, "\(one)")
      }
      #expect(state == RunState(.succeeded, .forward), session.unsettled(\.isDone))
      expectSame(try session.cloud.cloud.alive(), applied, "\(one) at \(struck)")
      try await session.rollback()
      expectSame(try session.cloud.cloud.alive(), before, "\(one) at \(struck)")
    }
  }

  @Test(arguments: Shipped.all) func everyFaultInARollbackLeavesNothing(scenario: Shipped) async throws {
    let calm = try Session(scenario)
    let before = try calm.cloud.cloud.alive()
    try await calm.apply()
    let applied = calm.cloud.cloud
    let calls = calm.cloud.log.value.writes.count
    try await calm.rollback()
    let all = calm.cloud.log.value.writes.count
    for one in sample(cases(0..<(all - calls)), 5, offset: 2) {
      let folder = try CrashPoints.cut(
        calm.folder.journal, after: try entriesBeforeRollback(calm))
      let session = Session(scenario, found: folder, cloud: applied)
      session.cloud.log.change { $0.faults[one.call] = one.fault }
      let state = try await session.rollback()
      #expect(session.cloud.log.value.struck.count == 1, "\(one)")
      #expect(state == RunState(.rolledBack, .backward), session.unsettled(\.isAtRest))
      expectSame(try session.cloud.cloud.alive(), before, "\(one)")
    }
  }

  private func entriesBeforeRollback(_ session: Session) throws -> Int {
    var count = 0
    _ = try JournalStore(path: session.folder.journal, for: .read).load(session.run) { entry in
      if case .run(.ended(.succeeded, _)) = entry.content { count = entry.sequence }
    }
    return count
  }

  @Test func afterARefusalThePersonMayHaveEverythingTakenBack() async throws {
    let scenario = try Shipped.named("static-single-line")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    session.cloud.log.change { $0.faults[6] = .refused }
    let crew = Crew(scenario, session.cloud, onFailure: .rollback)
    #expect(try await session.apply(crew: crew) == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
    let failure = try #require(crew.failures.value.first)
    #expect(!failure.undoable.isEmpty)
    // Everything that was made is offered, last first.
    let ids = scenario.runbook.steps.map(\.id)
    let places = failure.undoable.compactMap { ids.firstIndex(of: $0) }
    #expect(places == places.sorted(by: >))
  }

  /// A cloud that refuses one operation for good.
  private func refuseForGood(_ session: Session, _ operation: String) {
    session.cloud.log.change { $0.refusedForGood = [operation] }
  }

  /// Deletion protection can be set and not be read: the check of that step holds before and after.
  @Test(arguments: TestCloud.Fault.allCases)
  func aSettingThatCannotBeReadIsNotTakenForDone(fault: TestCloud.Fault) async throws {
    let scenario = try Shipped.named("zos-from-vpc")
    let calm = try Session(scenario)
    let before = try calm.cloud.cloud.alive()
    try await calm.apply()
    let writes = calm.cloud.log.value.writes
    let call = try #require(writes.firstIndex { $0.hasPrefix("vpce.UpdateEndpoint@") })
    let session = try Session(scenario)
    session.cloud.log.change { $0.faults[call] = fault }
    let crew = Crew(scenario, session.cloud)
    if try await session.apply(crew: crew).standing == .failed { try await session.apply(crew: crew) }
    expectSame(try session.cloud.cloud.alive(), try calm.cloud.cloud.alive(), "\(fault)")
    let undo = session.cloud.log.value.writes.count
    session.cloud.log.change { $0.faults[undo] = fault }
    #expect(try await session.rollback() == RunState(.rolledBack, .backward), session.unsettled(\.isAtRest))
    expectSame(try session.cloud.cloud.alive(), before, "\(fault)")
  }

  @Test func anUndoThatFailsMakesTheRunStuckUntilItWorks() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    try await session.apply()
    refuseForGood(session, "vpce.DeleteEndpoint")
    #expect(try await session.rollback() == RunState(.stuck, .backward))
    let report = RunReport(try session.ledger())
    #expect(report.failed.map(\.id) == ["endpoint/payments/create"])
    #expect(report.remainders.first?.step == "endpoint/payments/create")
    #expect(report.remainders.first?.cost != nil, "an endpoint that stays is billed")
    #expect(report.remainders.dropFirst().contains { $0.step == "vpc/shop-vpc/create" }, "it rests on that")
    #expect(!report.remainders.contains { $0.step.hasPrefix("private-zone/") }, "that is gone")
    #expect(report.nextCommand == "isthmus rollback")
    // What does not rest on it is gone; what it rests on stands still.
    #expect(try session.ledger()["vpc/shop-vpc/create"]?.stage == .succeeded(isOwn: true))
    #expect(try session.ledger()["private-zone/payments.internal/create"]?.stage == .undone)
    session.cloud.log.change { $0.refusedForGood = [] }
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  /// What was taken may come to its end although nobody may ask for it: a rollback must not let go of it.
  @Test func anOrderThatIsRefusedAfterItWasTakenIsNotForgotten() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    let calm = try Session(scenario)
    try await calm.apply()
    let orders = calm.cloud.log.value.writes.indices.filter {
      calm.cloud.log.value.writes[$0].hasPrefix("vpce.CreateEndpoint@")
    }
    try #require(orders.count > 1, "the order has to be asked for")
    // Every call from the second one on is refused, for longer than one session asks.
    session.cloud.log.change { log in
      for call in orders[1]..<orders[1] + 40 { log.faults[call] = .refused }
    }
    #expect(try await session.apply() == RunState(.paused, .forward))
    #expect(try session.ledger()["endpoint/payments/create"]?.stage.isAccepted == true)
    session.cloud.log.change { $0.faults = [:] }
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  /// An answer is lost after the effect, and asking again is refused: that says nothing about the first time.
  @Test(arguments: ["vpce.CreateEndpoint@", "vpc.CreateSubnet@", "vpc.CreatePrivateZoneRecord@"])
  func aLostAnswerThatIsRefusedAfterwardsIsNotForgotten(operation: String) async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let calm = try Session(scenario)
    try await calm.apply()
    let first = try #require(calm.cloud.log.value.writes.firstIndex { $0.hasPrefix(operation) })
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    session.cloud.log.change { log in
      log.faults[first] = .lostAfter
      for call in first + 1..<first + 60 { log.faults[call] = .refused }
    }
    let state = try await session.apply()
    #expect(state.standing != .succeeded)
    session.cloud.log.change { $0.faults = [:] }
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  /// The token of an order that came to nothing would only ever be answered with that.
  @Test func anOrderThatCameToNothingIsPlacedAnewUnderAnotherToken() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    let step = "endpoint/payments/create"
    session.cloud.log.change { log in
      for state in ["starting", "in_progress", "started"] {
        log.rewrites.append((operation: "vpce.CreateEndpoint", text: state, other: "failed"))
      }
    }
    #expect(try await session.apply() == RunState(.failed, .forward))
    guard case .failed(let failure, hasEffect: false)? = try session.ledger()[step]?.stage else {
      Issue.record("\(try session.ledger()[step].debugDescription)")
      return
    }
    #expect(failure.code == RunCode.failedOrder.rawValue)
    func token(_ generation: Int) -> String {
      ClientToken.derive(run: session.run, step: step, generation: generation, purpose: .action)
    }
    #expect(session.cloud.log.value.texts.contains { $0.contains(token(0)) })
    #expect(!session.cloud.log.value.texts.contains { $0.contains(token(1)) })
    try await session.apply()
    #expect(session.cloud.log.value.texts.contains { $0.contains(token(1)) })
  }

  /// A proxy's login page, or a key that is being changed, is no reason to take a change back.
  @Test func aCheckThatCannotBeMadeIsNoFailure() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let once = try Session(scenario)
    once.cloud.log.change { $0.readsTurnedAway = 6..<9 }
    #expect(try await once.apply() == RunState(.succeeded, .forward))
    let lasting = try Session(scenario)
    lasting.cloud.log.change { $0.readsTurnedAway = 6..<1_000_000 }
    let crew = Crew(scenario, lasting.cloud, onFailure: .rollback)
    #expect(try await lasting.apply(crew: crew) == RunState(.paused, .forward))
    #expect(crew.failures.value.isEmpty, "nothing failed, and nothing is taken back")
    lasting.cloud.log.change { $0.readsTurnedAway = 0..<0 }
    #expect(try await lasting.apply() == RunState(.succeeded, .forward))
  }

  /// Texts of the cloud are cut to a bound before anybody knows which secrets are in them.
  @Test func halfASecretIsCoveredToo() {
    let secret = "topsecretA1"
    for kept in 1..<secret.count {
      #expect("key \(secret.prefix(kept))… / \(secret)".covering([secret]) == "key ***… / ***")
    }
    #expect("nothing… of it".covering([secret]) == "nothing… of it")
  }

  @Test func whatAPersonLeavesStandingIsListed() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    try await session.apply()
    refuseForGood(session, "vpc.DeletePrivateZoneRecord")
    try await session.rollback()
    let record = try #require(
      scenario.runbook.steps.first { $0.id.hasSuffix("api.payments.internal/create") }
    ).id
    let journal = try session.journal()
    let event = try await journal.ledger.event(for: .skip(note: "kept by order of the CIO"), of: record)
    try await journal.record(event, of: record)
    refuseForGood(session, "vpc.DeletePrivateZone")
    try await session.rollback()
    let report = RunReport(try session.ledger())
    #expect(report.remainders.contains { $0.step == record && $0.reason.contains("CIO") })
  }

  @Test func aCloudThatIsAwayPausesTheRun() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    session.cloud.log.change { log in for call in 3..<40 { log.faults[call] = .neverSent } }
    let state = try await session.apply()
    #expect(state == RunState(.paused, .forward))
    session.cloud.log.change { $0.faults = [:] }
    #expect(try await session.apply() == RunState(.succeeded, .forward))
  }

  @Test func aThingOfThatNameIsAConflict() async throws {
    let scenario = try Shipped.named("static-single-line")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    // Somebody adds a line of that name, with other values, while the run is under way.
    let step = try #require(
      scenario.runbook.steps.first { $0.id.hasSuffix("/create") && $0.id.hasPrefix("line/") })
    guard case .apiCall(let call) = step.action else { return }
    let operation = try #require(Operations.named(call.operation))
    var foreign = call.parameters
    foreign["hostname"] = "other-switch"
    foreign["portName"] = "other-port"
    foreign["localConnectIP"] = "172.31.255.1/30"
    foreign["remoteConnectIP"] = "172.31.255.2/30"
    session.cloud.log.change { log in
      let answer = log.cloud.handle(
        Call(account: call.account, operation: operation, parameters: foreign), at: .start)
      #expect(answer.isSuccess)
    }
    let crew = Crew(scenario, session.cloud, onFailure: .rollback)
    #expect(try await session.apply(crew: crew) == RunState(.rolledBack, .backward))
    #expect(crew.failures.value.first?.step == step.id)
    #expect(crew.failures.value.first?.failure.code == RunCode.conflict.rawValue)
    // The foreign line is still there, and nothing else.
    #expect(try session.cloud.cloud.alive() != before)
    session.cloud.log.change { log in
      let list = log.cloud.handle(
        Call(
          account: call.account, operation: Operations.CDA.listPhysicalLine,
          parameters: ["pageNo": 1, "pageSize": 50]),
        at: .start)
      #expect(list.returnObj["physicalLineList"]?.arrayValue?.count == 1)
    }
  }

  @Test func whatWasDeletedByHandIsGoneAlready() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    let before = try session.cloud.cloud.alive()
    try await session.apply()
    let ledger = try session.ledger()
    let id = try #require(
      ledger["private-zone/payments.internal/record/api.payments.internal/create"]?.outputs["zoneRecordID"])
    session.cloud.log.change { log in
      let answer = log.cloud.handle(
        Call(
          account: "shop", operation: Operations.VPC.deletePrivateZoneRecord,
          parameters: ["regionID": .string(scenario.plan.region), "zoneRecordID": id]), at: .start)
      #expect(answer.isSuccess)
    }
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }

  @Test func whatDiffersFromThePlanStopsTheStepWithBothValues() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let session = try Session(scenario)
    session.cloud.log.change { $0.rewrites = [("vpc.ShowVpc", "10.30.0.0/16", "10.31.0.0/16")] }
    let crew = Crew(scenario, session.cloud)
    #expect(try await session.apply(crew: crew) == RunState(.failed, .forward))
    let failure = try #require(crew.failures.value.first)
    #expect(failure.step == "vpc/shop-vpc/create")
    #expect(failure.failure.code == RunCode.unequal.rawValue)
    #expect(failure.failure.expected?.contains("10.30.0.0/16") == true)
    #expect(failure.failure.found == "10.31.0.0/16")
    // The effect is there, so it is taken back though the step failed.
    session.cloud.log.change { $0.rewrites = [] }
    let before = try scenario.cloud().alive()
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
    expectSame(try session.cloud.cloud.alive(), before)
  }
}

extension StepStatus.Stage {
  fileprivate var isAccepted: Bool { if case .accepted = self { true } else { false } }
}
