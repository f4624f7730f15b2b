import Addressing
import CtyunAPI
package import JSON
package import Planning
import Scenario

/// Security groups: one step for each rule the cloud knows, that is for each range and each span of ports.
extension RunbookBuilder {
  mutating func add(_ group: PlannedSecurityGroup, of vpc: PlannedVPC) {
    let resource = ResourceID.securityGroup(vpc: vpc.name, group.name)
    let parent = ResourceID.vpc(vpc.name)
    let ingress = SecurityGroupEntry.entries(of: group.ingress, ingress: true)
    let egress = SecurityGroupEntry.entries(of: group.egress, ingress: false)
    if let existing = group.existing {
      let read = call("vpc.ShowSecurityGroup", by: vpc.account, ["securityGroupID": .string(existing)])
      let standing = (ingress + egress).filter(\.existing).map { ReplyExpectation.present($0.place) }
      addAdoption(
        resource, existing: existing, .network, after: ready(parent), read,
        [.equals(Place.member("id"), .string(existing))] + standing)
    } else {
      create(group, resource: resource, of: vpc)
    }
    var rules: [String] = []
    for (entries, verb) in [(ingress, "ingress"), (egress, "egress")] {
      for (number, entry) in entries.filter({ !$0.existing }).enumerated() {
        let step = "\(resource)/\(verb)-\(number + 1)"
        if add(entry, id: step, group: group, resource: resource, of: vpc) == .network {
          rules.append(step)
        } else {
          lateCompletions[resource, default: []].append(step)
        }
      }
    }
    completions[resource] = rules.isEmpty ? ready(resource) : rules
  }

  private mutating func create(_ group: PlannedSecurityGroup, resource: String, of vpc: PlannedVPC) {
    let step = resource + "/create"
    let parent = ResourceID.vpc(vpc.name)
    addCall(
      step, .network, resource: resource, title: NetworkText.createGroup(group.cloudName, vpc.cloudName),
      after: ready(parent),
      call(
        "vpc.CreateSecurityGroup", by: vpc.account,
        ["vpcID": id(parent), "name": .string(group.cloudName)]),
      check: check(
        CommonText.readBack, NetworkText.groupThere,
        call(
          "vpc.ShowSecurityGroup", by: vpc.account, ["securityGroupID": own(step, "securityGroupID")]),
        [.equals(Place.member("securityGroupName"), .string(group.cloudName))]),
      undo: undo(
        NetworkText.deleteGroup(group.cloudName),
        call(
          "vpc.DeleteSecurityGroup", by: vpc.account, ["securityGroupID": own(step, "securityGroupID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListSecurityGroups", by: vpc.account, ["vpcID": id(parent), "pageSize": Self.fullPage]),
          [.absent(Place.row("securityGroups", [("securityGroupName", group.cloudName)]))])),
      outputs: [Output(name: "securityGroupID", source: .action, path: Place.member("securityGroupID"))])
    remember(resource, step: step, output: "securityGroupID")
  }

  /// Adds a rule and says in which phase: what can stop flows that pass today belongs to the change window.
  private mutating func add(
    _ entry: SecurityGroupEntry, id step: String, group: PlannedSecurityGroup, resource: String,
    of vpc: PlannedVPC
  ) -> Phase {
    let isDropOnLiveGroup = entry.action == .drop && group.existing != nil
    let phase: Phase = isDropOnLiveGroup ? .site : .network
    let read = call(
      "vpc.ShowSecurityGroup", by: vpc.account,
      ["securityGroupID": id(resource), "direction": .string(entry.direction)])
    let verb = entry.ingress ? "Ingress" : "Egress"
    addCall(
      step, phase, resource: resource,
      title: NetworkText.addRule(group.cloudName, ingress: entry.ingress, entry.summary),
      after: ready(resource),
      call(
        "vpc.AuthorizeSecurityGroup\(verb)", by: vpc.account,
        ["securityGroupID": id(resource), "securityGroupRules": [.object(entry.parameters)]]),
      check: check(CommonText.readBack, NetworkText.ruleThere, read, [.present(entry.place)]),
      undo: undo(
        NetworkText.removeRule(group.cloudName, ingress: entry.ingress, entry.summary),
        call(
          "vpc.RevokeSecurityGroup\(verb)", by: vpc.account,
          ["securityGroupID": id(resource), "securityGroupRuleID": own(step, "ruleID")]),
        gone: check(CommonText.readBack, NetworkText.ruleGone, read, [.absent(entry.place)])),
      impact: isDropOnLiveGroup ? .mayInterrupt : group.existing == nil ? .none : .newFlowsOnly,
      reason: isDropOnLiveGroup
        ? NetworkText.dropRule : group.existing == nil ? CommonText.unusedYet : NetworkText.acceptRule,
      outputs: [
        Output(name: "ruleID", source: .action, path: Place.member("sgRuleIDs").element(0))
      ],
      remains: group.existing == nil ? nil : CommonText.adoptedEntry)
    return phase
  }
}

/// A rule of a security group as the cloud keeps it: one range, one span of ports.
package struct SecurityGroupEntry {
  let ingress: Bool
  let action: FilterAction
  let priority: Int
  /// Whether the rule stands in the cloud already.
  package let existing: Bool
  let transport: FilterProtocol
  let ports: PortRange
  let peer: Prefix

  /// The entries that rules of a plan become: one for each peer and span of ports, in the order of the rules.
  package static func entries(of rules: [PlannedSecurityGroup.Rule], ingress: Bool) -> [SecurityGroupEntry] {
    rules.flatMap { rule in
      // ICMP has no ports, and a rule for every protocol has them all: one entry for each range is enough.
      let ports = rule.transport == .tcp || rule.transport == .udp ? rule.ports : [.all]
      return rule.peers.flatMap { peer in
        ports.map {
          SecurityGroupEntry(
            ingress: ingress, action: rule.action, priority: rule.priority, existing: rule.existing,
            transport: rule.transport, ports: $0, peer: peer)
        }
      }
    }
  }

  var direction: String { ingress ? "ingress" : "egress" }

  private var protocolName: String { transport.rawValue.uppercased() }

  /// The ports as the cloud writes them; nil for protocols without ports.
  private var range: String? {
    guard transport == .tcp || transport == .udp else { return nil }
    return PortRange(max(ports.first, 1), ports.last).description
  }

  /// The rule as the operations that create rules of either direction take it, ports as `first-last` or one number.
  package var parameters: JSONObject {
    var parameters: JSONObject = [
      "direction": .string(direction), "action": .string(action.rawValue),
      "priority": JSONValue(priority), "protocol": .string(protocolName),
      "ethertype": peer.family == .ipv4 ? "IPv4" : "IPv6", "remoteType": 0, "destCidrIp": JSONValue(peer),
    ]
    if let range { parameters["range"] = .string(range) }
    return parameters
  }

  /// Where the rule stands in the group's list, found by all that makes it.
  var place: ResultPath {
    var matches = [
      ("direction", direction), ("action", action.rawValue), ("priority", "\(priority)"),
      ("protocol", protocolName), ("destCidrIp", peer.description),
    ]
    if let range { matches.append(("range", range)) }
    return Place.row("securityGroupRuleList", matches)
  }

  /// `accept TCP 8443 from 198.19.128.0/17 (priority 10)` in the words of the API, the same in all languages.
  var summary: String {
    "\(action.rawValue) \(protocolName)\(range.map { " \($0)" } ?? "") \(ingress ? "<-" : "->") \(peer)"
      + " (\(priority))"
  }
}
