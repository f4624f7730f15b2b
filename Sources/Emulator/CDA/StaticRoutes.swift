import Addressing
import JSON
import Scenario

/// Destinations behind the lines of a gateway, by hand.
struct StaticRoute: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<StaticRoute>> { \.staticRoutes }
  static let kind = ResourceKind.staticRoute
  static let module = "StaticRoute"

  let id: String
  let scope: Scope
  let gatewayID: String
  var destinations: [Prefix]
  /// The lines that the next hops are the customer's ends of.
  var lineIDs: [String]
  /// Everything, as it was given.
  var document: Document

  var label: String { destinations.map(\.description).joined(separator: ",") }
  var references: [String] { [gatewayID] + lineIDs }
}

extension Behaviour {
  static let staticNeedsLine = Behaviour(
    "CDA-050", .contract, "A route needs a line bound to the gateway.",
    "note of AddStaticRoute; of BGP routes inferred")
  static let staticBesideBGP = Behaviour(
    "CDA-051", .contract, "A gateway with a BGP route takes no static one, and the other way round.",
    "note of AddStaticRoute; the other way round is inferred in README-cda, Order 3")
  static let staticNextHop = Behaviour(
    "CDA-052", .contract, "A next hop is the customer's end of a line bound to the gateway.",
    "README-cda, Resources; that others are refused is assumed")
  static let staticVersion = Behaviour(
    "CDA-053", .contract, "An update does not change the ipVersion of a route.",
    "README-cda, Order 6; that it is refused is assumed")
  static let staticQuota = Behaviour(
    "CDA-054", .assumption, "As many static destinations and BGP networks go over a line as the profile says."
  )
  static let staticReplaced = Behaviour(
    "CDA-055", .contract, "An update replaces destinations and next hops as a whole.", "README-cda, Order 7")
  static let staticEmpty = Behaviour(
    "CDA-056", .assumption, "A static route without a destination or a next hop is refused.")

  static let staticRoutes = [
    staticNeedsLine, staticBesideBGP, staticNextHop, staticVersion, staticQuota, staticReplaced, staticEmpty,
  ]
}

enum StaticRoutes {
  static let handlers: [String: Handler] = [
    "cda.AddStaticRoute": add, "cda.UpdateStaticRoute": update, "cda.DeleteStaticRoute": delete,
    "cda.ListStaticRoute": list,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let lines = try cloud.boundLines(of: gateway)
    if cloud.state.bgpRoutes.count(in: .of(gateway.id)) > 0 {
      throw Refusal(.staticBesideBGP, "StaticRoute", .conflict, "\(gateway.name) has a BGP route")
    }
    let (destinations, lineIDs) = try checked(cloud, request, lines)
    try cloud.checkRanges(destinations, on: gateway)
    try checkQuota(destinations.count, lineIDs, except: "", cloud)
    cloud.insert(
      StaticRoute(
        id: cloud.makeID("sr"), scope: request.scope, gatewayID: gateway.id, destinations: destinations,
        lineIDs: lineIDs, document: Document(request.arguments)))
    return .nothing
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let route = try cloud.find(StaticRoute.self, request.required("SRID"), request)
    guard let gateway = cloud.state.gateways[route.gatewayID] else { throw Gateway.missing(route.gatewayID) }
    guard request.text("ipVersion") == route.document.members.text("ipVersion") else {
      throw Refusal(.staticVersion, "StaticRoute", .conflict, "ipVersion does not change")
    }
    let (destinations, lineIDs) = try checked(cloud, request, try cloud.boundLines(of: gateway))
    try cloud.checkRanges(destinations, on: gateway, except: route.id)
    try checkQuota(destinations.count, lineIDs, except: route.id, cloud)
    cloud.update(StaticRoute.self, route.id) {
      $0.destinations = destinations
      $0.lineIDs = lineIDs
      for name in ["dstCidr", "dstCidrV6", "nextHop", "nextHopV6"] {
        $0.document[name] = request.arguments[name]
      }
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let route = try cloud.find(StaticRoute.self, request.required("SRID"), request)
    cloud.remove(StaticRoute.self, route.id)
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let rows = cloud.state.staticRoutes.rows(in: .of(gateway.id))
    return .row(["staticRouteList": .array(rows.map { .object(cloud.describe($0)) })])
  }

  private static func checked(
    _ cloud: Cloud, _ request: Request, _ lines: [Line]
  ) throws(Refusal) -> ([Prefix], [String]) {
    let destinations = try request.prefixes("dstCidr") + request.prefixes("dstCidrV6")
    var lineIDs: [String] = []
    for hop in request.objects("nextHop") + request.objects("nextHopV6") {
      let text = hop.text("remoteGatewayIp") ?? ""
      let address = IPAddress(text)
      guard let address, let line = lines.first(where: { $0.remotes.contains(address) }) else {
        throw Refusal(.staticNextHop, "StaticRoute", .conflict, "\(text) is not the far end of a bound line")
      }
      if !lineIDs.contains(line.id) { lineIDs.append(line.id) }
    }
    guard !destinations.isEmpty, !lineIDs.isEmpty else {
      throw Refusal(.staticEmpty, "StaticRoute", .invalid, "a route needs a destination and a next hop")
    }
    return (destinations, lineIDs)
  }

  private static func checkQuota(
    _ count: Int, _ lineIDs: [String], except replaced: String, _ cloud: Cloud
  ) throws(Refusal) {
    let limit = cloud.configuration.profile.staticRoutesPerLine
    for id in lineIDs {
      let present = cloud.state.staticRoutes.rows(in: .of(id)).filter { $0.id != replaced }
      if present.reduce(count, { $0 + $1.destinations.count }) > limit {
        throw Refusal(.staticQuota, "StaticRoute", .quota, "a line takes \(limit) static destinations")
      }
    }
  }
}

extension Cloud {
  /// The lines of a gateway; refused when there is none.
  func boundLines(of gateway: Gateway) throws(Refusal) -> [Line] {
    let lines = state.lines.rows(in: .of(gateway.id))
    guard !lines.isEmpty else {
      throw Refusal(.staticNeedsLine, "LineGateway", .conflict, "no line is bound to \(gateway.name)")
    }
    return lines
  }

  func describe(_ route: StaticRoute) -> JSONObject {
    var row = route.document.members
    row["SRID"] = .string(route.id)
    row["gatewayName"] = .optional(state.gateways[route.gatewayID]?.name)
    return row
  }
}
