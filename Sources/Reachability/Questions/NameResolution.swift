import Addressing
import Diagnostics
import Planning
import Scenario

/// The leg before the packets: which resolver answers a name, and with which address.
extension Inquiry {
  /// The addresses a name has for hosts of a place; a target that leads nowhere when it has none.
  func resolve(_ written: String, for start: Start) -> [Target] {
    let name = (written.hasSuffix(".") ? String(written.dropLast()) : written).lowercased()
    return start.origin.kind == .site
      ? resolve(name, atSite: start.origin) : resolve(name, inVPCOf: start.origin)
  }

  private func resolve(_ name: String, atSite origin: Origin) -> [Target] {
    guard let site = network.plan.sites.first(where: { $0.name == origin.name }), let dns = site.dns else {
      return [
        unresolved(
          name, at: origin, "the site \(origin.name) has no name service in the scenario",
          location: origin.location, help: "say which resolvers the site has: `dns: { servers: […] }`")
      ]
    }
    guard !dns.servers.isEmpty else {
      return [
        unresolved(
          name, at: origin, "the site \(origin.name) lists no resolver", location: dns.location,
          help: "write the addresses of its resolvers: `dns: { servers: […] }`")
      ]
    }
    if let record = dns.records.first(where: { $0.name.lowercased() == name }) {
      return record.addresses.map {
        var target = self.target(name, $0, at: network.endpoints[record.endpoint]?.node)
        target.assumptions = ["the site's resolver holds the record \(name) \($0), as the runbook asks"]
        return target
      }
    }
    if let zone = dns.forwardedZones.filter({ name.isInside($0.zone) }).max(by: {
      $0.zone.utf8.count < $1.zone.utf8.count
    }) {
      return forwarded(name, zone: zone, dns: dns, origin: origin)
    }
    return [
      unresolved(
        name, at: origin, "no record and no forwarded zone of the site \(origin.name) answers \(name)",
        location: dns.location, help: "add \(name) to `names` of an endpoint that the site may use")
    ]
  }

  /// A name of a zone that is forwarded into the cloud: the question itself is a flow that must arrive.
  private func forwarded(
    _ name: String, zone: PlannedSite.DNS.ForwardedZone, dns: PlannedSite.DNS, origin: Origin
  ) -> [Target] {
    var resolver = analyzer
    for forwarder in zone.forwarders {
      let node = network.endpoints.values.first { $0.addresses.contains(forwarder) }?.node
      let servers = PrefixSet(dns.servers.filter { $0.family == forwarder.family }.map { Prefix($0) })
      let classes = resolver.classes(
        of: servers, at: origin.node, to: Destination(forwarder, TransportPort(.udp, 53), at: node))
      guard !classes.isEmpty else {
        return [
          unresolved(
            name, at: origin,
            "no resolver of the site \(origin.name) has an address of the family of \(forwarder)",
            location: dns.location, help: "add one to `servers` under `dns` of the site \(origin.name)")
        ]
      }
      if let blocker = classes.first(where: { !$0.verdict.isSuccess })?.blockers.first {
        return [
          unresolved(
            name, at: origin,
            "the resolver's question to \(forwarder) port 53/udp is lost: \(blocker.message)",
            location: blocker.location, help: blocker.help)
        ]
      }
    }
    let servers = endpoints(serving: name)
    guard !servers.isEmpty else {
      return [
        unresolved(
          name, at: origin, "no endpoint of the plan serves \(name)", location: origin.location, help: nil)
      ]
    }
    return servers.map {
      var target = self.target(name, $0.address, at: network.endpoints[$0.name]?.node)
      target.assumptions = [
        "the operator's name service answers \(name) with \($0.address) of endpoint/\($0.name)"
      ]
      return target
    }
  }

  private func resolve(_ name: String, inVPCOf origin: Origin) -> [Target] {
    let vpc = String(origin.name.prefix { $0 != "." })
    for zone in network.plan.privateZones where name.isInside(zone.name.lowercased()) {
      guard let member = zone.vpcs.first(where: { origin.name.hasPrefix($0 + ".") }) else { continue }
      if let record = zone.records.first(where: { $0.name.lowercased() == name }) {
        return (record.addresses + record.addressesIPv6).map {
          target(name, $0, at: network.endpoints[record.endpoint]?.node)
        }
      }
      return [
        unresolved(
          name, at: origin, "the private zone \(zone.name) of \(member) has no record \(name)",
          location: zone.location, help: "add \(name) to `names` of an endpoint of \(member)")
      ]
    }
    let servers = endpoints(serving: name).filter { origin.name.hasPrefix($0.vpc + ".") }
    if !servers.isEmpty {
      return servers.map {
        var target = self.target(name, $0.address, at: network.endpoints[$0.name]?.node)
        target.assumptions = ["the VPC's resolver answers \(name) with \($0.address) of endpoint/\($0.name)"]
        return target
      }
    }
    return [
      unresolved(
        name, at: origin, "no private zone that \(vpc) sees answers \(name)", location: origin.location,
        help: "declare a private zone that holds \(name) and list \(vpc) among its VPCs")
    ]
  }

  /// The endpoints of operator services whose zones hold the name. Name servers only answer for others.
  private func endpoints(serving name: String) -> [PlannedEndpoint] {
    network.plan.endpoints.filter { endpoint in
      guard case .cloud = endpoint.target, !endpoint.ports.contains(where: { $0.port == 53 }) else {
        return false
      }
      return endpoint.zones.contains { name.isInside($0.lowercased()) }
    }
  }

  private func unresolved(
    _ name: String, at origin: Origin, _ message: String, location: SourceLocation?, help: String?
  ) -> Target {
    Target(
      name: name, addresses: PrefixSet(),
      place: .nowhere(
        Blocker(
          verdict: .unresolved, direction: .forward, node: network.model.nodes[origin.node].name,
          message: message, location: location, help: help)))
  }
}

extension String {
  /// Whether a domain name is a zone's apex or lies below it; both in lower case, without the final dot.
  fileprivate func isInside(_ zone: String) -> Bool {
    let zone = zone.hasSuffix(".") ? String(zone.dropLast()) : zone
    return self == zone || hasSuffix("." + zone)
  }
}
