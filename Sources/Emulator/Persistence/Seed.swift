import Addressing
import CtyunAPI
public import JSON
import Scenario

/// What is in a cloud before the first call: accounts, regions, servers, and things that somebody made
/// earlier.
///
/// A seed file is a JSON object:
///
///     {
///       "version": 1,
///       "regions":  [{ "id": "…", "name": "…", "code": "…", "zones": ["…"] }],
///       "accounts": [{ "name": "hub", "id": "10001", "email": "net@hub.example" }],
///       "progressions": { "endpoint": "polls:2", "endpoint-removal": "after:30s" },
///       "limits": { "gateways-per-vpc": 2 },
///       "ipv6Ranges": { "hub": "2001:db8:a000::/56", "hub/apps": "2001:db8:a000:5::/64" },
///       "resources": [
///         { "account": "orders", "region": "…", "operation": "vpc.CreateVpc", "id": "vpc-7d1x0a2b3c",
///           "parameters": { "name": "orders", "CIDR": "172.16.0.0/16" } },
///         { "account": "orders", "region": "…", "server": "vm", "id": "vm-1", "name": "orders-1",
///           "subnetID": "subnet-92k1aaaaaa", "address": "172.16.1.10" }
///       ]
///     }
///
/// All members but `version` may be left out. `limits` are whole numbers of the cloud's profile that are others here,
/// such as quotas. `ipv6Ranges` says what VPCs and subnets of these names get when they
/// are made, then or later. A resource is either a call, which is checked as any call and takes no time, with the
/// id that the thing it makes shall have; or a server (`vm` or `bm`), which no kept operation makes. Where
/// `region` is missing the first region is meant, and `{"$operatorService": "zos"}` among the parameters stands
/// for the id of that service there. Resources are made in order.
public struct Seed: Sendable {
  /// The document.
  public let document: JSONValue

  /// A seed; it is checked when it is planted.
  public init(_ document: JSONValue) { self.document = document }
}

extension Cloud {
  /// Puts what a seed describes into the cloud.
  ///
  /// - Throws: `ContentError` at the first thing that cannot be done. The cloud is unchanged then.
  public mutating func plant(_ seed: Seed, at moment: EmulatorInstant) throws(ContentError) {
    var copy = self
    try copy.plantAll(ContentReader(seed.document), at: moment)
    self = copy
  }

  private mutating func plantAll(_ seed: ContentReader, at moment: EmulatorInstant) throws(ContentError) {
    guard try seed.integer("version") == 1 else { throw seed.error("version", "must be 1") }
    try seed.checkKeys([
      "version", "regions", "accounts", "progressions", "limits", "ipv6Ranges", "resources",
    ])
    for region in try seed.elements("regions") {
      try region.checkKeys(["id", "name", "code", "zones"])
      add(
        CloudRegion(
          id: try region.required("id"), name: try region.text("name"), code: try region.text("code"),
          zones: try region.texts("zones")))
    }
    for account in try seed.elements("accounts") {
      try account.checkKeys(["name", "id", "email"])
      add(
        CloudAccount(
          name: try account.required("name"), id: try account.text("id"),
          email: try account.text("email") ?? ""))
    }
    for (name, number) in try seed.members("limits") {
      guard let key = ProfileKey(rawValue: name), key.kind == .integer else {
        throw seed.error("limits.\(name)", "the cloud's profile has no limit \(name)")
      }
      guard let number = number.integerValue, (0...1_000_000_000).contains(number) else {
        throw seed.error("limits.\(name)", "must be a whole number from 0 to 1000000000")
      }
      configuration.profile = configuration.profile.setting(key, to: Int(number), source: "The seed says it.")
    }
    for (name, text) in try seed.members("ipv6Ranges") {
      guard let range = text.stringValue.flatMap({ Prefix($0) }), range.family == .ipv6 else {
        throw seed.error("ipv6Ranges.\(name)", "must be an IPv6 prefix without host bits")
      }
      configuration.ipv6Ranges[name] = range
    }
    try plantResources(try seed.elements("resources"), at: moment)
    for (name, text) in try seed.members("progressions") {
      guard let subject = Progression.Subject(rawValue: name) else {
        throw seed.error("progressions.\(name)", "nothing of that name takes time")
      }
      guard let progression = text.stringValue.flatMap({ Progression($0) }) else {
        throw seed.error("progressions.\(name)", "must be immediate, polls:N or after:N with ms, s or m")
      }
      configuration.progressions[subject] = progression
    }
  }

