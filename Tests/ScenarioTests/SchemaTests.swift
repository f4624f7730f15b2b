import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Scenario

@Suite struct SchemaTests {
  @Test func schemaIsWhatItWas() {
    expectGolden(ScenarioSchema.json.text(), "scenario.schema.json")
  }

  @Test func referencePageIsMadeFromTheTables() {
    expectFile(ScenarioReference.markdown, at: packagePath("docs/scenario.md"))
  }

  @Test(arguments: shippedScenarioNames)
  func schemaAcceptsTheShippedScenarios(name: String) throws {
    let validator = try SchemaValidator(ScenarioSchema.json)
    #expect(validator.faults(in: try documentValue(try shippedScenario(name))) == [])
  }

  /// What is changed in a sound scenario, and the only fault that the schema may find then.
  @Test(arguments: [
    // Unknown keys.
    ("name: n", "nmae: n, name: n", "/nmae additionalProperties"),
    ("email: a@b.example", "emial: a@b.example", "/accounts/hub/emial additionalProperties"),
    (
      "serverPort: 8443", "serverPort: 8443, x-port: 1",
      "/endpointServices/api/ports/0/x-port additionalProperties"
    ),
    // Wrong types.
    ("name: n", "name: [n]", "/name type"),
    ("prefixes: [10.1.0.0/16]", "prefixes: { 10.1.0.0/16: hq }", "/sites/hq/prefixes type"),
    ("bandwidthMbps: 100", "bandwidthMbps: fast", "/directConnects/dc/lines/a/bandwidthMbps type"),
    ("bandwidthMbps: 100", "bandwidthMbps: 1.5", "/directConnects/dc/lines/a/bandwidthMbps type"),
    ("bfd: true", "bfd: 1", "/directConnects/dc/routing/bfd type"),
    ("hub: {", "hub: ~, spare: {", "/accounts/hub type"),
    ("id: '10001'", "id: true", "/accounts/hub/id type"),
    // Words that are none.
    ("approval: manual", "approval: maybe", "/endpointServices/api/approval enum"),
    ("protocol: tcp", "protocol: TCP", "/endpointServices/api/ports/0/protocol enum"),
    ("platform: frr", "platform: frrouting", "/sites/hq/routers/ce1/platform enum"),
    ("vlan: auto", "vlan: any", "/directConnects/dc/lines/a/vlan anyOf"),
    // Keys that are missing.
    ("region: r,", "", "/ required"),
    ("account: hub, site: hq", "site: hq", "/directConnects/dc required"),
    ("serverPort: 8443", "", "/endpointServices/api/ports/0 required"),
    ("service: api, ", "", "/endpoints/e required"),
    // Numbers beyond their range and malformed text.
    ("version: 1", "version: 2", "/version maximum"),
    ("serverPort: 8443", "serverPort: 0", "/endpointServices/api/ports/0/serverPort minimum"),
    ("cidr: 10.2.0.0/16", "cidr: 10.2.0.0", "/vpcs/v/cidr pattern"),
    ("email: a@b.example", "email: b.example", "/accounts/hub/email pattern"),
    ("name: n", "name: ''", "/name minLength, /name pattern"),
    ("hub: {", "hub/spare: {", "/accounts/hub~1spare propertyNames"),
    // Keys that exclude each other, of which one must or may stand.
    (
      "subnets: { s:",
      "routeTables: { t: { routes: [{ to: 10.9.0.0/16, via: { directConnect: dc, id: x } }] } }, subnets: { s:",
      "/vpcs/v/routeTables/t/routes/0/via not"
    ),
    ("cidr: 10.2.1.0/24", "cidr: 10.2.1.0/24, prefixLength: 24", "/vpcs/v/subnets/s oneOf"),
  ])
  func schemaRefusesWhatTheDecoderRefuses(old: String, new: String, faults: String) throws {
    let validator = try SchemaValidator(ScenarioSchema.json)
    #expect(validator.faults(in: try documentValue(Self.sound)) == [])
    #expect(read(Self.sound).checked.value != nil)
    let place = try #require(Self.sound.firstRange(of: old))
    let text = String(Self.sound[..<place.lowerBound]) + new + Self.sound[place.upperBound...]
    let found = validator.faults(in: try documentValue(text)).map(\.description)
    #expect(found.sorted().joined(separator: ", ") == faults)
    #expect(read(text).checked.diagnostics.contains { $0.severity == .error })
  }

  @Test func everyExampleInTheTablesFitsItsType() throws {
    let schema = ScenarioSchema.json
    let validator = try SchemaValidator(schema)
    var count = 0
    var definitions = schema["$defs"]?.objectValue?.map(\.value) ?? []
    definitions.append(schema)
    for definition in definitions {
      for property in definition["properties"]?.objectValue ?? [:] {
        for example in property.value["examples"]?.arrayValue ?? [] {
          #expect(validator.faults(in: example, of: property.value) == [])
          count += 1
        }
        if let value = property.value["default"] {
          #expect(validator.faults(in: value, of: property.value) == [])
        }
      }
    }
    #expect(count > 80)
  }

  /// A small scenario with most kinds of values.
  private static let sound = """
    { version: 1, name: n, region: r,
      accounts: { hub: { id: '10001', email: a@b.example } },
      sites: { hq: { prefixes: [10.1.0.0/16], routers: { ce1: { platform: frr, interface: eth0, asn: 65010 } } } },
      directConnects: { dc: { account: hub, site: hq, routing: { protocol: bgp, bfd: true },
        lines: { a: { router: ce1, bandwidthMbps: 100, vlan: auto } }, attachments: { v: { subnets: [s] } } } },
      vpcs: { v: { account: hub, cidr: 10.2.0.0/16, subnets: { s: { cidr: 10.2.1.0/24 } } } },
      endpointServices: { api: { account: hub, vpc: v, subnet: s, approval: manual, consumers: [hub],
        backend: { type: vm, id: vm-1, address: 10.2.1.10 },
        ports: [{ protocol: tcp, endpointPort: 443, serverPort: 8443 }] } },
      endpoints: { e: { vpc: v, service: api, subnet: s, allow: [hq] } } }
    """
}

/// The document of a YAML text as JSON.
func documentValue(_ text: String) throws -> JSONValue {
  var sink = DiagnosticSink(limit: 10)
  var sources = SourceMap()
  let document = ScenarioReader.document(
    Array(text.utf8), path: "scenario.yaml", into: &sources, limits: .standard, sink: &sink)
  return try #require(document).jsonValue()
}

extension Document {
  /// The tree below a node as JSON.
  func jsonValue(_ node: NodeID? = nil) -> JSONValue {
    let node = node ?? root
    switch self[node].kind {
    case .null: return .null
    case .boolean: return .bool(self[node].number == 1)
    case .integer: return .integer(self[node].number)
    case .hugeInteger, .float: return .double(Double(string(node)) ?? .greatestFiniteMagnitude)
    case .text: return .string(string(node))
    case .list: return .array(items(node).map { jsonValue($0) })
    case .mapping:
      return .object(JSONObject(entries(node).map { (string($0.key), jsonValue($0.value)) }))
    }
  }
}
