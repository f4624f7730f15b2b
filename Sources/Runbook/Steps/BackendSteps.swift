import Addressing
import CtyunAPI
import Digests
import JSON
import Planning
import Scenario

/// What answers behind the endpoint services.
extension RunbookBuilder {
  mutating func add(_ backend: PlannedBackend) {
    let resource = ResourceID.backend(backend.name)
    var tested: [String]
    if let existing = backend.existing {
      adopt(backend, existing: existing, resource: resource)
      tested = ready(resource)
    } else {
      tested = create(backend, resource: resource)
    }
    for reference in backend.securityGroups { tested += join(reference, backend: backend) }
    let filters = filters(around: backend)
    tested += filters.early
    let joinsLate = !(lateCompletions[resource] ?? []).isEmpty
    lateCompletions[resource, default: []] += filters.late
    for reference in backend.securityGroups {
      let group = ResourceID.securityGroup(vpc: reference.vpc, reference.group)
      lateCompletions[resource, default: []] += lateCompletions[group] ?? []
    }
    if backend.existing == nil {
      let waited = awaitHealth(
        of: backend, resource: resource,
        after: tested + (joinsLate ? lateCompletions[resource] ?? [] : []), isLate: joinsLate)
      if joinsLate { lateCompletions[resource, default: []] += waited } else { tested += waited }
    }
    test(backend, resource: resource, after: tested)
    // The list comes last: it admits endpoints only, and the test comes from a server beside the balancer.
    if backend.existing == nil, let list = backend.accessList {
      let step = addAccessList(list, of: backend, resource: resource, after: completions[resource] ?? [])
      completions[resource] = [step]
    }
  }

  /// The steps that bind ACLs and route tables to the subnets of the backend and its servers: ACLs of new subnets are
  /// there before the backend is tested, the rest waits for the gateway or for the change window.
  private func filters(around backend: PlannedBackend) -> (early: [String], late: [String]) {
    guard let vpc = index.vpcs[backend.vpc] else { return ([], []) }
    let addresses = [backend.address].compactMap { $0 } + backend.targets.map(\.address)
    var early: [String] = []
    var late: [String] = []
    for subnet in vpc.subnets
    where subnet.name == backend.subnet || addresses.contains(where: { subnet.cidr.contains($0) }) {
      for step in bindings(of: subnet, in: vpc) {
        if subnet.existing == nil && step.hasSuffix("/bind-acl") {
          early.append(step)
        } else {
          late.append(step)
        }
      }
    }
    return (early, late)
  }

  private func servers(of backend: PlannedBackend) -> [String] {
    backend.kind == .vm ? [backend.existing].compactMap { $0 } : backend.targets.map(\.id)
  }

  /// The steps that put servers into a group of the plan's making; an adopted group holds them already.
  private mutating func join(_ reference: SecurityGroupReference, backend: PlannedBackend) -> [String] {
    let resource = ResourceID.securityGroup(vpc: reference.vpc, reference.group)
    guard let vpc = index.vpcs[reference.vpc],
      let group = vpc.securityGroups.first(where: { $0.name == reference.group })
    else { return [] }
    let rules = completions[resource] ?? []
    guard group.existing == nil else { return rules }
    let drops = (group.ingress + group.egress).contains { $0.action == .drop }
    let servers = servers(of: backend)
    if servers.isEmpty {
      return [assign(group, resource: resource, to: backend, after: rules, drops: drops)]
    }
    var steps: [String] = []
    for server in servers {
      let step = "\(resource)/join-\(server)"
      if joined.insert(step).inserted {
        join(server, group: group, resource: resource, of: vpc, id: step, after: rules, drops: drops)
      }
      // With drop rules the join waits for the change window; the test before it says what it can.
      if drops {
        lateCompletions[ResourceID.backend(backend.name), default: []].append(step)
      } else {
        steps.append(step)
      }
    }
    return steps.isEmpty ? rules : steps
  }

  /// The contract takes cloud servers into a group; of other kinds, and of servers that the scenario does not name,
  /// a person does it.
  private mutating func assign(
    _ group: PlannedSecurityGroup, resource: String, to backend: PlannedBackend, after rules: [String],
    drops: Bool
  ) -> String {
    let step = "\(resource)/assign-\(backend.name)"
    add(
      Step(
        id: step, phase: .services, owner: .account(backend.account), resource: resource,
        title: NetworkText.assign(group.cloudName, backend.name), dependsOn: rules,
        action: .manual(
          Instruction(
            text: backend.kind == .lb
              ? NetworkText.assignBehindWork(group.cloudName, backend.cloudName)
              : NetworkText.assignWork(group.cloudName, backend.cloudName))),
        check: Check(text: CommonText.confirmed, expected: NetworkText.assigned),
        undo: Undo(
          title: NetworkText.unassign(group.cloudName, backend.name),
          action: .manual(Instruction(text: NetworkText.unassignWork(group.cloudName))),
          check: Check(text: CommonText.confirmed, expected: NetworkText.left), durationSeconds: 180),
        impact: drops ? .mayInterrupt : .newFlowsOnly,
        impactReason: drops ? NetworkText.joinMayDrop : NetworkText.joinOpens, isReversible: true,
        durationSeconds: 180))
    return step
  }

