import Addressing
public import Diagnostics
public import Scenario

/// The independent second look at a finished plan.
///
/// It was written against the plan alone: it shares no algorithm with the checks or the allocator (no prefix
/// sets, no pools; sorted sweeps over plain numbers), so that one mistake cannot hide in both. What it reports
/// is a fault of Isthmus, never of the scenario; a plan with findings is not to be used.
public enum PlanCheck {
  /// What is wrong with a plan; empty for a good one. Cost: n log n in the size of the plan.
  ///
  /// - Parameters:
  ///   - plan: the finished plan.
  ///   - scenario: what the plan was made from; what it fixes must stand in the plan unchanged.
  ///   - profile: the cloud profile with the scenario's overrides.
  public static func problems(in plan: Plan, scenario: Scenario, profile: CloudProfile) -> [Diagnostic] {
    var inspection = Inspection(plan: plan, profile: profile)
    inspection.inspectReferences()
    inspection.inspectSubnets()
    inspection.inspectAddresses(usedAddresses: scenario)
    inspection.inspectRoutingDomains()
    inspection.inspectLines()
    inspection.inspectNames()
    inspection.inspectPorts()
    inspection.inspectFixedValues(of: scenario)
    inspection.inspectAllocations()
    return inspection.problems
  }

  /// A finding about a plan.
  static func fault(_ message: String, at location: SourceLocation?) -> Diagnostic {
    Diagnostic(
      code: "PLN001", severity: .error, message: message, location: location,
      help: "this is a fault of isthmus, not of the scenario: please report it with the scenario file")
  }
}

/// A plan under inspection and what was found.
struct Inspection {
  let plan: Plan
  let profile: CloudProfile
  private(set) var problems: [Diagnostic] = []

  init(plan: Plan, profile: CloudProfile) {
    self.plan = plan
    self.profile = profile
  }

  mutating func report(_ message: String, at location: SourceLocation?) {
    problems.append(PlanCheck.fault(message, at: location))
  }
}
