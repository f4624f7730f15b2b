import JSON
import Scenario

/// A zone of names that only VPCs see.
struct PrivateZone: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<PrivateZone>> { \.privateZones }
  static let kind = ResourceKind.privateZone
  static let module = "PrivateZone"

  let id: String
  let scope: Scope
  /// In lower case.
  let name: String
  var vpcIDs: [String]
  var proxyPattern: String
  var ttl: Int
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { vpcIDs }
}

extension Behaviour {
  static let zoneVPCs = Behaviour(
    "DNS-001", .contract,
    "A private zone takes as many VPCs as the profile says, also when they come one after the other.",
    "ctvpc_create_private_zone_api.go")
  static let zoneTwice = Behaviour(
    "DNS-002", .assumption, "A VPC is not bound to two zones of one name.")
  static let zoneName = Behaviour(
    "DNS-003", .contract, "Zone names are kept without regard to case.", "note of CreatePrivateZone")
  static let zoneRecords = Behaviour("DNS-004", .assumption, "A zone with records is not deleted.")
  static let zoneUnbound = Behaviour("DNS-005", .assumption, "Unbinding a VPC that is not bound is refused.")

  static let privateZones = [zoneVPCs, zoneTwice, zoneName, zoneRecords, zoneUnbound]
}

enum PrivateZones {
  static let handlers: [String: Handler] = [
    "vpc.CreatePrivateZone": create, "vpc.ListPrivateZones": list, "vpc.ListPrivateZonesLegacy": list,
    "vpc.ShowPrivateZone": show, "vpc.UpdatePrivateZone": update, "vpc.DeletePrivateZone": delete,
    "vpc.AssociatePrivateZoneVpcs": associate, "vpc.DisassociatePrivateZoneVpcs": disassociate,
    "vpc.ListPrivateZoneVpcs": listVPCs, "vpc.ListVpcPrivateZones": listOfVPC,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.required("name").lowercased()
    let vpcIDs = request.listed("vpcIDList") ?? []
    try check(vpcIDs, for: name, zone: nil, cloud, request)
    let zone = PrivateZone(
      id: cloud.makeID("zone"), scope: request.scope, name: name, vpcIDs: vpcIDs,
      proxyPattern: request.text("proxyPattern")?.lowercased() ?? "zone", ttl: request.integer("TTL") ?? 300,
      createdAt: request.now, updatedAt: request.now)
    cloud.insert(zone)
    return .row(["zoneID": .string(zone.id), "name": .string(name)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.text("zoneName")?.lowercased()
    if let id = request.text("zoneID") {
      let rows = cloud.own(PrivateZone.self, [id], request).filter { name == nil || $0.name == name }
      return cloud.page(rows, request, cloud.describe)
    }
    return cloud.page(
      PrivateZone.self, name.map { .named(request.scope, $0) } ?? .scope(request.scope), request,
      cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    var row = cloud.describe(zone)
    row["vpcAssociations"] = .array(
      associations(of: zone, cloud).map { ["vpcAssociation": .object($0)] })
    return .row(row)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    let vpcIDs = request.listed("vpcIDList")
    if let vpcIDs { try check(vpcIDs, for: zone.name, zone: zone.id, cloud, request) }
    cloud.update(PrivateZone.self, zone.id) {
      if let vpcIDs { $0.vpcIDs = vpcIDs }
      if let pattern = request.text("proxyPattern") { $0.proxyPattern = pattern.lowercased() }
      if let ttl = request.arguments.integer("TTL") { $0.ttl = ttl }
      $0.updatedAt = request.now
    }
    return .row(["zoneID": .string(zone.id)])
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    guard cloud.state.privateZoneRecords.count(in: .of(zone.id)) == 0 else {
      throw Refusal(.zoneRecords, "PrivateZone", .dependants, "\(zone.id) still has records")
    }
    cloud.remove(PrivateZone.self, zone.id)
    return .row(["zoneID": .string(zone.id)])
  }

  static func associate(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    let new = (request.listed("vpcIDList") ?? []).filter { !zone.vpcIDs.contains($0) }
    try check(zone.vpcIDs + new, for: zone.name, zone: zone.id, cloud, request)
    cloud.update(PrivateZone.self, zone.id) {
      $0.vpcIDs += new
      $0.updatedAt = request.now
    }
    return .row(["zoneID": .string(zone.id)])
  }

  static func disassociate(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    let gone = request.listed("vpcIDList") ?? []
    if let unbound = gone.first(where: { !zone.vpcIDs.contains($0) }) {
      throw Refusal(.zoneUnbound, "PrivateZone", .notFound, "\(unbound) is not bound to \(zone.id)")
    }
    cloud.update(PrivateZone.self, zone.id) {
      $0.vpcIDs.removeAll { gone.contains($0) }
      $0.updatedAt = request.now
    }
    return .row(["zoneID": .string(zone.id)])
  }

  static func listVPCs(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    return .row(["vpcAssociations": .array(associations(of: zone, cloud).map { .object($0) })])
  }

  static func listOfVPC(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    return cloud.page(PrivateZone.self, .of(vpc.id), request, cloud.describe)
  }

  private static func associations(of zone: PrivateZone, _ cloud: Cloud) -> [JSONObject] {
    zone.vpcIDs.map { ["vpcID": .string($0), "vpcName": .optional(cloud.state.vpcs[$0]?.name)] }
  }

  private static func check(
    _ vpcIDs: [String], for name: String, zone: String?, _ cloud: Cloud, _ request: Request
  ) throws(Refusal) {
    let limit = cloud.configuration.profile.privateZoneVPCs
    guard vpcIDs.count <= limit else {
      throw Refusal(.zoneVPCs, "PrivateZone", .quota, "a private zone takes \(limit) VPCs")
    }
    for id in vpcIDs {
      let vpc = try cloud.find(VPC.self, id, request)
      let others = cloud.state.privateZones.rows(in: .of(vpc.id))
      if others.contains(where: { $0.name == name && $0.id != zone }) {
        throw Refusal(.zoneTwice, "PrivateZone", .alreadyExists, "\(id) has a zone named \(name) already")
      }
    }
  }
}

extension Cloud {
  func describe(_ zone: PrivateZone) -> JSONObject {
    [
      "zoneID": .string(zone.id), "name": .string(zone.name), "proxyPattern": .string(zone.proxyPattern),
      "TTL": .count(zone.ttl), "createdAt": .time(zone.createdAt), "updatedAt": .time(zone.updatedAt),
    ]
  }
}
