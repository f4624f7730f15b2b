import JSON
import Scenario

/// One rule of a security group.
struct SecurityGroupRule: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<SecurityGroupRule>> { \.securityGroupRules }
  static let kind = ResourceKind.securityGroupRule
  static let module = "SecurityGroupRule"

  let id: String
  let scope: Scope
  let securityGroupID: String
  /// Direction, priority, action and the rest, as they were given.
  var document: Document
  let createdAt: EmulatorInstant

  var label: String { document.members.text("direction") ?? "" }
  /// The group it belongs to, and the one it speaks of.
  var references: [String] {
    [securityGroupID] + (document.members.text("remoteSecurityGroupID").map { [$0] } ?? [])
  }
}

extension Behaviour {
  static let ruleQuota = Behaviour(
    "SGR-010", .contract, "A security group takes as many rules as the profile says.", "CTyun's limits page")
  static let ruleAsGiven = Behaviour(
    "SGR-011", .contract, "A rule is kept and shown as it was given, overlapping and repeated ones too.")
  static let ruleRemoteGroup = Behaviour(
    "SGR-012", .assumption, "A rule that speaks of a security group that is not there is refused.")
  static let ruleOtherDirection = Behaviour(
    "SGR-013", .assumption, "A rule is found only through the calls of its direction and under its own group."
  )
  static let ruleZeroPriority = Behaviour(
    "SGR-014", .provider, "A change of a rule with priority 0 leaves the priority as it is.",
    "the vendor's client always sends priority, 0 when it is not set")

  static let securityGroupRules = [
    ruleQuota, ruleAsGiven, ruleRemoteGroup, ruleOtherDirection, ruleZeroPriority,
  ]
}

enum SecurityGroupRules {
  static let handlers: [String: Handler] = [
    "vpc.AuthorizeSecurityGroupIngress": add, "vpc.AuthorizeSecurityGroupEgress": add,
    "vpc.ShowSecurityGroupRule": show,
    "vpc.UpdateSecurityGroupIngressRule": { cloud, request throws(Refusal) in
      try update(&cloud, request, "ingress")
    },
    "vpc.UpdateSecurityGroupEgressRule": { cloud, request throws(Refusal) in
      try update(&cloud, request, "egress")
    },
    "vpc.RevokeSecurityGroupIngress": { cloud, request throws(Refusal) in
      try remove(&cloud, request, "ingress")
    },
    "vpc.RevokeSecurityGroupEgress": { cloud, request throws(Refusal) in
      try remove(&cloud, request, "egress")
    },
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    let rules = request.objects("securityGroupRules")
    let present = cloud.state.securityGroupRules.rows(in: .of(group.id)).count {
      $0.securityGroupID == group.id
    }
    let limit = cloud.configuration.profile.securityGroupRules
    guard present + rules.count <= limit else {
      throw Refusal(.ruleQuota, "SecurityGroup", .quota, "\(group.id) takes \(limit) rules")
    }
    for rule in rules {
      if let remote = rule.text("remoteSecurityGroupID") { try check(remote, cloud, request) }
    }
    let ids = rules.map { members in
      let rule = SecurityGroupRule(
        id: cloud.makeID("sgrule"), scope: request.scope, securityGroupID: group.id,
        document: Document(members), createdAt: request.now)
      cloud.insert(rule)
      return rule.id
    }
    return .row(["sgRuleIDs": .texts(ids)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try rule(cloud, request, nil)))
  }

  private static func update(
    _ cloud: inout Cloud, _ request: Request, _ direction: String
  ) throws(Refusal) -> Payload {
    let rule = try rule(cloud, request, direction)
    if let remote = request.text("remoteSecurityGroupID") { try check(remote, cloud, request) }
    cloud.update(SecurityGroupRule.self, rule.id) { changed in
      for name in [
        "action", "protocol", "remoteSecurityGroupID", "destCidrIp", "prefixListID", "description",
      ] {
        if let text = request.text(name) { changed.document[name] = .string(text) }
      }
      for name in ["priority", "remoteType"] {
        if let number = request.arguments.integer(name), name == "remoteType" || number > 0 {
          changed.document[name] = .count(number)
        }
      }
    }
    return .nothing
  }

  private static func remove(
    _ cloud: inout Cloud, _ request: Request, _ direction: String
  ) throws(Refusal) -> Payload {
    let rule = try rule(cloud, request, direction)
    cloud.remove(SecurityGroupRule.self, rule.id)
    return .nothing
  }

  private static func rule(
    _ cloud: Cloud, _ request: Request, _ direction: String?
  ) throws(Refusal) -> SecurityGroupRule {
    let group = try cloud.find(SecurityGroup.self, request.required("securityGroupID"), request)
    let id = request.required("securityGroupRuleID")
    let rule = try cloud.find(SecurityGroupRule.self, id, request)
    guard rule.securityGroupID == group.id, direction == nil || rule.label == direction else {
      throw Refusal(
        .ruleOtherDirection, "SecurityGroupRule", .notFound, "\(id) is no such rule of \(group.id)")
    }
    return rule
  }

  private static func check(_ remote: String, _ cloud: Cloud, _ request: Request) throws(Refusal) {
    if cloud.own(SecurityGroup.self, remote, request) == nil {
      throw Refusal(
        .ruleRemoteGroup, "SecurityGroup", .notFound, "the security group \(remote) does not exist")
    }
  }
}

extension Cloud {
  func describe(_ rule: SecurityGroupRule) -> JSONObject {
    var row = rule.document.members
    row["id"] = .string(rule.id)
    row["securityGroupID"] = .string(rule.securityGroupID)
    row["createTime"] = .time(rule.createdAt)
    row["origin"] = "user"
    return row
  }
}
