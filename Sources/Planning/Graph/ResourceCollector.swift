import JSON
import Scenario

/// Turns the parts of a plan into resources, in no particular order.
struct ResourceCollector {
  private var resources: [Resource] = []

  /// Gives its only copy of the resources away, so that they can be ordered in place.
  consuming func take() -> [Resource] { resources }

  mutating func add(_ plan: Plan) {
    resources.reserveCapacity(
      plan.endpoints.count + plan.services.reduce(0) { $0 + 2 + $1.mappings.count + $1.consumers.count })
    for account in plan.accounts { add(account) }
    for site in plan.sites { add(site) }
    for vpc in plan.vpcs { add(vpc, directConnects: plan.directConnects) }
    for directConnect in plan.directConnects { add(directConnect) }
    for backend in plan.backends { add(backend) }
    for service in plan.services { add(service) }
    let consumers = Dictionary(
      plan.services.lazy.map { ($0.name, $0.consumers) }, uniquingKeysWith: { first, _ in first })
    for endpoint in plan.endpoints { add(endpoint, consumers: consumers) }
    for zone in plan.privateZones { add(zone) }
  }

  /// Adds one resource whose properties the closure describes.
  mutating func add(
    _ kind: Resource.Kind, _ id: String, account: String?, dependsOn: [String],
    _ describe: (inout Properties) -> Void
  ) {
    var properties = Properties()
    describe(&properties)
    resources.append(
      Resource(id: id, kind: kind, account: account, dependsOn: dependsOn, properties: properties.object))
  }

  private mutating func add(_ account: PlannedAccount) {
    add(.account, ResourceID.account(account.name), account: account.name, dependsOn: []) {
      $0.set("id", account.id)
      $0.set("email", account.email)
    }
  }

  private mutating func add(_ zone: PlannedPrivateZone) {
    let id = ResourceID.privateZone(zone.name)
    add(
      .privateZone, id, account: zone.account,
      dependsOn: [ResourceID.account(zone.account)] + zone.vpcs.map(ResourceID.vpc)
    ) {
      $0.set("name", zone.name)
      $0.set("vpcs", texts: zone.vpcs)
      $0.set("ttl", zone.ttl)
      $0.set("existing", ifPresent: zone.existing)
    }
    for record in zone.records {
      add(
        .record, ResourceID.record(zone: zone.name, record.name), account: zone.account,
        dependsOn: [id, ResourceID.endpoint(record.endpoint)]
      ) {
        $0.set("name", record.name)
        $0.set("endpoint", record.endpoint)
        $0.set("addresses", addresses: record.addresses)
        if !record.addressesIPv6.isEmpty { $0.set("addressesIPv6", addresses: record.addressesIPv6) }
        $0.set("ttl", zone.ttl)
      }
    }
  }
}
