import Diagnostics
import JSON

/// How a scenario is written: the top of the file.
enum ScenarioFormat {
  /// The one version of the format so far.
  static let currentVersion = 1

  struct Fields: Sendable {
    let version: Field<Located<Int>>
    let name: Field<Located<String>>
    let region: Field<Located<String>>
    let summary: Field<Located<String>>
    let profile: Field<[ProfileOverride]>
    let cloudServices: Field<NamedMap<CloudServiceOverride>>
    let changeWindow: Field<ChangeWindow>
    let accounts: Field<NamedMap<Account>>
    let sites: Field<NamedMap<Site>>
    let directConnects: Field<NamedMap<DirectConnect>>
    let vpcs: Field<NamedMap<VPC>>
    let backends: Field<NamedMap<Backend>>
    let endpointServices: Field<NamedMap<EndpointService>>
    let endpoints: Field<NamedMap<Endpoint>>
    let privateZones: Field<NamedMap<PrivateZone>>
    let expectations: Field<[Expectation]>
  }

  static let table = RecordTable("Scenario", "What is wanted: the one file an engineer writes.") { table in
    table.allowExtensions()
    return Fields(
      version: table.required("version", version, "The version of this format.", example: 1),
      name: table.required(
        "name", .name(NameRule("the name of the scenario")), "The scenario's name.",
        example: "hq-idc-to-cloud"),
      region: table.required(
        "region", .identifier, "The CTyun resource pool (regionID).",
        example: "81f7728662dd11ec810800155d307d5b"),
      summary: table.optional("description", .text, "A line for people."),
      profile: table.optional(
        "profile", ProfileFormat.shape, "Numbers of the cloud profile that this scenario knows better.",
        default: [:]),
      cloudServices: table.optional(
        "cloudServices", .map(of: CloudServiceFormat.shape, named: CloudServiceFormat.names),
        "What this scenario knows of the operator's services.", default: [:]),
      changeWindow: table.optional("changeWindow", ChangeWindowFormat.shape, "When the change may happen."),
      accounts: table.optional(
        "accounts", .map(of: AccountFormat.shape, named: AccountFormat.names), "Who owns and pays.",
        default: [:]),
      sites: table.optional(
        "sites", .map(of: SiteFormat.shape, named: SiteFormat.names), "Where the people and servers are.",
        default: [:]),
      directConnects: table.optional(
        "directConnects", .map(of: DirectConnectFormat.shape, named: DirectConnectFormat.names),
        "How the sites reach the cloud.", default: [:]),
      vpcs: table.optional(
        "vpcs", .map(of: VPCFormat.shape, named: VPCFormat.names), "The VPCs.", default: [:]),
      backends: table.optional(
        "backends", .map(of: BackendFormat.shape, named: BackendFormat.names), "What answers.", default: [:]),
      endpointServices: table.optional(
        "endpointServices", .map(of: EndpointServiceFormat.shape, named: EndpointServiceFormat.names),
        "What is published.", default: [:]),
      endpoints: table.optional(
        "endpoints", .map(of: EndpointFormat.shape, named: EndpointFormat.names), "What is consumed.",
        default: [:]),
      privateZones: table.optional(
        "privateZones", .map(of: PrivateZoneFormat.shape, named: PrivateZoneFormat.names),
        "Private zones in the cloud.", default: [:]),
      expectations: table.optional(
        "expect", .independentList(of: ExpectationFormat.shape), "What must, and must not, work.", default: []
      ))
  }

  /// Reads the document. Beside errors the value holds what could be read, so that references and rules can be looked
  /// at in the same pass. It is nil when a whole mapping of names is lost: every reference into it would follow.
  static let shape: Shape<Scenario> = .record(table) { fields, record, decoder in
    record.isBroken = false
    let cloudServices = record.take(fields.cloudServices, &decoder) ?? NamedMap()
    let accounts = record.take(fields.accounts, &decoder) ?? NamedMap()
    let sites = record.take(fields.sites, &decoder) ?? NamedMap()
    let directConnects = record.take(fields.directConnects, &decoder) ?? NamedMap()
    let vpcs = record.take(fields.vpcs, &decoder) ?? NamedMap()
    let backends = record.take(fields.backends, &decoder) ?? NamedMap()
    let endpointServices = record.take(fields.endpointServices, &decoder) ?? NamedMap()
    let endpoints = record.take(fields.endpoints, &decoder) ?? NamedMap()
    let privateZones = record.take(fields.privateZones, &decoder) ?? NamedMap()
    let isLost = record.isBroken

    let nowhere = Located("", at: record.location)
    let version = record.take(fields.version, &decoder) ?? Located(currentVersion, at: record.location)
    let name = record.take(fields.name, &decoder) ?? nowhere
    let region = record.take(fields.region, &decoder) ?? nowhere
    let summary = record.take(fields.summary, &decoder)
    let profile = record.take(fields.profile, &decoder) ?? []
    let changeWindow = record.take(fields.changeWindow, &decoder)
    let expectations = record.take(fields.expectations, &decoder) ?? []
    record.isBroken = isLost
    return Scenario(
      version: version, name: name, region: region, summary: summary, profile: profile,
      cloudServices: cloudServices, changeWindow: changeWindow, accounts: accounts, sites: sites,
      directConnects: directConnects, vpcs: vpcs, backends: backends, endpointServices: endpointServices,
      endpoints: endpoints, privateZones: privateZones, expectations: expectations, location: record.location)
  }

  /// The version. Another one is reported before anything else is read, by `ScenarioReader`.
  private static let version = Shape<Located<Int>>(.integer(currentVersion...currentVersion)) {
    node, decoder in
    guard decoder.document[node].kind == .integer else {
      decoder.wrongType(node, expected: "the whole number \(currentVersion)")
      return nil
    }
    return decoder.located(Int(decoder.document[node].number), node)
  }
}
