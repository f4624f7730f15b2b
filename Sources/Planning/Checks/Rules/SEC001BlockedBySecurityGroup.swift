import Addressing
import Diagnostics
import Scenario

/// The security groups of a backend's servers drop traffic of endpoints, which comes from the endpoint NAT range, or
/// (a warning) the health checks of the load balancer in front of them.
///
/// A load balancer hands the source on, so the servers see the endpoint NAT range behind one too; its own subnet is
/// where its health checks come from. Nothing is said of servers whose groups the scenario does not name.
enum SEC001BlockedBySecurityGroup: Rule {
  static let metadata = RuleMetadata(
    code: "SEC001", name: "blocked-by-security-group",
    title: "a security group drops the traffic of endpoints", severity: .error,
    profileKeys: [.endpointNAT, .securityGroupDefaultPriority, .securityGroupPriority])

  /// The groups of one network interface and where traffic comes from.
  private struct Question: Hashable {
    var groups: [String]
    var sources: PrefixSet
    var isHealthCheck: Bool
  }

  /// One rule that is missing, or that drops.
  private struct Fault: Hashable {
    var question: Question
    var gap: AdmittedSources.Gap
    var transport: TransportProtocol
    var isAssumed: Bool
  }

  fileprivate struct Evidence {
    var ports: Set<UInt16> = []
    var group: ResolvedSecurityGroup
    var mappings: [Related] = []
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var ports = BackendPorts()
    var answers: [Question: AdmittedSources] = [:]
    var faults: [Fault: Evidence] = [:]
    for service in context.scenario.endpointServices where service.value.isInterface {
      guard let backend = context.backend(of: service), let groups = groups(of: backend, context),
        let first = groups.first
      else { continue }
      for question in questions(about: backend, groups, context) {
        // In and out of the dictionary, so that what is known of the ports is not copied.
        var answer =
          answers.removeValue(forKey: question) ?? AdmittedSources(question.sources, groups, context)
        for mapping in service.value.ports where ports.mayBeServed(mapping, backend: backend) {
          if question.isHealthCheck, mapping.transport.value == .udp { continue }
          for port in ports.serverPorts(of: mapping, backend: backend) {
            // What is assumed is said once, of the traffic itself.
            if question.isHealthCheck, port.isAssumed { continue }
            guard let gap = answer.gap(TransportPort(mapping.transport.value, port.port)) else { continue }
            let fault = Fault(
              question: question, gap: gap, transport: mapping.transport.value, isAssumed: port.isAssumed)
            faults[fault, default: Evidence(group: first)].add(port.port, mapping, service)
          }
        }
        answers[question] = answer
      }
    }
    return faults.map { report($0, $1, context) }
  }

  /// Nil when there are none or not all are known.
  private static func groups(
    of backend: ResolvedBackend, _ context: CheckContext
  ) -> [ResolvedSecurityGroup]? {
    let groups = backend.backend.securityGroups.map {
      context.securityGroup($0.value, ofVPC: backend.vpc.value)
    }
    let known = groups.compactMap { $0 }
    return known.isEmpty || known.count < groups.count ? nil : known
  }

  private static func questions(
    about backend: ResolvedBackend, _ groups: [ResolvedSecurityGroup], _ context: CheckContext
  ) -> [Question] {
    let names = groups.map(\.fullName)
    var questions = [Question(groups: names, sources: context.endpointNAT, isHealthCheck: false)]
    // An existing group may hold rules that nobody wrote down; what it certainly lacks is another matter.
    if backend.backend.kind.value == .lb, groups.allSatisfy({ $0.group.existing == nil }),
      let sources = healthCheckSources(of: backend, context)
    {
      questions.append(Question(groups: names, sources: sources, isHealthCheck: true))
    }
    return questions.filter { !$0.sources.isEmpty }
  }

  /// The load balancer's address, or its subnet while the address is not known.
  private static func healthCheckSources(
    of backend: ResolvedBackend, _ context: CheckContext
  ) -> PrefixSet? {
    if let address = backend.backend.address.fixed { return PrefixSet(Prefix(address.value)) }
    return backend.subnet.flatMap { context.subnet($0.value, of: backend.vpc.value)?.fixedCIDR }
      .map { PrefixSet($0.value) }
  }

