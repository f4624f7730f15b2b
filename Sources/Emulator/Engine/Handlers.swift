/// Does what an operation asks for, or says why not. Whatever it refuses it must refuse before it changes
/// anything.
typealias Handler = @Sendable (inout Cloud, Request) throws(Refusal) -> Payload

/// Which code keeps which operation. Adding an operation touches the table of its family only.
enum Handlers {
  /// By operation id.
  static let all: [String: Handler] = {
    var all: [String: Handler] = [:]
    for family in families { all.merge(family) { first, _ in first } }
    return all
  }()

  private static let families: [[String: Handler]] = [
    Regions.handlers, VPCs.handlers, SecondaryRanges.handlers, Subnets.handlers, RouteTables.handlers,
    RouteRules.handlers, SecurityGroups.handlers, SecurityGroupRules.handlers, Ports.handlers,
    PrivateZones.handlers, PrivateZoneRecords.handlers, Peerings.handlers, ACLs.handlers,
    HighAvailabilityAddresses.handlers, NetworkPaths.handlers, EndpointServices.handlers,
    AllowLists.handlers, Connections.handlers, Endpoints.handlers, EndpointAccessLists.handlers,
    TransitAddresses.handlers, ReverseRules.handlers, Labels.handlers, Policies.handlers,
    LoadBalancers.handlers, Listeners.handlers, BalancerHealthChecks.handlers, TargetGroups.handlers,
    Targets.handlers,
    Switches.handlers, Lines.handlers, Gateways.handlers, Attachments.handlers, StaticRoutes.handlers,
    BGPRoutes.handlers, HealthChecks.handlers, LinkProbes.handlers, Authorisations.handlers,
  ]
}
