import CtyunAPI
import JSON
import TestSupport
import Testing

@testable import Emulator

/// Calls of every operation with arguments that are sometimes right and mostly not.
@Suite struct RandomCallTests {
  /// A cloud of hub's in which every name says so, and the ids in it.
  private func furnished() throws -> (cloud: Cloud, ids: [String]) {
    var cloud = Bench.cloud()
    try cloud.plant(Seed(Conformance.servers), at: EmulatorInstant(milliseconds: 0))
    var bench = Bench(EngineTarget(cloud))
    let (_, vpc, subnet) = try bench.attachedGateway()
    let (service, endpoint, transit) = try bench.reverseService(named: "zebra-vpc")
    try bench.ok("vpce.CreateEndpointServiceReverseRule", bench.reverseRule(service, endpoint, transit))
    let zone = try bench.zone(vpc)
    try bench.ok("vpc.CreatePrivateZoneRecord", bench.record(zone))
    _ = try bench.addRule(to: try bench.group(in: vpc, name: "zebra-group"))
    try bench.ok("vpc.CreateAcl", ["vpcID": .string(vpc), "name": "zebra-acl"])
    try bench.ok("vpc.CreateHavip", ["subnetID": .string(subnet)])
    let balancer = try bench.balancer(in: vpc, subnet)
    let group = try bench.ok("elb.CreateTargetGroup", bench.targetGroup(vpc)).text("ID")
    try bench.ok("elb.CreateListener", bench.listener(balancer, group))
    try bench.ok("elb.CreateTarget", bench.targetArguments(group))
    try bench.ok("vpc.CreateNetworkPath", bench.path(from: "10.9.1.10", to: "10.9.1.11"))
    let path = try bench.ok("vpc.ListNetworkPaths").text("results", "networkPathID")
    try bench.ok("vpc.CreateNetworkPathAnalysis", ["networkPathID": .string(path)])
    cloud = try #require(bench.target as? EngineTarget).cloud
    return (cloud, ids(in: try cloud.inventory()))
  }

  /// All texts that look like ids.
  private func ids(in value: JSONValue) -> [String] {
    var found = Set<String>()
    func walk(_ value: JSONValue) {
      switch value {
      case .string(let text):
        if text.contains("-"), !text.contains("zebra"), !text.contains(" ") { found.insert(text) }
      case .array(let elements): elements.forEach(walk)
      case .object(let object): object.forEach { walk($0.value) }
      default: break
      }
    }
    walk(value)
    return found.sorted()
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func refusedCallsChangeNothing(seed: UInt64) throws {
    let (cloud, ids) = try furnished()
    var target = EngineTarget(cloud)
    var arguments = RandomArguments(seed: seed, ids: ids)
    var before = try target.cloud.inventory()
    var done = 0
    for round in 0..<4 {
      for operation in Operations.all {
        let values = arguments.make(for: operation)
        _ = try target.call("hub", operation.id, values)
        let after = try target.cloud.inventory()
        defer { before = after }
        guard let refusal = target.refusedBy else {
          done += 1
          continue
        }
        #expect(Behaviours.all.contains(refusal), "\(operation.id)")
        // Looking at an endpoint that leaves may be what lets it go.
        guard operation.id != "vpce.ShowEndpoint" else { continue }
        #expect(
          after == before, "seed \(seed), round \(round), \(operation.id) \(JSONValue.object(values))")
        #expect(target.changes.isEmpty, "seed \(seed), round \(round), \(operation.id)")
      }
    }
    #expect(done > 100)
    // Whatever happened, it can be written and read again.
    let snapshot = try target.cloud.snapshot()
    let restored = try Cloud(restoring: snapshot, Bench.configuration())
    #expect(try restored.snapshot() == snapshot)
    for (key, book) in target.cloud.books { #expect(restored.books[key]?.uses == book.uses) }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func accountsNeverSeeEachOther(seed: UInt64) throws {
    let (cloud, ids) = try furnished()
    var target = EngineTarget(cloud)
    var arguments = RandomArguments(seed: seed, ids: ids)
    let before = try cloud.inventory()
    for _ in 0..<4 {
      for operation in Operations.all {
        let reply = try target.call("guest", operation.id, arguments.make(for: operation))
        // Refusals name the ids that the caller gave; replies to reads must not hold a thing of hub's.
        guard target.refusedBy == nil, !operation.isMutating else { continue }
        let text = JSONValue.object(reply).text(pretty: false)
        #expect(!text.contains("zebra"), "\(operation.id): \(text)")
      }
    }
    let own = try target.cloud.inventory()
    for (kind, rows) in before.objectValue ?? [:] {
      let left = own[kind]?.arrayValue ?? []
      #expect(rows.arrayValue?.allSatisfy(left.contains) == true, "\(kind)")
    }
  }
}

/// Arguments that fit the types of a declaration, with known ids, good values and bad ones mixed in.
private struct RandomArguments {
  var random: SeededGenerator
  let ids: [String]

