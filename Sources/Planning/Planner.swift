public import Diagnostics
import Digests
public import Scenario
import SideBySide

/// From a checked scenario to a finished plan: decide, write out, look again.
public enum Planner {
  /// Plans a scenario in which the checks found no error; n log n in its size.
  ///
  /// The same scenario, profile and lock file give the same plan and the same new lock file, byte for byte.
  ///
  /// - Parameters:
  ///   - scenario: the scenario, as decoded.
  ///   - scenarioBytes: its file as read; the plan is bound to it by digest.
  ///   - profile: the cloud profile; what the scenario overrides is applied here.
  ///   - lock: the lock file of the plan before; empty for a first plan.
  ///   - prunesLock: whether the new lock file forgets what the scenario no longer asks for, which frees its
  ///     addresses, numbers and names.
  /// - Returns: plan, new lock file and report; no value when something could not be decided (the allocator's
  ///   diagnostics say what) or when the plan check found a fault (PLN001).
  public static func plan(
    scenario: Scenario, scenarioBytes: [UInt8], profile: CloudProfile = .ctyun,
    lock: LockFile = LockFile(), prunesLock: Bool = false
  ) -> Checked<Outcome> {
    let decided = decide(
      scenario: scenario, scenarioBytes: scenarioBytes, profile: profile, lock: lock, prunesLock: prunesLock)
    guard let plan = decided.value else { return Checked(nil, diagnostics: decided.diagnostics) }
    let finished = finish(plan, scenario: scenario, profile: profile)
    return Checked(finished.value, diagnostics: decided.diagnostics + finished.diagnostics)
  }

  /// The first half of ``plan(scenario:scenarioBytes:profile:lock:prunesLock:)``: everything is decided and written
  /// out, and nothing is looked over yet.
  ///
  /// - Returns: no value when something could not be decided.
  public static func decide(
    scenario: Scenario, scenarioBytes: [UInt8], profile: CloudProfile = .ctyun,
    lock: LockFile = LockFile(), prunesLock: Bool = false
  ) -> Checked<DecidedPlan> {
    let profile = profile.applying(scenario)
    let decided = Allocator.decide(scenario: scenario, profile: profile, lock: lock)
    guard let decisions = decided.value, decided.isValid else {
      return Checked(nil, diagnostics: decided.diagnostics)
    }
    let newLock = prunesLock ? lock.pruned(to: decisions) : lock.updated(with: decisions)
    let lockText = newLock.text
    let built = PlanBuilder.build(
      scenario: scenario, profile: profile, decisions: decisions,
      scenarioDigest: Hash.sha256.digest(scenarioBytes).hex, lockDigest: LockFile.digest(of: lockText))
    return Checked(
      built.value.map { DecidedPlan(plan: $0, lock: newLock, lockText: lockText) },
      diagnostics: decided.diagnostics + built.diagnostics)
  }

  /// The second half: its resources are put in order, and all of it is looked over.
  ///
  /// - Parameters:
  ///   - decided: what ``decide(scenario:scenarioBytes:profile:lock:prunesLock:)`` made.
  ///   - scenario: the scenario it was made from.
  ///   - profile: the cloud profile it was made with.
  /// - Returns: no value when the plan check found a fault (PLN001).
  public static func finish(
    _ decided: DecidedPlan, scenario: Scenario, profile: CloudProfile = .ctyun
  ) -> Checked<Outcome> {
    let plan = decided.plan
    let (faults, (graph, graphFaults)) = sideBySide(
      { PlanCheck.problems(in: plan, scenario: scenario, profile: profile.applying(scenario)) },
      {
        let graph = ResourceGraph(plan)
        return (graph, PlanCheck.problems(in: graph))
      })
    guard faults.isEmpty, graphFaults.isEmpty else { return Checked(nil, diagnostics: faults + graphFaults) }
    return Checked(Outcome(plan: plan, graph: graph, lock: decided.lock, lockText: decided.lockText))
  }
}

extension Planner {
  /// The plan alone, to ask it questions: every decision that ``plan(scenario:scenarioBytes:profile:lock:prunesLock:)``
  /// makes, but bound to no file (its digests are empty), without its resources, and not looked over again.
  ///
  /// It also serves a scenario in which rules found errors, as long as all of it could be decoded: then it says what
  /// would become of that scenario.
  ///
  /// - Returns: the plan; no value when something could not be decided.
  public static func draft(
    scenario: Scenario, profile: CloudProfile = .ctyun, lock: LockFile = LockFile()
  ) -> Checked<Plan> {
    let profile = profile.applying(scenario)
    let decided = Allocator.decide(scenario: scenario, profile: profile, lock: lock)
    guard let decisions = decided.value, decided.isValid else {
      return Checked(value: nil, diagnostics: decided.diagnostics)
    }
    let built = PlanBuilder.build(
      scenario: scenario, profile: profile, decisions: decisions, scenarioDigest: "", lockDigest: "")
    return Checked(value: built.value, diagnostics: decided.diagnostics + built.diagnostics)
  }
}

/// A plan in which everything is decided, before it is looked over.
public struct DecidedPlan: Sendable {
  /// The plan.
  public let plan: Plan
  /// The lock file that keeps its decisions.
  let lock: LockFile
  /// That lock file as text.
  let lockText: String
}

/// What planning gives.
public struct Outcome: Sendable {
  /// The plan.
  public let plan: Plan
  /// Its resources in order.
  public let graph: ResourceGraph
  /// The lock file that keeps its decisions. It is to be written beside the scenario.
  public let lock: LockFile
  /// That lock file as text; the plan is bound to it by digest, so it is there already.
  public let lockText: String

  /// What was decided, kept and left waiting; made when asked for.
  public var report: PlanningReport { PlanningReport(plan) }

  /// The plan as it is written to a file. It costs as much as writing it, so it is made when asked for.
  public var document: PlanDocument { PlanDocument(plan, graph: graph) }
}
