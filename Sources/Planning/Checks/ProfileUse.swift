import Addressing
import Scenario

/// A value of the cloud profile that nobody has confirmed for CTyun, and that a scenario rests on.
struct UnconfirmedValue: Sendable, Hashable {
  /// What a scenario writes to say it: a key of `profile`, or `cloudServices.NAME`.
  var key: String
  /// The value, as text.
  var value: String
  /// Where it comes from.
  var source: String
  /// The same in Chinese.
  var sourceZh: String
  /// What it decides.
  var weight: Weight

  /// What goes wrong where it does not hold.
  enum Weight: Int, Sendable, Comparable {
    /// Packets take another way, or none.
    case path
    /// The cloud refuses a call of the plan.
    case form
    /// A quota is spent sooner.
    case quota

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// What a value of the profile decides.
    init(_ key: ProfileKey) {
      switch key {
      case .endpointNAT, .systemRoutes, .cloudASN, .bfdIntervalMilliseconds, .bfdMultiplier,
        .cloudPriorityPrimary, .cloudPriorityStandby, .mtuRange:
        self = .path
      default:
        self = key.rawValue.contains("-per-") ? .quota : .form
      }
    }
  }
}

/// The unconfirmed values that a scenario rests on: with another value its plan would be another one, or be refused.
/// Sorted by key.
func unconfirmedValues(of scenario: Scenario, profile: CloudProfile) -> [UnconfirmedValue] {
  var values: [UnconfirmedValue] = []
  for key in profileKeys(usedBy: scenario, profile: profile) {
    let entry = profile[key]
    guard !entry.isConfirmed else { continue }
    values.append(
      UnconfirmedValue(
        key: key.rawValue, value: entry.value.description, source: entry.source,
        sourceZh: entry.sourceZh, weight: .init(key)))
  }
  var names: Set<String> = []
  for endpoint in scenario.endpoints {
    if case .cloud(let name) = endpoint.value.target { names.insert(name.value) }
  }
  for service in profile.cloudServices where names.contains(service.name) && !service.isConfirmed {
    let parts = service.ports.map(\.description) + service.zones + [service.exposure.rawValue]
    values.append(
      UnconfirmedValue(
        key: "cloudServices.\(service.name)", value: parts.joined(separator: ", "), source: service.source,
        sourceZh: service.sourceZh, weight: .path))
  }
  return values.sorted { $0.key.precedesByScalars($1.key) }
}

/// The keys of the profile that decide something in a scenario.
func profileKeys(usedBy scenario: Scenario, profile: CloudProfile) -> Set<ProfileKey> {
  var keys: Set<ProfileKey> = []
  if !scenario.sites.isEmpty || !scenario.vpcs.isEmpty { keys.insert(.forbiddenRanges) }
  for vpc in scenario.vpcs {
    if vpc.value.existing == nil { keys.formUnion([.vpcRanges, .vpcMask]) }
    for subnet in vpc.value.subnets where subnet.value.existing == nil {
      keys.insert(.subnetMask)
      if subnet.value.ipv6?.value == true, subnet.value.ipv6CIDR == nil { keys.insert(.subnetMaskIPv6) }
    }
    if !vpc.value.routeTables.isEmpty { keys.formUnion([.systemRoutes, .routesPerTable]) }
  }
  if !scenario.endpoints.isEmpty {
    keys.formUnion([.endpointNAT, .reservedFirst, .reservedLast, .endpointsPerAccount])
  }
  if !scenario.endpointServices.isEmpty {
    keys.formUnion([.endpointNAT, .servicesPerAccount, .mappingsPerService])
  }
  for directConnect in scenario.directConnects {
    keys.formUnion(profileKeys(of: directConnect.value, profile))
  }
  return keys
}

private func profileKeys(of directConnect: DirectConnect, _ profile: CloudProfile) -> Set<ProfileKey> {
  let routing = directConnect.routing
  var keys: Set<ProfileKey> = [
    .linesPerGateway, .gatewaysPerVPC, .linesPerAccount, .gatewaysPerAccount, .localSubnetsPerGateway,
  ]
  keys.insert(routing.mode.value == .bgp ? .bgpRoutesPerLine : .staticRoutesPerLine)
  if routing.mode.value == .bgp, routing.cloudASN.fixed == nil { keys.insert(.cloudASN) }
  if routing.bfd?.value == true { keys.formUnion([.bfdIntervalMilliseconds, .bfdMultiplier]) }
  if directConnect.lines.count > 1 { keys.formUnion([.cloudPriorityPrimary, .cloudPriorityStandby]) }
  if directConnect.mtu != nil { keys.insert(.mtuRange) }
  for line in directConnect.lines.map(\.value) {
    keys.insert(line.vlan.fixed?.value == 0 ? .vlanUntaggedAllowed : .vlanRange)
    if line.existing == nil { keys.formUnion([.lineNameLength, .lineNamePattern]) }
    if line.mtu != nil { keys.insert(.mtuRange) }
    for link in [line.interconnect, line.interconnectIPv6].compactMap({ $0?.fixed }) {
      let end = link.cloud.value
      if end.length == end.address.family.bitWidth - 1 { keys.insert(.interconnect31Allowed) }
      if line.existing == nil, link.site.value.address < end.address {
        keys.insert(.interconnectSwappedAllowed)
      }
    }
    if case .auto = line.interconnect {
      keys.insert(.interconnectLength)
      if profile.interconnectLength == 31 { keys.insert(.interconnect31Allowed) }
    }
    if case .auto? = line.interconnectIPv6 {
      keys.insert(.interconnectLengthIPv6)
      if profile.interconnectLengthIPv6 == 127 { keys.insert(.interconnect31Allowed) }
    }
  }
  return keys
}
