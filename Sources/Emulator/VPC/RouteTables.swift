import Addressing
import JSON

/// A table of routes that subnets use.
struct RouteTable: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<RouteTable>> { \.routeTables }
  static let kind = ResourceKind.routeTable
  static let module = "RouterTable"

  let id: String
  let scope: Scope
  let vpcID: String
  var name: String
  let isDefault: Bool
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID] }

  static func missing(_ id: String) -> Refusal {
    Refusal(.routeTableMissing, module, .accessFailed, "the route table \(id) does not exist")
  }
}

extension Behaviour {
  static let routeTableMissing = Behaviour(
    "RTB-001", .contract, "A route table that is not there is refused with Openapi.RouterTable.AccessFailed.",
    "error_code.go")
  static let routeTableDefaultStays = Behaviour(
    "RTB-002", .contract, "The default route table is not deleted by itself.",
    "ctvpc_delete_route_table_api.go")
  static let routeTableInUse = Behaviour(
    "RTB-003", .assumption, "A route table that subnets use is not deleted.")
  static let routeTableRulesGo = Behaviour(
    "RTB-004", .assumption, "The routes of a user-made table go with it.")

  static let routeTables = [routeTableMissing, routeTableDefaultStays, routeTableInUse, routeTableRulesGo]
}

enum RouteTables {
  static let handlers: [String: Handler] = [
    "vpc.CreateRouteTable": create, "vpc.ListRouteTables": list, "vpc.ListRouteTablesLegacy": list,
    "vpc.ShowRouteTable": show, "vpc.UpdateRouteTable": update, "vpc.DeleteRouteTable": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let table = RouteTable(
      id: cloud.makeID("rtb"), scope: request.scope, vpcID: vpc.id, name: request.required("name"),
      isDefault: false, createdAt: request.now, updatedAt: request.now)
    cloud.insert(table)
    return .row(cloud.describe(table))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpcID = request.text("vpcID")
    let content = request.text("queryContent")
    // Only subnet route tables are kept; a list of gateway route tables is empty.
    let wantsGateways = request.arguments.integer("type") == 2
    if let id = request.text("routeTableID") {
      let rows = cloud.own(RouteTable.self, [id], request).filter {
        !wantsGateways && (vpcID == nil || $0.vpcID == vpcID)
      }
      return cloud.page(rows, request, cloud.describe)
    }
    guard !wantsGateways else { return cloud.page([RouteTable](), request, cloud.describe) }
    return cloud.page(
      RouteTable.self, cloud.group(ofVPC: vpcID, request), request,
      where: content.map { content in { $0.name.contains(content) || $0.id.contains(content) } },
      cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    var row = cloud.describe(table)
    row["routeRules"] = .texts(cloud.state.routeRules.rows(in: .of(table.id)).map(\.id))
    row["subnetDetail"] = .array(
      cloud.state.subnets.rows(in: .of(table.id)).map { subnet in
        [
          "id": .string(subnet.id), "name": .string(subnet.name), "cidr": .string(subnet.cidr.description),
          "ipv6Cidr": .optional(subnet.ipv6?.description),
        ]
      })
    return .row(row)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    cloud.update(RouteTable.self, table.id) {
      if let name = request.text("name") { $0.name = name }
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let table = try cloud.find(RouteTable.self, request.required("routeTableID"), request)
    if table.isDefault {
      throw Refusal(.routeTableDefaultStays, "RouterTable", .conflict, "\(table.id) goes with its VPC only")
    }
    if let subnet = cloud.state.subnets.first(in: .of(table.id)) {
      throw Refusal(.routeTableInUse, "RouterTable", .dependants, "\(subnet.id) uses \(table.id)")
    }
    for rule in cloud.state.routeRules.rows(in: .of(table.id)) { cloud.remove(RouteRule.self, rule.id) }
    cloud.remove(RouteTable.self, table.id)
    return .nothing
  }
}

extension Cloud {
  func describe(_ table: RouteTable) -> JSONObject {
    [
      "name": .string(table.name), "vpcID": .string(table.vpcID), "id": .string(table.id), "freezing": false,
      "routeRulesCount": .count(state.routeRules.count(in: .of(table.id))),
      "createdAt": .time(table.createdAt), "updatedAt": .time(table.updatedAt), "type": 0,
      "origin": table.isDefault ? "default" : "user",
    ]
  }
}
