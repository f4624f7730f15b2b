import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// Backends, endpoint services, their allow lists and transit addresses.
extension RunbookBuilder {
  mutating func addServiceSteps() {
    for backend in plan.backends { add(backend) }
    let dualStack = Set(
      plan.endpoints.compactMap { endpoint -> String? in
        guard endpoint.ipv6Address != nil, case .service(let name) = endpoint.target else { return nil }
        return name
      })
    for service in plan.services {
      let resource = ResourceID.service(service.name)
      if let existing = service.existing {
        adopt(service, existing: existing, resource: resource)
      } else {
        create(service, resource: resource, isDualStack: dualStack.contains(service.name))
      }
      for consumer in service.consumers { allow(consumer, on: service, resource: resource) }
      if service.consumersAny { allowAny(on: service, resource: resource) }
      for transit in service.transits { add(transit, to: service, resource: resource) }
    }
  }

  private func mappingExpectations(_ service: PlannedService) -> [ReplyExpectation] {
    service.mappings.map { mapping in
      .equals(
        Place.row(
          "rules",
          [
            ("protocol", mapping.endpointPort.transport.rawValue.uppercased()),
            ("endpointPort", mapping.endpointPort.port.description),
          ]
        ).member("serverPort"), JSONValue(mapping.serverPort))
    }
  }

  private mutating func adopt(_ service: PlannedService, existing: String, resource: String) {
    let backend = service.backend.map { ready(ResourceID.backend($0)) } ?? []
    addAdoption(
      resource, existing: existing, .services,
      after: backend.isEmpty ? ready(ResourceID.vpc(service.vpc)) : backend,
      call(
        "vpce.ShowEndpointService", by: service.account, ["endpointServiceID": .string(existing)]),
      [
        .equals(Place.member("type"), .string(service.kind.rawValue)),
        .equals(Place.member("autoConnection"), .bool(service.approval == .auto)),
      ] + mappingExpectations(service))
  }

  private mutating func create(_ service: PlannedService, resource: String, isDualStack: Bool) {
    let step = resource + "/create"
    let vpc = ResourceID.vpc(service.vpc)
    var dependencies: [String] = []
    var parameters: JSONObject = [
      "vpcID": id(vpc), "type": .string(service.kind.rawValue), "name": .string(service.cloudName),
    ]
    if isDualStack { parameters["ipVersion"] = 2 }
    if let subnet = service.subnet {
      let place = ResourceID.subnet(vpc: service.vpc, subnet)
      parameters["subnetID"] = id(place)
      dependencies += ready(place)
    }
    var expectations: [ReplyExpectation] = [.equals(Place.member("name"), .string(service.cloudName))]
    if let name = service.backend, let backend = index.backends[name] {
      parameters["instanceType"] = .string(backend.kind.rawValue)
      parameters["instanceID"] = id(ResourceID.backend(name))
      dependencies += backendDependencies(backend, of: service)
      // An unknown backend does not make the creation fail; the service then lists none.
      expectations.append(.present(Place.member("backends")))
    }
    if dependencies.isEmpty { dependencies = ready(vpc) }
    parameters["autoConnection"] = .bool(service.approval == .auto)
    if service.kind == .interface {
      parameters["rules"] = .array(
        service.mappings.map { mapping in
          [
            "protocol": .string(mapping.endpointPort.transport.rawValue.uppercased()),
            "serverPort": JSONValue(mapping.serverPort),
            "endpointPort": JSONValue(mapping.endpointPort.port),
          ]
        })
      parameters["oaType"] = .string(Self.clientAddressWord(service.clientAddress))
    }
    let serviceID = own(step, "endpointServiceID")
    addCall(
      step, .services, resource: resource,
      title: ServiceText.createService(
        service.cloudName, mappings: service.mappings.count, reverse: service.kind == .reverse),
      after: dependencies, call("vpce.CreateEndpointService", by: service.account, parameters),
      check: check(
        CommonText.readBack,
        service.kind == .reverse ? ServiceText.reverseServiceThere : ServiceText.serviceThere,
        call("vpce.ShowEndpointService", by: service.account, ["endpointServiceID": serviceID]),
        expectations + mappingExpectations(service)),
      undo: undo(
        ServiceText.deleteService(service.cloudName),
        call("vpce.DeleteEndpointService", by: service.account, ["ID": serviceID]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpce.ListEndpointServices", by: service.account, ["id": serviceID]),
          [.absent(Place.member("endpointServices"))])),
      outputs: [
        Output(
          name: "endpointServiceID", source: .action,
          path: Place.member("endpointService").member("endpointServiceID"))
      ],
      remains: ServiceText.serviceRemains, seconds: 30)
    remember(resource, step: step, output: "endpointServiceID")
  }

  /// The backend, and of one that the change makes the listeners that the mappings lead to.
  private func backendDependencies(_ backend: PlannedBackend, of service: PlannedService) -> [String] {
    let resource = ResourceID.backend(backend.name)
    guard backend.existing == nil else { return ready(resource) }
    let listening = Set((backend.listeners ?? []).map(\.port))
    let used = Set(
      service.mappings.map { TransportPort($0.endpointPort.transport, $0.serverPort) }
    ).intersection(listening)
    return used.isEmpty
      ? ready(resource) : used.map { Self.listenerStep($0, of: backend.name) }
  }

