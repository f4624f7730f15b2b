import Addressing
import JSON

/// A connection between two VPCs.
struct Peering: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Peering>> { \.peerings }
  static let kind = ResourceKind.peering
  static let module = "VpcPeer"

  let id: String
  /// Of the account that asked for it.
  let scope: Scope
  var name: String
  let requestVPC: String
  let acceptVPC: String
  let acceptScope: Scope
  var isAgreed: Bool

  var label: String { name }
  var references: [String] { [requestVPC, acceptVPC] }
}

extension Behaviour {
  static let peeringOrder = Behaviour(
    "PER-001", .contract,
    "Making and removing a peering is in_progress until it is done; the same call is repeated meanwhile.",
    "README §3")
  static let peeringOverlap = Behaviour("PER-002", .assumption, "VPCs whose ranges overlap are not peered.")
  static let peeringTwice = Behaviour("PER-003", .assumption, "Two VPCs have one peering at most.")
  static let peeringConsent = Behaviour(
    "PER-004", .contract,
    "A peering with another account's VPC is pending until that account agrees; with one's own it is agreed.",
    "status of ListVpcPeerings; acceptEmail of CreateVpcPeering")
  static let peeringRange = Behaviour(
    "PER-005", .assumption, "A requestVpcCidr that is not a range of the requesting VPC is refused.")
  static let peeringRejected = Behaviour("PER-006", .assumption, "A rejected peering request is gone.")
  static let peeringRoutes = Behaviour(
    "PER-007", .assumption, "A peering that routes point at is not removed.")
  static let peeringRoute = Behaviour(
    "PER-008", .assumption, "A route towards a peering goes into the default route table of its VPC.",
    "the call names the VPC and no table")

  static let peerings = [
    peeringOrder, peeringOverlap, peeringTwice, peeringConsent, peeringRange, peeringRejected, peeringRoutes,
    peeringRoute,
  ]
}

enum Peerings {
  static let handlers: [String: Handler] = [
    "vpc.CreateVpcPeering": create, "vpc.ListVpcPeerings": list, "vpc.ShowVpcPeering": show,
    "vpc.UpdateVpcPeering": update, "vpc.DeleteVpcPeering": delete,
    "vpc.ListVpcPeeringRequests": listRequests, "vpc.AgreeVpcPeeringRequest": agree,
    "vpc.RejectVpcPeeringRequest": reject,
    "vpc.CreateVpcPeeringRoute": PeeringRoutes.create, "vpc.ListVpcPeeringRoutes": PeeringRoutes.list,
    "vpc.DeleteVpcPeeringRoute": PeeringRoutes.delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("requestVpcID"), request)
    let other = try accepting(cloud, request)
    let range = try request.prefix("requestVpcCidr")
    guard vpc.ranges.contains(where: { $0.contains(range) }) else {
      throw Refusal(.peeringRange, "VpcPeer", .conflict, "\(range) is no range of \(vpc.id)")
    }
    if let clash = vpc.ranges.first(where: { mine in other.ranges.contains { $0.overlaps(mine) } }) {
      throw Refusal(.peeringOverlap, "VpcPeer", .overlap, "\(clash) overlaps a range of \(other.id)")
    }
    let twins =
      cloud.state.peerings.rows(in: .of(vpc.id)).contains { $0.references.contains(other.id) }
      || cloud.state.orders.rows(in: .of(vpc.id)).contains { $0.references.contains(other.id) }
    if twins || vpc.id == other.id {
      throw Refusal(.peeringTwice, "VpcPeer", .alreadyExists, "\(vpc.id) and \(other.id) are joined already")
    }
    let peering = Peering(
      id: cloud.makeID("vpcpeer"), scope: request.scope, name: request.required("name"),
      requestVPC: vpc.id, acceptVPC: other.id, acceptScope: other.scope,
      isAgreed: other.scope == request.scope)
    return .order(cloud.place(.makePeering(peering), .peering, request))
  }

  /// The other VPC: one's own, or one of the account with that e-mail.
  private static func accepting(_ cloud: Cloud, _ request: Request) throws(Refusal) -> VPC {
    let id = request.required("acceptVpcID")
    guard let email = request.text("acceptEmail"), email != request.account.email else {
      return try cloud.find(VPC.self, id, request)
    }
    let account = cloud.state.accounts.first { $0.email == email }
    guard let account, let vpc = cloud.state.vpcs[id],
      vpc.scope == Scope(account: account.name, region: request.region.id)
    else { throw VPC.missing(id) }
    return vpc
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    cloud.page(cloud.peerings(visibleTo: request), request) { cloud.describe($0, for: request.scope) }
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("instanceID")
    guard let peering = cloud.peering(id, visibleTo: request) else { throw Peering.missing(id) }
    return .row(cloud.describe(peering, for: request.scope))
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let peering = try cloud.find(Peering.self, request.required("instanceID"), request)
    cloud.update(Peering.self, peering.id) { if let name = request.text("name") { $0.name = name } }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("instanceID")
    if let order = cloud.pendingOrder(.removePeering(id)) { return .order(order) }
    guard cloud.peering(id, visibleTo: request) != nil else { throw Peering.missing(id) }
    if let rule = cloud.state.routeRules.first(in: .of(id)) {
      throw Refusal(.peeringRoutes, "VpcPeer", .dependants, "the route \(rule.id) points at \(id)")
    }
    return .order(cloud.place(.removePeering(id), .peeringRemoval, request))
  }

  static func listRequests(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let waiting = cloud.peerings(visibleTo: request).filter {
      !$0.isAgreed && $0.acceptScope == request.scope
    }
    return cloud.page(waiting, request) { cloud.describe($0, for: request.scope) }
  }

  static func agree(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let peering = try asked(cloud, request)
    cloud.update(Peering.self, peering.id) { $0.isAgreed = true }
    return .nothing
  }

  static func reject(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let peering = try asked(cloud, request)
    guard !peering.isAgreed else {
      throw Refusal(.peeringRejected, "VpcPeer", .conflict, "\(peering.id) is agreed to already")
    }
    cloud.remove(Peering.self, peering.id)
    return .nothing
  }

  private static func asked(_ cloud: Cloud, _ request: Request) throws(Refusal) -> Peering {
    let id = request.required("instanceID")
    guard let peering = cloud.peering(id, visibleTo: request), peering.acceptScope == request.scope else {
      throw Peering.missing(id)
    }
    return peering
  }
}

