import Addressing
import JSON
import Planning
import Scenario

/// Servers, adopted balancers and addresses, adopted services and endpoints, and what foreigners publish.
extension SeedWriter {
  mutating func addBackend(_ backend: PlannedBackend) {
    guard let vpc = vpc(backend.vpc) else { return }
    for target in backend.targets {
      if let subnet = subnet(of: vpc, named: nil, holding: target.address), !isThere(target.id) {
        addServer(target.id, bareMetal: false, by: backend.account, in: subnet, at: target.address)
      }
    }
    guard let existing = backend.existing, !isThere(existing),
      let subnet = subnet(of: vpc, named: backend.subnet, holding: backend.address)
    else { return }
    switch backend.kind {
    case .vm, .bm:
      addServer(
        existing, bareMetal: backend.kind == .bm, by: backend.account, in: subnet, at: backend.address)
    case .vip:
      var parameters: JSONObject = ["subnetID": .string(subnet), "networkID": vpc.existing.json]
      parameters["ipAddress"] = backend.address.map { .string($0.description) }
      add("vpc.CreateHavip", by: backend.account, id: existing, parameters)
    case .lb: addBalancer(backend, existing: existing, in: subnet, of: vpc)
    }
  }

  /// Whether an earlier resource has this id: several backends may name one server.
  private func isThere(_ id: String) -> Bool { resources.contains { $0["id"]?.stringValue == id } }

  private mutating func addBalancer(
    _ backend: PlannedBackend, existing: String, in subnet: String, of vpc: PlannedVPC
  ) {
    var parameters: JSONObject = [
      "vpcID": vpc.existing.json, "subnetID": .string(subnet), "name": .string(backend.seededName),
      "resourceType": "internal",
    ]
    parameters["privateIpAddress"] = backend.address.map { .string($0.description) }
    add("elb.CreateLoadBalancer", by: backend.account, id: existing, parameters)
    for listener in backend.listeners ?? [] {
      let transport = listener.port.transport.rawValue
      let name = "\(transport)-\(listener.port.port)"
      let group = "tg-of-\(existing)-\(name)"
      add(
        "elb.CreateTargetGroup", by: backend.account, id: group,
        [
          "name": .string(String("\(name)-\(existing)".prefix(32))), "vpcID": vpc.existing.json,
          "protocol": .string(transport.uppercased()), "algorithm": "rr",
        ])
      for target in backend.targets where isThere(target.id) {
        add(
          "elb.CreateTarget", by: backend.account,
          [
            "targetGroupID": .string(group), "instanceType": "VM", "instanceID": .string(target.id),
            "protocolPort": .integer(Int64(target.port ?? listener.targetPort)),
          ])
      }
      add(
        "elb.CreateListener", by: backend.account,
        [
          "loadBalancerID": .string(existing), "name": .string(String("\(name)-\(existing)".prefix(32))),
          "protocol": .string(transport.uppercased()), "protocolPort": .integer(Int64(listener.port.port)),
          "defaultAction": [
            "type": "forward", "forwardConfig": ["targetGroups": [["targetGroupID": .string(group)]]],
          ],
        ])
    }
  }

  mutating func addService(_ service: PlannedService) {
    guard let vpc = vpc(service.vpc) else { return }
    var parameters: JSONObject = [
      "vpcID": vpc.existing.json, "type": .string(service.kind.rawValue),
      "name": .string(service.seededName), "autoConnection": .bool(service.approval == .auto),
    ]
    let wanted = vpc.subnets.first { $0.name == service.subnet }
    parameters["subnetID"] = (wanted ?? vpc.subnets.first { $0.existing != nil })?.existing.map {
      .string($0)
    }
    if service.kind == .interface {
      parameters["rules"] = .array(
        service.mappings.map { mapping in
          [
            "protocol": .string(mapping.endpointPort.transport.rawValue.uppercased()),
            "serverPort": .integer(Int64(mapping.serverPort)),
            "endpointPort": .integer(Int64(mapping.endpointPort.port)),
          ]
        })
    }
    if let backend = plan.backends.first(where: { $0.name == service.backend }) {
      parameters["instanceType"] = .string(backend.kind.rawValue)
      parameters["instanceID"] = backend.existing.json
    }
    add("vpce.CreateEndpointService", by: service.account, id: service.existing, parameters)
    for transit in service.transits {
      guard let subnet = vpc.subnets.first(where: { $0.name == transit.subnet })?.existing else { continue }
      add(
        "vpce.CreateEndpointServiceTransitIP", by: service.account,
        [
          "endpointServiceID": service.existing.json, "subnetID": .string(subnet),
          "transitIP": .string(transit.address.description),
        ])
    }
  }

