import Emulator
import Execution
import JSON
import Runbook
import TestSupport
import Testing

/// A run of a scenario against an emulated cloud, in a folder of its own.
struct Session {
  let scenario: Shipped
  let folder: Folder
  let clock: StillClock
  let cloud: TestCloud
  let run: RunID

  init(
    _ scenario: Shipped, cloud: Cloud? = nil, clock: StillClock = StillClock(),
    afterEffect: @escaping @Sendable (Cloud) async -> Void = { _ in }
  ) throws {
    self.scenario = scenario
    folder = try Folder()
    self.clock = clock
    self.cloud = TestCloud(try cloud ?? scenario.cloud(), clock: clock, afterEffect: afterEffect)
    let header = Samples.header(of: scenario.runbook)
    run = header.id
    let store = try JournalStore(path: folder.journal, for: .write)
    _ = try store.create(header, scenario.runbook)
  }

  /// A session that finds a journal and a cloud as a dead process left them.
  init(_ scenario: Shipped, found folder: Folder, cloud: Cloud, clock: StillClock = StillClock()) {
    self.scenario = scenario
    self.folder = folder
    self.clock = clock
    self.cloud = TestCloud(cloud, clock: clock)
    run = Samples.header(of: scenario.runbook).id
  }

  /// The policy of most tests: one step after the other, so that everything is the same each time.
  static var calm: RunPolicy {
    var policy = RunPolicy()
    policy.stepsAtOnce = 1
    return policy
  }

  func journal() throws -> Journal {
    try Journal(JournalStore(path: folder.journal, for: .write), run: run, clock: clock)
  }

  func executor(
    _ journal: Journal, crew: (any Operator)? = nil, observer: any RunObserver = NoObserver(),
    policy: RunPolicy = Self.calm
  ) async -> Executor {
    await Executor(
      journal: journal, caller: cloud, clock: clock, person: crew ?? Crew(scenario, cloud),
      secrets: scenario.secrets, observer: observer, policy: policy, spread: { 0.5 })
  }

  @discardableResult
  func apply(crew: (any Operator)? = nil, policy: RunPolicy = Self.calm) async throws -> RunState {
    try await executor(journal(), crew: crew, policy: policy).apply(command: "apply", who: "ops")
  }

  @discardableResult
  func rollback(crew: (any Operator)? = nil, policy: RunPolicy = Self.calm) async throws -> RunState {
    try await executor(journal(), crew: crew, policy: policy).rollback(command: "rollback", who: "ops")
  }

  func ledger() throws -> Ledger { try JournalStore(path: folder.journal, for: .read).load(run) }

  /// The steps that are not settled, for a failing test to show.
  func unsettled(_ isSettled: (StepStatus) -> Bool) -> Comment {
    guard let ledger = try? ledger() else { return "the journal cannot be read" }
    let left = zip(scenario.runbook.steps, ledger.statuses).filter { !isSettled($1) && $1.stage != .planned }
    return Comment(rawValue: left.map { "\($0.id): \($1.stage)" }.joined(separator: "\n"))
  }

  func events(of step: String) throws -> [String] {
    var names: [String] = []
    _ = try JournalStore(path: folder.journal, for: .read).load(run) { entry in
      if case .step(step, let event) = entry.content { names.append(event.name) }
    }
    return names
  }
}

extension Cloud {
  /// What is alive, for comparing: by kind and name. Client tokens, which some rows keep, differ from run to run.
  func alive() throws -> JSONValue { try inventory(ids: .numbered).without("clientToken") }
}
