import JSON

/// A server in a target group.
struct Target: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Target>> { \.targets }
  static let kind = ResourceKind.target
  static let module = "Target"

  let id: String
  let scope: Scope
  let groupID: String
  /// Everything, as it was given.
  let document: Document
  var health: Progress
  let createdAt: EmulatorInstant

  var label: String {
    "\(document.members.text("instanceID") ?? "") \(document.members.text("instanceIP") ?? "") "
      + "\(document.members.integer("protocolPort") ?? 0)"
  }
  var references: [String] { [groupID] }
}

extension Behaviour {
  static let targetTwice = Behaviour(
    "ELB-030", .assumption, "A server is in a target group once with each port.")
  static let targetServer = Behaviour(
    "ELB-031", .assumption, "A target of type VM or BM must be a server of the account in the group's VPC.")
  static let targetHealth = Behaviour(
    "ELB-032", .assumption, "A new target's health is unknown and becomes online.")

  static let targets = [targetTwice, targetServer, targetHealth]
}

enum Targets {
  static let handlers: [String: Handler] = [
    "elb.CreateTarget": create, "elb.ShowTarget": show, "elb.ListTargets": list, "elb.DeleteTarget": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(TargetGroup.self, request.required("targetGroupID"), request)
    let type = request.required("instanceType")
    if type == "VM" || type == "BM" {
      let server = cloud.own(Server.self, request.required("instanceID"), request)
      guard let server, server.vpcID == group.vpcID, server.isBareMetal == (type == "BM") else {
        throw Refusal(
          .targetServer, "Target", .notFound,
          "the server \(request.required("instanceID")) is not in \(group.vpcID)")
      }
    }
    var members = request.arguments
    if members["weight"] == nil { members["weight"] = .count(request.integer("weight") ?? 100) }
    let target = Target(
      id: cloud.makeID("target"), scope: request.scope, groupID: group.id, document: Document(members),
      health: Progress(subject: .targetHealth, began: request.now), createdAt: request.now)
    if cloud.state.targets.rows(in: .of(group.id)).contains(where: { $0.label == target.label }) {
      throw Refusal(.targetTwice, "Target", .alreadyExists, "the target is in \(group.id) already")
    }
    cloud.insert(target)
    cloud.look(at: target, counts: false)
    return .row(["ID": .string(target.id)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("targetID")
    cloud.look(at: try cloud.find(Target.self, id, request), counts: true)
    return .row(cloud.describe(try cloud.find(Target.self, id, request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let groupID = request.text("targetGroupID")
    let rows = cloud.elements(Target.self, request, parent: groupID).filter {
      groupID == nil || $0.groupID == groupID
    }
    for row in rows { cloud.look(at: row, counts: true) }
    return .rows(cloud.own(Target.self, rows.map(\.id), request).map(cloud.describe))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let target = try cloud.find(Target.self, request.required("targetID"), request)
    cloud.remove(Target.self, target.id)
    return .row(["ID": .string(target.id)])
  }
}

extension Cloud {
  fileprivate mutating func look(at target: Target, counts: Bool) {
    guard !target.health.isDone else { return }
    let progression = configuration.progression(of: .targetHealth)
    let now = now
    advance(Target.self, target.id) {
      _ = $0.health.look(now: now, progression: progression, counts: counts)
    }
  }

  func describe(_ target: Target) -> JSONObject {
    var row = target.document.members
    let more: JSONObject = [
      "regionID": .string(target.scope.region), "projectID": "0", "ID": .string(target.id),
      "healthCheckStatus": target.health.isDone ? "online" : "unknown", "healthCheckStatusIpv6": "unknown",
      "status": "ACTIVE", "createdTime": .time(target.createdAt), "updatedTime": .time(target.createdAt),
    ]
    for (key, value) in more { row[key] = value }
    return row
  }
}
