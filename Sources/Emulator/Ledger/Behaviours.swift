/// The fidelity ledger: every behaviour that the emulator keeps.
public enum Behaviours {
  /// All of them, sorted by id.
  public static let all: [Behaviour] = families.flatMap { $0 }.sorted { $0.id < $1.id }

  /// The behaviour of that id, if there is one.
  public static func named(_ id: String) -> Behaviour? { all.first { $0.id == id } }

  private static let families: [[Behaviour]] = [
    Behaviour.dispatch, Behaviour.normalization, Behaviour.tokens, Behaviour.envelope, Behaviour.access,
    Behaviour.orders, Behaviour.regions, Behaviour.vpcs, Behaviour.secondaryRanges, Behaviour.subnets,
    Behaviour.subnetAddresses, Behaviour.routeTables, Behaviour.routeRules, Behaviour.securityGroups,
    Behaviour.securityGroupRules, Behaviour.ports, Behaviour.privateZones, Behaviour.privateZoneRecords,
    Behaviour.peerings, Behaviour.acls, Behaviour.highAvailability, Behaviour.networkPaths,
    Behaviour.endpointServices, Behaviour.allowLists, Behaviour.connections, Behaviour.endpoints,
    Behaviour.accessLists, Behaviour.transitAddresses, Behaviour.reverseRules, Behaviour.labels,
    Behaviour.loadBalancers, Behaviour.listeners, Behaviour.balancerHealthChecks, Behaviour.targetGroups,
    Behaviour.targets,
    Behaviour.switches, Behaviour.lines, Behaviour.gateways, Behaviour.attachments,
    Behaviour.staticRoutes, Behaviour.bgpRoutes, Behaviour.healthChecks, Behaviour.linkProbes,
    Behaviour.authorisations, Behaviour.wire,
  ]
}
