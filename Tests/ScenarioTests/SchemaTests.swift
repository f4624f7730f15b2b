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
    let faults = SchemaWalk(ScenarioSchema.json).faults(try documentValue(try shippedScenario(name)))
    #expect(faults == [])
  }

  @Test(arguments: [
    "version: 2", "accuonts: {}", "accounts: { a: { emial: x@y.example } }", "vpcs: { v: { account: a } }",
    "endpoints: { e: { vpc: v, subnet: s, service: {} } }", "name: [x]",
    "vpcs: { v: { account: a, cidr: 10.0.0.0/8, subnets: { s: { cidr: 10.0.0.0/24, prefixLength: 24 } } } }",
  ])
  func schemaRefusesWhatTheDecoderRefuses(extra: String) throws {
    let base = ["version: 1", "name: n", "region: r"].filter { !extra.hasPrefix($0.prefix(5)) }
    let text = (base + [extra]).joined(separator: "\n") + "\n"
    #expect(!SchemaWalk(ScenarioSchema.json).faults(try documentValue(text)).isEmpty)
    #expect(read(text).checked.diagnostics.contains { $0.severity == .error })
  }

  @Test func everyExampleInTheTablesFitsItsType() throws {
    let schema = ScenarioSchema.json
    let walk = SchemaWalk(schema)
    var count = 0
    var definitions = schema["$defs"]?.objectValue?.map(\.value) ?? []
    definitions.append(schema)
    for definition in definitions {
      for property in definition["properties"]?.objectValue ?? [:] {
        for example in property.value["examples"]?.arrayValue ?? [] {
          #expect(walk.faults(example, property.value, at: property.key) == [])
          count += 1
        }
        if let value = property.value["default"] {
          #expect(walk.faults(value, property.value, at: property.key) == [])
        }
      }
    }
    #expect(count > 80)
  }

  /// The document of a YAML text as JSON.
  private func documentValue(_ text: String) throws -> JSONValue {
    var sink = DiagnosticSink(limit: 10)
    var sources = SourceMap()
    let document = ScenarioReader.document(
      Array(text.utf8), path: "scenario.yaml", into: &sources, limits: .standard, sink: &sink)
    return try #require(document).jsonValue()
  }
}

extension Document {
  /// The tree below a node as JSON.
  func jsonValue(_ node: NodeID? = nil) -> JSONValue {
    let node = node ?? root
    switch self[node].kind {
    case .null: return .null
    case .boolean: return .bool(self[node].number == 1)
    case .integer: return .integer(self[node].number)
    case .hugeInteger, .float: return .double(0.5)
    case .text: return .string(string(node))
    case .list: return .array(items(node).map { jsonValue($0) })
    case .mapping:
      return .object(JSONObject(entries(node).map { (string($0.key), jsonValue($0.value)) }))
    }
  }
}

/// As much of JSON Schema as the schema uses; CI also asks a complete validator.
struct SchemaWalk {
  private let root: JSONValue

  init(_ root: JSONValue) { self.root = root }

  func faults(_ value: JSONValue) -> [String] { faults(value, root, at: "$") }

  func faults(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    var faults: [String] = []
    if schema == true { return [] }
    if schema == false { return ["\(path): not allowed"] }
    if let reference = schema["$ref"]?.stringValue {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let definition = root["$defs"]?[name] else { return ["\(path): no definition \(name)"] }
      faults += self.faults(value, definition, at: path)
    }
    if let types = schema["type"].map({ $0.arrayValue ?? [$0] }),
      !types.contains(where: { matches(value, $0) })
    {
      faults.append("\(path): is not \(types)")
    }
    if let constant = schema["const"], constant != value { faults.append("\(path): is not \(constant)") }
    if let words = schema["enum"]?.arrayValue, !words.contains(value) {
      faults.append("\(path): not among \(words)")
    }
    if let number = value.integerValue {
      if let minimum = schema["minimum"]?.integerValue, number < minimum {
        faults.append("\(path): too small")
      }
      if let maximum = schema["maximum"]?.integerValue, number > maximum {
        faults.append("\(path): too large")
      }
    }
    if let text = value.stringValue, let pattern = schema["pattern"]?.stringValue,
      let regex = try? Regex(pattern), text.wholeMatch(of: regex) == nil
    {
      faults.append("\(path): `\(text)` does not match \(pattern)")
    }
    if let options = schema["anyOf"]?.arrayValue,
      !options.contains(where: { self.faults(value, $0, at: path).isEmpty })
    {
      faults.append("\(path): fits none of \(options.count)")
    }
    if let options = schema["oneOf"]?.arrayValue,
      options.count(where: { self.faults(value, $0, at: path).isEmpty }) != 1
    {
      faults.append("\(path): does not fit exactly one of \(options.count)")
    }
    for part in schema["allOf"]?.arrayValue ?? [] { faults += self.faults(value, part, at: path) }
    if let other = schema["not"], self.faults(value, other, at: path).isEmpty {
      faults.append("\(path): fits not")
    }
    if let items = schema["items"] {
      for (index, element) in (value.arrayValue ?? []).enumerated() {
        faults += self.faults(element, items, at: "\(path)[\(index)]")
      }
    }
    if let object = value.objectValue { faults += members(object, schema, at: path) }
    return faults
  }

  private func members(_ object: JSONObject, _ schema: JSONValue, at path: String) -> [String] {
    var faults: [String] = []
    for key in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where object[key] == nil {
      faults.append("\(path): lacks \(key)")
    }
    for (key, value) in object {
      if let names = schema["propertyNames"] { faults += self.faults(.string(key), names, at: path) }
      if let property = schema["properties"]?[key] {
        faults += self.faults(value, property, at: "\(path).\(key)")
      } else if schema["patternProperties"] != nil, key.hasPrefix("x-") {
        continue
      } else if let rest = schema["additionalProperties"] {
        faults += self.faults(value, rest, at: "\(path).\(key)")
      }
    }
    return faults
  }

  private func matches(_ value: JSONValue, _ type: JSONValue) -> Bool {
    switch type.stringValue {
    case "string": value.stringValue != nil
    case "number": value.doubleValue != nil
    case "integer": value.integerValue != nil
    case "boolean": value.boolValue != nil
    case "array": value.arrayValue != nil
    case "object": value.objectValue != nil
    default: false
    }
  }
}
