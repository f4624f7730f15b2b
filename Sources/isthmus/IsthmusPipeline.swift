import Diagnostics
import Digests
import LocalFiles
import Planning
import Reachability
import Runbook
import Scenario
import SideBySide

/// One way through the house: bytes, scenario, findings, plan, runbook.
///
///     YAML/JSON ──read──▶ Scenario ──check──▶ findings ──plan──▶ Plan ──order──▶ Runbook
///
/// Each stage takes what the one before gave and knows nothing of those after it. Where two stages need nothing of each
/// other they run side by side; what they find is joined in the order of the picture.
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

  /// The numbers that the last runbook was made with: those of the cloud, and what the scenario overrides.
  private(set) var appliedProfile = CloudProfile.ctyun
  /// The digest of the lock file as it was read; nil when there was none.
  private(set) var lockDigest: Digest?

  /// Whether an error was found.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Reads a scenario and checks it with every rule. Nil when nothing of it could be understood.
  mutating func check(path: String) throws(FileFailure) -> Scenario? {
    guard let (scenario, found) = try read(path) else { return nil }
    diagnostics += Checker.check(scenario: scenario, profile: profile, decodeDiagnostics: found)
    return scenario
  }

  /// Reads and checks, and judges what only a plan can tell of a scenario in which no error was found: its
  /// expectations and its change window. What is decided for that is not kept.
  mutating func checkAndJudge(path: String) throws(FileFailure) {
    guard let (scenario, found) = try read(path) else { return }
    let asksPlan = !isHalfRead && (!scenario.expectations.isEmpty || scenario.changeWindow != nil)
    let (findings, judged) = sideBySide(
      { [profile] in Checker.check(scenario: scenario, profile: profile, decodeDiagnostics: found) },
      { [profile] () -> [Diagnostic] in
        guard asksPlan, let plan = Planner.draft(scenario: scenario, profile: profile).value else {
          return []
        }
        return PlanJudge.judge(plan, profile: profile.applying(scenario))
      })
    diagnostics += findings
    if !hasErrors { diagnostics += judged }
  }

  /// Reads, checks and plans. Nil when errors stand in the way.
  mutating func plan(path: String, lockPath: String?, prunesLock: Bool = false) throws(FileFailure)
    -> Outcome?
  {
    guard let (scenario, decided) = try decide(path: path, lockPath: lockPath, prunesLock: prunesLock) else {
      return nil
    }
    let (finished, judged) = sideBySide(
      { [profile] in Planner.finish(decided, scenario: scenario, profile: profile) },
      { [profile] in PlanJudge.judge(decided.plan, profile: profile.applying(scenario)) })
    diagnostics += finished.diagnostics
    if !hasErrors { diagnostics += judged }
    return hasErrors ? nil : finished.value
  }

  /// Reads and checks, and decides at the same time. Nil when errors stand in the way.
  private mutating func decide(
    path: String, lockPath: String?, prunesLock: Bool = false
  ) throws(FileFailure) -> (Scenario, DecidedPlan)? {
    guard let (scenario, found) = try read(path) else { return nil }
    let lock = try lockFile(at: lockPath)
    // What is decided while the rules look on is thrown away when they find an error.
    let (findings, decided) = sideBySide(
      { [profile] in Checker.check(scenario: scenario, profile: profile, decodeDiagnostics: found) },
      { [profile, scenarioBytes, isHalfRead] () -> Checked<DecidedPlan> in
        guard let lock = lock.value, !isHalfRead else { return Checked(nil) }
        return Planner.decide(
          scenario: scenario, scenarioBytes: scenarioBytes, profile: profile, lock: lock,
          prunesLock: prunesLock)
      })
    diagnostics += findings + lock.diagnostics
    if !hasErrors { diagnostics += decided.diagnostics }
    guard !hasErrors, let plan = decided.value else { return nil }
    return (scenario, plan)
  }

  /// Reads a scenario, as far as it can be understood, with what was found on the way. Nil when nothing could be.
  private mutating func read(_ path: String) throws(FileFailure) -> (Scenario, [Diagnostic])? {
    scenarioBytes = try Files.read(path, limit: limits.maximumBytes)
    let read = ScenarioReader.read(
      bytes: scenarioBytes, path: path == "-" ? "<stdin>" : path, into: &sources, limits: limits)
    isHalfRead = read.diagnostics.contains { $0.severity == .error }
    guard let scenario = read.value else {
      diagnostics += read.diagnostics
      return nil
    }
    return (scenario, read.diagnostics)
  }

  /// The expectations that describe what the plan of a scenario answers today, as YAML. Nil when errors were found.
  mutating func suggestedExpectations(of scenario: Scenario) -> String? {
    guard !hasErrors else { return nil }
    let drafted = Planner.draft(scenario: scenario, profile: profile)
    diagnostics += drafted.diagnostics
    return drafted.isValid ? drafted.value.map { ExpectationSuggestion(Network($0)).yaml } : nil
  }

  /// Reads, checks, plans and orders. Nil when errors stand in the way.
  mutating func runbook(path: String, lockPath: String?) throws(FileFailure) -> (Outcome, Runbook)? {
    guard let (scenario, decided) = try decide(path: path, lockPath: lockPath) else { return nil }
    // One after the other: most of the time goes into writing the text, for which the memory that a second thread
    // freed would be missing.
    let finished = Planner.finish(decided, scenario: scenario, profile: profile)
    diagnostics += finished.diagnostics
    guard !hasErrors else { return nil }
    let (judged, flows) = PlanJudge.judgeAndProve(decided.plan)
    diagnostics += judged
    guard !hasErrors, let outcome = finished.value, let flows else { return nil }
    appliedProfile = profile.applying(scenario)
    let runbook = RunbookBuilder.build(
      plan: outcome.plan, profile: appliedProfile, planDigest: outcome.document.digest, flows: flows)
    diagnostics += WindowJudge.judge(runbook, plan: outcome.plan)
    return (outcome, runbook)
  }

  /// Reads, checks and plans, and compiles the plan for questions. Nothing is written. What rules find does not stand
  /// in the way: a broken scenario is asked why it does not work. Nil when it cannot be understood or planned.
  mutating func network(path: String, lockPath: String?) throws(FileFailure) -> Network? {
    guard let scenario = try check(path: path) else { return nil }
    let read = try lockFile(at: lockPath)
    diagnostics += read.diagnostics
    guard let lock = read.value, !isHalfRead else { return nil }
    let planned = Planner.draft(scenario: scenario, profile: profile, lock: lock)
    diagnostics += planned.diagnostics
    return planned.isValid ? planned.value.map { Network($0) } : nil
  }

  /// The decisions of an earlier plan; empty when there is no lock file yet, no value when it cannot be understood.
  private mutating func lockFile(at path: String?) throws(FileFailure) -> Checked<LockFile> {
    guard let path, Files.exists(path) else { return Checked(LockFile()) }
    let bytes = try Files.read(path, limit: limits.maximumBytes)
    lockDigest = Hash.sha256.digest(bytes)
    return LockFile.read(bytes, file: sources.add(path: path, bytes: bytes))
  }
}
