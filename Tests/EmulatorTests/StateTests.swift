import Diagnostics
import JSON
import Scenario
import Testing

@testable import Emulator

/// Snapshots, inventories, seeds, and what holds for all calls.
@Suite struct StateTests {
  /// A cloud with a bit of everything, pending orders included.
  private func busy(seed: UInt64 = 1) throws -> Bench {
    var cloud = Bench.cloud(seed: seed)
    try cloud.plant(Seed(Conformance.servers), at: EmulatorInstant(milliseconds: 0))
    var bench = Bench(EngineTarget(cloud))
    let (gateway, vpc, subnet) = try bench.attachedGateway()
    try bench.ok("cda.AddStaticRoute", bench.staticRoute(gateway))
    try bench.ok("cda.AddHealthCheck", bench.healthCheck(gateway, vpc, subnet))
    let balancer = try bench.balancer(in: "vpc-seeded0000", "subnet-seeded0000")
    let service = try bench.service(in: "vpc-seeded0000", backend: balancer)
    _ = try bench.endpoint(of: service, in: vpc, subnet)
    _ = try bench.zone(vpc)
    _ = try bench.addRule(to: try bench.group(in: vpc))
    let storage = try bench.ok("vpce.ListCtyunServices").text("results", "endpointServiceID")
    _ = try bench.endpoint(of: storage, in: vpc, subnet)
    var order = bench.endpointArguments(of: service, in: vpc, subnet)
    order["clientToken"] = "pending"
    try bench.ok("vpce.CreateEndpoint", order)
    return bench
  }

  private func engine(_ bench: Bench) throws -> EngineTarget { try #require(bench.target as? EngineTarget) }

  @Test func snapshotRoundTrip() throws {
    let bench = try busy()
    let target = try engine(bench)
    let snapshot = try target.cloud.snapshot()
    let text = snapshot.text()
    let restored = try Cloud(restoring: JSONValue(parsing: text), Bench.configuration())
    #expect(try restored.snapshot() == snapshot)
    #expect(try restored.inventory() == target.cloud.inventory())
    #expect(restored.books.count == target.cloud.books.count)
    for (key, book) in target.cloud.books { #expect(restored.books[key]?.uses == book.uses) }
  }

  /// After a restart everything goes on as it would have: same answers, same ids, same order of the order.
  @Test func restoredCloudGoesOnAlike() throws {
    var bench = try busy()
    var target = try engine(bench)
    target.cloud = try Cloud(restoring: target.cloud.snapshot(), Bench.configuration(seed: 99))
    var other = bench
    other.target = target
    let vpc = try bench.ok("vpc.ListVpcs")["vpcs"]?[1]?.text("vpcID") ?? ""
    for operation in ["vpce.ListEndpoints", "vpc.ListPorts", "vpce.ListEndpoints", "vpc.CreateVpc"] {
      let arguments: JSONObject =
        operation == "vpc.CreateVpc" ? ["name": "next", "CIDR": "10.7.0.0/16"] : [:]
      #expect(try bench.call(operation, arguments) == (try other.call(operation, arguments)))
    }
    let subnet: JSONObject = ["vpcID": .string(vpc), "name": "subnet-z", "CIDR": "192.168.9.0/24"]
    #expect(try bench.call("vpc.CreateSubnet", subnet) == (try other.call("vpc.CreateSubnet", subnet)))
    #expect(try engine(bench).cloud.snapshot() == engine(other).cloud.snapshot())
  }

  @Test func snapshotsThatDoNotFit() throws {
    var snapshot = try Bench.cloud().snapshot().objectValue ?? [:]
    let configuration = Bench.configuration()
    #expect(throws: SnapshotError.self) { try Cloud(restoring: [], configuration) }
    snapshot["version"] = 2
    #expect { try Cloud(restoring: .object(snapshot), configuration) } throws: {
      "\($0)".contains("version 2")
    }
    snapshot["version"] = 1
    var state = snapshot["state"]?.objectValue ?? [:]
    state["vpcs"] = [["sequence": 1, "row": ["id": "vpc-1"]]]
    snapshot["state"] = .object(state)
    #expect { try Cloud(restoring: .object(snapshot), configuration) } throws: {
      "\($0)".contains("vpcs") && "\($0)".contains("scope")
    }
  }

  @Test func sameSeedSameCloud() throws {
    let one = try engine(try busy()).cloud
    #expect(try one.snapshot() == engine(try busy()).cloud.snapshot())
    let other = try engine(try busy(seed: 2)).cloud
    #expect(try one.inventory() != other.inventory())
    #expect(try one.inventory(ids: .numbered) == other.inventory(ids: .numbered))
  }

  /// A key is never shown, and another key still makes another inventory.
  @Test func inventoryMasksKeys() throws {
    func inventory(key: String) throws -> JSONValue {
      var bench = Bench(EngineTarget(Bench.cloud()))
      let (gateway, line) = try bench.boundGateway()
      var route = bench.bgpRoute(gateway, line)
      var neighbour = try #require(route["BGPList"]?[0]?.objectValue)
      neighbour["BGPKey"] = .string(key)
      route["BGPList"] = [.object(neighbour)]
      try bench.ok("cda.AddBgpRoute", route)
      return try engine(bench).cloud.inventory()
    }
    let one = try inventory(key: "session-key")
    #expect(!one.text().contains("session-key"))
    #expect(one.text().contains("*** ("))
    #expect(try inventory(key: "session-key") == one)
    #expect(try inventory(key: "other-key") != one)
  }

