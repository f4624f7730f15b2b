import JSON
import TestSupport
import Testing

@testable import Emulator

/// Random calls against a small model that knows nothing of how the engine keeps things.
@Suite struct ModelTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func engineAgreesWithTheModel(seed: UInt64) throws {
    try ModelRun(seed: seed, target: EngineTarget()).run(steps: 600)
  }
}

/// What the model knows: plain lists, searched from end to end.
private struct Model {
  struct VPC { var id, owner, name: String }
  struct Subnet { var id, vpc, owner: String; var number: Int; var used: Set<Int> }
  struct Service { var id, vpc, owner: String; var isAutomatic: Bool; var allowed: Set<String> }
  struct Endpoint {
    var id, owner, service, subnet: String; var host: Int; var isConnected, isProtected: Bool
  }
  struct Order { var token, owner: String; var endpoint: Endpoint; var looks: Int; var arguments: JSONObject }
  struct Removal { var endpoint: String; var looks: Int }

  var vpcs: [VPC] = []
  var subnets: [Subnet] = []
  var services: [Service] = []
  var endpoints: [Endpoint] = []
  var orders: [Order] = []
  var removals: [Removal] = []
}

struct ModelRun {
  private let seed: UInt64
  private var random: SeededGenerator
  private var bench: Bench
  private var model = Model()
  private var successes = 0
  private var refusals = 0
  private let owners = ["hub", "orders"]

  init(seed: UInt64, target: any CallTarget) {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    bench = Bench(target)
  }

  /// Makes so many random calls, and expects the target to answer each as the model does.
  func run(steps: Int) throws {
    var run = self
    for number in 0..<steps { try run.step(number) }
    // A run in which nothing succeeds, or nothing is refused, would prove nothing.
    #expect(run.successes > steps / 6)
    #expect(run.refusals > steps / 12)
  }

  private mutating func step(_ number: Int) throws {
    let owner = owners[Int.random(in: 0..<2, using: &random)]
    switch Int.random(in: 0..<20, using: &random) {
    case 0, 1: try createVPC(owner, number)
    case 2: try deleteVPC(owner, number)
    case 3, 4: try createSubnet(owner, number)
    case 5: try deleteSubnet(owner, number)
    case 6, 7: try createService(owner, number)
    case 8: try deleteService(owner, number)
    case 9: try allow(owner, number)
    case 10, 11, 12: try order(owner, number)
    case 13, 14: try repeatOrder(number)
    case 15: try decide(owner, number)
    case 16, 17: try deleteEndpoint(owner, number)
    default: try compareLists(owner, number)
    }
  }

  /// Calls, and expects the engine to do or refuse as the model says.
  private mutating func expect(
    _ isAllowed: Bool, _ operation: String, _ arguments: JSONObject, _ owner: String, _ step: Int
  ) throws -> JSONValue? {
    let reply = try bench.call(operation, arguments, as: owner)
    let isDone = reply["statusCode"] == 800
    let told = "\(operation) \(JSONValue.object(arguments)) by \(owner): \(JSONValue.object(reply))"
    #expect(isDone == isAllowed, "seed \(seed), step \(step): \(told)")
    if isDone { successes += 1 } else { refusals += 1 }
    return isDone ? reply["returnObj"] ?? .null : nil
  }

  private mutating func createVPC(_ owner: String, _ step: Int) throws {
    let name = "vpc-\(Int.random(in: 0..<8, using: &random))"
    let isFree = !model.vpcs.contains { $0.owner == owner && $0.name == name }
    let made = try expect(
      isFree, "vpc.CreateVpc", ["name": .string(name), "CIDR": "10.0.0.0/16"], owner, step)
    if let made { model.vpcs.append(.init(id: made.text("vpcID"), owner: owner, name: name)) }
  }

