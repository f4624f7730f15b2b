public import JSON
public import Runbook

/// How a run stands, for people and programs: what `apply --dry-run`, `rehearse`, `apply` and `status` have in common.
public struct RunReport: Sendable, Equatable {
  /// What was run.
  public enum Kind: String, Sendable {
    /// Nothing was sent that changes anything, and nothing will be.
    case dryRun = "dry-run"
    /// Nothing was sent yet: what a session is about to do, and what its preflight found.
    case announcement
    /// It ran against the emulator.
    case rehearsal
    /// It ran, or runs.
    case run
  }

  /// One step.
  public struct StepReport: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// What it does.
    public var title: Text
    /// What its undo does; nil when it has none.
    public var undoTitle: Text?
    /// Who does it, in the form of a runbook file.
    public var owner: String
    /// The phase, in the form of a runbook file.
    public var phase: String
    /// Where it stands.
    public var status: StepStatus
    /// What it does to traffic that flows already.
    public var impact: Impact
    /// Whether a person may leave it out as it stands.
    public var isSkippable: Bool
    /// When its present generation was started.
    public var started: Moment?
    /// When something last happened to it.
    public var changed: Moment?
    /// The last note a person left.
    public var note: String?
    /// How long it usually takes, in seconds.
    public var durationSeconds: Int
  }

  /// Something that is not taken back, and what it costs.
  public struct Remainder: Sendable, Equatable {
    /// The step.
    public var step: String
    /// Why it stays.
    public var reason: String
    /// What stays, or is still billed; nil when the runbook says nothing.
    public var cost: Text?
  }

  /// What was run.
  public var kind: Kind
  /// The run; nil before there is one.
  public var run: RunID?
  /// The scenario's name.
  public var scenario: String
  /// Where the cloud is called; nil for the real one.
  public var endpointURL: String?
  /// Where the run stands; nil before it began.
  public var state: RunState?
  /// The steps in the order of the runbook.
  public var steps: [StepReport]
  /// What the preflight found.
  public var findings: [PreflightFinding]
  /// What rollback left: first what was to stay or could not be taken back, then, while the run is stuck, what
  /// that rests on.
  public var remainders: [Remainder]
  /// The first step that cannot be taken back; nil when everything can.
  public var pointOfNoReturn: String?
  /// How long everything usually takes, in seconds, when steps that can run side by side do.
  public var expectedSeconds: Int

  /// The report of a run as its ledger has it.
  public init(_ ledger: Ledger, kind: Kind = .run, findings: [PreflightFinding] = []) {
    self.init(
      kind: kind, run: ledger.header.id, runbook: ledger.runbook, endpointURL: ledger.header.endpointURL,
      state: ledger.state, findings: findings
    ) { index in (ledger.statuses[index], ledger.started[index], ledger.changed[index], ledger.notes[index]) }
  }

  /// The report of a run that has not begun.
  ///
  /// - Parameter isDryRun: whether it will not begin either.
  public init(
    announcing runbook: Runbook, isDryRun: Bool, endpointURL: String?, findings: [PreflightFinding]
  ) {
    self.init(
      kind: isDryRun ? .dryRun : .announcement, run: nil, runbook: runbook, endpointURL: endpointURL,
      state: nil, findings: findings
    ) { _ in (StepStatus(), nil, nil, nil) }
  }

  private init(
    kind: Kind, run: RunID?, runbook: Runbook, endpointURL: String?, state: RunState?,
    findings: [PreflightFinding],
    step: (Int) -> (status: StepStatus, started: Moment?, changed: Moment?, note: String?)
  ) {
    let schedule = RunbookSchedule(runbook)
    self.kind = kind
    self.run = run
    scenario = runbook.scenario
    self.endpointURL = endpointURL
    self.state = state
    self.findings = findings
    pointOfNoReturn = schedule.pointOfNoReturn
    expectedSeconds = schedule.elapsedSeconds
    remainders = []
    steps = []
    steps.reserveCapacity(runbook.steps.count)
    var untried: [Remainder] = []
    for (index, one) in runbook.steps.enumerated() {
      let (status, started, changed, note) = step(index)
      steps.append(
        StepReport(
          id: one.id, title: one.title, undoTitle: one.undo?.title, owner: one.owner.identifier,
          phase: one.phase.identifier, status: status, impact: one.impact,
          isSkippable: one.mayBeSkipped(status), started: started, changed: changed, note: note,
          durationSeconds: one.durationSeconds))
      switch status.stage {
      case .remains(let reason): remainders.append(Remainder(step: one.id, reason: reason, cost: one.remains))
      case .undoFailed(let failure):
        remainders.append(Remainder(step: one.id, reason: failure.description, cost: one.remains))
      default:
        guard state?.standing == .stuck, one.undo != nil, status.hasOwnEffect else { break }
        untried.append(
          Remainder(step: one.id, reason: "not tried: something that rests on it stays", cost: one.remains))
      }
    }
    remainders += untried
  }

  /// How many steps are done, or at rest after a rollback.
  public var settledCount: Int {
    steps.count { state?.direction == .backward ? $0.status.isAtRest : $0.status.isDone }
  }

  /// The steps that wait for somebody or something, in order.
  public var waiting: [StepReport] {
    steps.filter {
      switch $0.status.stage {
      case .waiting, .undoWaiting: true
      default: false
      }
    }
  }

  /// The steps that failed, forward or backward, in order.
  public var failed: [StepReport] {
    steps.filter {
      switch $0.status.stage {
      case .failed, .undoFailed: true
      default: false
      }
    }
  }

  /// The command to type next; nil when nothing is left to do.
  public var nextCommand: String? {
    switch state?.standing {
    case nil: "isthmus apply"
    case .running?, .failed?: "isthmus \(state?.direction == .backward ? "rollback" : "resume")"
    case .paused?:
      if let step = steps.first(where: \.status.isUpToPerson) {
        "isthmus done \(step.id) --note …"
      } else {
        "isthmus \(state?.direction == .backward ? "rollback" : "resume")"
      }
    // Once the obstacle is gone. To call it done while it stands would leave it behind.
    case .stuck?: "isthmus rollback"
    case .succeeded?, .rolledBack?: nil
    }
  }

  /// What may be typed in place of ``nextCommand`` on the way forward: to take everything back when a step failed, and to
  /// leave out what a person is asked for where the runbook allows it.
  public var otherCommands: [String] {
    guard let state, state.direction == .forward, [.paused, .failed].contains(state.standing) else {
      return []
    }
    var commands: [String] = []
    if state.standing == .failed || !failed.isEmpty { commands.append("isthmus rollback") }
    if let step = steps.first(where: { $0.isSkippable && $0.status.isUpToPerson }) {
      commands.append("isthmus skip \(step.id) --note …")
    }
    return commands
  }
}

