import JSON
import Testing

@testable import Emulator

/// Shows that one behaviour of the ledger is kept. A case speaks to any `CallTarget`, so the same cases run
/// against the engine and against a server.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  let behaviour: Behaviour
  /// What takes how long in this case, where it differs from the standard.
  var progressions: [Progression.Subject: Progression] = [:]
  /// What is there before the first call.
  var seed: JSONValue?
  let run: @Sendable (inout Bench) throws -> Void

  init(
    _ behaviour: Behaviour, progressions: [Progression.Subject: Progression] = [:], seed: JSONValue? = nil,
    _ run: @escaping @Sendable (inout Bench) throws -> Void
  ) {
    self.behaviour = behaviour
    self.progressions = progressions
    self.seed = seed
    self.run = run
  }

  var testDescription: String { behaviour.id }

  /// The cloud in which the case takes place, behind a wire.
  func wire(clock: ManualClock) throws -> EmulatedWire {
    var cloud = Bench.cloud(progressions: progressions)
    if let seed { try cloud.plant(Seed(seed), at: clock.now) }
    return .bench(cloud, clock: clock)
  }
}

/// All cases.
enum Conformance {
  static let all: [ConformanceCase] =
    cloud + orders + vpcs + subnets + routes + securityGroups + privateZones + peerings + devices
    + services + connections + endpoints + reverse + balancers + lines + gateways + cdaRoutes + cdaChecks

  /// Those that can be seen over the wire, where an account that is not known has no key to sign with.
  static let overWire = all.filter { $0.behaviour != .unknownAccount }

  /// A VPC of hub's with two servers, which no call can make.
  static let servers: JSONValue = [
    "version": 1,
    "resources": [
      [
        "account": "hub", "operation": "vpc.CreateVpc", "id": "vpc-seeded0000",
        "parameters": ["name": "seeded", "CIDR": "10.9.0.0/16"],
      ],
      [
        "account": "hub", "operation": "vpc.CreateSubnet", "id": "subnet-seeded0000",
        "parameters": ["vpcID": "vpc-seeded0000", "name": "seeded", "CIDR": "10.9.1.0/24"],
      ],
      [
        "account": "hub", "server": "vm", "id": "vm-seeded", "name": "web", "subnetID": "subnet-seeded0000",
        "address": "10.9.1.10",
      ],
      [
        "account": "hub", "server": "bm", "id": "bm-seeded", "name": "db", "subnetID": "subnet-seeded0000",
        "address": "10.9.1.11",
      ],
    ],
  ]
}

@Suite struct ConformanceTests {
  @Test(arguments: Conformance.all) func keeps(_ conformance: ConformanceCase) throws {
    var cloud = Bench.cloud(progressions: conformance.progressions)
    let target = EngineTarget(cloud)
    if let seed = conformance.seed { try cloud.plant(Seed(seed), at: target.now) }
    var bench = Bench(EngineTarget(cloud))
    try conformance.run(&bench)
  }

  @Test func everyBehaviourHasOneCase() {
    let ids = (Conformance.all.map(\.behaviour.id) + Conformance.wire.map(\.behaviour.id)).sorted()
    #expect(ids == Behaviours.all.map(\.id))
    #expect(Set(ids).count == ids.count)
  }

  @Test func idsAreWellFormed() {
    for behaviour in Behaviours.all {
      let parts = behaviour.id.split(separator: "-")
      #expect(parts.count == 2 && parts[1].count == 3 && UInt(parts[1]) != nil, "\(behaviour.id)")
      #expect(behaviour.sentence.hasSuffix("."), "\(behaviour.id)")
      #expect(Behaviours.named(behaviour.id) == behaviour)
    }
  }
}
