import Addressing
import CtyunAPI
package import JSON
package import Planning
import Scenario

/// Subnet ACLs: made, filled, switched on, and only then bound, because a bound ACL drops what it does not accept.
extension RunbookBuilder {
  mutating func add(_ list: PlannedAccessControlList, of vpc: PlannedVPC) {
    let resource = ResourceID.accessControlList(vpc: vpc.name, list.name)
    let ingress = ACLEntry.entries(of: list.ingress, ingress: true)
    let egress = ACLEntry.entries(of: list.egress, ingress: false)
    if let existing = list.existing {
      let read = call("vpc.ListAclRules", by: vpc.account, ["aclID": .string(existing)])
      let standing = (ingress + egress).filter(\.existing).map { ReplyExpectation.present($0.place) }
      addAdoption(
        resource, existing: existing, .network, after: ready(ResourceID.vpc(vpc.name)), read,
        [.equals(Place.member("aclID"), .string(existing))] + standing)
    } else {
      create(list, resource: resource, of: vpc)
    }
    var rules: [String] = []
    for (entries, verb) in [(ingress, "ingress"), (egress, "egress")] {
      for (number, entry) in entries.filter({ !$0.existing }).enumerated() {
        let step = "\(resource)/\(verb)-\(number + 1)"
        rules.append(step)
        add(entry, id: step, list: list, resource: resource, of: vpc)
      }
    }
    var complete = rules.isEmpty ? ready(resource) : rules
    if list.existing == nil {
      enable(list, resource: resource, of: vpc, after: complete)
      complete = [resource + "/enable"]
    }
    for subnet in vpc.subnets where subnet.acl == list.name {
      // Both adopted: bound already, which the subnet's own step verifies.
      guard subnet.existing == nil || list.existing == nil else { continue }
      bind(list, resource: resource, to: subnet, of: vpc, after: complete)
    }
  }

  /// The steps that bind ACL and route table to a subnet; empty when nothing is bound.
  func bindings(of subnet: PlannedSubnet, in vpc: PlannedVPC) -> [String] {
    let resource = ResourceID.subnet(vpc: vpc.name, subnet.name)
    var steps: [String] = []
    if let list = vpc.acls.first(where: { $0.name == subnet.acl }),
      subnet.existing == nil || list.existing == nil
    {
      steps.append(resource + "/bind-acl")
    }
    if let table = vpc.routeTables.first(where: { $0.name == subnet.routeTable }),
      subnet.existing == nil || table.existing == nil
    {
      steps.append(resource + "/bind-route-table")
    }
    return steps
  }