  init(seed: UInt64, ids: [String]) {
    random = SeededGenerator(seed: seed)
    self.ids = ids
  }

  mutating func make(for operation: CtyunAPI.Operation) -> JSONObject {
    var arguments = JSONObject()
    for parameter in operation.parameters where parameter.isRequired || chance(2) {
      arguments[parameter.name] = value(of: parameter)
    }
    if arguments["regionID"] != nil, !chance(20) { arguments["regionID"] = .string(Bench.region) }
    if arguments["clientToken"] != nil {
      arguments["clientToken"] = .string("token-\(UInt64.random(in: 0..<200, using: &random))")
    }
    if arguments["account"] != nil { arguments["account"] = "net@hub.example" }
    if chance(10) { arguments["surprise"] = true }
    return arguments
  }

  private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

  private mutating func value(of parameter: Parameter) -> JSONValue {
    if chance(30) { return [.null, 0, "", [], -7, 1e9].randomElement(using: &random) ?? .null }
    return value(of: parameter.type, parameter)
  }

  private mutating func value(of type: ValueType, _ parameter: Parameter) -> JSONValue {
    switch type {
    case .string: return .string(text(of: parameter))
    case .integer:
      for constraint in parameter.constraints {
        if case .oneOfIntegers(let values) = constraint, let value = values.randomElement(using: &random) {
          return .integer(value)
        }
      }
      return .integer(Int64.random(in: 0...300, using: &random))
    case .number: return 1.5
    case .boolean: return .bool(Bool.random(using: &random))
    case .object: return .object(members(of: parameter))
    case .array(let element):
      return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(of: element, parameter) })
    }
  }

  private mutating func members(of parameter: Parameter) -> JSONObject {
    var members = JSONObject()
    for field in parameter.fields where field.isRequired || chance(2) {
      members[field.name] = value(of: field)
    }
    return members
  }

  private mutating func text(of parameter: Parameter) -> String {
    for constraint in parameter.constraints {
      switch constraint {
      case .oneOf(let values, _): return values.randomElement(using: &random) ?? ""
      case .pattern(let pattern): return text(of: pattern)
      default: continue
      }
    }
    let name = parameter.name.lowercased()
    if name.hasSuffix("id") || name.hasSuffix("idlist") || chance(3) {
      return ids.randomElement(using: &random) ?? ""
    }
    return name.contains("gateway") ? "gw" : "text-\(Int.random(in: 0..<9, using: &random))"
  }

  private mutating func text(of pattern: TextPattern) -> String {
    let number = Int.random(in: 0..<40, using: &random)
    switch pattern {
    case .ipv4Network, .network, .addressOrNetwork:
      return number % 2 == 0 ? "10.0.\(number).0/24" : "192.168.\(number).0/24"
    case .ipv6Network: return "2001:db8:\(number)::/64"
    case .ipv4Address, .ipAddress: return number % 2 == 0 ? "10.0.1.\(number)" : "192.168.1.\(number)"
    case .ipv6Address: return "2001:db8::\(number)"
    case .ipv4Interface: return "10.255.1.\(number)/30"
    case .ipv6Interface: return "fd00::\(number)/126"
    case .portOrRange: return "\(number + 1)"
    case .portSpan: return "\(number + 1):100"
    case .email: return "net@hub.example"
    case .decimalAmount: return "1.50"
    case .positiveDecimal, .asNumber: return "\(number + 65_000)"
    case .jsonDocument: return "{}"
    case .domainName: return "n\(number).example"
    case .lettersAndDigits: return number % 2 == 0 ? "gw" : "gw\(number)"
    default: return "name-\(number)"
    }
  }
}
