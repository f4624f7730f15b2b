import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// Endpoints: ordered, accepted by the provider where it wants to be asked, and waited for.
extension RunbookBuilder {
  mutating func addEndpointSteps() {
    addCloudServices()
    for endpoint in plan.endpoints { add(endpoint) }
    let endpoints = Dictionary(
      plan.endpoints.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for service in plan.services {
      for (number, rule) in service.reverseRules.enumerated() {
        guard let endpoint = endpoints[rule.endpoint] else { continue }
        add(rule, number: number + 1, endpoint: endpoint, of: service)
      }
    }
  }

  // MARK: The operator's services

  /// One step for each of the operator's services, by the first account that uses it: its id is the pool's.
  private mutating func addCloudServices() {
    var seen: Set<String> = []
    for endpoint in plan.endpoints where endpoint.existing == nil {
      guard case .cloud(let name, let known) = endpoint.target, seen.insert(name).inserted else { continue }
      let resource = Self.cloudService(name)
      let after = [Self.preparation(of: endpoint.account)]
      if let known {
        let read = call(
          "vpce.ListCtyunServices", by: endpoint.account,
          ["endpointServiceID": .string(known), "pageSize": Self.fullPage])
        addAdoption(
          resource, existing: known, .prepare, after: after, read,
          [.present(Place.row("results", [("endpointServiceID", known)]))])
        continue
      }
      let step = resource + "/find"
      add(
        Step(
          id: step, phase: .prepare, owner: .account(endpoint.account), resource: resource,
          title: EndpointText.findService(name), dependsOn: after,
          action: .manual(Instruction(text: EndpointText.findServiceWork(name))),
          check: check(
            CommonText.readAndCompare, EndpointText.serviceListed,
            call(
              "vpce.ListCtyunServices", by: endpoint.account,
              ["endpointServiceID": own(step, "endpointServiceID"), "pageSize": Self.fullPage]),
            [.present(Place.member("results"))]),
          impact: .none, impactReason: CommonText.onlyReads, isReversible: true, durationSeconds: 300,
          outputs: [Output(name: "endpointServiceID", prompt: EndpointText.askService(name))]))
      remember(resource, step: step, output: "endpointServiceID")
    }
  }

  private static func cloudService(_ name: String) -> String { "cloud-service/" + name }

  // MARK: Endpoints

  private mutating func add(_ endpoint: PlannedEndpoint) {
    let resource = ResourceID.endpoint(endpoint.name)
    if let existing = endpoint.existing {
      addAdoption(
        resource, existing: existing, .endpoints,
        after: ready(ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)),
        call("vpce.ShowEndpoint", by: endpoint.account, ["endpointID": .string(existing)]),
        standing(endpoint) + [.equals(Self.status, 1)])
      completions[resource] = ready(resource)
      return
    }
    create(endpoint, resource: resource)
    var complete = resource + "/create"
    var serviceName: String?
    if case .service(let name) = endpoint.target { serviceName = name }
    if let name = serviceName, let service = index.services[name], service.approval == .manual {
      accept(endpoint, resource: resource, to: service)
      complete = resource + "/accept"
    }
    wait(for: endpoint, resource: resource, after: complete)
    completions[resource] = [resource + "/connected"]
  }

  private static let endpointPlace = ResultPath(members: "returnObj", "endpoint")
  private static let status = endpointPlace.member("status")
  private static let whitelist = endpointPlace.member("whitelist")

  /// What the cloud must answer of an endpoint.
  private func standing(_ endpoint: PlannedEndpoint) -> [ReplyExpectation] {
    var expectations: [ReplyExpectation] = [
      .equals(Self.endpointPlace.member("vpcAddress"), JSONValue(endpoint.address))
    ]
    for entry in endpoint.allow ?? [] where entry.prefix.family == .ipv4 {
      expectations.append(.contains(Self.whitelist, JSONValue(entry.prefix)))
    }
    return expectations
  }