  /// Makes the things of a seed without letting them take time.
  private mutating func plantResources(
    _ resources: [ContentReader], at moment: EmulatorInstant
  ) throws(ContentError) {
    let progressions = configuration.progressions
    for subject in Progression.Subject.allCases { configuration.progressions[subject] = .immediate }
    defer { configuration.progressions = progressions }
    for resource in resources {
      try resource.checkKeys([
        "account", "region", "operation", "id", "parameters", "server", "name", "subnetID", "address",
      ])
      if let type = try resource.text("server") {
        try plantServer(resource, type)
      } else {
        try plantCall(resource, at: moment)
      }
    }
    wantedIDs = [:]
  }

  private mutating func plantServer(_ resource: ContentReader, _ type: String) throws(ContentError) {
    let account = try resource.required("account")
    guard type == "vm" || type == "bm" else { throw resource.error("server", "must be vm or bm") }
    let subnetID = try resource.required("subnetID")
    guard let subnet = state.subnets[subnetID], subnet.scope.account == account else {
      throw resource.error("subnetID", "the account has no such subnet")
    }
    let text = try resource.text("address")
    let address = text.flatMap { IPAddress($0) }
    if text != nil, address == nil { throw resource.error("address", "must be an IP address") }
    let id = try resource.text("id")
    if let id, state.servers[id] != nil { throw resource.error("id", "\(id) is there already") }
    let name = try resource.text("name") ?? id ?? type
    do throws(Refusal) {
      _ = try addServer(id: id, name: name, isBareMetal: type == "bm", in: subnet, address: address)
    } catch {
      throw resource.error("address", error.message)
    }
  }

  private mutating func plantCall(_ resource: ContentReader, at moment: EmulatorInstant) throws(ContentError)
  {
    let name = try resource.required("operation")
    guard let operation = Operations.named(name) else {
      throw resource.error("operation", "there is no operation \(name)")
    }
    var parameters = JSONObject(try resource.members("parameters"))
    if parameters["regionID"] == nil, operation.parameter(named: "regionID") != nil {
      let region = try resource.text("region") ?? state.regions.first?.id
      parameters["regionID"] = region.map { .string($0) }
    }
    if let regionID = parameters["regionID"]?.stringValue {
      parameters = JSONObject(
        parameters.map { member in (member.key, operatorService(member.value, in: regionID) ?? member.value) }
      )
    }
    wantedIDs = [:]
    if let id = try resource.text("id") {
      guard let prefix = Self.idPrefixes[name] else {
        throw resource.error("id", "\(name) makes nothing that can be given an id")
      }
      guard !knows(id) else { throw resource.error("id", "\(id) is there already") }
      wantedIDs[prefix] = id
    }
    let call = Call(account: try resource.required("account"), operation: operation, parameters: parameters)
    let answer = handle(call, at: moment)
    guard answer.isSuccess else {
      throw resource.error("operation", answer.envelope["message"]?.stringValue ?? "was refused")
    }
  }

  /// How the ids begin that these operations make. A wanted id may begin otherwise.
  private static let idPrefixes = [
    "vpc.CreateVpc": "vpc", "vpc.CreateSubnet": "subnet", "vpc.CreateRouteTable": "rtb",
    "vpc.CreateSecurityGroup": "sg", "vpc.CreateAcl": "acl", "vpc.CreatePrivateZone": "zone",
    "vpc.CreatePrivateZoneRecord": "zonerecord", "vpc.CreateVpcPeer": "vpcpeer", "vpc.CreateHavip": "havip",
    "elb.CreateLoadBalancer": "lb", "elb.CreateListener": "listener", "elb.CreateTargetGroup": "tg",
    "elb.CreateTarget": "target", "vpce.CreateEndpointService": "endpser", "vpce.CreateEndpoint": "endpoint",
    "cda.AddPhysicalLine": "line",
  ]

  /// The id that `{"$operatorService": name}` stands for; nil when the value is something else.
  private func operatorService(_ value: JSONValue, in regionID: String) -> JSONValue? {
    guard let name = value["$operatorService"]?.stringValue else { return nil }
    let rows = state.endpointServices.rows(in: .scope(Scope(account: "", region: regionID)))
    return rows.first { $0.name == name }.map { .string($0.id) }
  }

  /// Whether a thing of one of the kinds that can be seeded has this id.
  private func knows(_ id: String) -> Bool {
    state.vpcs[id] != nil || state.subnets[id] != nil || state.routeTables[id] != nil
      || state.securityGroups[id] != nil || state.acls[id] != nil || state.privateZones[id] != nil
      || state.privateZoneRecords[id] != nil || state.peerings[id] != nil || state.loadBalancers[id] != nil
      || state.listeners[id] != nil || state.targetGroups[id] != nil || state.targets[id] != nil
      || state.highAvailabilityAddresses[id] != nil || state.endpointServices[id] != nil
      || state.endpoints[id] != nil || state.lines[id] != nil || state.servers[id] != nil
  }
}