  private mutating func create(_ list: PlannedAccessControlList, resource: String, of vpc: PlannedVPC) {
    let step = resource + "/create"
    let parent = ResourceID.vpc(vpc.name)
    addCall(
      step, .network, resource: resource, title: NetworkText.createACL(list.cloudName, vpc.cloudName),
      after: ready(parent),
      call("vpc.CreateAcl", by: vpc.account, ["vpcID": id(parent), "name": .string(list.cloudName)]),
      check: check(
        CommonText.readBack, NetworkText.aclThere,
        call("vpc.ShowAcl", by: vpc.account, ["aclID": own(step, "aclID")]),
        [.equals(Place.member("name"), .string(list.cloudName))]),
      undo: undo(
        NetworkText.deleteACL(list.cloudName),
        call("vpc.DeleteAcl", by: vpc.account, ["aclID": own(step, "aclID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListAcls", by: vpc.account, ["aclID": own(step, "aclID")]),
          [.absent(Place.member("acls"))])),
      outputs: [Output(name: "aclID", source: .action, path: Place.member("aclID"))])
    remember(resource, step: step, output: "aclID")
  }

  private mutating func add(
    _ entry: ACLEntry, id step: String, list: PlannedAccessControlList, resource: String, of vpc: PlannedVPC
  ) {
    let isAdopted = list.existing != nil
    let read = call("vpc.ListAclRules", by: vpc.account, ["aclID": id(resource)])
    addCall(
      step, isAdopted && entry.action == .drop ? .site : .network, resource: resource,
      title: NetworkText.addACLRule(list.cloudName, ingress: entry.ingress, entry.summary),
      after: ready(resource),
      call(
        "vpc.CreateAclRules", by: vpc.account,
        ["aclID": id(resource), "rules": [.object(entry.parameters)]]),
      check: check(CommonText.readBack, NetworkText.ruleThere, read, [.present(entry.place)]),
      undo: undo(
        NetworkText.removeACLRule(list.cloudName, ingress: entry.ingress, entry.summary),
        call(
          "vpc.DeleteAclRules", by: vpc.account,
          ["aclID": id(resource), "aclRuleIDList": [own(step, "ruleID")]]),
        gone: check(CommonText.readBack, NetworkText.ruleGone, read, [.absent(entry.place)])),
      impact: isAdopted ? (entry.action == .drop ? .mayInterrupt : .newFlowsOnly) : .none,
      reason: isAdopted ? NetworkText.aclRuleInUse : CommonText.unusedYet,
      // The reply names the list only; the rule's id is read back by all that makes the rule.
      outputs: [Output(name: "ruleID", source: .check, path: entry.place.member("aclRuleID"))],
      remains: isAdopted ? CommonText.adoptedEntry : nil)
  }

  private mutating func enable(
    _ list: PlannedAccessControlList, resource: String, of vpc: PlannedVPC, after rules: [String]
  ) {
    func switching(_ word: String) -> APICall {
      call(
        "vpc.UpdateAcl", by: vpc.account,
        ["aclID": id(resource), "name": .string(list.cloudName), "enabled": .string(word)])
    }
    let read = call("vpc.ShowAcl", by: vpc.account, ["aclID": id(resource)])
    addCall(
      resource + "/enable", .network, resource: resource, title: NetworkText.enableACL(list.cloudName),
      after: rules, switching("enable"),
      check: check(
        CommonText.readBack, NetworkText.aclEnabled, read, [.equals(Place.member("enabled"), "enable")]),
      undo: undo(
        NetworkText.disableACL(list.cloudName), switching("disable"),
        gone: check(
          CommonText.readBack, NetworkText.aclDisabled, read, [.equals(Place.member("enabled"), "disable")])))
  }

  private mutating func bind(
    _ list: PlannedAccessControlList, resource: String, to subnet: PlannedSubnet, of vpc: PlannedVPC,
    after complete: [String]
  ) {
    let place = ResourceID.subnet(vpc: vpc.name, subnet.name)
    let isLive = subnet.existing != nil
    let parameters: JSONObject = ["subnetID": id(place), "aclID": id(resource)]
    let read = call("vpc.ShowSubnet", by: vpc.account, ["subnetID": id(place)])
    addCall(
      place + "/bind-acl", isLive ? .site : .network, resource: place,
      title: NetworkText.bindACL(list.cloudName, subnet.cloudName), after: complete + ready(place),
      call("vpc.ReplaceSubnetAcl", by: vpc.account, parameters),
      check: check(
        isLive ? NetworkText.watchSubnet : CommonText.readBack, NetworkText.aclBound, read,
        [.equals(Place.member("networkAclID"), id(resource))]),
      undo: undo(
        NetworkText.unbindACL(list.cloudName, subnet.cloudName),
        call("vpc.DisassociateSubnetAcl", by: vpc.account, parameters),
        gone: check(
          CommonText.readBack, NetworkText.aclUnbound, read, [.absent(Place.member("networkAclID"))])),
      impact: isLive ? .mayInterrupt : .none,
      reason: isLive ? NetworkText.aclOnLiveSubnet : CommonText.unusedYet)
  }
}

/// A rule of an ACL as the cloud keeps it: one source, one destination, one span of ports on either side.
package struct ACLEntry {
  let ingress: Bool
  let action: FilterAction
  let priority: Int
  /// Whether the rule stands in the cloud already.
  package let existing: Bool
  let transport: FilterProtocol
  let source: Prefix
  let destination: Prefix
  let sourcePorts: PortRange
  let ports: PortRange

  /// The entries that rules of a plan become: one for each source, destination and span of ports, in the order of the
  /// rules. Sources and destinations of different families make none.
  package static func entries(of rules: [PlannedAccessControlList.Rule], ingress: Bool) -> [ACLEntry] {
    var entries: [ACLEntry] = []
    for rule in rules {
      let hasPorts = rule.transport == .tcp || rule.transport == .udp
      for source in rule.sources {
        for destination in rule.destinations where destination.family == source.family {
          for sourcePorts in hasPorts ? rule.sourcePorts : [.all] {
            for ports in hasPorts ? rule.ports : [.all] {
              entries.append(
                ACLEntry(
                  ingress: ingress, action: rule.action, priority: rule.priority, existing: rule.existing,
                  transport: rule.transport, source: source, destination: destination,
                  sourcePorts: sourcePorts, ports: ports))
            }
          }
        }
      }
    }
    return entries
  }

  private var protocolName: String {
    switch transport {
    case .any: "all"
    case .icmp: source.family == .ipv4 ? "icmp" : "icmp6"
    case .tcp, .udp: transport.rawValue
    }
  }

  private static func span(_ ports: PortRange) -> String { "\(max(ports.first, 1)):\(ports.last)" }

  private var hasPorts: Bool { transport == .tcp || transport == .udp }

  /// The rule as `vpc.CreateAclRule` takes it, ports as `first:last`.
  package var parameters: JSONObject {
    var parameters: JSONObject = [
      "direction": .string(ingress ? "ingress" : "egress"), "priority": JSONValue(priority),
      "protocol": .string(protocolName), "ipVersion": source.family == .ipv4 ? "ipv4" : "ipv6",
      "sourceIpAddress": JSONValue(source), "destinationIpAddress": JSONValue(destination),
      "action": .string(action.rawValue), "enabled": "enable",
    ]
    if hasPorts {
      parameters["sourcePort"] = .string(Self.span(sourcePorts))
      parameters["destinationPort"] = .string(Self.span(ports))
    }
    return parameters
  }

  /// Where the rule stands in the list, found by all that makes it.
  var place: ResultPath {
    var matches = [
      ("priority", "\(priority)"), ("protocol", protocolName), ("action", action.rawValue),
      ("sourceIpAddress", source.description), ("destinationIpAddress", destination.description),
    ]
    if hasPorts {
      matches.append(("sourcePort", Self.span(sourcePorts)))
      matches.append(("destinationPort", Self.span(ports)))
    }
    return Place.row(ingress ? "inRules" : "outRules", matches)
  }

  /// `accept tcp 10.1.123.0/24 -> 192.168.5.0/24 443:443 (100)`, the same in all languages.
  var summary: String {
    let from = hasPorts && sourcePorts != .all ? " \(Self.span(sourcePorts))" : ""
    let to = hasPorts && ports != .all ? " \(Self.span(ports))" : ""
    return "\(action.rawValue) \(protocolName) \(source)\(from) -> \(destination)\(to) (\(priority))"
  }
}
