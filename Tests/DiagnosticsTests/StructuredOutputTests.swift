import Diagnostics
import JSON
import TestSupport
import Testing

@Suite struct StructuredOutputTests {
  private let sample = Sample(portMappings + "名: 总\n", path: "scenarios/hq 1/scénario.yaml")

  private var diagnostics: [Diagnostic] {
    [
      Diagnostic(
        code: "DNS002", severity: .warning, message: "only one forwarder", location: sample.place("总")),
      Diagnostic(
        code: "PRT003", severity: .error, message: "two port mappings listen on tcp/443",
        location: sample.place("443", 3), help: "give each mapping an endpoint port of its own",
        related: [
          Related(message: "tcp/443 is taken here", location: sample.place("443", 1)),
          Related(message: "nowhere"),
        ]),
      Diagnostic(
        code: "ADR008", severity: .info, message: "over lines", location: sample.place("1\nendpoint")),
      Diagnostic(code: "FMT001", severity: .error, message: "no place"),
    ]
  }

  @Test func `JSON`() {
    expectGolden(renderJSON(diagnostics, sources: sample.sources).text(), "json/all.json")
    expectGolden(renderJSON([], sources: sample.sources).text(), "json/none.json")
  }

  @Test func `JSON has exactly the promised keys`() throws {
    let value = renderJSON(diagnostics, sources: sample.sources)
    #expect(value.objectValue?.keys == ["diagnostics", "summary"])
    #expect(value["summary"]?.objectValue?.keys == ["errors", "warnings", "infos"])
    let places = ["file", "line", "column", "endLine", "endColumn"]
    for diagnostic in try #require(value["diagnostics"]?.arrayValue) {
      #expect(
        diagnostic.objectValue?.keys == ["code", "severity", "message"] + places + ["help", "related"])
      for related in try #require(diagnostic["related"]?.arrayValue) {
        #expect(related.objectValue?.keys == ["message"] + places)
      }
    }
  }

  @Test func `SARIF`() {
    let rules = [
      RuleDescription(
        code: "PRT003", name: "port-mapping-clash", summary: "Two mappings share an endpoint port.",
        helpURI: "https://example.com/rules/PRT003", severity: .error),
      RuleDescription(
        code: "DNS002", name: "single-forwarder", summary: "There is one forwarder only."),
    ]
    let log = renderSARIF(diagnostics, sources: sample.sources, rules: rules, toolVersion: "1.0.0")
    expectGolden(log.text(), "sarif/all.sarif")
    expectGolden(renderSARIF([], sources: sample.sources).text(), "sarif/none.sarif")
  }

  @Test(arguments: [
    ("scenario.yaml", "scenario.yaml"), ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml"), ("c:d", "c%3Ad"),
    ("<stdin>", "%3Cstdin%3E"), ("100%/é#?", "100%25/%C3%A9%23%3F"),
  ])
  func `a path becomes a URI reference`(path: String, expected: String) {
    let sample = Sample("a", path: path)
    let diagnostic = Diagnostic(
      code: "FMT001", severity: .error, message: "m", location: sample.location(0..<1))
    let log = renderSARIF([diagnostic], sources: sample.sources)
    let location = log["runs"]?[0]?["results"]?[0]?["locations"]?[0]
    #expect(location?["physicalLocation"]?["artifactLocation"]?["uri"]?.stringValue == expected)
  }

  /// The three outputs are made from one value: what one of them says of a place, all say.
  @Test func `text, JSON and SARIF agree`() throws {
    let resolved = resolve(diagnostics, in: sample.sources)
    let text = TextRenderer(sources: sample.sources).render(resolved)
    let json = try #require(renderJSON(resolved)["diagnostics"]?.arrayValue)
    let results = try #require(renderSARIF(resolved)["runs"]?[0]?["results"]?.arrayValue)
    #expect(json.map { $0["code"] } == results.map { $0["ruleId"] })
    for (entry, result) in zip(json, results) {
      let region = result["locations"]?[0]?["physicalLocation"]?["region"]
      #expect(entry["line"]?.integerValue == region?["startLine"]?.integerValue)
      #expect(entry["endColumn"]?.integerValue == region?["endColumn"]?.integerValue)
      if let file = entry["file"]?.stringValue, let line = entry["line"]?.integerValue,
        let column = entry["column"]?.integerValue
      {
        #expect(text.contains("--> \(file):\(line):\(column)\n"))
      }
    }
  }
}
