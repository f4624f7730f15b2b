import Execution
import JSON
import Runbook
import Testing

/// Runs that stop at people, and go on without a terminal.
@Suite struct ManualTests {
  private func session(_ name: String = "cross-account-approval") throws -> Session {
    try Session(Shipped.named(name))
  }

  @Test func withoutAPersonTheRunPausesAndNamesTheStep() async throws {
    let session = try session()
    let state = try await session.apply(crew: AbsentOperator())
    #expect(state == RunState(.paused, .forward))
    let report = RunReport(try session.ledger())
    let waiting = report.waiting.map(\.id)
    #expect(!waiting.isEmpty)
    #expect(report.nextCommand == "isthmus done \(waiting[0]) --note …")
    // Again and again without anything happening.
    #expect(try await session.apply(crew: AbsentOperator()) == state)
    #expect(RunReport(try session.ledger()).waiting.map(\.id) == waiting)
    // Who could not do it is asked again.
    let journal = try session.journal()
    try await journal.record(
      await journal.ledger.event(for: .failed(note: "no"), of: waiting[0]), of: waiting[0])
    #expect(try await session.apply(crew: AbsentOperator()) == state)
    #expect(RunReport(try session.ledger()).nextCommand == "isthmus done \(waiting[0]) --note …")
  }

  /// Answers one waiting step after the other as `isthmus done` does, and resumes.
  @Test func answersFromOutsideCarryTheRunToItsEnd() async throws {
    let session = try session("static-single-line")
    let crew = Crew(session.scenario, session.cloud)
    var rounds = 0
    while try await session.apply(crew: AbsentOperator()).standing == .paused {
      rounds += 1
      try #require(rounds < 100)
      let waiting = RunReport(try session.ledger()).waiting
      try #require(!waiting.isEmpty, session.unsettled(\.isDone))
      for one in waiting {
        let step = try #require(session.scenario.runbook.steps.first { $0.id == one.id })
        guard case .manual(let instruction) = step.action else { continue }
        let answer = await crew.carryOut(
          ManualTask(
            step: step, isUndo: false, instruction: instruction, check: step.check,
            inputs: step.outputs.filter { $0.source == .operatorInput }, isSkippable: step.isSkippable))
        let journal = try session.journal()
        let event = try await journal.ledger.event(for: answer, of: step.id)
        try await journal.record(event, of: step.id)
      }
    }
    #expect(try session.ledger().state == RunState(.succeeded, .forward), session.unsettled(\.isDone))
  }

