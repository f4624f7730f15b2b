import Addressing
import Diagnostics
import Planning
import Scenario

extension NetworkCompiler {
  /// Reverse services: hosts beside a transit address reach a target behind the endpoint, which asks from its own
  /// address.
  mutating func compileReverseServices() {
    let endpoints = Dictionary(
      plan.endpoints.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for service in plan.services where service.kind == .reverse {
      for transit in service.transits {
        guard let node = subnetNodes[ResourceID.subnet(vpc: service.vpc, transit.subnet)] else { continue }
        let id = ResourceID.transit(service: service.name, transit.name)
        var host = Host(id, listeners: [], cause: Cause(id, at: transit.location))
        var listeners: [TransportPort: Listener] = [:]
        for rule in service.reverseRules where rule.transit == transit.name {
          guard let endpoint = endpoints[rule.endpoint],
            let from = subnetNodes[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)]
          else { continue }
          let cause = Cause(
            "reverse rule \(rule.transitPort) to \(rule.target) port \(rule.targetPort)", at: rule.location)
          host.refusal =
            host.refusal ?? network.model.nodes[from].hosts[endpoint.address]?.refusal
          var listener = listeners[rule.transitPort] ?? Listener(rule.transitPort, cause: cause)
          let port = TransportPort(rule.transitPort.transport, rule.targetPort)
          let place = addTarget(rule.target, port, cause: cause) ?? from
          listener.relays.append(
            Relay(
              from: from, sources: PrefixSet(Prefix(endpoint.address)), destination: rule.target, at: place,
              port: rule.targetPort, cause: cause))
          listeners[rule.transitPort] = listener
        }
        host.listeners = listeners.values.sorted { $0.port < $1.port }
        network.model.nodes[node].hosts[transit.address] = host
        network.transits.append(
          TransitPlace(
            name: "\(service.name).\(transit.name)", node: node, address: transit.address,
            ports: listeners.keys.sorted()))
      }
    }
  }

  /// The target of a reverse rule: a host of the site that has its address, taken to listen.
  private mutating func addTarget(_ address: IPAddress, _ port: TransportPort, cause: Cause) -> Int? {
    guard let site = plan.sites.first(where: { PrefixSet($0.prefixes).contains(address) }),
      let node = siteNodes[site.name]
    else { return nil }
    var host =
      network.model.nodes[node].hosts[address]
      ?? Host("\(ResourceID.site(site.name))/\(address)", listeners: [], cause: cause)
    if host.listener(port) == nil {
      host.listeners = ((host.listeners ?? []) + [Listener(port, cause: cause)]).sorted { $0.port < $1.port }
      let text = "\(address) in the site \(site.name) listens on \(port)"
      if !host.assumptions.contains(text) { host.assumptions.append(text) }
    }
    network.model.nodes[node].hosts[address] = host
    return node
  }
}