  private mutating func deleteVPC(_ owner: String, _ step: Int) throws {
    guard let vpc = model.vpcs.randomElement(using: &random) else { return }
    let isAllowed =
      vpc.owner == owner && !model.subnets.contains { $0.vpc == vpc.id }
      && !model.services.contains { $0.vpc == vpc.id }
    if try expect(isAllowed, "vpc.DeleteVpc", ["vpcID": .string(vpc.id)], owner, step) != nil {
      model.vpcs.removeAll { $0.id == vpc.id }
    }
  }

  private mutating func createSubnet(_ owner: String, _ step: Int) throws {
    guard let vpc = model.vpcs.randomElement(using: &random) else { return }
    let number = Int.random(in: 0..<4, using: &random)
    let isAllowed = vpc.owner == owner && !model.subnets.contains { $0.vpc == vpc.id && $0.number == number }
    let made = try expect(
      isAllowed, "vpc.CreateSubnet",
      ["vpcID": .string(vpc.id), "name": "subnet-a", "CIDR": .string("10.0.\(number).0/28")], owner, step)
    if let made {
      let id = made.text("subnetID")
      model.subnets.append(.init(id: id, vpc: vpc.id, owner: owner, number: number, used: []))
    }
  }

  private mutating func deleteSubnet(_ owner: String, _ step: Int) throws {
    guard let subnet = model.subnets.randomElement(using: &random) else { return }
    let isAllowed = subnet.owner == owner && subnet.used.isEmpty
    if try expect(isAllowed, "vpc.DeleteSubnet", ["subnetID": .string(subnet.id)], owner, step) != nil {
      model.subnets.removeAll { $0.id == subnet.id }
    }
  }

  private mutating func createService(_ owner: String, _ step: Int) throws {
    guard let vpc = model.vpcs.randomElement(using: &random) else { return }
    let isAutomatic = Bool.random(using: &random)
    let isAllowed = vpc.owner == owner && model.services.count { $0.owner == owner } < 20
    var arguments = bench.serviceArguments(in: vpc.id)
    arguments["autoConnection"] = .bool(isAutomatic)
    if let made = try expect(isAllowed, "vpce.CreateEndpointService", arguments, owner, step) {
      model.services.append(
        .init(
          id: made.text("endpointService", "endpointServiceID"), vpc: vpc.id, owner: owner,
          isAutomatic: isAutomatic, allowed: []))
    }
  }

  private mutating func deleteService(_ owner: String, _ step: Int) throws {
    guard let service = model.services.randomElement(using: &random) else { return }
    let isAllowed =
      service.owner == owner && !model.endpoints.contains { $0.service == service.id }
      && !model.orders.contains { $0.endpoint.service == service.id && $0.looks < 2 }
    if try expect(isAllowed, "vpce.DeleteEndpointService", ["ID": .string(service.id)], owner, step) != nil {
      model.services.removeAll { $0.id == service.id }
    }
  }

  private mutating func allow(_ owner: String, _ step: Int) throws {
    guard let place = model.services.indices.randomElement(using: &random) else { return }
    let service = model.services[place]
    let consumer = owners[Int.random(in: 0..<2, using: &random)]
    let arguments: JSONObject = [
      "endpointServiceID": .string(service.id), "bssAccountID": consumer == "hub" ? "10001" : "10002",
    ]
    if Bool.random(using: &random) {
      let isAllowed = service.owner == owner && !service.allowed.contains(consumer)
      if try expect(isAllowed, "vpce.CreateEndpointServiceWhitelist", arguments, owner, step) != nil {
        model.services[place].allowed.insert(consumer)
      }
    } else {
      let isAllowed = service.owner == owner && service.allowed.contains(consumer)
      if try expect(isAllowed, "vpce.DeleteEndpointServiceWhitelist", arguments, owner, step) != nil {
        model.services[place].allowed.remove(consumer)
      }
    }
  }

