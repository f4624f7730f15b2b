import Addressing
import Diagnostics
import Scenario

/// A security group with the names that lead to it.
struct ResolvedSecurityGroup: Sendable {
  var vpc: String
  var name: Located<String>
  var group: SecurityGroup

  /// `orders-vpc.orders-servers`.
  var fullName: String { "\(vpc).\(name.value)" }
}

extension CheckContext {
  /// The group that a backend of a VPC names: one of that VPC, or `vpc.group`. Both names may hold dots.
  func securityGroup(_ name: String, ofVPC vpc: String) -> ResolvedSecurityGroup? {
    if let entry = scenario.vpcs[vpc]?.securityGroups.entry(name) {
      return ResolvedSecurityGroup(vpc: vpc, name: entry.name, group: entry.value)
    }
    for dot in name.indices where name[dot] == "." {
      let other = String(name[..<dot])
      let group = String(name[name.index(after: dot)...])
      if let entry = scenario.vpcs[other]?.securityGroups.entry(group) {
        return ResolvedSecurityGroup(vpc: other, name: entry.name, group: entry.value)
      }
    }
    return nil
  }

  /// What a group lets in, in the order of evaluation. Peers whose addresses the planner decides count with what is
  /// known of them: such addresses lie in a VPC, never in the endpoint NAT range.
  func ingressRules(of group: SecurityGroup) -> [FilterRule] {
    FilterRule.inOrder(
      group.ingress.map { rule in
        FilterRule(
          action: rule.action.value,
          priority: rule.priority?.value ?? profile.securityGroupDefaultPriority,
          transport: rule.transport.value, sources: filterSet(rule.peer.value), destinations: nil,
          sourcePorts: nil, ports: portSet(rule.ports), location: rule.location)
      })
  }

  /// The rules of one direction of a subnet ACL, in the order of evaluation.
  func filterRules(_ rules: [AccessControlRule]) -> [FilterRule] {
    FilterRule.inOrder(
      rules.map { rule in
        FilterRule(
          action: rule.action.value, priority: rule.priority?.value ?? profile.aclDefaultPriority,
          transport: rule.transport.value, sources: rule.from.flatMap { filterSet($0.value) },
          destinations: rule.to.flatMap { filterSet($0.value) }, sourcePorts: portSet(rule.sourcePorts),
          ports: portSet(rule.ports), location: rule.location)
      })
  }

  /// Nil stands for everything; a name that does not resolve stands for nothing.
  private func filterSet(_ source: AddressSource) -> PrefixSet? {
    if case .any = source { return nil }
    return resolve(source)?.prefixes ?? PrefixSet()
  }

  private func portSet(_ ports: [Located<PortRange>]) -> PortSet? {
    ports.isEmpty ? nil : PortSet(ports.map(\.value))
  }
}

extension AddressSource {
  /// Whether it stands for every address of a family.
  var isAny: Bool {
    switch self {
    case .any: true
    case .prefix(let prefix): prefix.length == 0
    case .endpointNAT, .reference: false
    }
  }
}