  mutating func addEndpoint(_ endpoint: PlannedEndpoint) {
    guard let vpc = vpc(endpoint.vpc),
      let subnet = vpc.subnets.first(where: { $0.name == endpoint.subnet })?.existing,
      let (service, owner) = target(of: endpoint)
    else { return }
    if let owner, owner.account != endpoint.account {
      add(
        "vpce.CreateEndpointServiceWhitelist", by: owner.account,
        ["endpointServiceID": service, "email": .string(email(of: endpoint.account))])
    }
    var parameters: JSONObject = [
      "cycleType": "on_demand", "endpointServiceID": service,
      "endpointName": .string(endpoint.seededName), "vpcID": vpc.existing.json, "subnetID": .string(subnet),
      "IP": .string(endpoint.address.description),
      "whitelistFlag": endpoint.allow == nil ? 0 : 1,
    ]
    if let allow = endpoint.allow {
      let ipv4 = allow.map(\.prefix).filter { $0.family == .ipv4 }
      let ipv6 = allow.map(\.prefix).filter { $0.family == .ipv6 }
      parameters["whitelist"] = (ipv4.isEmpty ? [Prefix(endpoint.address)] : ipv4).json
      if !ipv6.isEmpty { parameters["whitelist6"] = ipv6.json }
    }
    add("vpce.CreateEndpoint", by: endpoint.account, id: endpoint.existing, parameters)
    if let owner, owner.approval == .manual {
      add(
        "vpce.AcceptEndpointApply", by: owner.account,
        ["endpointServiceID": service, "endpointID": endpoint.existing.json])
    }
  }

  /// The service of an adopted endpoint; nil when only the change makes it.
  private func target(of endpoint: PlannedEndpoint) -> (id: JSONValue, owner: PlannedService?)? {
    switch endpoint.target {
    case .cloud(let name, let id): (id.map { .string($0) } ?? ["$operatorService": .string(name)], nil)
    case .foreign(let id): (.string(id), nil)
    case .service(let name):
      plan.services.first { $0.name == name }.flatMap { service in
        service.existing.map { (.string($0), service) }
      }
    }
  }

  // MARK: Foreigners

  /// The account of everybody who is not in the scenario.
  static let foreigner = "foreigner"

  /// The services of others that endpoints lead to, with who uses them and on which ports.
  var foreignServices: [String: [PlannedEndpoint]] {
    var services: [String: [PlannedEndpoint]] = [:]
    for endpoint in plan.endpoints {
      if case .foreign(let id) = endpoint.target { services[id, default: []].append(endpoint) }
    }
    return services
  }

  mutating func addForeignServices() {
    let services = foreignServices
    guard !services.isEmpty else { return }
    add(
      "vpc.CreateVpc", by: Self.foreigner, id: "vpc-of-foreigner",
      ["name": "foreigner", "CIDR": "172.31.0.0/16"])
    add(
      "vpc.CreateSubnet", by: Self.foreigner, id: "subnet-of-foreigner",
      ["vpcID": "vpc-of-foreigner", "name": "servers", "CIDR": "172.31.0.0/24"])
    addServer("server-of-foreigner", bareMetal: false, by: Self.foreigner, in: "subnet-of-foreigner", at: nil)
    for (id, users) in services.sorted(by: { $0.key < $1.key }) {
      let ports = Set(users.flatMap(\.ports)).sorted()
      add(
        "vpce.CreateEndpointService", by: Self.foreigner, id: id,
        [
          "vpcID": "vpc-of-foreigner", "type": "interface", "name": .string(id), "autoConnection": true,
          "instanceType": "vm", "instanceID": "server-of-foreigner",
          "ipVersion": users.contains { $0.ipv6Address != nil } ? 2 : 0,
          "rules": .array(
            ports.map { port in
              [
                "protocol": .string(port.transport.rawValue.uppercased()),
                "serverPort": .integer(Int64(port.port)), "endpointPort": .integer(Int64(port.port)),
              ]
            }),
        ])
      for user in Set(users.map(\.account)).sorted() {
        add(
          "vpce.CreateEndpointServiceWhitelist", by: Self.foreigner,
          ["endpointServiceID": .string(id), "email": .string(email(of: user))])
      }
    }
  }
}