  private mutating func order(_ owner: String, _ step: Int) throws {
    guard let service = model.services.randomElement(using: &random),
      let place = model.subnets.indices.randomElement(using: &random)
    else { return }
    let subnet = model.subnets[place]
    let wanted = Bool.random(using: &random) ? Int.random(in: 0..<16, using: &random) : nil
    // Of a /28 the first two and the last three addresses are out of reach.
    let host = wanted ?? (2...12).first { !subnet.used.contains($0) }
    let isAllowed =
      subnet.owner == owner && (service.owner == owner || service.allowed.contains(owner))
      && host.map { (2...12).contains($0) && !subnet.used.contains($0) } ?? false
      && model.endpoints.count { $0.owner == owner }
        + model.orders.count { $0.owner == owner && $0.looks < 2 } < 50
    var arguments = bench.endpointArguments(of: service.id, in: subnet.vpc, subnet.id)
    if let wanted { arguments["IP"] = .string("10.0.\(subnet.number).\(wanted)") }
    let isProtected = Int.random(in: 0..<4, using: &random) == 0
    arguments["deleteProtection"] = .bool(isProtected)
    arguments["clientToken"] = .string("order-\(step)")
    guard let made = try expect(isAllowed, "vpce.CreateEndpoint", arguments, owner, step), let host else {
      return
    }
    #expect(made["endpointID"] == "", "seed \(seed), step \(step)")
    model.subnets[place].used.insert(host)
    let endpoint = Model.Endpoint(
      id: "", owner: owner, service: service.id, subnet: subnet.id, host: host, isConnected: false,
      isProtected: isProtected)
    model.orders.append(
      .init(token: "order-\(step)", owner: owner, endpoint: endpoint, looks: 0, arguments: arguments))
  }

  private mutating func repeatOrder(_ step: Int) throws {
    guard let place = model.orders.indices.randomElement(using: &random) else { return }
    let order = model.orders[place]
    if Int.random(in: 0..<5, using: &random) == 0 {
      var changed = order.arguments
      changed["endpointName"] = "another-name"
      _ = try expect(false, "vpce.CreateEndpoint", changed, order.owner, step)
      return
    }
    let reply = try expect(true, "vpce.CreateEndpoint", order.arguments, order.owner, step)
    look(at: place, id: reply?.text("endpointID") ?? "")
    let isDone = model.orders[place].looks >= 2
    #expect((reply?["endpointID"] != "") == isDone, "seed \(seed), step \(step)")
  }

  /// One look at an order; the second lets the endpoint start.
  private mutating func look(at place: Int, id: String) {
    guard model.orders[place].looks < 2 else { return }
    model.orders[place].looks += 1
    guard model.orders[place].looks == 2 else { return }
    var endpoint = model.orders[place].endpoint
    endpoint.id = id
    endpoint.isConnected = model.services.first { $0.id == endpoint.service }?.isAutomatic == true
    model.orders[place].endpoint = endpoint
    model.endpoints.append(endpoint)
  }

  private mutating func decide(_ owner: String, _ step: Int) throws {
    guard let place = model.endpoints.indices.randomElement(using: &random) else { return }
    let endpoint = model.endpoints[place]
    let accepts = Bool.random(using: &random)
    let isAllowed = model.services.contains { $0.id == endpoint.service && $0.owner == owner }
    let pair: JSONObject = [
      "endpointServiceID": .string(endpoint.service), "endpointID": .string(endpoint.id),
    ]
    let operation = accepts ? "vpce.AcceptEndpointApply" : "vpce.RejectEndpointApply"
    if try expect(isAllowed, operation, pair, owner, step) != nil {
      model.endpoints[place].isConnected = accepts
    }
  }

  private mutating func deleteEndpoint(_ owner: String, _ step: Int) throws {
    guard let endpoint = model.endpoints.randomElement(using: &random) else { return }
    let isAllowed = endpoint.owner == owner && !endpoint.isProtected
    let reply = try expect(
      isAllowed, "vpce.DeleteEndpoint",
      ["endpointID": .string(endpoint.id), "clientToken": .string("delete-\(step)")], owner, step)
    guard let reply else { return }
    if let place = model.removals.firstIndex(where: { $0.endpoint == endpoint.id }) {
      model.removals[place].looks += 1
      finishRemovals()
    } else {
      model.removals.append(.init(endpoint: endpoint.id, looks: 0))
    }
    let isGone = !model.endpoints.contains { $0.id == endpoint.id }
    #expect((reply.text("masterResourceStatus") == "refunded") == isGone, "seed \(seed), step \(step)")
  }