  private mutating func join(
    _ server: String, group: PlannedSecurityGroup, resource: String, of vpc: PlannedVPC, id step: String,
    after rules: [String], drops: Bool
  ) {
    let read = call(
      "vpc.ListSecurityGroupInstances", by: vpc.account,
      ["securityGroupID": id(resource), "pageSize": Self.fullPage])
    let place = Place.row("results", [("instanceID", server)])
    addCall(
      step, drops ? .site : .services, resource: resource,
      title: NetworkText.join(group.cloudName, server), after: rules,
      call(
        "vpc.JoinSecurityGroup", by: vpc.account,
        [
          "securityGroupID": id(resource), "instanceID": .string(server), "action": "joinSecurityGroup",
        ]),
      check: check(CommonText.readBack, NetworkText.joined, read, [.present(place)]),
      undo: undo(
        NetworkText.leave(group.cloudName, server),
        call(
          "vpc.LeaveSecurityGroup", by: vpc.account,
          ["securityGroupID": id(resource), "instanceID": .string(server)]),
        gone: check(CommonText.readBack, NetworkText.left, read, [.absent(place)])),
      impact: drops ? .mayInterrupt : .newFlowsOnly,
      reason: drops ? NetworkText.joinMayDrop : NetworkText.joinOpens)
  }

  // MARK: Adopted

  private mutating func adopt(_ backend: PlannedBackend, existing: String, resource: String) {
    let after = ready(
      backend.subnet.map { ResourceID.subnet(vpc: backend.vpc, $0) } ?? ResourceID.vpc(backend.vpc))
    switch backend.kind {
    case .lb:
      var expectations: [ReplyExpectation] = [.equals(Place.member("status"), "ACTIVE")]
      if let address = backend.address {
        expectations.append(.equals(Place.member("privateIpAddress"), JSONValue(address)))
      }
      addAdoption(
        resource, existing: existing, .services, after: after,
        call("elb.ShowLoadBalancer", by: backend.account, ["elbID": .string(existing)]), expectations)
    case .vip:
      addAdoption(
        resource, existing: existing, .services, after: after,
        call("vpc.ShowHavip", by: backend.account, ["haVipID": .string(existing)]),
        backend.address.map { [.equals(Place.member("ipv4"), JSONValue($0))] }
          ?? [.present(Place.member("id"))])
    case .vm, .bm:
      let step = resource + "/verify"
      add(
        Step(
          id: step, phase: .services, owner: .account(backend.account), resource: resource,
          title: ServiceText.verifyBackend(backend.name, existing), dependsOn: after,
          action: .manual(Instruction(text: ServiceText.verifyBackendWork(existing))),
          check: Check(text: CommonText.readAndCompare, expected: CommonText.adoptedMatches),
          impact: .none, impactReason: CommonText.onlyReads, isReversible: true, durationSeconds: 120))
      handles[resource] = Handle(id: .string(existing), step: step)
    }
  }

  /// A connection from the backend's own VPC to each of its ports, the last thing to do on the provider's side.
  private mutating func test(_ backend: PlannedBackend, resource: String, after dependencies: [String]) {
    var commands: [Check.Command] = []
    if let address = backend.address {
      for listener in backend.listeners ?? [] {
        commands.append(
          Check.Command(
            host: ServiceText.serverIn(index.vpcs[backend.vpc]?.cloudName ?? backend.vpc),
            command: Probe.connect(address, listener.port), expect: Probe.expectation(listener.port)))
      }
    }
    let step = resource + "/test"
    add(
      Step(
        id: step, phase: .services, owner: .account(backend.account), resource: resource,
        title: ServiceText.testBackend(backend.name), dependsOn: dependencies,
        action: .manual(
          Instruction(
            text: commands.isEmpty ? ServiceText.testBackendUnknown : ServiceText.testBackendWork)),
        check: Check(
          text: commands.isEmpty ? CommonText.confirmed : VerificationText.runCommands,
          expected: ServiceText.backendAnswers, commands: commands),
        impact: .none, impactReason: CommonText.onlyReads, isReversible: true,
        durationSeconds: 60 + 10 * commands.count, isSkippable: true))
    completions[resource] = [step]
  }
}

/// Names of the parts of a load balancer, which have to be unique in the account and short.
enum BalancerName {
  /// The longest name that the load balancer's calls take.
  static let limit = 32

  /// The balancer's name with a suffix. A name that would be too long is cut and told apart from its
  /// neighbours by a piece of its digest.
  static func part(of balancer: String, _ suffix: String) -> String {
    let full = "\(balancer)-\(suffix)"
    guard full.unicodeScalars.count > limit else { return full }
    let digest = Hash.sha256.digest(full.utf8).hex.prefix(4)
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: balancer.unicodeScalars.prefix(max(0, limit - suffix.unicodeScalars.count - 6)))
    return "\(String(scalars))-\(digest)-\(suffix)"
  }
}
