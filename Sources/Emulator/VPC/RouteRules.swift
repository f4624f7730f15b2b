import Addressing
import JSON
import Scenario

/// A route: a destination and what it goes through.
struct RouteRule: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<RouteRule>> { \.routeRules }
  static let kind = ResourceKind.routeRule
  static let module = "RouterTable"

  let id: String
  let scope: Scope
  let routeTableID: String
  let vpcID: String
  var destination: Prefix
  var nextHopType: String
  var nextHopID: String
  var description: String

  var label: String { destination.description }
  var references: [String] { [routeTableID, nextHopID] }
}

extension Behaviour {
  static let routeDuplicate = Behaviour(
    "RTB-010", .assumption, "A second route for one destination of a table is refused.",
    "one destination of a table has one route; CTyun's route page")
  static let routeSystem = Behaviour(
    "RTB-011", .assumption, "A route that overlaps one of the profile's system routes is refused.")
  static let routeFamily = Behaviour(
    "RTB-012", .assumption, "A route whose ipVersion is not that of its destination is refused.")
  static let routeNextHop = Behaviour(
    "RTB-013", .assumption,
    "A next hop of a type that the emulator keeps (server, HA virtual IP, "
      + "peering) must be there; any id is taken for the others."
  )
  static let routeQuota = Behaviour(
    "RTB-014", .assumption, "A table takes as many routes as the profile says.")
  static let routeBatch = Behaviour(
    "RTB-015", .assumption, "Of several routes in one call either all are made or none.")

  static let routeRules = [routeDuplicate, routeSystem, routeFamily, routeNextHop, routeQuota, routeBatch]
}

enum RouteRules {
  static let handlers: [String: Handler] = [
    "vpc.CreateRouteRule": create, "vpc.CreateRouteRules": createSeveral, "vpc.ListRouteRules": list,
    "vpc.ListRouteRulesLegacy": list, "vpc.UpdateRouteRule": update, "vpc.UpdateRouteRules": updateSeveral,
    "vpc.DeleteRouteRule": delete, "vpc.DeleteRouteRules": deleteSeveral,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    let ids = try cloud.addRoutes([request.arguments], to: table, request)
    return .row(["routeRuleID": .optional(ids.first)])
  }

  static func createSeveral(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    return .texts(try cloud.addRoutes(request.objects("routeRules"), to: table, request))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    return cloud.page(RouteRule.self, .of(table.id), request, cloud.describe)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let rule = try cloud.find(RouteRule.self, request.required("routeRuleID"), request)
    cloud.update(RouteRule.self, rule.id) { $0.description = request.text("description") ?? "" }
    return .nothing
  }

  static func updateSeveral(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    let changes = request.objects("routeRules")
    var destinations = Set<Prefix>()
    let ids = Set(changes.compactMap { $0.text("routeRuleID") })
    for rule in cloud.state.routeRules.rows(in: .of(table.id)) where !ids.contains(rule.id) {
      destinations.insert(rule.destination)
    }
    var checked: [(id: String, destination: Prefix, members: JSONObject)] = []
    for members in changes {
      let rule = try cloud.find(RouteRule.self, members.text("routeRuleID") ?? "", request)
      guard rule.routeTableID == table.id else { throw RouteRule.missing(rule.id) }
      checked.append((rule.id, try cloud.checkRoute(members, against: &destinations, request), members))
    }
    for change in checked {
      cloud.update(RouteRule.self, change.id) {
        $0.destination = change.destination
        $0.nextHopType = change.members.text("nextHopType") ?? ""
        $0.nextHopID = change.members.text("nextHopID") ?? ""
        $0.description = change.members.text("description") ?? ""
      }
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let rule = try cloud.find(RouteRule.self, request.required("routeRuleID"), request)
    cloud.remove(RouteRule.self, rule.id)
    return .nothing
  }

  static func deleteSeveral(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    let ids = request.texts("routeRuleIDs") ?? []
    for id in ids {
      let rule = try cloud.find(RouteRule.self, id, request)
      guard rule.routeTableID == table.id else { throw RouteRule.missing(id) }
    }
    for id in ids { cloud.remove(RouteRule.self, id) }
    return .nothing
  }
}

extension Cloud {
  /// Adds routes to a table: all, or none and a refusal. Returns their ids.
  mutating func addRoutes(
    _ routes: [JSONObject], to table: RouteTable, _ request: Request
  ) throws(Refusal) -> [String] {
    let present = state.routeRules.rows(in: .of(table.id))
    let limit = configuration.profile.routesPerTable
    guard present.count + routes.count <= limit else {
      throw Refusal(.routeQuota, "RouterTable", .quota, "\(table.id) takes \(limit) routes")
    }
    var destinations = Set(present.map(\.destination))
    var checked: [(Prefix, JSONObject)] = []
    for members in routes {
      checked.append((try checkRoute(members, against: &destinations, request), members))
    }
    return checked.map { destination, members in
      let rule = RouteRule(
        id: makeID("rtbrule"), scope: request.scope, routeTableID: table.id, vpcID: table.vpcID,
        destination: destination, nextHopType: members.text("nextHopType") ?? "",
        nextHopID: members.text("nextHopID") ?? "", description: members.text("description") ?? "")
      insert(rule)
      return rule.id
    }
  }

  /// The destination of a route that may be added beside the others.
  fileprivate func checkRoute(
    _ members: JSONObject, against destinations: inout Set<Prefix>, _ request: Request
  ) throws(Refusal) -> Prefix {
    guard let destination = members.text("destination").flatMap({ Prefix($0) }) else {
      throw Refusal(.badArgument, "Parameter", .invalid, "destination: must be a prefix without host bits")
    }
    guard members.integer("ipVersion") == (destination.family == .ipv4 ? 4 : 6) else {
      throw Refusal(
        .routeFamily, "RouterTable", .conflict, "ipVersion does not fit the destination \(destination)")
    }
    if let system = configuration.profile.systemRoutes.first(where: { $0.overlaps(destination) }) {
      throw Refusal(
        .routeSystem, "RouterTable", .overlap, "\(destination) overlaps the system route \(system)")
    }
    guard destinations.insert(destination).inserted else {
      throw Refusal(
        .routeDuplicate, "RouterTable", .alreadyExists, "there is a route to \(destination) already")
    }
    let id = members.text("nextHopID") ?? ""
    let type = members.text("nextHopType") ?? ""
    let isThere: Bool =
      switch type {
      case "vm", "bm": own(Server.self, id, request).map { $0.isBareMetal == (type == "bm") } ?? false
      case "havip": own(HighAvailabilityAddress.self, id, request) != nil
      case "vpcpeering": peering(id, visibleTo: request) != nil
      default: true
      }
    guard isThere else {
      throw Refusal(.routeNextHop, "RouterTable", .notFound, "the next hop \(id) does not exist")
    }
    return destination
  }

  func describe(_ rule: RouteRule) -> JSONObject {
    [
      "nextHopID": .string(rule.nextHopID), "nextHopType": .string(rule.nextHopType),
      "destination": .string(rule.destination.description),
      "ipVersion": rule.destination.family == .ipv4 ? 4 : 6, "description": .string(rule.description),
      "routeRuleID": .string(rule.id), "routeTableID": .string(rule.routeTableID),
      "vpcID": .string(rule.vpcID),
    ]
  }
}
