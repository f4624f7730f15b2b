import JSON
import Scenario

/// A Direct Connect gateway: a routing domain of its own on a switch.
struct Gateway: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Gateway>> { \.gateways }
  static let kind = ResourceKind.gateway
  static let module = "LineGateway"

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
  static let gatewayByName = Behaviour(
    "CDA-030", .contract, "A gateway is known by its name, whichever of gatewayName and vrfName a call uses.",
    "README-cda, Oddities")
  static let gatewayTwice = Behaviour(
    "CDA-031", .contract, "A second gateway of one name in an account is refused.", "note of AddGateway")
  static let gatewayQuota = Behaviour(
    "CDA-032", .assumption, "An account has as many gateways as the profile says.")
  static let gatewayDependants = Behaviour(
    "CDA-033", .contract, "A gateway with lines, VPCs, routes, health checks or probes is not deleted.",
    "README-cda, Order 5, inferred there")

  static let gateways = [gatewayByName, gatewayTwice, gatewayQuota, gatewayDependants]
}

enum Gateways {
  static let handlers: [String: Handler] = [
    "cda.AddGateway": add, "cda.DeleteGateway": delete, "cda.CountGateway": count, "cda.ListGateway": list,
    "cda.GetExpressConnect": expressConnect,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    try cloud.checkAccount(request)
    let name = request.required("gatewayName")
    guard cloud.state.gateways.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(.gatewayTwice, "LineGateway", .alreadyExists, "there is a gateway named \(name) already")
    }
    let limit = cloud.configuration.profile.gatewaysPerAccount
    guard cloud.state.gateways.count(in: .scope(request.scope)) < limit else {
      throw Refusal(.gatewayQuota, "LineGateway", .quota, "an account has \(limit) gateways")
    }
    cloud.insert(
      Gateway(
        id: cloud.makeID("linegateway"), scope: request.scope, name: name,
        document: Document(request.arguments), createdAt: request.now))
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let group = Group.of(gateway.id)
    let dependants: [(String, Int)] = [
      ("lines", cloud.state.lines.count(in: group)), ("VPCs", cloud.state.attachments.count(in: group)),
      ("static routes", cloud.state.staticRoutes.count(in: group)),
      ("BGP routes", cloud.state.bgpRoutes.count(in: group)),
      ("health checks", cloud.state.healthChecks.count(in: group)),
      ("link probes", cloud.state.linkProbes.count(in: group)),
    ]
    if let (what, _) = dependants.first(where: { $0.1 > 0 }) {
      throw Refusal(.gatewayDependants, "LineGateway", .dependants, "\(gateway.name) still has \(what)")
    }
    cloud.remove(Gateway.self, gateway.id)
    return .nothing
  }

  static func count(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let count = cloud.isOwnAccount(request) ? cloud.state.gateways.count(in: .scope(request.scope)) : 0
    return .row(["count": .count(count)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    guard cloud.isOwnAccount(request) else { return cloud.page([Gateway](), request, cloud.describe) }
    let group = request.text("gatewayName").map { Group.named(request.scope, $0) }
    return cloud.page(Gateway.self, group ?? .scope(request.scope), request, cloud.describe)
  }

  /// No gateway is bound to an inter-cloud express connection here.
  static func expressConnect(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    _ = try cloud.gateway(request)
    return .nothing
  }
}

extension Cloud {
  /// The caller's gateway that a call names.
  func gateway(_ request: Request) throws(Refusal) -> Gateway {
    let name = request.required("gatewayName")
    guard let gateway = state.gateways.first(in: .named(request.scope, name)) else {
      throw Gateway.missing(name)
    }
    return gateway
  }

  func describe(_ gateway: Gateway) -> JSONObject {
    let group = Group.of(gateway.id)
    let members = gateway.document.members
    let routes: [JSONValue] = state.staticRoutes.rows(in: group).map { route in
      var row = describe(route)
      let hop = route.document.members.objects("nextHop").first ?? [:]
      row["SRId"] = .string(route.id)
      row["srid"] = .string(route.id)
      for name in ["remoteGatewayIp", "priority", "track"] { row[name] = hop[name] }
      return .object(row)
    }
    return [
      "fuid": .string(gateway.id), "vrfName": .string(gateway.name), "displayName": .string(gateway.name),
      "accessPoint": members["accessPoint"] ?? "",
      "account": members["account"] ?? "", "isSwConfig": members["isSwConfig"] ?? true,
      "lineList": .texts(state.lines.rows(in: group).map(\.name)),
      "resourcePool": .string(gateway.scope.region),
      "resourcePoolName": .optional(state.regions.first { $0.id == gateway.scope.region }?.name),
      "srList": .array(routes),
      "vpcList": .array(state.attachments.rows(in: group).map { .object(describe($0)) }),
      "isAutomation": true, "lgcreateTime": .time(gateway.createdAt),
      "fuserLastUpdated": .time(gateway.createdAt),
    ]
  }
}