  // MARK: Reports

  private static func report(_ fault: Fault, _ evidence: Evidence, _ context: CheckContext) -> Diagnostic {
    let ports = PortSet(evidence.ports.map { PortRange($0, $0) })
    let whom =
      fault.question.isHealthCheck
      ? "the health checks of the load balancer (\(fault.gap.sources.phrase))"
      : fault.gap.sources == context.endpointNAT
        ? "the endpoint NAT range \(fault.gap.sources.phrase)"
        : "\(fault.gap.sources.phrase) of the endpoint NAT range"
    let what = "\(fault.transport.rawValue) \(ports)"
    let severity: Severity? = fault.question.isHealthCheck || fault.isAssumed ? .warning : nil
    var related = Array(evidence.mappings.prefix(3))
    if fault.isAssumed {
      related.append(
        Related(message: "no listener is written down, so the servers' port is taken to be the mapping's"))
    }
    if let drop = fault.gap.drop {
      return finding(
        "security group \(drop.group) drops \(what) from \(whom), by its rule of priority \(drop.priority)",
        at: drop.location, help: help(fault, ports, before: drop, context), related: related,
        severity: severity)
    }
    let groups =
      fault.question.groups.count == 1
      ? "security group \(fault.question.groups[0]) accepts"
      : "security groups \(enumeration(fault.question.groups)) accept"
    related += nearMisses(in: evidence.group.group, ports)
    return finding(
      "no rule of \(groups) \(what) from \(whom)", at: evidence.group.name.location,
      help: help(fault, ports, evidence.group), related: related, severity: severity)
  }

  /// Rules that accept something like it: mostly one of them was meant to.
  private static func nearMisses(in group: SecurityGroup, _ ports: PortSet) -> [Related] {
    group.ingress.filter { $0.action.value == .accept }.prefix(3).map { rule in
      let list = rule.ports.isEmpty ? "all ports" : enumeration(rule.ports.map { "\($0.value)" })
      return Related(
        message: "this rule accepts \(rule.transport.value.rawValue) \(list) from \(rule.peer.value)",
        location: rule.location)
    }
  }

  private static func help(
    _ fault: Fault, _ ports: PortSet, before drop: AdmittedSources.Drop, _ context: CheckContext
  ) -> String {
    let rule = rule(fault, ports, priority: drop.priority - 1)
    guard context.profile.securityGroupPriority.contains(drop.priority - 1) else {
      return "take the drop rule away or narrow it; nothing goes before priority \(drop.priority)"
    }
    return "narrow the drop rule, or put an accept rule before it: `\(rule)`"
  }

  private static func help(_ fault: Fault, _ ports: PortSet, _ group: ResolvedSecurityGroup) -> String {
    let help = "add to its ingress: `\(rule(fault, ports, priority: nil))`"
    return group.group.existing == nil
      ? help : help + ", with `existing: true` if the rule is there already"
  }

  private static func rule(_ fault: Fault, _ ports: PortSet, priority: Int?) -> String {
    let source =
      fault.question.isHealthCheck
      ? fault.question.sources.prefixes.first.map(\.phrase) ?? "…" : "endpoint-nat"
    let list = ports.ranges.count == 1 ? "\(ports)" : "[\(ports)]"
    return "{ action: accept, \(priority.map { "priority: \($0), " } ?? "")protocol: "
      + "\(fault.transport.rawValue), ports: \(list), from: \(source) }"
  }
}

extension SEC001BlockedBySecurityGroup.Evidence {
  mutating func add(
    _ port: UInt16, _ mapping: PortMapping, _ service: CheckContext.ServiceEntry
  ) {
    ports.insert(port)
    guard mappings.count < 3 else { return }
    mappings.append(
      Related(
        message: "service \(service.name.value) sends \(mapping.endpointPort)/\(mapping.transport) there",
        location: mapping.serverPort.location))
  }
}
