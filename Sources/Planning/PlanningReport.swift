import Scenario

/// What planning did, phase by phase: what the scenario fixed, what the lock file kept, what was chosen now, and
/// what waits for somebody else, with the reason.
///
/// It is not a summary of the plan but of the way there, for the one who looks over a planner's shoulder.
public struct PlanningReport: Sendable, Equatable {
  /// The phases, in the order in which decisions are made.
  public enum Phase: String, Sendable, CaseIterable {
    /// Ranges of subnets.
    case subnets
    /// Addresses of endpoints, transit addresses, load balancers and probes.
    case addresses
    /// Links of lines.
    case links
    /// VLANs and autonomous system numbers.
    case numbers
    /// Names in the cloud.
    case names
    /// What the people who carry out the change must still supply.
    case handover
  }

  /// Something that the plan leaves to others.
  public struct Waiting: Sendable, Equatable {
    /// The resource.
    public var resource: String
    /// What is missing.
    public var what: String
    /// Why it is not decided here, and who says it.
    public var reason: String

    /// Joins the parts.
    public init(resource: String, what: String, reason: String) {
      self.resource = resource
      self.what = what
      self.reason = reason
    }
  }

  /// What one phase did.
  public struct Section: Sendable, Equatable {
    /// Which phase.
    public var phase: Phase
    /// How many values the scenario fixed.
    public var fixedCount = 0
    /// What the lock file kept, sorted by kind and owner.
    public var kept: [Allocation] = []
    /// What was chosen now, sorted by kind and owner.
    public var chosen: [Allocation] = []
    /// What waits for others.
    public var waiting: [Waiting] = []
  }

  /// One section for each phase, also for one that had nothing to do.
  public let sections: [Section]

  /// Reports on a finished plan.
  public init(_ plan: Plan) {
    var sections = Phase.allCases.map { Section(phase: $0) }
    func place(_ phase: Phase) -> Int { Phase.allCases.firstIndex(of: phase) ?? 0 }
    for allocation in plan.allocations {
      let index = place(Phase(allocation.kind))
      switch allocation.origin {
      case .fixed: sections[index].fixedCount += 1
      case .kept: sections[index].kept.append(allocation)
      case .chosen: sections[index].chosen.append(allocation)
      }
    }
    for (phase, waiting) in Self.waiting(in: plan) { sections[place(phase)].waiting.append(waiting) }
    self.sections = sections
  }

  /// The report as text, one section for each phase that did something.
  public var text: String {
    sections.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func waiting(in plan: Plan) -> [(Phase, Waiting)] {
    var waiting: [(Phase, Waiting)] = []
    for vpc in plan.vpcs where vpc.ipv6 {
      if vpc.ipv6CIDR == nil {
        waiting.append(
          (
            .subnets,
            Waiting(
              resource: ResourceID.vpc(vpc.name), what: "IPv6 range",
              reason: "the cloud gives it when IPv6 is switched on")
          ))
      }
      for subnet in vpc.subnets where subnet.ipv6 && subnet.ipv6CIDR == nil {
        waiting.append(
          (
            .subnets,
            Waiting(
              resource: ResourceID.subnet(vpc: vpc.name, subnet.name), what: "IPv6 range",
              reason: "the cloud gives it when IPv6 is switched on")
          ))
      }
    }
    for backend in plan.backends where backend.address == nil {
      waiting.append(
        (
          .addresses,
          Waiting(
            resource: ResourceID.backend(backend.name), what: "address",
            reason: "it exists, and the scenario does not say its address")
        ))
    }
    for directConnect in plan.directConnects {
      for line in directConnect.lines
      where line.existing == nil && (line.switchHostname == nil || line.port == nil) {
        waiting.append(
          (
            .handover,
            Waiting(
              resource: ResourceID.line(directConnect: directConnect.name, line.name),
              what: "switch and port", reason: "the carrier says where the line lands")
          ))
      }
    }
    for endpoint in plan.endpoints {
      guard case .cloud(let name, id: nil) = endpoint.target, endpoint.existing == nil else { continue }
      waiting.append(
        (
          .handover,
          Waiting(
            resource: ResourceID.endpoint(endpoint.name), what: "id of the endpoint service \(name)",
            reason: "the cloud lists it for the region when the change is carried out")
        ))
    }
    return waiting
  }
}

extension PlanningReport.Phase {
  /// The phase in which a kind of decision is made.
  init(_ kind: Allocation.Kind) {
    switch kind {
    case .subnet, .subnetIPv6: self = .subnets
    case .endpointAddress, .endpointIPv6Address, .transitAddress, .backendAddress, .probeAddress:
      self = .addresses
    case .interconnect, .interconnectIPv6: self = .links
    case .vlan, .asn: self = .numbers
    case .name: self = .names
    }
  }
}

extension PlanningReport.Section {
  /// The section as text; empty when there is nothing to say.
  fileprivate var text: String {
    guard fixedCount > 0 || !kept.isEmpty || !chosen.isEmpty || !waiting.isEmpty else { return "" }
    var lines: [String] = []
    if phase == .handover {
      lines.append("\(phase.rawValue): \(waiting.count) waiting")
    } else {
      lines.append(
        "\(phase.rawValue): \(chosen.count) chosen, \(kept.count) kept, \(fixedCount) fixed by the scenario"
          + (waiting.isEmpty ? "" : ", \(waiting.count) waiting"))
    }
    lines += chosen.map { "  chosen   \($0.owner) \($0.kind.rawValue) \($0.value): \($0.reason)" }
    lines += kept.map { "  kept     \($0.owner) \($0.kind.rawValue) \($0.value): \($0.reason)" }
    lines += waiting.map { "  waiting  \($0.resource) \($0.what): \($0.reason)" }
    return lines.map { $0 + "\n" }.joined()
  }
}
