import Addressing
import JSON

/// Probes from a VPC through a gateway to the customer's side.
struct HealthCheck: Row {
  static var table: WritableKeyPath<CloudState, Table<HealthCheck>> { \.healthChecks }
  static let kind = ResourceKind.healthCheck

  let id: String
  let scope: Scope
  let gatewayID: String
  let vpcID: String
  let subnetID: String
  let source: IPAddress
  /// Everything, as it was given.
  var document: Document
  var progress: Progress

  var label: String { vpcID }
  var references: [String] { [gatewayID, vpcID, subnetID] }
}

extension Behaviour {
  static let checkAttached = Behaviour(
    "CDA-070", .contract, "A health check needs an attachment of its VPC.",
    "README-cda, Order 4, inferred there")
  static let checkOnce = Behaviour(
    "CDA-071", .contract, "A gateway and a VPC have one health check at most.",
    "README-cda, Resources, inferred there")
  static let checkSource = Behaviour(
    "CDA-072", .contract,
    "The source of a health check is a free address of the named subnet, whose range is attached; the "
      + "check holds it.",
    "note of srcIP; that it is held is assumed")
  static let checkChanges = Behaviour(
    "CDA-073", .contract, "An update changes interval, number of probes and route switching only.",
    "note of UpdateHealthCheck")
  static let checkStatus = Behaviour(
    "CDA-074", .assumption, "The result of a health check is unknown at first and becomes normal.",
    "that its text is Chinese is stated, not which")
  static let checkMissing = Behaviour(
    "CDA-075", .assumption, "What asks for a health check that is not there is refused.")

  static let healthChecks = [checkAttached, checkOnce, checkSource, checkChanges, checkStatus, checkMissing]
}

enum HealthChecks {
  static let handlers: [String: Handler] = [
    "cda.AddHealthCheck": add, "cda.UpdateHealthCheck": update, "cda.DeleteHealthCheck": delete,
    "cda.GetHealthCheck": show, "cda.GetHealthCheckStatus": status,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let id = request.required("vpcID")
    let attachment = cloud.state.attachments.rows(in: .of(gateway.id)).first { $0.vpcID == id }
    guard let attachment else {
      throw Refusal(.checkAttached, "HealthCheck", .conflict, "\(id) is not attached to \(gateway.name)")
    }
    guard check(of: id, on: gateway, cloud) == nil else {
      throw Refusal(
        .checkOnce, "HealthCheck", .alreadyExists, "\(id) has a health check on \(gateway.name) already")
    }
    let subnetID = request.required("vpcSubnetID")
    let range = try request.prefix("vpcSubnet")
    guard let subnet = cloud.state.subnets[subnetID], subnet.vpcID == id, subnet.cidr == range,
      attachment.subnets.contains(where: { $0.contains(range) }), let source = try request.address("srcIP")
    else {
      throw Refusal(.checkSource, "HealthCheck", .conflict, "\(range) is not the attached subnet \(subnetID)")
    }
    try cloud.checkAddress(source, in: subnet, for: "HealthCheck")
    let checkID = cloud.makeID("healthcheck")
    _ = cloud.takeAddress(source, in: subnet, for: AddressUse(kind: .probe, holder: checkID))
    cloud.insert(
      HealthCheck(
        id: checkID, scope: request.scope, gatewayID: gateway.id, vpcID: id, subnetID: subnetID,
        source: source, document: Document(request.arguments),
        progress: Progress(subject: .healthCheck, began: request.now)))
    return .nothing
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let check = try find(cloud, request)
    cloud.update(HealthCheck.self, check.id) {
      for name in ["interval", "ntimest", "autoRouteSwitching"] {
        $0.document[name] = request.arguments[name]
      }
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let check = try find(cloud, request)
    cloud.releaseAddress(check.source, in: check.subnetID)
    cloud.remove(HealthCheck.self, check.id)
    return .nothing
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let check = try find(cloud, request)
    var row = check.document.members
    row["vrfName"] = row["gatewayName"]
    row["vpcId"] = .string(check.vpcID)
    return .row(["settingItem": [.object(row)]])
  }

  static func status(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let check = try find(cloud, request)
    let progression = cloud.configuration.progression(of: .healthCheck)
    var progress = check.progress
    let isDone = progress.look(now: request.now, progression: progression, counts: true)
    if progress != check.progress { cloud.advance(HealthCheck.self, check.id) { $0.progress = progress } }
    return .row([
      "statusList": [
        [
          "status": isDone ? "正常" : "检测中", "vpcID": .string(check.vpcID),
          "ctUserID": .string(request.account.id), "gatewayName": .string(request.required("gatewayName")),
        ]
      ]
    ])
  }

  private static func check(of vpcID: String, on gateway: Gateway, _ cloud: Cloud) -> HealthCheck? {
    cloud.state.healthChecks.rows(in: .of(gateway.id)).first { $0.vpcID == vpcID }
  }

  private static func find(_ cloud: Cloud, _ request: Request) throws(Refusal) -> HealthCheck {
    let gateway = try cloud.gateway(request)
    let id = request.required("vpcID")
    guard let check = check(of: id, on: gateway, cloud) else {
      throw Refusal(.checkMissing, "HealthCheck", .notFound, "\(id) has no health check on \(gateway.name)")
    }
    return check
  }
}
