import Addressing
import Scenario

extension PlanBuilder {
  /// A Direct Connect with lines, attachments and probe.
  mutating func directConnect(
    _ entry: NamedMap<DirectConnect>.Entry, vpcs: [String: PlannedVPC]
  ) -> PlannedDirectConnect {
    let (name, wanted) = (entry.name.value, entry.value)
    let isBGP = wanted.routing.mode.value == .bgp
    let site = scenario.sites[wanted.site.value]
    var planned = PlannedDirectConnect(
      name: name, account: wanted.account.value, site: wanted.site.value,
      gatewayName: wanted.existing?.value
        ?? cloudName(
          ResourceID.directConnect(name), existing: nil, written: wanted.gatewayName, name: name),
      mode: wanted.routing.mode.value, mtu: wanted.mtu?.value ?? profile.mtu, location: wanted.location)
    planned.isExisting = wanted.existing != nil
    planned.bfd = wanted.routing.bfd?.value ?? false
    planned.md5 = wanted.routing.md5?.value ?? false
    planned.track = wanted.routing.track?.value ?? false
    planned.multipath = wanted.routing.multipath?.value ?? false
    for entry in wanted.lines.sorted {
      if let line = line(entry, of: name, mtu: planned.mtu) { planned.lines.append(line) }
    }
    // A path carries what its narrowest line does.
    planned.mtu = planned.lines.map(\.mtu).min() ?? planned.mtu
    if isBGP {
      planned.cloudASN = decided(
        decisions.asn(directConnect: name), "the autonomous system of \(ResourceID.directConnect(name))",
        at: wanted.location)
      planned.siteASN = planned.lines.lazy.compactMap { site?.routers[$0.router]?.asn?.value }.first
    }

    let carriesIPv6 = planned.lines.contains { $0.linkIPv6 != nil }
    let announced = wanted.advertise ?? site?.visiblePrefixes ?? []
    planned.remotePrefixes = announced.map(\.value)
      .filter { carriesIPv6 || $0.family == .ipv4 }.sortedUnique()
    planned.advertiseLocation = wanted.advertise?.first?.location
    // A line that stands by carries nothing while the others are up, so it adds nothing.
    let carrying = planned.lines.filter { $0.preference != .standby }
    let bandwidth = (carrying.isEmpty ? planned.lines : carrying).reduce(0) { $0 + $1.bandwidthMbps }
    planned.attachments = wanted.attachments.sorted.map { entry in
      attachment(entry, vpc: vpcs[entry.name.value], bandwidth: bandwidth, carriesIPv6: carriesIPv6)
    }
    planned.localPrefixes =
      planned.attachments
      .flatMap { $0.prefixes + $0.prefixesIPv6 + $0.extraPrefixes }.sortedUnique()
    if let check = wanted.healthCheck { planned.healthCheck = healthCheck(check, of: planned) }
    return planned
  }

  private mutating func line(
    _ entry: NamedMap<Line>.Entry, of directConnect: String, mtu: Int
  ) -> PlannedLine? {
    let (name, line) = (entry.name.value, entry.value)
    let id = ResourceID.line(directConnect: directConnect, name)
    let link = decided(
      decisions.interconnect(directConnect: directConnect, line: name), "the link of \(id)",
      at: line.location)
    let vlan = decided(
      decisions.vlan(directConnect: directConnect, line: name), "the VLAN of \(id)", at: line.location)
    var linkIPv6: PlannedLine.Link?
    if line.interconnectIPv6 != nil {
      linkIPv6 = decided(
        decisions.interconnectIPv6(directConnect: directConnect, line: name), "the IPv6 link of \(id)",
        at: line.location)
    }
    guard let link, let vlan else { return nil }
    let preference = line.preference?.value ?? .primary
    let sitePreference = line.sitePreference?.value ?? preference
    var planned = PlannedLine(
      name: name, cloudName: cloudName(id, existing: line.existing, written: nil, name: name),
      router: line.router.value, bandwidthMbps: line.bandwidthMbps.value, vlan: vlan, link: link,
      preference: preference, sitePreference: sitePreference,
      cloudPriority: preference == .standby ? profile.cloudPriorityStandby : profile.cloudPriorityPrimary,
      localPreference: sitePreference == .standby
        ? profile.localPreferenceStandby : profile.localPreferencePrimary,
      lineType: line.lineType?.value ?? Self.defaultLineType,
      portType: line.portType?.value ?? (line.bandwidthMbps.value > 1_000 ? "10G" : "1G"),
      mtu: line.mtu?.value ?? mtu, location: line.location)
    planned.linkIPv6 = linkIPv6
    planned.accessPoint = line.accessPoint?.value
    planned.switchHostname = line.switchHostname?.value
    planned.port = line.port?.value
    planned.existing = line.existing?.value
    planned.isHosted = line.hosted?.value ?? false
    return planned
  }

  /// The carrier access type of a line that names none: the cloud's line API knows IPRAN and PON and leaves the
  /// list open; PON is for small sites.
  private static let defaultLineType = "IPRAN"

  private func attachment(
    _ entry: NamedMap<Attachment>.Entry, vpc: PlannedVPC?, bandwidth: Int, carriesIPv6: Bool
  ) -> PlannedAttachment {
    let names = Set(entry.value.subnets.map(\.value))
    let subnets = vpc?.subnets.filter { names.contains($0.name) } ?? []
    var planned = PlannedAttachment(
      vpc: entry.name.value, vpcAccount: vpc?.account ?? "",
      bandwidthMbps: entry.value.bandwidthMbps?.value ?? bandwidth, location: entry.value.location)
    planned.subnets = names.sorted { $0.precedesByScalars($1) }
    planned.prefixes = subnets.map(\.cidr).sortedUnique()
    planned.prefixesIPv6 = carriesIPv6 ? subnets.compactMap(\.ipv6CIDR).sortedUnique() : []
    planned.extraPrefixes = entry.value.extraPrefixes.map(\.value).sortedUnique()
    return planned
  }

  private mutating func healthCheck(
    _ check: HealthCheck, of directConnect: PlannedDirectConnect
  ) -> PlannedHealthCheck? {
    let id = ResourceID.healthCheck(directConnect: directConnect.name)
    let vpc = check.vpc?.value ?? directConnect.attachments.first?.vpc
    let attached = directConnect.attachments.first { $0.vpc == vpc }?.subnets
    let primary = directConnect.lines.first { $0.preference != .standby } ?? directConnect.lines.first
    guard let vpc,
      let subnet = decided(
        check.subnet?.value ?? attached?.first, "the subnet of \(id)", at: check.location),
      let source = decided(
        decisions.probeAddress(directConnect.name), "the source of \(id)", at: check.location),
      let destination = decided(
        check.destination?.value ?? primary?.link.site.address, "the destination of \(id)",
        at: check.location)
    else { return nil }
    return PlannedHealthCheck(
      vpc: vpc, subnet: subnet, source: source, destination: destination,
      // As quick as the cloud allows: the probe is there for lines that die quietly.
      intervalSeconds: check.intervalSeconds?.value ?? profile.healthCheckIntervalSeconds.lowerBound,
      probes: check.probes?.value ?? profile.healthCheckProbes.lowerBound,
      switchesRoutes: check.switchesRoutes?.value ?? true, location: check.location)
  }
}
