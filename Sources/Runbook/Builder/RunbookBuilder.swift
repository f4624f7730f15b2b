import Addressing
import JSON
public import Planning
public import Scenario

/// Writes the ordered change that leads to a plan.
///
/// Pure: the same plan and profile give the same runbook. What stands already (`existing`) is read and compared,
/// never created and never deleted. What the plan knows is written out; what only the cloud or the carrier can
/// say is a ``ResultReference`` to the step that learns it.
///
/// Execution may rely on this: every step that creates something without a client token has a check that finds
/// the thing by its natural key. When the check holds before anything was sent, the thing stood there already
/// and does not belong to the run, so the run neither makes it nor takes it back.
public struct RunbookBuilder {
  let plan: Plan
  let profile: CloudProfile
  /// What an analysis has proved of the plan's flows; nil when nobody has analysed it.
  let flows: ProvenFlows?
  /// Whether only what time depends on is asked for; see ``skeleton(plan:profile:flows:)``.
  let isSkeleton: Bool
  let index: PlanIndex
  /// What is known of things in the cloud once a step is done, by resource id.
  var handles: [String: Handle] = [:]
  /// The steps after which a thing does its work (a group has its rules, a backend answers), by resource id.
  var completions: [String: [String]] = [:]
  /// Further steps of the change window after which a group or a backend is as planned, by resource id: what may
  /// stop flows of today waits for the window, and tests through endpoints wait for it.
  var lateCompletions: [String: [String]] = [:]
  /// Steps that put a server into a security group, which several backends may ask for.
  var joined: Set<String> = []
  /// The step that sets a router's interface, by router and interface.
  var portSteps: [String: String] = [:]
  /// The last tests before names move, by site: what its resolvers wait for.
  var testsOfSite: [String: [String]] = [:]
  /// The last tests of an endpoint before names move, by its name.
  var testsOfEndpoint: [String: [String]] = [:]
  /// The step after which all resolvers of a site answer the new way, by site.
  var switchedNames: [String: [String]] = [:]
  /// What a site's resolvers answer after the switch-over, by site and name.
  var answers: [String: [String: [IPAddress]]] = [:]
  /// The last failover drill of a Direct Connect, by its name.
  var drilled: [String: [String]] = [:]
  private(set) var steps: [Step] = []

  private init(plan: Plan, profile: CloudProfile, flows: ProvenFlows?, isSkeleton: Bool) {
    self.isSkeleton = isSkeleton
    self.plan = plan
    self.profile = profile
    self.flows = flows
    index = PlanIndex(plan)
  }

  /// The runbook of a plan; n log n in the number of its steps.
  ///
  /// - Parameters:
  ///   - plan: a plan in which the plan check found no fault.
  ///   - profile: the cloud profile the plan was made with, the scenario's overrides applied.
  ///   - planDigest: the plan's digest where the caller has it already; computing it costs as much as writing
  ///     the plan.
  ///   - flows: what an analysis has proved of the plan's flows: from which host each test is made, and what must be
  ///     seen. Without it test hosts are chosen by access lists alone, and expectations are not tested.
  public static func build(
    plan: Plan, profile: CloudProfile, planDigest: String? = nil, flows: ProvenFlows? = nil
  ) -> Runbook {
    var builder = RunbookBuilder(plan: plan, profile: profile, flows: flows, isSkeleton: false)
    return Runbook(
      scenario: plan.scenario, region: plan.region, planDigest: planDigest ?? plan.digest,
      steps: builder.orderedSteps())
  }

  /// The same steps in the same order with everything that a ``RunbookSchedule`` depends on: ids, phases, owners,
  /// dependencies, durations, and whether people or the cloud do and undo them. What people and machines read to do
  /// them (texts, parameters, checks) may be left blank, so that a change can be timed at a part of the cost.
  static func skeleton(plan: Plan, profile: CloudProfile, flows: ProvenFlows?) -> Runbook {
    var builder = RunbookBuilder(plan: plan, profile: profile, flows: flows, isSkeleton: true)
    return Runbook(
      scenario: plan.scenario, region: plan.region, planDigest: "", steps: builder.orderedSteps())
  }

  private mutating func orderedSteps() -> [Step] {
    addNetworkSteps()
    addServiceSteps()
    addLineSteps()
    addRouteTableSteps()
    addEndpointSteps()
    addSiteSteps()
    addVerificationSteps()
    addNameSteps()
    addExpectationSteps()
    addPreparationSteps()
    var steps = self.steps
    // The builder gives its only copy away, so that the order is made in place.
    self.steps = []
    StepOrder.sort(&steps)
    return steps
  }

  /// Adds a step; its dependencies are sorted and made unique.
  mutating func add(_ step: Step) {
    var step = step
    if step.dependsOn.count > 1 {
      var unique: [String] = []
      unique.reserveCapacity(step.dependsOn.count)
      for id in step.dependsOn.sorted() where unique.last != id { unique.append(id) }
      step.dependsOn = unique
    }
    steps.append(step)
  }
}

/// What is known of a thing in the cloud once a step is done.
struct Handle: Sendable {
  /// Its id: text for what is adopted, a reference for what is created.
  var id: JSONValue
  /// The step after which it is there.
  var step: String
}

/// Parts of a plan by name.
struct PlanIndex: Sendable {
  let accounts: [String: PlannedAccount]
  let vpcs: [String: PlannedVPC]
  let sites: [String: PlannedSite]
  let services: [String: PlannedService]
  let backends: [String: PlannedBackend]
  /// The sites that reach a subnet over a Direct Connect, sorted, by the subnet's resource id.
  let sitesOfSubnet: [String: [String]]
  /// Direct Connects to which VPCs of several accounts are attached. Names are unique within an account only.
  let sharedDirectConnects: Set<String>
  /// Lines of one name on one router (``label(of:in:)``), of different Direct Connects.
  let sharedLineNames: Set<String>

  init(_ plan: Plan) {
    accounts = Self.byName(plan.accounts, \.name)
    vpcs = Self.byName(plan.vpcs, \.name)
    sites = Self.byName(plan.sites, \.name)
    services = Self.byName(plan.services, \.name)
    backends = Self.byName(plan.backends, \.name)
    var reached: [String: Set<String>] = [:]
    for directConnect in plan.directConnects {
      for attachment in directConnect.attachments {
        for subnet in attachment.subnets {
          reached[ResourceID.subnet(vpc: attachment.vpc, subnet), default: []].insert(directConnect.site)
        }
      }
    }
    sitesOfSubnet = reached.mapValues { $0.sorted() }
    sharedDirectConnects = Set(
      plan.directConnects.filter { Set($0.attachments.map(\.vpcAccount)).count > 1 }.map(\.name))
    var labels: Set<String> = []
    var shared: Set<String> = []
    for directConnect in plan.directConnects {
      for line in directConnect.lines {
        let label = Self.label(of: line, in: directConnect)
        if !labels.insert(label).inserted { shared.insert(label) }
      }
    }
    sharedLineNames = shared
  }

  /// Where policies of a line live: the site, the router, and the line's name.
  static func label(of line: PlannedLine, in directConnect: PlannedDirectConnect) -> String {
    "\(directConnect.site)/\(line.router)/\(line.name)"
  }

  private static func byName<Part>(_ parts: [Part], _ name: KeyPath<Part, String>) -> [String: Part] {
    Dictionary(parts.map { ($0[keyPath: name], $0) }, uniquingKeysWith: { first, _ in first })
  }
}
