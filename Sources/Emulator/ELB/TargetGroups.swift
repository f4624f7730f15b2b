import JSON

/// Servers among which listeners choose.
struct TargetGroup: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<TargetGroup>> { \.targetGroups }
  static let kind = ResourceKind.targetGroup
  static let module = "TargetGroup"

  let id: String
  let scope: Scope
  let name: String
  let vpcID: String
  /// Everything, as it was given.
  let document: Document
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID] + [document.members.text("healthCheckID")].compactMap { $0 } }
}

extension Behaviour {
  static let groupName = Behaviour(
    "ELB-020", .contract, "A second target group of one name is refused.", "note of CreateTargetGroup")
  static let groupUsed = Behaviour(
    "ELB-021", .contract, "A target group with targets, or that a listener forwards to, is not deleted.",
    "README §6, inferred there")
  static let groupSticky = Behaviour(
    "ELB-022", .contract, "Session stickiness must be CLOSE with the algorithms lc and sh.",
    "note of sessionStickyMode")

  static let groupCheck = Behaviour(
    "ELB-023", .assumption, "A target group names a health check that is there, or none.")

  static let targetGroups = [groupName, groupUsed, groupSticky, groupCheck]
}

enum TargetGroups {
  static let handlers: [String: Handler] = [
    "elb.CreateTargetGroup": create, "elb.ShowTargetGroup": show, "elb.ListTargetGroups": list,
    "elb.DeleteTargetGroup": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let name = request.required("name")
    guard cloud.state.targetGroups.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(
        .groupName, "TargetGroup", .alreadyExists, "there is a target group named \(name) already")
    }
    let mode = request.arguments["sessionSticky"]?.objectValue?.text("sessionStickyMode") ?? "CLOSE"
    if ["lc", "sh"].contains(request.required("algorithm")), mode != "CLOSE" {
      throw Refusal(
        .groupSticky, "TargetGroup", .conflict, "sessionStickyMode must be CLOSE with this algorithm")
    }
    if let id = request.text("healthCheckID"), cloud.own(BalancerHealthCheck.self, id, request) == nil {
      throw Refusal(.groupCheck, "HealthCheck", .notFound, "there is no health check \(id)")
    }
    let group = TargetGroup(
      id: cloud.makeID("tg"), scope: request.scope, name: name, vpcID: vpc.id,
      document: Document(request.arguments), createdAt: request.now)
    cloud.insert(group)
    return .row(["ID": .string(group.id)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(TargetGroup.self, request.required("targetGroupID"), request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpcID = request.text("vpcID")
    let checkID = request.text("healthCheckID")
    return .rows(
      cloud.elements(TargetGroup.self, request, parent: vpcID).filter {
        (vpcID == nil || $0.vpcID == vpcID)
          && (checkID == nil || $0.document.members.text("healthCheckID") == checkID)
      }.map(cloud.describe))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(TargetGroup.self, request.required("targetGroupID"), request)
    let user =
      cloud.state.targets.first(in: .of(group.id))?.id ?? cloud.state.listeners.first(in: .of(group.id))?.id
    if let user {
      throw Refusal(.groupUsed, "TargetGroup", .dependants, "\(user) still belongs to or uses \(group.id)")
    }
    cloud.remove(TargetGroup.self, group.id)
    return .row(["ID": .string(group.id)])
  }
}

extension Cloud {
  func describe(_ group: TargetGroup) -> JSONObject {
    var row = group.document.members
    let more: JSONObject = [
      "regionID": .string(group.scope.region), "projectID": "0", "ID": .string(group.id), "status": "ACTIVE",
      "createdTime": .time(group.createdAt), "updatedTime": .time(group.createdAt),
    ]
    for (key, value) in more { row[key] = value }
    return row
  }
}
