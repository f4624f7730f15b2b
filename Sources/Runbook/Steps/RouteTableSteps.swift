import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// Custom route tables. A table is given to a subnet when it is complete: without its route to the Direct Connect
/// gateway the answers of the subnet would have no way home.
extension RunbookBuilder {
  mutating func addRouteTableSteps() {
    for vpc in plan.vpcs {
      for table in vpc.routeTables { add(table, of: vpc) }
    }
  }

  private mutating func add(_ table: PlannedRouteTable, of vpc: PlannedVPC) {
    let resource = ResourceID.routeTable(vpc: vpc.name, table.name)
    let parent = ResourceID.vpc(vpc.name)
    if let existing = table.existing {
      addAdoption(
        resource, existing: existing, .network, after: ready(parent),
        call("vpc.ShowRouteTable", by: vpc.account, ["routeTableID": .string(existing)]),
        [.equals(Place.member("id"), .string(existing))])
    } else {
      create(table, resource: resource, of: vpc)
    }
    var phase = Phase.network
    var routes: [String] = []
    for (number, route) in table.routes.enumerated() {
      let step = "\(resource)/route-\(number + 1)"
      routes.append(step)
      phase = max(phase, add(route, id: step, table: table, resource: resource, of: vpc))
    }
    for subnet in vpc.subnets where subnet.routeTable == table.name {
      // Both adopted: bound already, which the subnet's own step verifies.
      guard subnet.existing == nil || table.existing == nil else { continue }
      bind(
        table, resource: resource, to: subnet, of: vpc, phase: phase,
        after: routes.isEmpty ? ready(resource) : routes)
    }
  }

  private mutating func create(_ table: PlannedRouteTable, resource: String, of vpc: PlannedVPC) {
    let step = resource + "/create"
    let parent = ResourceID.vpc(vpc.name)
    addCall(
      step, .network, resource: resource, title: NetworkText.createTable(table.cloudName, vpc.cloudName),
      after: ready(parent),
      call(
        "vpc.CreateRouteTable", by: vpc.account, ["vpcID": id(parent), "name": .string(table.cloudName)]),
      check: check(
        CommonText.readBack, NetworkText.tableThere,
        call("vpc.ShowRouteTable", by: vpc.account, ["routeTableID": own(step, "routeTableID")]),
        [.equals(Place.member("name"), .string(table.cloudName))]),
      undo: undo(
        NetworkText.deleteTable(table.cloudName),
        call("vpc.DeleteRouteTable", by: vpc.account, ["routeTableID": own(step, "routeTableID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("vpc.ListRouteTables", by: vpc.account, ["routeTableID": own(step, "routeTableID")]),
          [.absent(Place.member("routeTables"))])),
      outputs: [Output(name: "routeTableID", source: .action, path: Place.member("id"))])
    remember(resource, step: step, output: "routeTableID")
  }

  /// Adds a route and says in which phase: one that points at a gateway waits for the gateway.
  private mutating func add(
    _ route: PlannedRouteTable.Route, id step: String, table: PlannedRouteTable, resource: String,
    of vpc: PlannedVPC
  ) -> Phase {
    let isAdopted = table.existing != nil
    var dependencies = ready(resource)
    var phase = Phase.network
    let nextHop: (type: String, id: JSONValue, text: String)
    switch route.nextHop {
    case .directConnect(let name):
      let gateway = ResourceID.directConnect(name)
      let attachment = ResourceID.attachment(directConnect: name, vpc: vpc.name)
      dependencies += ready(gateway) + ready(attachment)
      nextHop = ("dc", id(gateway), name)
      phase = .line
    case .other(let kind, let id):
      nextHop = (Self.nextHopType(kind), .string(id), id)
    }
    if isAdopted { phase = .site }
    let read = call(
      "vpc.ListRouteRules", by: vpc.account, ["routeTableID": id(resource), "pageSize": Self.fullPage])
    let place = Place.row("routeRules", [("destination", route.to.description)])
    addCall(
      step, phase, resource: resource, title: NetworkText.addRoute(table.cloudName, route.to, nextHop.text),
      after: dependencies,
      call(
        "vpc.CreateRouteRule", by: vpc.account,
        [
          "routeTableID": id(resource), "nextHopID": nextHop.id, "nextHopType": .string(nextHop.type),
          "destination": JSONValue(route.to), "ipVersion": route.to.family == .ipv4 ? 4 : 6,
        ]),
      check: check(
        CommonText.readBack, NetworkText.routeThere, read,
        [
          .equals(place.member("nextHopType"), .string(nextHop.type)),
          .equals(place.member("nextHopID"), nextHop.id),
        ]),
      undo: undo(
        NetworkText.removeRoute(table.cloudName, route.to),
        call("vpc.DeleteRouteRule", by: vpc.account, ["routeRuleID": own(step, "routeRuleID")]),
        gone: check(CommonText.readBack, NetworkText.routeGone, read, [.absent(place)])),
      impact: isAdopted ? .mayInterrupt : .none,
      reason: isAdopted ? NetworkText.routeInUse : CommonText.unusedYet,
      outputs: [Output(name: "routeRuleID", source: .action, path: Place.member("routeRuleID"))],
      remains: isAdopted ? CommonText.adoptedEntry : nil)
    return phase
  }

  private mutating func bind(
    _ table: PlannedRouteTable, resource: String, to subnet: PlannedSubnet, of vpc: PlannedVPC, phase: Phase,
    after complete: [String]
  ) {
    let place = ResourceID.subnet(vpc: vpc.name, subnet.name)
    let isLive = subnet.existing != nil
    let former = handles[place].map { own($0.step, "routeTableID") } ?? .string("")
    func giving(_ table: JSONValue) -> APICall {
      call("vpc.ReplaceSubnetRouteTable", by: vpc.account, ["subnetID": id(place), "routeTableID": table])
    }
    let read = call("vpc.ShowSubnet", by: vpc.account, ["subnetID": id(place)])
    addCall(
      place + "/bind-route-table", isLive ? .site : phase, resource: place,
      title: NetworkText.bindTable(table.cloudName, subnet.cloudName), after: complete + ready(place),
      giving(id(resource)),
      check: check(
        CommonText.readBack, NetworkText.tableBound, read,
        [.equals(Place.member("routeTableID"), id(resource))]),
      undo: undo(
        NetworkText.restoreTable(subnet.cloudName), giving(former),
        gone: check(
          CommonText.readBack, NetworkText.tableRestored, read,
          [.equals(Place.member("routeTableID"), former)])),
      impact: isLive ? .mayInterrupt : .none,
      reason: isLive ? NetworkText.tableOnLiveSubnet : CommonText.unusedYet)
  }

  /// The cloud's word for a kind of next hop; a word that is the cloud's own already stays.
  static func nextHopType(_ kind: String) -> String {
    switch kind {
    case "nat-gateway": "natgw"
    case "peering": "vpcpeering"
    case "server": "vm"
    case "bare-metal": "bm"
    case "internet-gateway": "igw"
    case "ipv6-gateway": "igw6"
    case "vpn-gateway": "vpngw"
    case "network-interface": "enic"
    default: kind
    }
  }
}