  private static func clientAddressWord(_ choice: EndpointService.ClientAddress) -> String {
    switch choice {
    case .close: "close"
    case .proxyProtocol: "proxy_protocol"
    case .tcpOption: "tcp_option"
    }
  }

  // MARK: Allow list

  private mutating func allow(_ consumer: String, on service: PlannedService, resource: String) {
    let entry = ResourceID.consumer(service: service.name, account: consumer)
    let account = index.accounts[consumer]
    // The call takes an address or a number; the address is what people compare.
    let (key, value): (String, JSONValue) =
      if account?.email.isEmpty ?? true, let number = account?.id, !number.isEmpty {
        ("bssAccountID", .string(number))
      } else {
        ("email", email(of: consumer))
      }
    let parameters: JSONObject = ["endpointServiceID": id(resource), key: value]
    let read = call(
      "vpce.ListEndpointServiceWhitelist", by: service.account,
      ["endpointServiceID": id(resource), "pageSize": Self.fullPage])
    let place = value.stringValue.map { Place.row("whitelist", [(key, $0)]) } ?? Place.member("whitelist")
    let isAdopted = service.existing != nil
    let step = entry + "/allow"
    addCall(
      step, .services, resource: entry, title: ServiceText.allow(consumer, service.cloudName),
      after: ready(resource) + (value.stringValue == nil ? [Self.preparation(of: consumer)] : []),
      call("vpce.CreateEndpointServiceWhitelist", by: service.account, parameters),
      check: check(CommonText.readBack, ServiceText.allowed, read, [.present(place)]),
      undo: undo(
        ServiceText.disallow(consumer, service.cloudName),
        call("vpce.DeleteEndpointServiceWhitelist", by: service.account, parameters),
        gone: check(CommonText.readBack, ServiceText.disallowed, read, [.absent(place)])),
      reason: isAdopted ? CommonText.newFlowsOnly : CommonText.unusedYet,
      remains: isAdopted ? CommonText.adoptedEntry : nil)
    handles[entry] = Handle(id: value, step: step)
  }

  /// The contract allows accounts one by one only, so a person opens the service to all.
  private mutating func allowAny(on service: PlannedService, resource: String) {
    let step = resource + "/allow-any"
    add(
      Step(
        id: step, phase: .services, owner: .account(service.account), resource: resource,
        title: ServiceText.allowAny(service.cloudName), dependsOn: ready(resource),
        action: .manual(Instruction(text: ServiceText.allowAnyWork)),
        check: Check(text: CommonText.confirmed, expected: ServiceText.allowAnyDone),
        undo: Undo(
          title: ServiceText.disallowAny(service.cloudName),
          action: .manual(Instruction(text: ServiceText.disallowAnyWork)),
          check: Check(text: CommonText.confirmed, expected: ServiceText.disallowAnyDone),
          durationSeconds: 120),
        impact: .newFlowsOnly, impactReason: CommonText.newFlowsOnly, isReversible: true,
        remains: service.existing == nil ? nil : CommonText.adoptedEntry, durationSeconds: 120,
        isSkippable: service.existing != nil))
    handles[resource + "/any"] = Handle(id: .null, step: step)
  }

  /// The steps after which an account may connect to a service.
  func admission(of account: String, to service: PlannedService) -> [String] {
    if let entry = handles[ResourceID.consumer(service: service.name, account: account)] {
      return [entry.step]
    }
    let resource = ResourceID.service(service.name)
    if account != service.account, let any = handles[resource + "/any"] { return [any.step] }
    return ready(resource)
  }

  // MARK: Transit addresses

  private mutating func add(_ transit: PlannedService.Transit, to service: PlannedService, resource: String) {
    let entry = ResourceID.transit(service: service.name, transit.name)
    let subnet = ResourceID.subnet(vpc: service.vpc, transit.subnet)
    let step = entry + "/create"
    let read = call(
      "vpce.ListEndpointServiceTransitIPs", by: service.account,
      ["endpointServiceID": id(resource), "pageSize": Self.fullPage])
    let place = Place.row("transitIPs", [("transitIP", transit.address.description)])
    if service.existing != nil {
      // The planner asks for the addresses that an adopted service has in use; it makes up none.
      addAdoption(
        entry, existing: transit.address.description, .services, after: ready(resource), read,
        [.present(place)])
      return
    }
    addCall(
      step, .services, resource: entry, title: ServiceText.addTransit(transit.address, service.cloudName),
      after: ready(resource) + ready(subnet),
      call(
        "vpce.CreateEndpointServiceTransitIP", by: service.account,
        [
          "endpointServiceID": id(resource), "subnetID": id(subnet),
          "transitIP": JSONValue(transit.address),
        ]),
      check: check(CommonText.readBack, CommonText.asPlanned, read, [.present(place)]),
      undo: undo(
        ServiceText.removeTransit(transit.address, service.cloudName),
        call(
          "vpce.DeleteEndpointServiceTransitIP", by: service.account,
          ["endpointServiceID": id(resource), "transitIP": JSONValue(transit.address)]),
        gone: check(CommonText.readBack, CommonText.gone, read, [.absent(place)])))
    handles[entry] = Handle(id: JSONValue(transit.address), step: step)
  }
}