  private mutating func create(_ endpoint: PlannedEndpoint, resource: String) {
    let step = resource + "/create"
    let subnet = ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)
    var dependencies = ready(subnet)
    let service: JSONValue
    switch endpoint.target {
    case .service(let name):
      service = id(ResourceID.service(name))
      if let planned = index.services[name] { dependencies += admission(of: endpoint.account, to: planned) }
    case .cloud(let name, _):
      service = id(Self.cloudService(name))
      dependencies += ready(Self.cloudService(name))
    case .foreign(let foreign): service = .string(foreign)
    }
    var parameters: JSONObject = [
      "cycleType": "on_demand", "endpointServiceID": service, "endpointName": .string(endpoint.cloudName),
      "vpcID": id(ResourceID.vpc(endpoint.vpc)), "subnetID": id(subnet), "IP": JSONValue(endpoint.address),
    ]
    if let address = endpoint.ipv6Address {
      parameters["ipVersion"] = 2
      parameters["IP6"] = JSONValue(address)
    }
    if let allow = endpoint.allow {
      let prefixes = allow.map(\.prefix)
      let ipv4 = prefixes.filter { $0.family == .ipv4 }
      let ipv6 = prefixes.filter { $0.family == .ipv6 }
      parameters["whitelistFlag"] = 1
      // An empty list is refused while the list is on; the endpoint's own address admits nobody else.
      parameters["whitelist"] = JSONValue(ipv4.isEmpty ? [Prefix(endpoint.address)] : ipv4)
      if !ipv6.isEmpty { parameters["whitelist6"] = JSONValue(ipv6) }
    } else {
      parameters["whitelistFlag"] = 0
    }
    // Only then do the operator's own names for the service lead to this endpoint.
    if endpoint.answersOperatorNames { parameters["enableDns"] = true }
    let endpointID = own(step, "endpointID")
    addCall(
      step, .endpoints, resource: resource, title: EndpointText.create(endpoint.cloudName, endpoint.address),
      after: dependencies, call("vpce.CreateEndpoint", by: endpoint.account, parameters),
      check: check(
        EndpointText.orderThenRead, EndpointText.there,
        call("vpce.ShowEndpoint", by: endpoint.account, ["endpointID": endpointID]), standing(endpoint)),
      undo: undo(
        EndpointText.delete(endpoint.cloudName),
        call("vpce.DeleteEndpoint", by: endpoint.account, ["endpointID": endpointID]),
        // The address outlives the endpoint by some time, and a subnet with an address in use is not deleted.
        gone: check(
          EndpointText.refundThenLook, EndpointText.addressFree,
          call(
            "vpc.ListSubnetUsedIPs", by: endpoint.account,
            ["subnetID": id(subnet), "ip": JSONValue(endpoint.address)]),
          [.absent(Place.member("usedIPs"))], timeoutSeconds: 300),
        seconds: 120),
      outputs: Self.endpointOutputs, remains: EndpointText.billed, seconds: 120)
    handles[resource] = Handle(id: endpointID, step: step)
  }

  private static let endpointOutputs = [
    Output(
      name: "endpointID", source: .action, path: ResultPath(members: "returnObj", "endpointID"))
  ]

  /// The provider's answer. It is a step of the other account, also where both are the same.
  private mutating func accept(
    _ endpoint: PlannedEndpoint, resource: String, to service: PlannedService
  ) {
    let serviceID = id(ResourceID.service(service.name))
    let parameters: JSONObject = ["endpointServiceID": serviceID, "endpointID": id(resource)]
    let read = call(
      "vpce.ListEndpointServiceConnections", by: service.account,
      ["endpointServiceID": serviceID, "pageSize": Self.fullPage])
    let status = Place.returnObj.row([("endpointName", endpoint.cloudName)]).member("status")
    addCall(
      resource + "/accept", .endpoints, resource: resource,
      title: EndpointText.accept(endpoint.cloudName, service.cloudName), after: [resource + "/create"],
      call("vpce.AcceptEndpointApply", by: service.account, parameters),
      check: check(CommonText.readBack, EndpointText.accepted, read, [.equals(status, "UP")]),
      undo: undo(
        EndpointText.reject(endpoint.cloudName, service.cloudName),
        call("vpce.RejectEndpointApply", by: service.account, parameters),
        gone: check(CommonText.readBack, EndpointText.rejected, read, [.equals(status, "DOWN")])),
      impact: .newFlowsOnly, reason: CommonText.newFlowsOnly)
  }

  private mutating func wait(for endpoint: PlannedEndpoint, resource: String, after: String) {
    var isForeign = false
    if case .foreign = endpoint.target { isForeign = true }
    let condition = Condition(
      call: call("vpce.ShowEndpoint", by: endpoint.account, ["endpointID": id(resource)]),
      expectations: [.equals(Self.status, 1)],
      text: isForeign ? EndpointText.foreignApproval : EndpointText.connected,
      timeoutSeconds: isForeign ? 86_400 : 1_800)
    add(
      Step(
        id: resource + "/connected", phase: .endpoints, owner: .account(endpoint.account), resource: resource,
        title: EndpointText.waitConnected(endpoint.cloudName), dependsOn: [after], action: .wait(condition),
        check: Check(text: CommonText.readBack, expected: EndpointText.connected, condition: condition),
        impact: .none, impactReason: CommonText.onlyReads, isReversible: true,
        durationSeconds: isForeign ? 3_600 : 60, isWaitMostly: isForeign))
  }

  /// Deletion protection comes last: switched on with the creation it would be in the way of every undo.
  mutating func protect(_ endpoint: PlannedEndpoint, after dependencies: [String]) {
    let resource = ResourceID.endpoint(endpoint.name)
    func switching(_ on: Bool) -> APICall {
      call(
        "vpce.UpdateEndpoint", by: endpoint.account,
        ["endpointID": id(resource), "deleteProtection": .bool(on)])
    }
    // No reply shows the switch. A condition that holds either way would pass for evidence: there is none.
    let seen = Check(text: EndpointText.switchUnseen, expected: EndpointText.switchAnswered)
    addCall(
      resource + "/protect", .prove, resource: resource, title: EndpointText.protect(endpoint.cloudName),
      after: dependencies, switching(true), check: seen,
      undo: undo(EndpointText.unprotect(endpoint.cloudName), switching(false), gone: seen),
      reason: CommonText.newFlowsOnly)
  }

  // MARK: Reverse rules

  private mutating func add(
    _ rule: PlannedService.ReverseRule, number: Int, endpoint: PlannedEndpoint, of service: PlannedService
  ) {
    let resource = ResourceID.reverseRule(service: service.name, number)
    let step = resource + "/create"
    let serviceID = id(ResourceID.service(service.name))
    let transit = ResourceID.transit(service: service.name, rule.transit)
    let address = id(transit)
    let transport = rule.transitPort.transport.rawValue.uppercased()
    let summary =
      "\(address.stringValue ?? rule.transit):\(rule.transitPort) -> \(rule.target):\(rule.targetPort)"
    let read = call(
      "vpce.ListEndpointServiceReverseRules", by: service.account,
      ["endpointServiceID": serviceID, "pageSize": Self.fullPage])
    let place = Place.row(
      "reverseRules",
      [
        ("transitIPAddress", address.stringValue ?? ""), ("transitPort", "\(rule.transitPort.port)"),
        ("protocol", transport),
      ])
    addCall(
      step, .endpoints, resource: resource, title: ServiceText.addReverseRule(service.cloudName, summary),
      after: ready(transit) + (completions[ResourceID.endpoint(endpoint.name)] ?? []),
      call(
        "vpce.CreateEndpointServiceReverseRule", by: service.account,
        [
          "endpointServiceID": serviceID, "endpointID": id(ResourceID.endpoint(endpoint.name)),
          "transitIPAddress": address, "transitPort": JSONValue(rule.transitPort.port),
          "protocol": .string(transport), "targetIPAddress": JSONValue(rule.target),
          "targetPort": JSONValue(rule.targetPort),
        ]),
      check: check(
        CommonText.readBack, CommonText.asPlanned, read,
        [
          .equals(place.member("targetIPAddress"), JSONValue(rule.target)),
          .equals(place.member("targetPort"), JSONValue(rule.targetPort)),
        ]),
      undo: undo(
        ServiceText.removeReverseRule(service.cloudName, summary),
        call(
          "vpce.DeleteEndpointServiceReverseRule", by: service.account,
          ["reverseRuleID": own(step, "reverseRuleID")]),
        gone: check(CommonText.readBack, CommonText.gone, read, [.absent(place)])),
      impact: .newFlowsOnly, reason: CommonText.newFlowsOnly,
      outputs: [Output(name: "reverseRuleID", source: .action, path: Place.member("reverseRuleID"))],
      remains: service.existing == nil && endpoint.existing == nil ? nil : CommonText.adoptedEntry)
    completions[resource] = [step]
  }
}