  @Test func answersAreChecked() async throws {
    let session = try session("static-single-line")
    try await session.apply(crew: AbsentOperator())
    let land = try #require(session.scenario.runbook.steps.first { $0.id.hasSuffix("/land") })
    let order = try #require(land.dependsOn.first)
    let journal = try session.journal()
    let ledger = await journal.ledger
    #expect(throws: AnswerError.notWaiting(step: land.id, status: "planned")) {
      try ledger.event(for: .done(note: "n", outputs: [:]), of: land.id)
    }
    #expect(throws: AnswerError.unknownStep("x")) {
      try ledger.event(for: .done(note: "n", outputs: [:]), of: "x")
    }
    let account = try #require(ledger.runbook.steps.first { $0.id.hasSuffix("/prepare") })
    #expect(throws: AnswerError.notSkippable(step: account.id)) {
      try ledger.event(for: .skip(note: "n"), of: account.id)
    }
    #expect(throws: AnswerError.unknown(step: account.id, outputs: ["colour"])) {
      try ledger.event(for: .done(note: "n", outputs: ["colour": "red"]), of: account.id)
    }
    #expect(ledger[order] != nil)
  }

  @Test func whatAPersonCannotDoStopsTheRunAndIsTakenBackWithCare() async throws {
    let runbook = Samples.runbook([Samples.manual("a"), Samples.manual("b", after: ["a"])])
    let folder = try Folder()
    let clock = StillClock()
    let store = try JournalStore(path: folder.journal, for: .write)
    let journal = try Journal(store, begin: Samples.header(of: runbook), runbook, clock: clock)
    let scenario = try Shipped.named("zos-from-vpc")
    let cloud = TestCloud(try scenario.cloud(), clock: clock)
    let person = Script([
      .done(note: "a is done", outputs: [:]), .failed(note: "b broke"),
      .done(note: "b is gone", outputs: [:]),
      .skip(note: "a stays"),
    ])
    let executor = await Executor(
      journal: journal, caller: cloud, clock: clock, person: person, spread: { 0 })
    #expect(try await executor.apply(command: "apply", who: "ops") == RunState(.failed, .forward))
    #expect(
      await journal.ledger["b"]?.stage == .failed(StepFailure(.manualStepFailed, "b broke"), hasEffect: true))
    #expect(try await executor.rollback(command: "rollback", who: "ops") == RunState(.rolledBack, .backward))
    let ledger = await journal.ledger
    #expect(ledger["b"]?.stage == .undone)
    #expect(ledger["a"]?.stage == .remains(reason: "a stays"))
    #expect(person.asked.value == ["a", "b", "-b", "-a"])
  }

  @Test(arguments: [false, true])
  func whatFailedIsLeftOutOnlyWhereNothingIsToBeTakenBack(hasUndo: Bool) async throws {
    let runbook = Samples.runbook([Samples.manual("a", undo: hasUndo)])
    let folder = try Folder()
    let clock = StillClock()
    let store = try JournalStore(path: folder.journal, for: .write)
    let journal = try Journal(store, begin: Samples.header(of: runbook), runbook, clock: clock)
    let cloud = TestCloud(try Shipped.named("zos-from-vpc").cloud(), clock: clock)
    func session(_ answers: ManualAnswer...) async throws -> RunState {
      let executor = await Executor(
        journal: journal, caller: cloud, clock: clock, person: Script(answers), spread: { 0 })
      return try await executor.apply(command: "apply", who: "ops")
    }
    #expect(try await session(.failed(note: "10 of 100 packets lost")) == RunState(.failed, .forward))
    let report = RunReport(await journal.ledger)
    #expect(report.nextCommand == "isthmus resume")
    #expect(
      report.otherCommands == ["isthmus rollback"] + (hasUndo ? [] : ["isthmus skip a --note …"]))
    let ledger = await journal.ledger
    if hasUndo {
      #expect(throws: AnswerError.self) { try ledger.event(for: .skip(note: "n"), of: "a") }
      #expect(try await session(.skip(note: "n")) == RunState(.paused, .forward))
    } else {
      #expect(try ledger.event(for: .skip(note: "n"), of: "a") == .skipped(note: "n"))
      #expect(try await session(.skip(note: "the carrier knows")) == RunState(.succeeded, .forward))
      #expect(RunReport(await journal.ledger).otherCommands.isEmpty)
    }
  }

  /// Says one thing after the other.
  private final class Script: Operator {
    private let answers: Locked<[ManualAnswer]>
    let asked = Locked<[String]>([])

    init(_ answers: [ManualAnswer]) { self.answers = Locked(answers) }

    func carryOut(_ task: ManualTask) async -> ManualAnswer {
      asked.change { $0.append((task.isUndo ? "-" : "") + task.step.id) }
      return answers.change { $0.isEmpty ? .later : $0.removeFirst() }
    }
    func confirm(_ step: Step) async -> Bool { true }
    func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer { .pause }
  }

  @Test func aStoppedSessionLeavesNothingHalfDone() async throws {
    let session = try session()
    let stopper = Locked<Executor?>(nil)
    struct StopAt: RunObserver {
      let step: Int
      let count = Locked(0)
      let stop: @Sendable () -> Void
      func observe(_ event: RunEvent, at moment: Moment) {
        guard case .stepChanged = event else { return }
        if count.change({ count in
          count += 1
          return count == step
        }) {
          stop()
        }
      }
    }
    var stops = 0
    for step in stride(from: 3, through: 60, by: 7) {
      let observer = StopAt(step: step) { stopper.value?.stop() }
      let executor = try await session.executor(session.journal(), observer: observer)
      stopper.change { $0 = executor }
      let state = try await executor.apply(command: "resume", who: "ops")
      if state.standing == .succeeded { break }
      stops += 1
      #expect(state == RunState(.paused, .forward))
      #expect(try session.ledger().statuses.allSatisfy { !$0.isUncertain || $0.stage == .started })
    }
    #expect(stops > 2)
    #expect(try await session.apply() == RunState(.succeeded, .forward))
  }

  @Test func secretsAreSeenNowhere() async throws {
    let scenario = try Shipped.named("idc-direct-connect")
    let session = try Session(scenario)
    // The cloud quotes the secret in its refusal.
    session.cloud.log.change { log in
      log.refusedForGood = ["cda.AddBgpRoute"]
      log.refusal = "BGPKey \(Shipped.secretValue) is too weak"
    }
    let crew = Crew(scenario, session.cloud)
    #expect(try await session.apply(crew: crew) == RunState(.failed, .forward))
    #expect(crew.failures.value.first?.failure.message.contains("BGPKey *** is too weak") == true)
    session.cloud.log.change { $0.refusedForGood = [] }
    #expect(try await session.apply(crew: crew) == RunState(.succeeded, .forward))
    #expect(
      session.cloud.log.value.texts.contains { $0.contains(Shipped.secretValue) }, "it did reach the cloud")
    let evidence = try Evidence(JournalStore(path: session.folder.journal, for: .read), run: session.run)
    #expect(!evidence.markdown().contains(Shipped.secretValue))
    #expect(!evidence.json.text().contains(Shipped.secretValue))
    for file in ["", "-wal"] {
      let bytes = try session.folder.bytes("journal.sqlite" + file)
      #expect(!String(decoding: bytes, as: UTF8.self).contains(Shipped.secretValue), "\(file)")
    }
  }

  /// Says yes to so many steps, and then no.
  private final class Hesitant: Operator {
    let crew: Crew
    let patience: Int
    let asked = Locked<[Step]>([])

    init(_ crew: Crew, patience: Int) {
      self.crew = crew
      self.patience = patience
    }

    func carryOut(_ task: ManualTask) async -> ManualAnswer { await crew.carryOut(task) }

    func confirm(_ step: Step) async -> Bool {
      asked.change { $0.append(step) }
      return asked.value.count <= patience
    }

    func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
      await crew.decide(failure, of: step, undoable: undoable)
    }
  }

  @Test func stepByStepEveryUndoIsAskedFor() async throws {
    let scenario = try Shipped.named("zos-from-vpc")
    let session = try Session(scenario)
    try await session.apply()
    var policy = Session.calm
    policy.isStepByStep = true
    let person = Hesitant(Crew(scenario, session.cloud), patience: 2)
    let writes = session.cloud.log.value.writes.count
    #expect(try await session.rollback(crew: person, policy: policy) == RunState(.paused, .backward))
    #expect(person.asked.value.count == 3)
    for step in person.asked.value {
      let undo = try #require(scenario.runbook.steps.first { $0.id == step.id }?.undo)
      #expect(step.title == undo.title)
      #expect(step.action == undo.action)
    }
    let refused = try #require(person.asked.value.last)
    #expect(try session.ledger()[refused.id]?.hasOwnEffect == true)
    #expect(session.cloud.log.value.writes.count > writes)
    #expect(try await session.rollback() == RunState(.rolledBack, .backward))
  }
}
