import Diagnostics
import LocalFiles
import Planning
import Reachability
import Runbook
import Scenario

/// One way through the house: bytes, scenario, findings, plan, runbook.
///
///     YAML/JSON ──read──▶ Scenario ──check──▶ findings ──plan──▶ Plan ──order──▶ Runbook
///
/// Each stage takes what the one before gave and knows nothing of those after it.
struct IsthmusPipeline {
  /// The numbers of the cloud.
  var profile = CloudProfile.ctyun
  /// How much of a file is taken.
  var limits = ScenarioLimits()
  /// Every file read on the way, for the excerpts of diagnostics.
  private(set) var sources = SourceMap()
  /// Everything found on the way.
  private(set) var diagnostics: [Diagnostic] = []
  private var scenarioBytes: [UInt8] = []
  /// Whether parts of the scenario could not be understood: then nothing can be said of the whole.
  private var isHalfRead = false
  /// The plan compiled for its expectations, until its flows are proved: it is compiled once for both.
  private var compiled: Network?

  /// The numbers that the last runbook was made with: those of the cloud, and what the scenario overrides.
  private(set) var appliedProfile = CloudProfile.ctyun

  /// Whether an error was found.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Reads a scenario and checks it with every rule. Nil when nothing of it could be understood.
  mutating func check(path: String) throws(FileFailure) -> Scenario? {
    scenarioBytes = try Files.read(path, limit: limits.maximumBytes)
    let read = ScenarioReader.read(
      bytes: scenarioBytes, path: path == "-" ? "<stdin>" : path, into: &sources, limits: limits)
    isHalfRead = read.diagnostics.contains { $0.severity == .error }
    guard let scenario = read.value else {
      diagnostics += read.diagnostics
      return nil
    }
    diagnostics += Checker.check(scenario: scenario, profile: profile, decodeDiagnostics: read.diagnostics)
    return scenario
  }

  /// Reads, checks and plans. Nil when errors stand in the way.
  mutating func plan(path: String, lockPath: String?, prunesLock: Bool = false) throws(FileFailure)
    -> Outcome?
  {
    guard let scenario = try check(path: path) else { return nil }
    let outcome = try plan(scenario, lockPath: lockPath, prunesLock: prunesLock)
    if let outcome { judgeWindow(of: outcome.plan, scenario) }
    return outcome
  }

  private mutating func plan(
    _ scenario: Scenario, lockPath: String?, prunesLock: Bool = false
  ) throws(FileFailure) -> Outcome? {
    guard let lock = try lockFile(at: lockPath), !hasErrors else { return nil }
    let planned = Planner.plan(
      scenario: scenario, scenarioBytes: scenarioBytes, profile: profile, lock: lock, prunesLock: prunesLock)
    diagnostics += planned.diagnostics
    if !hasErrors, let plan = planned.value?.plan { judge(plan) }
    return hasErrors ? nil : planned.value
  }

  /// Judges what only a plan can tell of a scenario in which no error was found: its expectations and its change
  /// window. What is decided for that is not kept.
  mutating func judgePlan(of scenario: Scenario) {
    guard !hasErrors, !scenario.expectations.isEmpty || scenario.changeWindow != nil else { return }
    guard let plan = Planner.draft(scenario: scenario, profile: profile).value else { return }
    judge(plan)
    judgeWindow(of: plan, scenario)
  }

  /// The expectations that describe what the plan of a scenario answers today, as YAML. Nil when errors were found.
  mutating func suggestedExpectations(of scenario: Scenario) -> String? {
    guard !hasErrors else { return nil }
    let drafted = Planner.draft(scenario: scenario, profile: profile)
    diagnostics += drafted.diagnostics
    return drafted.isValid ? drafted.value.map { ExpectationSuggestion(Network($0)).yaml } : nil
  }

  /// Judges whether the change fits its window. A warning at most.
  private mutating func judgeWindow(of plan: Plan, _ scenario: Scenario) {
    defer { compiled = nil }
    guard scenario.changeWindow != nil else { return }
    let flows = flows(of: plan)
    diagnostics += WindowJudge.judge(plan, profile: profile.applying(scenario), flows: flows)
  }

  private mutating func judge(_ plan: Plan) {
    guard !plan.expectations.isEmpty else { return }
    let network = Network(plan)
    diagnostics += ExpectationJudge.judge(network)
    compiled = network
  }

  /// What the analysis proves, for the tests of a runbook.
  private mutating func flows(of plan: Plan) -> ProvenFlows {
    let network = compiled ?? Network(plan)
    compiled = nil
    var maker = MatrixMaker(network)
    return FlowProof.flows(of: network, maker.matrix(from: .site))
  }

  /// Reads, checks, plans and orders. Nil when errors stand in the way.
  mutating func runbook(path: String, lockPath: String?) throws(FileFailure) -> (Outcome, Runbook)? {
    let scenario = try check(path: path)
    guard let scenario, let outcome = try plan(scenario, lockPath: lockPath) else { return nil }
    appliedProfile = profile.applying(scenario)
    let runbook = RunbookBuilder.build(
      plan: outcome.plan, profile: appliedProfile, planDigest: outcome.document.digest,
      flows: flows(of: outcome.plan))
    diagnostics += WindowJudge.judge(runbook, plan: outcome.plan)
    return (outcome, runbook)
  }

  /// Reads, checks and plans, and compiles the plan for questions. Nothing is written. What rules find does not stand
  /// in the way: a broken scenario is asked why it does not work. Nil when it cannot be understood or planned.
  mutating func network(path: String, lockPath: String?) throws(FileFailure) -> Network? {
    guard let scenario = try check(path: path) else { return nil }
    guard let lock = try lockFile(at: lockPath), !isHalfRead else { return nil }
    let planned = Planner.draft(scenario: scenario, profile: profile, lock: lock)
    diagnostics += planned.diagnostics
    return planned.isValid ? planned.value.map { Network($0) } : nil
  }

  /// The decisions of an earlier plan; empty when there is no lock file yet, nil when it cannot be understood.
  private mutating func lockFile(at path: String?) throws(FileFailure) -> LockFile? {
    guard let path, Files.exists(path) else { return LockFile() }
    let bytes = try Files.read(path, limit: limits.maximumBytes)
    let read = LockFile.read(bytes, file: sources.add(path: path, bytes: bytes))
    diagnostics += read.diagnostics
    return read.value
  }
}
