import JSON
import Scenario

/// A filter at the edge of subnets.
struct ACL: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<ACL>> { \.acls }
  static let kind = ResourceKind.acl
  static let module = "Acl"

  let id: String
  let scope: Scope
  let vpcID: String
  var name: String
  var isEnabled = true
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID] }
}

/// One rule of an ACL.
struct ACLRule: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<ACLRule>> { \.aclRules }
  static let kind = ResourceKind.aclRule
  static let module = "AclRule"

  let id: String
  let scope: Scope
  let aclID: String
  /// As it was given.
  var document: Document

  var label: String { document.members.text("direction") ?? "" }
  var references: [String] { [aclID] }
}

extension Behaviour {
  static let aclInUse = Behaviour("ACL-001", .assumption, "An ACL that subnets use is not deleted.")
  static let aclOfSubnet = Behaviour(
    "ACL-002", .assumption, "CreateSubnetAcl makes an ACL in the VPC of the subnet and binds it.")
  static let aclPriority = Behaviour(
    "ACL-003", .contract, "A rule without a priority has 100.", "ctvpc_create_acl_rule_api.go")
  static let aclRuleForeign = Behaviour(
    "ACL-004", .assumption, "Rules are changed and deleted under their own ACL only, all of a call or none.")

  static let acls = [aclInUse, aclOfSubnet, aclPriority, aclRuleForeign]
}

enum ACLs {
  static let handlers: [String: Handler] = [
    "vpc.CreateSubnetAcl": createForSubnet, "vpc.CreateAcl": create, "vpc.ListAcls": list,
    "vpc.ListAclsLegacy": list, "vpc.ShowAcl": show, "vpc.UpdateAcl": update, "vpc.DeleteAcl": delete,
    "vpc.CreateAclRules": createRules, "vpc.ListAclRules": listRules, "vpc.UpdateAclRules": updateRules,
    "vpc.DeleteAclRules": deleteRules,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let acl = make(&cloud, request, in: vpc.id)
    return .row(["aclID": .string(acl.id), "name": .string(acl.name)])
  }

  static func createForSubnet(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    let acl = make(&cloud, request, in: subnet.vpcID)
    cloud.update(Subnet.self, subnet.id) { $0.aclID = acl.id }
    return .nothing
  }

  private static func make(_ cloud: inout Cloud, _ request: Request, in vpcID: String) -> ACL {
    let acl = ACL(
      id: cloud.makeID("acl"), scope: request.scope, vpcID: vpcID, name: request.required("name"),
      createdAt: request.now, updatedAt: request.now)
    cloud.insert(acl)
    return acl
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.text("name")
    if let id = request.text("aclID") {
      let rows = cloud.own(ACL.self, [id], request).filter { name == nil || $0.name == name }
      return cloud.page(rows, request) { cloud.describe($0) }
    }
    return cloud.page(ACL.self, name.map { .named(request.scope, $0) } ?? .scope(request.scope), request) {
      cloud.describe($0)
    }
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(ACL.self, request.required("aclID"), request)))
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    cloud.update(ACL.self, acl.id) {
      $0.name = request.required("name")
      if let enabled = request.text("enabled") { $0.isEnabled = enabled == "enable" }
      $0.updatedAt = request.now
    }
    return .row(["aclID": .string(acl.id)])
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    if let subnet = cloud.state.subnets.first(in: .of(acl.id)) {
      throw Refusal(.aclInUse, "Acl", .dependants, "\(subnet.id) uses \(acl.id)")
    }
    for rule in cloud.state.aclRules.rows(in: .of(acl.id)) { cloud.remove(ACLRule.self, rule.id) }
    cloud.remove(ACL.self, acl.id)
    return .row(["aclID": .string(acl.id)])
  }

  static func createRules(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    for members in request.objects("rules") {
      let rule = ACLRule(
        id: cloud.makeID("aclrule"), scope: request.scope, aclID: acl.id,
        document: cloud.complete(members))
      cloud.insert(rule)
    }
    return .row(["aclID": .string(acl.id)])
  }

  static func listRules(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    var row = cloud.describe(acl)
    for (key, direction) in [("inRules", "ingress"), ("outRules", "egress")] {
      row[key] = .array(
        cloud.rules(of: acl, direction).map { rule in
          var members = rule.document.members
          members["aclRuleID"] = .string(rule.id)
          return .object(members)
        })
    }
    return .row(row)
  }

  static func updateRules(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    let changes = request.objects("rules")
    for members in changes { try check(members.text("aclRuleID") ?? "", of: acl, cloud, request) }
    for members in changes {
      let document = cloud.complete(members)
      cloud.update(ACLRule.self, members.text("aclRuleID") ?? "") { $0.document = document }
    }
    return .row(["aclID": .string(acl.id)])
  }

  static func deleteRules(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let acl = try cloud.find(ACL.self, request.required("aclID"), request)
    let ids = request.texts("aclRuleIDList") ?? []
    for id in ids { try check(id, of: acl, cloud, request) }
    for id in ids { cloud.remove(ACLRule.self, id) }
    return .row(["aclID": .string(acl.id)])
  }

  private static func check(_ id: String, of acl: ACL, _ cloud: Cloud, _ request: Request) throws(Refusal) {
    let rule = try cloud.find(ACLRule.self, id, request)
    guard rule.aclID == acl.id else {
      throw Refusal(.aclRuleForeign, "AclRule", .notFound, "\(id) is no rule of \(acl.id)")
    }
  }
}

extension Cloud {
  /// A rule with its default priority.
  fileprivate func complete(_ members: JSONObject) -> Document {
    var document = Document(members)
    if document["priority"] == nil { document["priority"] = .count(configuration.profile.aclDefaultPriority) }
    document["aclRuleID"] = nil
    return document
  }

  func rules(of acl: ACL, _ direction: String) -> [ACLRule] {
    state.aclRules.rows(in: .of(acl.id)).filter { $0.label == direction }
  }

  func describe(_ acl: ACL) -> JSONObject {
    [
      "aclID": .string(acl.id), "name": .string(acl.name), "vpcID": .string(acl.vpcID),
      "enabled": acl.isEnabled ? "enable" : "disable",
      "inPolicyID": .texts(rules(of: acl, "ingress").map(\.id)),
      "outPolicyID": .texts(rules(of: acl, "egress").map(\.id)), "createdAt": .time(acl.createdAt),
      "updatedAt": .time(acl.updatedAt), "subnetIDs": .texts(state.subnets.rows(in: .of(acl.id)).map(\.id)),
    ]
  }
}
