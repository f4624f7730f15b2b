import Addressing
public import Emulator
import JSON
public import Planning
public import Scenario

/// The cloud as a scenario finds it: its accounts, its region, and all that it adopts.
///
/// Nothing that the change makes is there. What a scenario only implies is made up so that the adopted things can
/// stand: the subnet of a server that no planned subnet holds, the provider of a foreign service.
public enum Seeding {
  /// What is there before the change, for an emulator that knows nothing of the scenario.
  ///
  /// - Parameter profile: the profile the plan was made with; its limits are written where they are not the usual ones.
  public static func seed(for plan: Plan, profile: CloudProfile) -> Seed {
    var writer = SeedWriter(plan: plan, profile: profile)
    return writer.seed()
  }

  /// The cloud before the change.
  ///
  /// - Parameters:
  ///   - plan: what is adopted, with its ids.
  ///   - profile: the profile the plan was made with; the operator's own services come from it.
  ///   - seed: where the ids that the cloud makes begin.
  ///   - progressions: what takes how long, where it differs from the standard.
  /// - Throws: `ContentError` when the adopted things cannot stand side by side; it names the thing.
  public static func cloud(
    for plan: Plan, profile: CloudProfile, seed: UInt64 = 1,
    progressions: [Progression.Subject: Progression] = [:]
  ) throws(ContentError) -> Cloud {
    var cloud = Cloud(
      CloudConfiguration(seed: seed, profile: profile, regions: [], progressions: progressions))
    try cloud.plant(Self.seed(for: plan, profile: profile), at: .start)
    return cloud
  }
}

extension EmulatorInstant {
  /// The first moment of a rehearsal: a fixed one, so that two rehearsals are the same to the byte.
  public static let start = EmulatorInstant(milliseconds: 1_796_083_200_000)
}

/// Collects the resources of a seed.
struct SeedWriter {
  let plan: Plan
  let profile: CloudProfile
  private(set) var resources: [JSONValue] = []
  /// The subnets that had to be made up, by VPC.
  private var madeUpSubnets: [String: [(id: String, cidr: Prefix)]] = [:]

  init(plan: Plan, profile: CloudProfile) {
    self.plan = plan
    self.profile = profile
  }

  /// Every account of the scenario; one without an e-mail address gets one, for people would know it.
  private var accounts: [JSONValue] {
    plan.accounts.map { account in
      [
        "name": .string(account.name), "id": .string(account.id.isEmpty ? account.name : account.id),
        "email": .string(email(of: account.name)),
      ]
    } + (foreignServices.isEmpty ? [] : [["name": .string(Self.foreigner)]])
  }

  /// The e-mail address of an account.
  func email(of name: String) -> String {
    let written = plan.accounts.first { $0.name == name }?.email ?? ""
    return written.isEmpty ? "\(name)@accounts.example" : written
  }

  /// The limits that the scenario knows to be others than usual.
  private var limits: JSONObject {
    var limits: JSONObject = [:]
    for key in ProfileKey.allCases where profile[key].value != CloudProfile.ctyun[key].value {
      if case .integer(let number) = profile[key].value { limits[key.rawValue] = .integer(Int64(number)) }
    }
    return limits
  }

  /// The IPv6 ranges that the scenario knows the cloud to give.
  private var ipv6Ranges: JSONObject {
    var ranges: JSONObject = [:]
    for vpc in plan.vpcs {
      if let range = vpc.ipv6CIDR { ranges[vpc.seededName] = .string(range.description) }
      for subnet in vpc.subnets {
        guard let range = subnet.ipv6CIDR else { continue }
        ranges["\(vpc.seededName)/\(subnet.seededName)"] = .string(range.description)
      }
    }
    return ranges
  }

  mutating func seed() -> Seed {
    for vpc in plan.vpcs where vpc.existing != nil { addNetwork(vpc) }
    for backend in plan.backends { addBackend(backend) }
    addForeignServices()
    for service in plan.services where service.existing != nil { addService(service) }
    for endpoint in plan.endpoints where endpoint.existing != nil { addEndpoint(endpoint) }
    for zone in plan.privateZones where zone.existing != nil { addZone(zone) }
    for directConnect in plan.directConnects { addDirectConnect(directConnect) }
    var document: JSONObject = [
      "version": 1,
      "regions": [
        [
          "id": .string(plan.region), "code": .string(AccessSwitches.regionCode),
          "zones": [
            .string(AccessSwitches.regionCode + "-az1"), .string(AccessSwitches.regionCode + "-az2"),
          ],
        ]
      ],
      "accounts": .array(accounts), "ipv6Ranges": .object(ipv6Ranges), "resources": .array(resources),
    ]
    if !limits.isEmpty { document["limits"] = .object(limits) }
    return Seed(.object(document))
  }

  /// Adds what one call makes.
  mutating func add(_ operation: String, by account: String, id: String? = nil, _ parameters: JSONObject) {
    var resource: JSONObject = [
      "account": .string(account), "operation": .string(operation), "parameters": .object(parameters),
    ]
    if let id { resource["id"] = .string(id) }
    resources.append(.object(resource))
  }

  /// Adds a server.
  mutating func addServer(
    _ id: String, bareMetal: Bool, by account: String, in subnet: String, at address: IPAddress?
  ) {
    var resource: JSONObject = [
      "account": .string(account), "server": bareMetal ? "bm" : "vm", "id": .string(id),
      "subnetID": .string(subnet),
    ]
    if let address { resource["address"] = .string(address.description) }
    resources.append(.object(resource))
  }

  func vpc(_ name: String) -> PlannedVPC? { plan.vpcs.first { $0.name == name } }

  /// The adopted subnet of a VPC that holds an address, or one that is made up around it; nil when the change
  /// itself makes the subnet, or the VPC cannot hold the address.
  mutating func subnet(of vpc: PlannedVPC, named name: String?, holding address: IPAddress?) -> String? {
    if let address {
      if let planned = vpc.subnets.first(where: { $0.cidr.contains(address) }) { return planned.existing }
      return madeUpSubnet(of: vpc, around: address)
    }
    if let name { return vpc.subnets.first { $0.name == name }?.existing }
    return vpc.subnets.lazy.compactMap(\.existing).first
  }

  private mutating func madeUpSubnet(of vpc: PlannedVPC, around address: IPAddress) -> String? {
    let known = madeUpSubnets[vpc.name, default: []]
    if let standing = known.first(where: { $0.cidr.contains(address) }) { return standing.id }
    let taken = vpc.subnets.map(\.cidr) + known.map(\.cidr)
    guard vpc.existing != nil,
      let cidr = (24...28).lazy.compactMap({ Prefix(containing: address, length: $0) }).first(where: { cidr in
        vpc.cidrs.contains { $0.contains(cidr) } && !taken.contains { $0.overlaps(cidr) }
      })
    else { return nil }
    let id = "subnet-\(vpc.name)-other-\(known.count + 1)"
    madeUpSubnets[vpc.name, default: []].append((id, cidr))
    add(
      "vpc.CreateSubnet", by: vpc.account, id: id,
      [
        "vpcID": vpc.existing.json, "name": .string("other-\(known.count + 1)"),
        "CIDR": .string(cidr.description),
      ])
    return id
  }
}

extension String? {
  /// The text, or null.
  var json: JSONValue { map { .string($0) } ?? .null }
}

extension Sequence where Element: CustomStringConvertible {
  /// The descriptions as a list.
  var json: JSONValue { .array(map { .string($0.description) }) }
}
