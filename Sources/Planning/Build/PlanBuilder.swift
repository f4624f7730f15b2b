import Addressing
public import Diagnostics
public import Scenario

/// Writes out a plan from what the scenario says, what was decided and what the cloud profile knows.
///
/// Nothing is chosen here: names are resolved to addresses, defaults are filled in, and what follows from
/// several parts (routes, permits, records) is drawn together.
public struct PlanBuilder {
  let scenario: Scenario
  let profile: CloudProfile
  let decisions: Decisions
  let sources: SourceResolver
  private(set) var problems: [Diagnostic] = []

  private init(scenario: Scenario, profile: CloudProfile, decisions: Decisions) {
    self.scenario = scenario
    self.profile = profile
    self.decisions = decisions
    sources = SourceResolver(scenario: scenario, profile: profile, decisions: decisions)
  }

  /// Builds the plan of a scenario in which the checks found no error; n log n in its size.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - profile: the cloud profile with the scenario's overrides.
  ///   - decisions: every choice, made.
  ///   - scenarioDigest: SHA-256 of the scenario file, lower-case hex.
  ///   - lockDigest: SHA-256 of the lock file that holds the decisions, lower-case hex.
  /// - Returns: the plan; nothing, and PLN001, when a decision is missing.
  public static func build(
    scenario: Scenario, profile: CloudProfile, decisions: Decisions, scenarioDigest: String,
    lockDigest: String
  ) -> Checked<Plan> {
    var builder = PlanBuilder(scenario: scenario, profile: profile, decisions: decisions)
    var plan = Plan(
      scenario: scenario.name.value, region: scenario.region.value, scenarioDigest: scenarioDigest,
      lockDigest: lockDigest)
    plan.allocations = decisions.allocations
    plan.endpointNAT = profile.endpointNAT.prefixes
    plan.changeWindow = scenario.changeWindow
    plan.expectations = scenario.expectations
    plan.accounts = scenario.accounts.sorted.map {
      PlannedAccount(
        name: $0.name.value, id: $0.value.id?.value ?? "", email: $0.value.email?.value ?? "")
    }
    plan.vpcs = scenario.vpcs.sorted.map { builder.vpc($0) }
    let vpcs = Dictionary(plan.vpcs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    plan.directConnects = scenario.directConnects.sorted.map { builder.directConnect($0, vpcs: vpcs) }
    plan.backends = builder.backends()
    plan.services = scenario.endpointServices.sorted.map { builder.service($0) }
    plan.endpoints = builder.endpoints(services: plan.services)
    plan.privateZones = builder.privateZones(endpoints: plan.endpoints)
    plan.sites = builder.sites(of: plan)
    plan.assumptions = assumptions(of: scenario, profile: profile)
    return builder.problems.isEmpty
      ? Checked(plan) : Checked(value: nil, diagnostics: builder.problems)
  }

  /// A decision that must have been made; notes when it was not.
  mutating func decided<Value>(
    _ value: Value?, _ what: @autoclosure () -> String, at location: SourceLocation
  )
    -> Value?
  {
    if value == nil {
      problems.append(
        Diagnostic(
          code: "PLN001", severity: .error, message: "nothing was decided for \(what())", location: location,
          help: "this is a fault of isthmus, not of the scenario: please report it with the scenario file"))
    }
    return value
  }

  /// The name in the cloud: the decided one; what is adopted keeps the one that is written down, or its id.
  func cloudName(_ owner: String, existing: Located<String>?, written: Located<String>?, name: String)
    -> String
  {
    decisions.name(owner: owner) ?? written?.value ?? existing?.value ?? name
  }
}
