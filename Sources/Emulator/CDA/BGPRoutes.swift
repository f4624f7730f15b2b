import Addressing
import JSON
import Scenario

/// Destinations behind the lines of a gateway, learnt by BGP.
struct BGPRoute: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<BGPRoute>> { \.bgpRoutes }
  static let kind = ResourceKind.bgpRoute
  static let module = "BgpRoute"

  let id: String
  let scope: Scope
  let gatewayID: String
  var networks: [Prefix]
  /// The lines of its neighbours.
  var lineIDs: [String]
  /// Everything, as it was given.
  var document: Document

  var label: String { gatewayID }
  var references: [String] { [gatewayID] + lineIDs }
}

extension Behaviour {
  static let bgpOnce = Behaviour(
    "CDA-060", .assumption, "A gateway has one BGP route at most.", "gatewayName is its natural key")
  static let bgpNeighbour = Behaviour(
    "CDA-061", .contract,
    "A BGP neighbour's address is the customer's end of its line, which is bound to the gateway.",
    "note of BGPIP; that others are refused is assumed")
  static let bgpASN = Behaviour(
    "CDA-062", .assumption, "A neighbour's AS number that equals the cloud's own is refused.")
  static let bgpRead = Behaviour(
    "CDA-063", .contract,
    "BGP routes name lines by lineID when written and by lineName when read, and multiPathNum reads back "
      + "as multiPathNumber.",
    "README-cda, Oddities")
  static let bgpKey = Behaviour("CDA-064", .assumption, "The key of a BGP neighbour is never shown.")

  static let bgpRoutes = [bgpOnce, bgpNeighbour, bgpASN, bgpRead, bgpKey]
}

enum BGPRoutes {
  static let handlers: [String: Handler] = [
    "cda.AddBgpRoute": add, "cda.UpdateBgpRoute": update, "cda.DeleteBgpRoute": delete,
    "cda.ListBgpRoute": list,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let lines = try cloud.boundLines(of: gateway)
    if cloud.state.staticRoutes.count(in: .of(gateway.id)) > 0 {
      throw Refusal(.staticBesideBGP, "BgpRoute", .conflict, "\(gateway.name) has static routes")
    }
    guard cloud.state.bgpRoutes.count(in: .of(gateway.id)) == 0 else {
      throw Refusal(.bgpOnce, "BgpRoute", .alreadyExists, "\(gateway.name) has a BGP route already")
    }
    let (networks, lineIDs) = try checked(cloud, request, lines)
    try cloud.checkRanges(networks, on: gateway)
    cloud.insert(
      BGPRoute(
        id: cloud.makeID("bgp"), scope: request.scope, gatewayID: gateway.id, networks: networks,
        lineIDs: lineIDs, document: Document(request.arguments)))
    return .nothing
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let route = try cloud.find(BGPRoute.self, request.required("BGPID"), request)
    guard let gateway = cloud.state.gateways[route.gatewayID] else { throw Gateway.missing(route.gatewayID) }
    guard request.text("ipVersion") == route.document.members.text("ipVersion") else {
      throw Refusal(.staticVersion, "BgpRoute", .conflict, "ipVersion does not change")
    }
    let (networks, lineIDs) = try checked(cloud, request, try cloud.boundLines(of: gateway))
    try cloud.checkRanges(networks, on: gateway, except: route.id)
    cloud.update(BGPRoute.self, route.id) {
      $0.networks = networks
      $0.lineIDs = lineIDs
      $0.document = Document(request.arguments)
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let route = try cloud.find(BGPRoute.self, request.required("BGPId"), request)
    cloud.remove(BGPRoute.self, route.id)
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let rows = cloud.isOwnAccount(request) ? cloud.state.bgpRoutes.rows(in: .of(gateway.id)) : []
    return .row(["BGPRouteList": .array(rows.map { .object(cloud.describe($0)) })])
  }

  private static func checked(
    _ cloud: Cloud, _ request: Request, _ lines: [Line]
  ) throws(Refusal) -> ([Prefix], [String]) {
    let networks = try request.prefixes("networkCidr") + request.prefixes("networkCidrV6")
    let limit = cloud.configuration.profile.bgpRoutesPerLine
    guard networks.count <= limit else {
      throw Refusal(.staticQuota, "BgpRoute", .quota, "a line takes \(limit) BGP networks")
    }
    var lineIDs: [String] = []
    for neighbour in request.objects("BGPList") + request.objects("BGPIpv6List") {
      let id = neighbour.text("lineID") ?? ""
      let text = neighbour.text("BGPIP") ?? ""
      let address = IPAddress(text)
      guard let line = lines.first(where: { $0.id == id }), let address, line.remotes.contains(address) else {
        throw Refusal(
          .bgpNeighbour, "BgpRoute", .conflict, "\(text) is not the far end of the bound line \(id)")
      }
      if neighbour.text("peerAS") == "\(cloud.configuration.profile.cloudASN)" {
        throw Refusal(.bgpASN, "BgpRoute", .conflict, "peerAS is the cloud's own AS number")
      }
      if !lineIDs.contains(id) { lineIDs.append(id) }
    }
    return (networks, lineIDs)
  }
}

extension Cloud {
  func describe(_ route: BGPRoute) -> JSONObject {
    var row = route.document.members
    row["BGPID"] = .string(route.id)
    row["gatewayName"] = .optional(state.gateways[route.gatewayID]?.name)
    row["multiPathNumber"] = row["multiPathNum"]
    row["multiPathNumberIpv6"] = row["multiPathNumIpv6"]
    for key in ["BGPList", "BGPIpv6List"] {
      row[key] = .array(
        row.objects(key).map { neighbour in
          var shown = neighbour
          shown["lineName"] = .optional(neighbour.text("lineID").flatMap { state.lines[$0]?.name })
          shown["BGPKey"] = ""
          return .object(shown)
        })
    }
    return row
  }
}