  private mutating func finishRemovals() {
    for removal in model.removals where removal.looks >= 2 {
      guard let endpoint = model.endpoints.first(where: { $0.id == removal.endpoint }) else { continue }
      model.endpoints.removeAll { $0.id == endpoint.id }
      if let place = model.subnets.firstIndex(where: { $0.id == endpoint.subnet }) {
        model.subnets[place].used.remove(endpoint.host)
      }
    }
    model.removals.removeAll { $0.looks >= 2 }
  }

  private mutating func compareLists(_ owner: String, _ step: Int) throws {
    // Listing endpoints looks at all orders of the account; ids of those that start now are only in the list.
    let rows = try all("vpce.ListEndpoints", "endpoints", owner)
    let known = Set(model.endpoints.map(\.id))
    let starting = rows.filter { !known.contains($0.text("ID")) }
    for place in model.orders.indices
    where model.orders[place].owner == owner && model.orders[place].looks < 2 {
      let host = model.orders[place].endpoint.host
      let subnet = model.orders[place].endpoint.subnet
      let row = starting.first {
        $0.text("endpointObj", "subnetID") == subnet && $0.text("vpcAddress").hasSuffix(".\(host)")
      }
      look(at: place, id: row?.text("ID") ?? "")
    }
    for place in model.removals.indices {
      let isOwn = model.endpoints.contains { $0.id == model.removals[place].endpoint && $0.owner == owner }
      if isOwn { model.removals[place].looks += 1 }
    }
    finishRemovals()
    let after = shown(owner)
    let expected = model.endpoints.filter { $0.owner == owner }
    #expect(
      Set(after.map { $0.text("ID") }) == Set(expected.map(\.id)), "seed \(seed), step \(step)")
    for endpoint in expected {
      let row = after.first { $0.text("ID") == endpoint.id }
      #expect(row?["status"] == (endpoint.isConnected ? 1 : 2), "seed \(seed), step \(step)")
    }
    let vpcs = try all("vpc.ListVpcs", "vpcs", owner).map { $0.text("vpcID") }
    #expect(vpcs == model.vpcs.filter { $0.owner == owner }.map(\.id), "seed \(seed), step \(step)")
    let services = try all("vpce.ListEndpointServices", "endpointServices", owner).map { $0.text("ID") }
    #expect(services == model.services.filter { $0.owner == owner }.map(\.id), "seed \(seed), step \(step)")
    for subnet in model.subnets where subnet.owner == owner {
      let used = try bench.ok(
        "vpc.ListSubnetUsedIPs", ["subnetID": .string(subnet.id), "pageSize": 50], as: owner)
      #expect(used["totalCount"]?.integerValue == Int64(subnet.used.count + 2), "seed \(seed), step \(step)")
    }
  }

  /// The endpoints as the engine has them, without a look at any order.
  private func shown(_ owner: String) -> [JSONValue] {
    let cloud = bench.target.cloud
    let scope = Scope(account: owner, region: Bench.region)
    return cloud.state.endpoints.rows(in: .scope(scope)).map { .object(cloud.describe($0)) }
  }

  /// All rows of a list, page by page.
  private mutating func all(_ operation: String, _ key: String, _ owner: String) throws -> [JSONValue] {
    var rows: [JSONValue] = []
    var page: Int64 = 1
    while true {
      // Endpoints are at most fifty, so that one page, and one look, is enough.
      let reply = try bench.ok(operation, ["pageNo": .integer(page), "pageSize": 50], as: owner)
      rows += reply[key]?.arrayValue ?? []
      if Int64(rows.count) >= reply["totalCount"]?.integerValue ?? 0 { return rows }
      page += 1
    }
  }
}
