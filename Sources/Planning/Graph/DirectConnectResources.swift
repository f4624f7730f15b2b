import JSON
import Scenario

extension ResourceCollector {
  /// A Direct Connect: lines first, because the cloud builds a gateway on the switch where a line lands; then
  /// the gateway, its attachments, its routes and its probe.
  mutating func add(_ directConnect: PlannedDirectConnect) {
    let id = ResourceID.directConnect(directConnect.name)
    let lines = directConnect.lines.map {
      ResourceID.line(directConnect: directConnect.name, $0.name)
    }
    for line in directConnect.lines { add(line, of: directConnect) }
    add(
      .directConnect, id, account: directConnect.account,
      dependsOn: [ResourceID.account(directConnect.account), ResourceID.site(directConnect.site)] + lines
    ) {
      $0.set("name", directConnect.gatewayName)
      $0.set("site", directConnect.site)
      $0.set("adopted", directConnect.isExisting)
      $0.set("lines", texts: directConnect.lines.map(\.name))
      $0.set("mtu", directConnect.mtu)
    }
    for attachment in directConnect.attachments { add(attachment, of: directConnect) }
    addRoute(of: directConnect, dependsOn: [id] + lines)
    if let check = directConnect.healthCheck { add(check, of: directConnect) }
  }

  private mutating func add(_ line: PlannedLine, of directConnect: PlannedDirectConnect) {
    add(
      .line, ResourceID.line(directConnect: directConnect.name, line.name), account: directConnect.account,
      dependsOn: [
        ResourceID.account(directConnect.account),
        ResourceID.router(site: directConnect.site, line.router),
      ]
    ) {
      $0.set("name", line.cloudName)
      $0.set("router", line.router)
      $0.set("bandwidthMbps", line.bandwidthMbps)
      $0.set("vlan", line.vlan)
      $0.set("cloudAddress", line.link.cloud.description)
      $0.set("siteAddress", line.link.site.description)
      $0.set("cloudAddressIPv6", ifPresent: line.linkIPv6?.cloud.description)
      $0.set("siteAddressIPv6", ifPresent: line.linkIPv6?.site.description)
      $0.set("preference", line.preference.rawValue)
      $0.set("sitePreference", line.sitePreference.rawValue)
      $0.set("cloudPriority", line.cloudPriority)
      $0.set("localPreference", line.localPreference)
      $0.set("accessPoint", ifPresent: line.accessPoint)
      $0.set("lineType", line.lineType)
      $0.set("switchHostname", ifPresent: line.switchHostname)
      $0.set("port", ifPresent: line.port)
      $0.set("portType", line.portType)
      $0.set("existing", ifPresent: line.existing)
      $0.set("hosted", line.isHosted)
      $0.set("mtu", line.mtu)
    }
  }

  private mutating func add(_ attachment: PlannedAttachment, of directConnect: PlannedDirectConnect) {
    let subnets = attachment.subnets.map { ResourceID.subnet(vpc: attachment.vpc, $0) }
    add(
      .attachment, ResourceID.attachment(directConnect: directConnect.name, vpc: attachment.vpc),
      account: directConnect.account,
      dependsOn: [
        ResourceID.directConnect(directConnect.name), ResourceID.vpc(attachment.vpc),
        ResourceID.account(attachment.vpcAccount),
      ] + subnets
    ) {
      $0.set("vpc", attachment.vpc)
      $0.set("vpcAccount", attachment.vpcAccount)
      $0.set("needsAuthorisation", attachment.vpcAccount != directConnect.account)
      $0.set("subnets", texts: attachment.subnets)
      $0.set("prefixes", prefixes: attachment.prefixes)
      if !attachment.prefixesIPv6.isEmpty { $0.set("prefixesIPv6", prefixes: attachment.prefixesIPv6) }
      $0.set("extraPrefixes", prefixes: attachment.extraPrefixes)
      $0.set("bandwidthMbps", attachment.bandwidthMbps)
    }
  }

  private mutating func addRoute(of directConnect: PlannedDirectConnect, dependsOn: [String]) {
    add(
      .route, ResourceID.route(directConnect: directConnect.name), account: directConnect.account,
      dependsOn: dependsOn
    ) { properties in
      properties.set("protocol", directConnect.mode.rawValue)
      properties.set("cloudASN", ifPresent: directConnect.cloudASN)
      properties.set("siteASN", ifPresent: directConnect.siteASN)
      properties.set("bfd", directConnect.bfd)
      properties.set("md5", directConnect.md5)
      properties.set("track", directConnect.track)
      properties.set("multipath", directConnect.multipath)
      properties.set("remotePrefixes", prefixes: directConnect.remotePrefixes)
      properties.set("localPrefixes", prefixes: directConnect.localPrefixes)
      properties.set("nextHops", directConnect.lines) {
        $0.set("line", $1.name)
        $0.set("address", $1.link.site.address)
        $0.set("addressIPv6", ifPresent: $1.linkIPv6?.site.address)
        $0.set("priority", $1.cloudPriority)
      }
    }
  }

  private mutating func add(_ check: PlannedHealthCheck, of directConnect: PlannedDirectConnect) {
    add(
      .healthCheck, ResourceID.healthCheck(directConnect: directConnect.name),
      account: directConnect.account,
      dependsOn: [
        ResourceID.attachment(directConnect: directConnect.name, vpc: check.vpc),
        ResourceID.subnet(vpc: check.vpc, check.subnet),
      ]
    ) {
      $0.set("vpc", check.vpc)
      $0.set("subnet", check.subnet)
      $0.set("source", check.source)
      $0.set("destination", check.destination)
      $0.set("intervalSeconds", check.intervalSeconds)
      $0.set("probes", check.probes)
      $0.set("switchesRoutes", check.switchesRoutes)
    }
  }
}
