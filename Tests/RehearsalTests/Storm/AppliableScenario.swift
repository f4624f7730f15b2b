import Scenario

@testable import PlanningTests

/// Random scenarios of the planner's tests, mended where a plan can be made of them but no cloud could hold what they
/// say is there already, or has the room for it: rules for scenarios find that, and the generator does not ask them.
enum AppliableScenario {
  /// The scenario of that seed.
  static func make(seed: UInt64) -> Scenario {
    var scenario = FaultlessScenario.make(seed: seed)
    for key in [ProfileKey.gatewaysPerVPC, .endpointsPerAccount, .linesPerAccount, .gatewaysPerAccount] {
      scenario.profile.append(ProfileOverride(key: at(key.rawValue), value: at(.integer(100))))
    }
    for name in scenario.vpcs.names {
      scenario.vpcs.change(name) { vpc in
        // Which range the cloud gives depends on who asks first.
        guard vpc.ipv6CIDR == nil else { return }
        vpc.ipv6 = nil
        for subnet in vpc.subnets.names { vpc.subnets.change(subnet) { $0.ipv6 = nil } }
      }
    }
    nameApart(in: &scenario)
    adoptBackends(in: &scenario)
    // What is there already lies in something that is there already.
    for name in scenario.endpoints.names {
      scenario.endpoints.change(name) { endpoint in
        let vpc = scenario.vpcs[endpoint.vpc.value]
        let isPlaceThere = vpc?.subnets[endpoint.subnet.value]?.existing != nil
        if case .service = endpoint.target { endpoint.existing = nil }
        if !isPlaceThere { endpoint.existing = nil }
        // IPv6 is for services that have it: here those of others.
        if case .foreign = endpoint.target { return }
        endpoint.ipv6Address = nil
      }
    }
    return scenario
  }

  /// Two networks of different accounts may have one name in the cloud once theirs are cut; on a gateway that has both,
  /// a runbook cannot tell them apart. Within an account the planner names them apart.
  private static func nameApart(in scenario: inout Scenario) {
    let long = scenario.vpcs.names.filter { name in
      name.utf8.count > 32 && scenario.vpcs[name]?.subnets["servers"] == nil
    }
    guard let owner = long.first.flatMap({ scenario.vpcs[$0]?.account }) else { return }
    for name in long { scenario.vpcs.change(name) { $0.account = owner } }
    for zone in scenario.privateZones.names {
      scenario.privateZones.change(zone) { zone in
        let account = zone.account.value
        zone.vpcs.removeAll { scenario.vpcs[$0.value]?.account.value != account }
      }
    }
  }

  private static func adopt(_ backend: inout Backend, as id: String) {
    backend.id = backend.id ?? at(id)
    if case .auto = backend.address { backend.address = .fixed(at(address("172.16.1.30"))) }
  }

  /// Servers and balancers are there before the change, with their networks.
  private static func adoptBackends(in scenario: inout Scenario) {
    for (number, name) in scenario.vpcs.names.enumerated()
    where scenario.vpcs[name]?.subnets["servers"] != nil {
      scenario.vpcs.change(name) { vpc in
        vpc.existing = at("vpc-of-provider\(number)")
        vpc.subnets.change("servers") { $0.existing = at("subnet-of-provider\(number)") }
      }
    }
    for name in scenario.backends.names {
      scenario.backends.change(name) { adopt(&$0, as: "lb-of-\(name)") }
    }
    for (number, name) in scenario.endpointServices.names.enumerated() {
      scenario.endpointServices.change(name) { service in
        guard case .inline(var backend)? = service.backend else { return }
        adopt(&backend, as: "lb-of-service\(number)")
        service.backend = .inline(backend)
      }
    }
  }
}
