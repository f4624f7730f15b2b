import Addressing
import CtyunAPI
import JSON
import Planning

/// Private zones: names as the VPCs see them. They move users too, so they belong to the switch-over.
extension RunbookBuilder {
  mutating func addPrivateZones() {
    guard !plan.privateZones.isEmpty else { return }
    var endpointsOfName: [String: [String]] = [:]
    for endpoint in plan.endpoints {
      for name in endpoint.names { endpointsOfName[name, default: []].append(endpoint.name) }
    }
    for zone in plan.privateZones {
      let resource = ResourceID.privateZone(zone.name)
      if let existing = zone.existing {
        addAdoption(
          resource, existing: existing, .cutover, after: zone.vpcs.flatMap { ready(ResourceID.vpc($0)) },
          call("vpc.ShowPrivateZone", by: zone.account, ["zoneID": .string(existing)]),
          [.equals(Place.member("name"), .string(zone.name))])
      } else {
        create(zone, resource: resource)
      }
      for record in zone.records {
        let tested = (endpointsOfName[record.name] ?? [record.endpoint]).flatMap { testsOfEndpoint[$0] ?? [] }
        add(record, "A", record.addresses, to: zone, resource: resource, after: tested)
        add(record, "AAAA", record.addressesIPv6, to: zone, resource: resource, after: tested)
      }
    }
  }

  private mutating func create(_ zone: PlannedPrivateZone, resource: String) {
    guard let first = zone.vpcs.first else { return }
    let step = resource + "/create"
    let vpc = ResourceID.vpc(first)
    let vpcName = index.vpcs[first]?.cloudName ?? first
    addCall(
      step, .cutover, resource: resource,
      title: NameText.createZone(zone.name, vpcName), after: ready(vpc),
      call(
        "vpc.CreatePrivateZone", by: zone.account,
        [
          // One identifier at a time: a list in one text could not hold identifiers that are not known yet.
          "vpcIDList": id(vpc), "name": .string(zone.name), "proxyPattern": "record",
          "TTL": JSONValue(zone.ttl),
        ]),
      check: check(
        CommonText.readBack, NameText.zoneThere,
        call("vpc.ShowPrivateZone", by: zone.account, ["zoneID": own(step, "zoneID")]),
        [.equals(Place.member("name"), .string(zone.name))]),
      undo: undo(
        NameText.deleteZone(zone.name),
        call("vpc.DeletePrivateZone", by: zone.account, ["zoneID": own(step, "zoneID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListPrivateZones", by: zone.account, ["zoneID": own(step, "zoneID")]),
          [.absent(Place.member("zones"))])),
      reason: NameText.zoneRecursive,
      outputs: [Output(name: "zoneID", source: .action, path: Place.member("zoneID"))])
    remember(resource, step: step, output: "zoneID")
    for name in zone.vpcs.dropFirst() { associate(name, with: zone, resource: resource) }
  }

  private mutating func associate(_ name: String, with zone: PlannedPrivateZone, resource: String) {
    let vpc = ResourceID.vpc(name)
    let cloudName = index.vpcs[name]?.cloudName ?? name
    let parameters: JSONObject = ["zoneID": id(resource), "vpcIDList": id(vpc)]
    let read = call("vpc.ListVpcPrivateZones", by: zone.account, ["vpcID": id(vpc)])
    let place = Place.row("results", [("name", zone.name)])
    addCall(
      "\(resource)/associate-\(name)", .cutover, resource: resource,
      title: NameText.associate(zone.name, cloudName), after: ready(resource) + ready(vpc),
      call("vpc.AssociatePrivateZoneVpcs", by: zone.account, parameters),
      check: check(CommonText.readBack, NameText.associated, read, [.present(place)]),
      undo: undo(
        NameText.disassociate(zone.name, cloudName),
        call("vpc.DisassociatePrivateZoneVpcs", by: zone.account, parameters),
        gone: check(CommonText.readBack, NameText.disassociated, read, [.absent(place)])),
      reason: NameText.zoneRecursive)
  }

  private mutating func add(
    _ record: PlannedPrivateZone.Record, _ type: String, _ addresses: [IPAddress],
    to zone: PlannedPrivateZone,
    resource: String, after tested: [String]
  ) {
    guard !addresses.isEmpty else { return }
    let owner = ResourceID.record(zone: zone.name, record.name)
    let step = owner + (type == "A" ? "/create" : "/create-ipv6")
    let values = JSONValue.array(addresses.map { JSONValue($0) })
    var parameters: JSONObject = [
      "zoneID": id(resource), "type": .string(type), "valueList": values, "TTL": JSONValue(zone.ttl),
    ]
    if let name = Self.relativeName(record.name, in: zone.name) { parameters["name"] = .string(name) }
    let shown = addresses.map(\.description).joined(separator: ", ")
    addCall(
      step, .cutover, resource: owner, title: NameText.createRecord(record.name, type, shown),
      after: ready(resource) + tested,
      call("vpc.CreatePrivateZoneRecord", by: zone.account, parameters),
      check: check(
        CommonText.readBack, NameText.recordThere,
        call("vpc.ShowPrivateZoneRecord", by: zone.account, ["zoneRecordID": own(step, "zoneRecordID")]),
        addresses.map { .contains(Place.member("value"), JSONValue($0)) }),
      undo: undo(
        NameText.deleteRecord(record.name, type),
        call("vpc.DeletePrivateZoneRecord", by: zone.account, ["zoneRecordID": own(step, "zoneRecordID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListPrivateZoneRecords", by: zone.account, ["zoneRecordID": own(step, "zoneRecordID")]),
          [.absent(Place.member("zoneRecords"))])),
      impact: .mayInterrupt, reason: NameText.namesMove,
      outputs: [Output(name: "zoneRecordID", source: .action, path: Place.member("zoneRecordID"))],
      remains: NameText.cached(zone.ttl))
  }

  /// The part of a name in front of its zone; nil for the zone's own name.
  private static func relativeName(_ name: String, in zone: String) -> String? {
    guard name.utf8.count > zone.utf8.count, name.lowercased().hasSuffix("." + zone.lowercased()) else {
      return name.lowercased() == zone.lowercased() ? nil : name
    }
    return String(name.dropLast(zone.count + 1))
  }
}
