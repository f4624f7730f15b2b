import JSON
import Scenario

extension ResourceCollector {
  /// A site and its edge routers.
  mutating func add(_ site: PlannedSite) {
    let id = ResourceID.site(site.name)
    add(.site, id, account: nil, dependsOn: []) { properties in
      properties.set("prefixes", prefixes: site.prefixes)
      properties.set("visiblePrefixes", prefixes: site.visiblePrefixes)
      properties.set("hiddenRanges", prefixes: site.hiddenRanges)
      properties.set("existingRoutes", site.existingRoutes) {
        $0.set("to", $1.to)
        $0.set("via", ifPresent: $1.via)
      }
      properties.set("cloudRoutes", site.cloudRoutes) {
        $0.set("to", $1.to)
        $0.set("directConnect", $1.directConnect)
        $0.set("learnt", $1.isLearnt)
      }
      if let dns = site.dns { properties.set("dns") { $0.describe(dns) } }
      if let firewall = site.firewall {
        properties.set("firewall") {
          $0.set("existing", firewall.existing) { $0.describe($1) }
          $0.set("added", firewall.added) { $0.describe($1) }
        }
      }
      properties.set("testHost", site.testHost)
    }
    for router in site.routers {
      add(.router, ResourceID.router(site: site.name, router.name), account: nil, dependsOn: [id]) {
        $0.set("platform", ifPresent: router.platform?.rawValue)
        $0.set("interface", router.interface)
        $0.set("asn", ifPresent: router.asn)
        $0.set("management", ifPresent: router.management)
        if !router.controlPlaneAdditions.isEmpty {
          $0.set("controlPlaneAdditions", texts: router.controlPlaneAdditions.map(\.rawValue))
        }
      }
    }
  }
}

extension Properties {
  fileprivate mutating func describe(_ dns: PlannedSite.DNS) {
    set("servers", addresses: dns.servers)
    set("software", ifPresent: dns.software?.rawValue)
    set("forwarding", dns.forwarding.rawValue)
    set("forwardedZones", dns.forwardedZones) {
      $0.set("zone", $1.zone)
      $0.set("forwarders", addresses: $1.forwarders)
    }
    set("records", dns.records) {
      $0.set("name", $1.name)
      $0.set("addresses", addresses: $1.addresses)
      $0.set("endpoint", $1.endpoint)
    }
    set("ttl", dns.ttl)
  }

  fileprivate mutating func describe(_ permit: PlannedSite.Firewall.Permit) {
    set("sources", prefixes: permit.sources)
    set("destinations", prefixes: permit.destinations)
    set("protocol", permit.transport.rawValue)
    set("ports", ports: permit.ports)
    set("purpose", permit.purpose)
  }

  /// Ranges of ports; no list at all means every port.
  mutating func set(_ key: String, ports: [PortRange]) {
    if ports != [.all] { set(key, jsonList(ports)) }
  }
}