/// Routes towards peerings, under calls of their own.
enum PeeringRoutes {
  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    guard let table = cloud.state.routeTables.rows(in: .of(vpc.id)).first(where: \.isDefault) else {
      throw RouteTable.missing("of \(vpc.id)")
    }
    var route = request.arguments
    route["nextHopType"] = "vpcpeering"
    let ids = try cloud.addRoutes([route], to: table, request)
    return .row(["routeRule": .optional(ids.first)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let tables = cloud.state.routeTables.rows(in: .of(vpc.id)).filter {
      request.text("routeTableID").map($0.id.contains) ?? true
    }
    let rules = tables.flatMap { cloud.state.routeRules.rows(in: .of($0.id)) }
      .filter { $0.nextHopType == "vpcpeering" }
    return cloud.page(rules, request, cloud.describe)
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let rule = try cloud.find(RouteRule.self, request.required("routeRuleID"), request)
    guard rule.nextHopType == "vpcpeering" else { throw RouteRule.missing(rule.id) }
    cloud.remove(RouteRule.self, rule.id)
    return .row(["routeRule": .string(rule.id)])
  }
}

extension Cloud {
  /// Those of a side of which the caller is.
  func peerings(visibleTo request: Request) -> [Peering] {
    var seen = Set<String>()
    return state.vpcs.rows(in: .scope(request.scope)).flatMap { state.peerings.rows(in: .of($0.id)) }
      .filter { seen.insert($0.id).inserted }
  }

  func peering(_ id: String, visibleTo request: Request) -> Peering? {
    guard let peering = state.peerings[id] else { return nil }
    return peering.scope == request.scope || peering.acceptScope == request.scope ? peering : nil
  }

  func describe(_ peering: Peering, for scope: Scope) -> JSONObject {
    let mine = state.vpcs[peering.requestVPC]
    let other = state.vpcs[peering.acceptVPC]
    let accepting = state.accounts.first { $0.name == peering.acceptScope.account }
    return [
      "requestVpcID": .string(peering.requestVPC), "requestVpcName": .optional(mine?.name),
      "requestVpcCidr": .optional(mine?.cidr.description), "acceptVpcID": .string(peering.acceptVPC),
      "acceptVpcName": .optional(other?.name), "acceptVpcCidr": .optional(other?.cidr.description),
      "acceptEmail": .optional(accepting?.email),
      "userType": peering.scope == peering.acceptScope ? "current" : "other",
      "name": .string(peering.name), "instanceID": .string(peering.id),
      "status": peering.isAgreed ? "agree" : "pending",
    ]
  }
}
