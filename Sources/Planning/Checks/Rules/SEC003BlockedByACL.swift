import Addressing
import Diagnostics
import Scenario

/// The ACL of a backend's subnet drops traffic of endpoints or its answers.
///
/// An ACL is stateless: what comes in on the server port goes back from that port to the clients' ports (1024 and
/// above). It is looked at for the subnet of the load balancer and for those of the servers, which see the endpoint NAT
/// range as well; what load balancer and servers say to each other is a warning of its own. Traffic inside a subnet
/// meets no ACL, and a subnet without one lets all pass.
enum SEC003BlockedByACL: Rule {
  static let metadata = RuleMetadata(
    code: "SEC003", name: "blocked-by-acl",
    title: "a subnet ACL drops the traffic of endpoints or its answers",
    severity: .error, profileKeys: [.endpointNAT, .aclDefaultPriority])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var ports = BackendPorts()
    var filters = SubnetFilters(context)
    var faults: [ACLFault: ACLFault.Evidence] = [:]
    for service in context.scenario.endpointServices where service.value.isInterface {
      guard let backend = context.backend(of: service),
        !context.vpcsWithStraySubnets.contains(backend.vpc.value)
      else { continue }
      for path in filters.paths(of: backend) {
        for mapping in service.value.ports where ports.mayBeServed(mapping, backend: backend) {
          let serverPorts =
            path.isBehindLoadBalancer
            ? ports.serverPorts(of: mapping, backend: backend).filter { !$0.isAssumed }.map(\.port)
            : [mapping.serverPort.value]
          for port in serverPorts {
            let found = filters.faults(
              of: path, vpc: backend.vpc.value, TransportPort(mapping.transport.value, port))
            for (fault, gap) in found {
              faults[fault, default: ACLFault.Evidence()].add(port, gap, path, mapping, service)
            }
          }
        }
      }
    }
    return faults.map { report($0, $1, context) }
  }

  private static func report(
    _ fault: ACLFault, _ evidence: ACLFault.Evidence, _ context: CheckContext
  ) -> Diagnostic {
    let ports = PortSet(evidence.ports.map { PortRange($0, $0) })
    let subnets = enumeration(evidence.subnets.sorted().map { "\(fault.vpc).\($0)" })
    let peer =
      fault.isInternal
      ? (fault.peersAreServers ? "the servers" : "the load balancer") + " (\(evidence.peers.phrase))"
      : evidence.peers == context.endpointNAT
        ? "the endpoint NAT range \(evidence.peers.phrase)"
        : "\(evidence.peers.phrase) of the endpoint NAT range"
    let what =
      fault.isAnswer
      ? "answers from \(fault.transport.rawValue) port \(ports)"
      : "\(fault.transport.rawValue) \(ports)"
    let direction =
      fault.isIngress ? "from \(peer) to subnet \(subnets)" : "from subnet \(subnets) to \(peer)"
    let acl = "ACL \(fault.vpc).\(fault.acl)"
    let severity: Severity? = fault.isInternal ? .warning : nil
    let help = help(fault, ports, evidence)
    var related = Array(evidence.mappings.prefix(3))
    if let drop = fault.drop {
      return finding(
        "\(acl) drops \(what) \(direction), by its rule of priority \(drop.priority)", at: drop.location,
        help: "narrow the drop rule, or put an accept rule before it: \(help)", related: related,
        severity: severity)
    }
    related += nearMisses(fault, context)
    return finding(
      "no \(fault.isIngress ? "ingress" : "egress") rule of \(acl) accepts \(what) \(direction)",
      at: context.scenario.vpcs[fault.vpc]?.acls.entry(fault.acl)?.name.location,
      help: "add to its \(fault.isIngress ? "ingress" : "egress"): \(help)", related: related,
      severity: severity)
  }

  /// Rules of that direction that accept something: mostly one of them was meant to.
  private static func nearMisses(_ fault: ACLFault, _ context: CheckContext) -> [Related] {
    let list = context.scenario.vpcs[fault.vpc]?.acls[fault.acl]
    let rules = (fault.isIngress ? list?.ingress : list?.egress) ?? []
    return rules.filter { $0.action.value == .accept }.prefix(3).map { rule in
      let ports = rule.ports.isEmpty ? "" : " to port " + enumeration(rule.ports.map { "\($0.value)" })
      let sourcePorts =
        rule.sourcePorts.isEmpty ? "" : " from port " + enumeration(rule.sourcePorts.map { "\($0.value)" })
      return Related(
        message: "this rule accepts \(rule.transport.value.rawValue)\(sourcePorts)\(ports), "
          + "\(rule.from?.value.description ?? "any") to \(rule.to?.value.description ?? "any")",
        location: rule.location)
    }
  }

  private static func help(
    _ fault: ACLFault, _ ports: PortSet, _ evidence: ACLFault.Evidence
  ) -> String {
    let peer = fault.isInternal ? fault.vpc : "endpoint-nat"
    let (from, to) = fault.isIngress ? (peer, fault.vpc) : (fault.vpc, peer)
    let list = ports.ranges.count == 1 ? "\(ports)" : "[\(ports)]"
    let key = fault.isAnswer ? "sourcePorts" : "ports"
    let priority = fault.drop.map { "priority: \(max(1, $0.priority - 1)), " } ?? ""
    return "`{ action: accept, \(priority)protocol: \(fault.transport.rawValue), \(key): \(list), "
      + "from: \(from), to: \(to) }`"
  }
}