extension StepStatus {
  /// Whether a person is waited for, who has not been able to do it perhaps; the executor marks such reasons.
  fileprivate var isUpToPerson: Bool {
    switch stage {
    case .waiting(let reason), .undoWaiting(let reason): reason.hasPrefix(ManualWait.prefix)
    case .failed(let failure, _): failure.code == RunCode.manualStepFailed.rawValue
    default: false
    }
  }
}

/// How the journal marks that a person is waited for.
enum ManualWait {
  static let prefix = "waits for "
  static func reason(_ owner: Owner) -> String { prefix + owner.identifier }
}

extension RunReport {
  /// The report for programs.
  public var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "run": run.map { .string($0.text) } ?? .null,
      "scenario": .string(scenario), "endpointURL": endpointURL.map { .string($0) } ?? .null,
      "state": state.map { .string($0.standing.rawValue) } ?? .null,
      "direction": state.map { .string($0.direction.rawValue) } ?? .null,
      "steps": .array(steps.map(\.json)), "findings": .array(findings.map(\.json)),
      "remainders": .array(
        remainders.map {
          [
            "step": .string($0.step), "reason": .string($0.reason),
            "cost": $0.cost.map { ["en": .string($0.en), "zh": .string($0.zh)] } ?? .null,
          ]
        }),
      "pointOfNoReturn": pointOfNoReturn.map { .string($0) } ?? .null,
      "expectedSeconds": .integer(Int64(expectedSeconds)),
      "next": nextCommand.map { .string($0) } ?? .null,
      "otherwise": .array(otherCommands.map { .string($0) }),
    ]
  }
}

extension RunReport.StepReport {
  var json: JSONValue {
    var object: JSONObject = [
      "id": .string(id), "title": ["en": .string(title.en), "zh": .string(title.zh)], "owner": .string(owner),
      "phase": .string(phase), "impact": .string(impact.rawValue), "status": .string(status.word),
      "generation": .integer(Int64(status.generation)),
      "started": started.map { .string($0.description) } ?? .null,
      "changed": changed.map { .string($0.description) } ?? .null,
      "request": status.requestID.map { .string($0) } ?? .null,
    ]
    if let note { object["note"] = .string(note) }
    switch status.stage {
    case .failed(let failure, _), .undoFailed(let failure): object["failure"] = .string(failure.description)
    case .ambiguous(let reason), .waiting(let reason), .undoWaiting(let reason), .undoAmbiguous(let reason),
      .remains(let reason):
      object["reason"] = .string(reason)
    default: break
    }
    return .object(object)
  }
}
