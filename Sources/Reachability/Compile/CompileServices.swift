import Addressing
import Diagnostics
import Planning
import Scenario

extension NetworkCompiler {
  /// Backends, the services in front of them, and the endpoints that lead to the services.
  mutating func compileServices() {
    var places: [String: Int] = [:]
    for backend in plan.backends {
      if let place = compile(backend) { places[backend.name] = place }
    }
    let backends = Dictionary(
      plan.backends.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var listeners: [String: [Listener]] = [:]
    var services: [String: PlannedService] = [:]
    for service in plan.services {
      services[service.name] = service
      listeners[service.name] = self.listeners(of: service, backends: backends, places: places)
    }
    for (index, endpoint) in plan.endpoints.enumerated() {
      compile(endpoint, index: index, services: services, listeners: listeners)
    }
  }

  /// What a service's endpoints listen on: its port mappings, each passed on to the backend.
  private func listeners(
    of service: PlannedService, backends: [String: PlannedBackend], places: [String: Int]
  ) -> [Listener] {
    let backend = service.backend.flatMap { backends[$0] }
    return service.mappings.map { mapping in
      var listener = Listener(
        mapping.endpointPort,
        cause: Cause(
          "port mapping \(mapping.endpointPort) to \(mapping.serverPort) of \(service.name)",
          at: mapping.location))
      guard let backend,
        let address = backend.address ?? backend.subnet.flatMap({ subnetAddress(backend.vpc, $0) }),
        let place = places[backend.name], let portal = portalNodes[service.vpc]
      else { return listener }
      listener.relays = [
        Relay(
          from: portal, sources: endpointNAT, destination: address, at: place, port: mapping.serverPort,
          cause: Cause("endpoint connections arrive from the endpoint range", at: service.location))
      ]
      return listener
    }
  }

  /// Stands for a backend whose address nobody wrote down: the ACL of its subnet treats it like this one.
  private func subnetAddress(_ vpc: String, _ subnet: String) -> IPAddress? {
    vpcs[vpc]?.subnets.first { $0.name == subnet }?.cidr.first
  }

  private mutating func compile(
    _ endpoint: PlannedEndpoint, index: Int, services: [String: PlannedService],
    listeners: [String: [Listener]]
  ) {
    guard let node = subnetNodes[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)] else { return }
    let id = ResourceID.endpoint(endpoint.name)
    var host = Host(id, listeners: [], cause: Cause(id, at: endpoint.location))
    switch endpoint.target {
    case .service(let name):
      guard let service = services[name] else { break }
      if service.kind == .interface { host.listeners = listeners[name] ?? [] }
      host.missing = Refusal(
        Cause(
          "\(name) maps \(PortSummary.text(service.mappings.map(\.endpointPort)))",
          at: service.mappings.first?.location ?? service.location),
        remedy: "map the port in `ports` of the endpoint service \(name), or use a port that it maps")
      host.refusal = refusal(of: service, by: endpoint)
      if host.refusal == nil, service.account != endpoint.account, service.approval == .manual {
        host.assumptions = ["\(service.account) accepts the connection of \(id), as the runbook asks"]
      }
    case .cloud(let name, _):
      host.listeners = endpoint.ports.sorted().map {
        Listener($0, cause: Cause("the operator's service \(name) listens on \($0)", at: endpoint.location))
      }
      host.assumptions = ["behind \(id) stands the operator's service \(name), which is not modelled"]
    case .foreign(let service):
      host.listeners = endpoint.ports.sorted().map {
        Listener($0, cause: Cause("the service \(service) is said to listen on \($0)", at: endpoint.location))
      }
      host.assumptions = ["behind \(id) stands the service \(service) of others, which is not modelled"]
    }
    if let allow = endpoint.allow {
      host.filters = [
        add(
          Filter(
            "the access list of \(endpoint.name)", side: .inbound, isStateful: true,
            rules: allow.map { entry in
              FilterRule(
                accepts: true, sources: PrefixSet(entry.prefix),
                cause: Cause("allow \(entry.name) (\(entry.prefix))", at: entry.location))
            },
            cause: Cause(
              allow.isEmpty ? "an empty list: nobody may" : "a list that names others only",
              at: allow.first?.location ?? endpoint.location),
            remedy: "add the source to `allow` of the endpoint \(endpoint.name)"))
      ]
    }
    let addresses = [endpoint.address] + [endpoint.ipv6Address].compactMap { $0 }
    for address in addresses { network.model.nodes[node].hosts[address] = host }
    network.endpoints[endpoint.name] = EndpointPlace(node: node, index: index, addresses: addresses)
  }

  private func refusal(of service: PlannedService, by endpoint: PlannedEndpoint) -> Refusal? {
    guard service.account != endpoint.account, !service.consumersAny,
      !service.consumers.contains(endpoint.account)
    else { return nil }
    return Refusal(
      Cause(
        "the service \(service.name) does not list the account \(endpoint.account) among its consumers",
        at: service.consumersLocation ?? service.location),
      remedy: "add \(endpoint.account) to `consumers` of the endpoint service \(service.name)")
  }

