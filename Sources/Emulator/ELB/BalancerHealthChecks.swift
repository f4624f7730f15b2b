import JSON

/// How a load balancer finds out which servers of a target group are alive.
struct BalancerHealthCheck: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<BalancerHealthCheck>> { \.balancerHealthChecks }
  static let kind = ResourceKind.balancerHealthCheck
  static let module = "HealthCheck"

  let id: String
  let scope: Scope
  let name: String
  /// Everything, as it was given.
  let document: Document
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [] }
}

extension Behaviour {
  static let balancerCheckName = Behaviour(
    "ELB-040", .contract, "A second health check of one name is refused.", "note of CreateHealthCheck")
  static let balancerCheckUsed = Behaviour(
    "ELB-041", .assumption, "A health check that a target group uses is not deleted.")

  static let balancerHealthChecks = [balancerCheckName, balancerCheckUsed]
}

enum BalancerHealthChecks {
  static let handlers: [String: Handler] = [
    "elb.CreateHealthCheck": create, "elb.ShowHealthCheck": show, "elb.ListHealthChecks": list,
    "elb.DeleteHealthCheck": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.required("name")
    guard cloud.state.balancerHealthChecks.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(
        .balancerCheckName, "HealthCheck", .alreadyExists, "there is a health check named \(name) already")
    }
    var members = request.arguments
    // What the note of each parameter says it is by default.
    for (parameter, value) in [("timeout", 2), ("interval", 5), ("maxRetry", 2)]
    where members[parameter] == nil {
      members[parameter] = .count(value)
    }
    let check = BalancerHealthCheck(
      id: cloud.makeID("hc"), scope: request.scope, name: name, document: Document(members),
      createdAt: request.now)
    cloud.insert(check)
    return .row(["ID": .string(check.id)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(BalancerHealthCheck.self, request.required("healthCheckID"), request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .rows(cloud.elements(BalancerHealthCheck.self, request, parent: nil).map(cloud.describe))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let check = try cloud.find(BalancerHealthCheck.self, request.required("healthCheckID"), request)
    if let user = cloud.state.targetGroups.first(in: .of(check.id)) {
      throw Refusal(.balancerCheckUsed, "HealthCheck", .dependants, "\(user.id) uses \(check.id)")
    }
    cloud.remove(BalancerHealthCheck.self, check.id)
    return .nothing
  }
}

extension Cloud {
  func describe(_ check: BalancerHealthCheck) -> JSONObject {
    var row = check.document.members
    let more: JSONObject = [
      "regionID": .string(check.scope.region), "projectID": "0", "ID": .string(check.id), "status": 1,
      "createTime": .time(check.createdAt),
    ]
    for (key, value) in more { row[key] = value }
    return row
  }
}
