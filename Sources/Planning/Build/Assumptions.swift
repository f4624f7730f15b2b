import Addressing
import Scenario

/// Values of the cloud profile that nobody has confirmed and that a plan rests on: with another value the plan
/// would be another one, or be refused. Sorted by key.
func assumptions(of plan: Plan, scenario: Scenario, profile: CloudProfile) -> [Assumption] {
  let keys = keysInUse(by: plan, scenario: scenario)
  var assumptions: [Assumption] = []
  for key in keys {
    let entry = profile[key]
    guard !entry.isConfirmed else { continue }
    assumptions.append(
      Assumption(key: key.rawValue, value: entry.value.description, source: entry.source))
  }
  let cloudServices = Set(
    plan.endpoints.compactMap { endpoint in
      if case .cloud(let name, _) = endpoint.target { name } else { nil }
    })
  for service in profile.cloudServices where cloudServices.contains(service.name) && !service.isConfirmed {
    let parts = service.ports.map(\.description) + service.zones + [service.exposure.rawValue]
    assumptions.append(
      Assumption(
        key: "cloud-services.\(service.name)", value: parts.joined(separator: ", "), source: service.source))
  }
  return assumptions.sorted { $0.key.precedesByScalars($1.key) }
}

private func keysInUse(by plan: Plan, scenario: Scenario) -> Set<ProfileKey> {
  var keys: Set<ProfileKey> = []
  if !plan.sites.isEmpty || !plan.vpcs.isEmpty { keys.insert(.forbiddenRanges) }
  if plan.vpcs.contains(where: { $0.existing == nil }) { keys.formUnion([.vpcRanges, .vpcMask]) }
  if plan.vpcs.contains(where: { $0.subnets.contains { $0.existing == nil } }) { keys.insert(.subnetMask) }
  if plan.vpcs.contains(where: { !$0.routeTables.isEmpty }) {
    keys.formUnion([.systemRoutes, .routesPerTable])
  }
  if !plan.endpoints.isEmpty {
    keys.formUnion([.endpointNAT, .reservedFirst, .reservedLast, .endpointsPerAccount])
  }
  if !plan.services.isEmpty { keys.formUnion([.servicesPerAccount, .mappingsPerService]) }
  for directConnect in plan.directConnects {
    keys.formUnion([
      .linesPerGateway, .gatewaysPerVPC, .linesPerAccount, .gatewaysPerAccount, .localSubnetsPerGateway,
    ])
    keys.insert(directConnect.mode == .bgp ? .bgpRoutesPerLine : .staticRoutesPerLine)
    if directConnect.bfd { keys.formUnion([.bfdIntervalMilliseconds, .bfdMultiplier]) }
    if directConnect.lines.count > 1 { keys.formUnion([.cloudPriorityPrimary, .cloudPriorityStandby]) }
    for line in directConnect.lines {
      keys.insert(line.vlan == 0 ? .vlanUntaggedAllowed : .vlanRange)
      if line.existing == nil { keys.formUnion([.lineNameLength, .lineNamePattern]) }
      let links = [line.link, line.linkIPv6].compactMap { $0 }
      if links.contains(where: { $0.cloud.length == $0.cloud.address.family.bitWidth - 1 }) {
        keys.insert(.interconnect31Allowed)
      }
    }
    guard let wanted = scenario.directConnects[directConnect.name] else { continue }
    if directConnect.mode == .bgp, wanted.routing.cloudASN.fixed == nil { keys.insert(.cloudASN) }
    if wanted.mtu != nil || wanted.lines.contains(where: { $0.value.mtu != nil }) { keys.insert(.mtuRange) }
    if wanted.lines.contains(where: { $0.value.hasAutomaticIPv6Link }) {
      keys.insert(.interconnectLengthIPv6)
    }
  }
  return keys
}

extension Line {
  /// Whether the planner chooses its IPv6 link.
  fileprivate var hasAutomaticIPv6Link: Bool {
    if case .auto? = interconnectIPv6 { true } else { false }
  }
}