  @Test func inventoryForgetsWhatIsGone() throws {
    var bench = try busy()
    let before = try engine(bench).cloud.inventory().canonicalBytes()
    let (vpc, subnet) = try bench.network("passing", "10.99.0.0/16", "10.99.1.0/24")
    let endpoint = try bench.endpoint(
      of: try bench.ok("vpce.ListCtyunServices").text("results", "endpointServiceID"), in: vpc, subnet)
    // The listing above let the pending order start, so the comparison begins here.
    let during = try engine(bench).cloud.inventory().canonicalBytes()
    #expect(during != before)
    try bench.finish("vpce.DeleteEndpoint", ["endpointID": .string(endpoint)])
    try bench.ok("vpc.DeleteSubnet", ["subnetID": .string(subnet)])
    try bench.ok("vpc.DeleteVpc", ["vpcID": .string(vpc)])
    #expect(try engine(bench).cloud.inventory().canonicalBytes() == before)
  }

  @Test(arguments: [
    ("[]", "version"), (#"{"version": 2}"#, "version"), (#"{"version": 1, "surprise": 1}"#, "surprise"),
    (#"{"version": 1, "accounts": [{"id": "1"}]}"#, "accounts[0].name"),
    (#"{"version": 1, "progressions": {"endpoint": "soon"}}"#, "progressions.endpoint"),
    (#"{"version": 1, "progressions": {"lunch": "immediate"}}"#, "progressions.lunch"),
    (#"{"version": 1, "limits": {"lunches": 1}}"#, "limits.lunches"),
    (#"{"version": 1, "limits": {"gateways-per-vpc": "two"}}"#, "limits.gateways-per-vpc"),
    (#"{"version": 1, "resources": [{"account": "hub"}]}"#, "resources[0].operation"),
    (
      #"{"version": 1, "resources": [{"account": "hub", "operation": "vpc.Nothing"}]}"#,
      "resources[0].operation"
    ),
    (
      #"{"version": 1, "resources": [{"account": "hub", "operation": "cda.AddGateway", "id": "gateway-1", "#
        + #""parameters": {"gatewayName": "abc", "account": "net@hub.example", "hostname": "a"}}]}"#,
      "resources[0].id"
    ),
    (#"{"version": 1, "ipv6Ranges": {"abc": "10.0.0.0/8"}}"#, "ipv6Ranges.abc"),
    (
      #"{"version": 1, "resources": [{"account": "hub", "operation": "vpc.CreateVpc", "#
        + #""parameters": {"name": "abc"}}]}"#, "resources[0].operation"
    ),
    (
      #"{"version": 1, "resources": [{"account": "hub", "server": "vm", "subnetID": "subnet-1"}]}"#,
      "resources[0].subnetID"
    ),
  ])
  func seedsThatCannotBePlanted(_ text: String, _ path: String) throws {
    var cloud = Bench.cloud()
    let before = try cloud.snapshot()
    let seed = Seed(try JSONValue(parsing: text))
    let error = #expect(throws: ContentError.self) {
      try cloud.plant(seed, at: EmulatorInstant(milliseconds: 0))
    }
    #expect(error?.path == path)
    #expect(try cloud.snapshot() == before)
  }

  @Test func seedKeepsTimeForCalls() throws {
    var cloud = Bench.cloud()
    try cloud.plant(
      Seed([
        "version": 1, "accounts": [["name": "late", "id": "7"]], "regions": [["id": "region-3"]],
        "progressions": ["endpoint": "polls:1"],
        "resources": [
          [
            "account": "late", "region": "region-3", "operation": "vpc.CreateVpc", "id": "vpc-late000000",
            "parameters": ["name": "late", "CIDR": "10.0.0.0/16"],
          ]
        ],
      ]), at: EmulatorInstant(milliseconds: 0))
    #expect(cloud.configuration.progression(of: .endpoint) == .polls(1))
    #expect(cloud.configuration.progression(of: .peering) == .polls(2))
    var bench = Bench(EngineTarget(cloud))
    let shown = try bench.ok("vpc.ShowVpc", ["vpcID": "vpc-late000000", "regionID": "region-3"], as: "late")
    #expect(shown["CIDR"] == "10.0.0.0/16")
  }

  @Test(
    arguments: [
      ("immediate", "immediate"), ("polls:3", "polls:3"), ("after:2s", "after:2000ms"),
      ("after:5ms", "after:5ms"), ("after:1m", "after:60000ms"), ("polls:-1", nil), ("after:", nil),
      ("after:9", nil), ("soon", nil), ("polls:99999999999999999999", nil),
    ] as [(String, String?)])
  func progressionText(_ text: String, _ expected: String?) {
    #expect(Progression(text)?.description == expected)
  }

  @Test func timestamps() {
    #expect(EmulatorInstant(secondsSince1970: 1_735_787_045).timestamp == "2025-01-02T03:04:05Z")
    #expect(
      EmulatorInstant(milliseconds: .max).advanced(byMilliseconds: 1) == EmulatorInstant(milliseconds: .max))
  }

  @Test func quotasFollowTheProfile() throws {
    var bench = Bench()
    let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
    var target = try engine(bench)
    let nowhere = Diagnostics.SourceLocation(file: SourceFileID(rawValue: 0), start: 0, end: 0)
    let range = Located(ProfileValue.range(24...28), at: nowhere)
    let key = Located("subnet-mask", at: nowhere)
    target.cloud.configuration.profile = target.cloud.configuration.profile.applying([
      ProfileOverride(key: key, value: range)
    ])
    bench.target = target
    try bench.refused(
      "vpc.CreateSubnet", ["vpcID": .string(vpc), "name": "subnet-a", "CIDR": "10.0.0.0/20"],
      code: "Subnet.OutOfRange", by: .subnetMask)
  }
}