  /// A backend as a host of its subnet. Returns the subnet's place.
  private mutating func compile(_ backend: PlannedBackend) -> Int? {
    guard let subnet = backend.subnet ?? backend.address.flatMap({ self.subnet(of: $0, in: backend.vpc) }),
      let node = subnetNodes[ResourceID.subnet(vpc: backend.vpc, subnet)],
      let address = backend.address ?? subnetAddress(backend.vpc, subnet)
    else { return nil }
    let id = ResourceID.backend(backend.name)
    var host = Host(id, listeners: nil, cause: Cause(id, at: backend.location))
    if let list = backend.accessList {
      host.filters.append(
        add(
          Filter(
            "the access list of \(backend.name)", side: .inbound, isStateful: true,
            rules: [
              FilterRule(
                accepts: true, sources: PrefixSet(list),
                cause: Cause("the access list", at: backend.accessListLocation ?? backend.location))
            ],
            cause: Cause(
              "a list that names others only",
              at: backend.accessListLocation ?? backend.location),
            remedy: "add the source to `accessList` of the backend \(backend.name)")))
    }
    var server: [Int] = []
    if backend.securityGroups.isEmpty {
      host.assumptions.append("no security group is named for \(id): its servers are taken to be open")
    } else {
      server = [add(securityGroups(of: backend))]
    }
    if let listeners = backend.listeners {
      host.missing = Refusal(
        Cause(
          listeners.isEmpty
            ? "it has no listener" : "it listens on \(PortSummary.text(listeners.map(\.port)))",
          at: listeners.first?.location ?? backend.location),
        remedy: "add a listener to the backend \(backend.name), or map to a port on which it listens")
      host.listeners = listeners.map { listener in
        var compiled = Listener(
          listener.port, cause: Cause("listener \(listener.port)", at: listener.location))
        compiled.serverFilters = server
        compiled.serverPort = listener.targetPort
        compiled.relays = relays(of: backend, listener: listener, from: node, address: address)
        return compiled
      }.sorted { $0.port < $1.port }
    } else {
      // What it listens on nobody wrote down: the mapped ports are taken to be open.
      host.assumptions.append("\(id) listens on the mapped ports")
      host.listeners = mappedPorts(of: backend.name).map { port in
        var compiled = Listener(port, cause: Cause("assumed listener \(port)", at: backend.location))
        compiled.serverFilters = server
        return compiled
      }
    }
    if backend.address == nil { host.assumptions.append("the address of \(id) is not written down") }
    network.model.nodes[node].hosts[address] = host
    return node
  }

  private func subnet(of address: IPAddress, in vpc: String) -> String? {
    vpcs[vpc]?.subnets.first { $0.cidr.contains(address) }?.name
  }

  private func mappedPorts(of backend: String) -> [TransportPort] {
    Set(
      (servicesByBackend[backend] ?? []).flatMap { index in
        plan.services[index].mappings.map { TransportPort($0.endpointPort.transport, $0.serverPort) }
      }
    ).sorted()
  }

  /// A load balancer asks its servers from its own address; servers of its own subnet are behind no ACL.
  private mutating func relays(
    of backend: PlannedBackend, listener: PlannedListener, from node: Int, address: IPAddress
  ) -> [Relay] {
    var relays: [Relay] = []
    for target in backend.targets {
      let port = TransportPort(listener.port.transport, target.port ?? listener.targetPort)
      let cause = Cause("server \(target.id) of \(backend.name)", at: target.location)
      guard let subnet = subnet(of: target.address, in: backend.vpc),
        let place = subnetNodes[ResourceID.subnet(vpc: backend.vpc, subnet)]
      else {
        // It is asked all the same, and the VPC has no route to it.
        if let inner = vpcNodes[backend.vpc] {
          network.model.nodes[inner].gaps.append(
            Gap(
              to: Prefix(target.address),
              cause: Cause("no subnet holds the server \(target.id) of \(backend.name)", at: target.location),
              remedy: "declare the subnet of \(target.address) in \(backend.vpc)"))
        }
        relays.append(
          Relay(
            from: node, sources: PrefixSet(Prefix(address)), destination: target.address, at: node,
            port: port.port, cause: cause))
        continue
      }
      var host =
        network.model.nodes[place].hosts[target.address]
        ?? Host("\(ResourceID.backend(backend.name))/\(target.id)", listeners: [], cause: cause)
      if host.listener(port) == nil {
        host.listeners = ((host.listeners ?? []) + [Listener(port, cause: cause)]).sorted {
          $0.port < $1.port
        }
      }
      network.model.nodes[place].hosts[target.address] = host
      relays.append(
        Relay(
          from: node, sources: PrefixSet(Prefix(address)), destination: target.address, at: place,
          port: port.port, cause: cause))
    }
    return relays
  }

  /// The groups of one server work as one list: lower priorities first, then the order of the groups.
  private func securityGroups(of backend: PlannedBackend) -> Filter {
    var rules: [PlannedSecurityGroup.Rule] = []
    var location: SourceLocation?
    for reference in backend.securityGroups {
      guard let group = vpcs[reference.vpc]?.securityGroups.first(where: { $0.name == reference.group })
      else { continue }
      if location == nil { location = group.location }
      rules += group.ingress
    }
    let ordered = rules.enumerated()
      .sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }
    let names = backend.securityGroups.map { "\($0.vpc).\($0.group)" }.joined(separator: ", ")
    return Filter(
      "the security group \(names)", side: .inbound, isStateful: true,
      rules: ordered.flatMap { _, rule in
        FilterRule.forms(
          accepts: rule.action == .accept, transport: rule.transport, sources: PrefixSet(rule.peers),
          ports: rule.ports,
          cause: Cause(
            "rule with priority \(rule.priority), \(rule.action.rawValue) \(rule.transport.rawValue) from \(rule.peerName)",
            at: rule.location))
      },
      cause: Cause("its default: drop what no rule accepts", at: location ?? backend.location),
      remedy:
        "accept the service port from endpoint-nat in \(names), with a lower priority number than any drop")
  }
}
