import CtyunAPI
import JSON
import Scenario

/// A record set of a private zone.
struct PrivateZoneRecord: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<PrivateZoneRecord>> { \.privateZoneRecords }
  static let kind = ResourceKind.privateZoneRecord
  static let module = "PrivateZoneRecord"

  let id: String
  let scope: Scope
  let zoneID: String
  let name: String
  /// In upper case.
  let type: String
  var values: [String]
  var ttl: Int
  var isEnabled = true
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [zoneID] }
}

extension Behaviour {
  static let recordDuplicate = Behaviour(
    "DNS-010", .assumption, "A second record set of one name and type in a zone is refused.")
  static let recordValues = Behaviour(
    "DNS-011", .contract,
    "A value that does not suit the type of its record set is refused: IPv4 for A, IPv6 for AAAA, one name "
      + "for CNAME, '<priority> <host>' for MX.",
    "note of CreatePrivateZoneRecord")
  static let recordLimit = Behaviour(
    "DNS-012", .contract, "A record set takes as many values as the profile says.",
    "ctvpc_create_private_zone_record_api.go")

  static let privateZoneRecords = [recordDuplicate, recordValues, recordLimit]
}

enum PrivateZoneRecords {
  static let handlers: [String: Handler] = [
    "vpc.CreatePrivateZoneRecord": create, "vpc.ListPrivateZoneRecords": list,
    "vpc.ListPrivateZoneRecordsLegacy": list, "vpc.ShowPrivateZoneRecord": show,
    "vpc.UpdatePrivateZoneRecord": update, "vpc.DeletePrivateZoneRecord": delete,
    "vpc.EnablePrivateZoneRecord": { cloud, request throws(Refusal) in try enable(&cloud, request, true) },
    "vpc.DisablePrivateZoneRecord": { cloud, request throws(Refusal) in try enable(&cloud, request, false) },
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let zone = try cloud.find(PrivateZone.self, request.required("zoneID"), request)
    let type = request.required("type").uppercased()
    let name = request.text("name")?.lowercased() ?? ""
    let values = request.texts("valueList") ?? []
    try check(values, of: type, cloud)
    let twins = cloud.state.privateZoneRecords.rows(in: .named(request.scope, name))
    if twins.contains(where: { $0.zoneID == zone.id && $0.type == type }) {
      throw Refusal(
        .recordDuplicate, "PrivateZoneRecord", .alreadyExists,
        "there is a record set \(type) of that name in \(zone.name) already")
    }
    let record = PrivateZoneRecord(
      id: cloud.makeID("zonerecord"), scope: request.scope, zoneID: zone.id, name: name, type: type,
      values: values, ttl: request.integer("TTL") ?? 300, createdAt: request.now, updatedAt: request.now)
    cloud.insert(record)
    return .row(["zoneRecordID": .string(record.id), "name": .string(name)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.text("zoneRecordName")?.lowercased()
    let zoneID = request.text("zoneID")
    if let id = request.text("zoneRecordID") {
      let rows = cloud.own(PrivateZoneRecord.self, [id], request).filter {
        (name == nil || $0.name == name) && (zoneID == nil || $0.zoneID == zoneID)
      }
      return cloud.page(rows, request, cloud.describe)
    }
    if let name {
      return cloud.page(
        PrivateZoneRecord.self, .named(request.scope, name), request,
        where: zoneID.map { zoneID in { $0.zoneID == zoneID } }, cloud.describe)
    }
    let group = zoneID.map { cloud.own(PrivateZone.self, $0, request) == nil ? Group.of("") : .of($0) }
    return cloud.page(PrivateZoneRecord.self, group ?? .scope(request.scope), request, cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(PrivateZoneRecord.self, request.required("zoneRecordID"), request)))
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let record = try cloud.find(PrivateZoneRecord.self, request.required("zoneRecordID"), request)
    let values = request.texts("valueList") ?? []
    try check(values, of: record.type, cloud)
    cloud.update(PrivateZoneRecord.self, record.id) {
      $0.values = values
      if let ttl = request.arguments.integer("TTL") { $0.ttl = ttl }
      $0.updatedAt = request.now
    }
    return .row(["zoneRecordID": .string(record.id), "name": .string(record.name)])
  }

  private static func enable(
    _ cloud: inout Cloud, _ request: Request, _ isEnabled: Bool
  ) throws(Refusal) -> Payload {
    let record = try cloud.find(PrivateZoneRecord.self, request.required("zoneRecordID"), request)
    cloud.update(PrivateZoneRecord.self, record.id) { $0.isEnabled = isEnabled }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let record = try cloud.find(PrivateZoneRecord.self, request.required("zoneRecordID"), request)
    cloud.remove(PrivateZoneRecord.self, record.id)
    return .row(["zoneRecordID": .string(record.id)])
  }

  private static func check(_ values: [String], of type: String, _ cloud: Cloud) throws(Refusal) {
    let limit = cloud.configuration.profile.privateZoneRecordValues
    guard values.count <= limit else {
      throw Refusal(.recordLimit, "PrivateZoneRecord", .quota, "a record set takes \(limit) values")
    }
    let isRight: Bool =
      switch type {
      case "A": values.allSatisfy(TextPattern.ipv4Address.matches)
      case "AAAA": values.allSatisfy(TextPattern.ipv6Address.matches)
      case "CNAME": values.count == 1 && values.allSatisfy(TextPattern.domainName.matches)
      case "MX": values.allSatisfy(isMailExchanger)
      default: values.allSatisfy { $0.utf8.count <= 256 }
      }
    guard isRight, !values.isEmpty else {
      throw Refusal(
        .recordValues, "PrivateZoneRecord", .invalid, "the values do not suit a record set of type \(type)")
    }
  }

  private static func isMailExchanger(_ value: String) -> Bool {
    let parts = value.split(separator: " ", omittingEmptySubsequences: false)
    return parts.count == 2 && UInt16(parts[0]) != nil && TextPattern.domainName.matches(String(parts[1]))
  }
}

extension Cloud {
  func describe(_ record: PrivateZoneRecord) -> JSONObject {
    [
      "zoneRecordID": .string(record.id), "name": .string(record.name), "zoneID": .string(record.zoneID),
      "zoneName": .optional(state.privateZones[record.zoneID]?.name), "type": .string(record.type),
      "value": .texts(record.values), "TTL": .count(record.ttl), "createdAt": .time(record.createdAt),
      "updatedAt": .time(record.updatedAt),
    ]
  }
}
