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
  ///   - graph: its graph.
  ///   - scenario: what the plan was made from; what it fixes must stand in the plan unchanged.
  ///   - limits: the numbers of the cloud profile.
  public static func problems(
    in plan: Plan, graph: ResourceGraph, scenario: Scenario, limits: Limits
  ) -> [Diagnostic] {
    var inspection = Inspection(plan: plan, limits: limits)
    inspection.inspectReferences()
    inspection.inspectSubnets()
    inspection.inspectAddresses(usedAddresses: scenario)
    inspection.inspectRoutingDomains()
    inspection.inspectLines()
    inspection.inspectNames()
    inspection.inspectPorts()
    inspection.inspectGraph(graph)
    inspection.inspectFixedValues(of: scenario)
    inspection.inspectAllocations()
    return inspection.problems
  }

  /// The numbers of a cloud profile that a plan is measured against.
  public struct Limits: Sendable, Equatable {
    /// The VLANs a line may carry.
    public var vlans: ClosedRange<Int>
    /// How many addresses at the start of a subnet nobody may have.
    public var reservedAtStart: Int
    /// How many addresses at the end of a subnet nobody may have.
    public var reservedAtEnd: Int
    /// The longest name in the cloud, in characters.
    public var maximumNameLength: Int
    /// The longest name of a gateway, in characters.
    public var maximumGatewayNameLength: Int

    /// Joins the numbers.
    public init(
      vlans: ClosedRange<Int>, reservedAtStart: Int, reservedAtEnd: Int, maximumNameLength: Int,
      maximumGatewayNameLength: Int
    ) {
      self.vlans = vlans
      self.reservedAtStart = reservedAtStart
      self.reservedAtEnd = reservedAtEnd
      self.maximumNameLength = maximumNameLength
      self.maximumGatewayNameLength = maximumGatewayNameLength
    }
  }
}

/// A plan under inspection and what was found.
struct Inspection {
  let plan: Plan
  let limits: PlanCheck.Limits
  private(set) var problems: [Diagnostic] = []

  init(plan: Plan, limits: PlanCheck.Limits) {
    self.plan = plan
    self.limits = limits
  }

  mutating func report(_ message: String, at location: SourceLocation?) {
    problems.append(
      Diagnostic(
        code: "PLN001", severity: .error, message: message, location: location,
        help: "this is a fault of isthmus, not of the scenario: please report it with the scenario file"))
  }

  /// Reports the second of two things that must not have the same name.
  mutating func requireUnique(
    _ items: some Sequence<(key: String, location: SourceLocation?)>, _ what: String
  ) {
    var seen: Set<String> = []
    for item in items where !seen.insert(item.key).inserted {
      report("\(what) \(item.key) stands twice in the plan", at: item.location)
    }
  }
}
