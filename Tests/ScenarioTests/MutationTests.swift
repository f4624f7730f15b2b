import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Scenario

/// Whatever happens to the bytes of a sound scenario: no trap, and every finding has a place inside the file.
@Suite struct MutationTests {
  private static let pieces = [
    "\0", "\t", "\n", "\r", ": ", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "<<: *a", "? ",
    "!!int ", "|\n", ">",
    "%YAML 1.1\n", "---\n", "...\n", "\u{FEFF}", "\u{85}", "\u{2028}", "网", "🚇", "\u{301}", "~", "null",
    "true", "-1", "0x", "1e9",
    "99999999999999999999", ".inf", "10.0.0.0/33", "::/0", "443/tcp", "any", "auto", "endpoint-nat",
    "hub-vpc.sub-vpce", "\\u0000",
    "\\", ",", "\u{7F}", "@", "`",
  ]

  private func mutate(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes.removeLast(bytes.count - place)
      case 1:
        let end = min(bytes.count, place + Int.random(in: 1...20, using: &generator))
        bytes.removeSubrange(place..<end)
      case 2: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
      case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
      case 4:
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 1...80, using: &generator))
        bytes.insert(contentsOf: Array(bytes[start..<end]), at: place)
      default:
        bytes.insert(contentsOf: Array((Self.pieces.randomElement(using: &generator) ?? "").utf8), at: place)
      }
    }
    return bytes
  }

  private func check(_ bytes: [UInt8], path: String, _ note: String) {
    let reading = read(bytes: bytes, path: path)
    for diagnostic in reading.checked.diagnostics {
      guard let location = diagnostic.location, reading.sources[location.file] != nil,
        Int(location.end) <= bytes.count, location.start <= location.end
      else {
        Issue.record("\(note): \(diagnostic.code) has no place: \(diagnostic.message)")
        continue
      }
      if diagnostic.help?.isEmpty != false {
        Issue.record("\(note): \(diagnostic.code) has no help: \(diagnostic.message)")
      }
    }
    if reading.checked.value == nil, !reading.checked.diagnostics.contains(where: { $0.severity == .error }) {
      Issue.record("\(note): no value and no error")
    }
    // Excerpts of whatever was found can be shown.
    _ = renderText(reading.diagnostics, sources: reading.sources)
  }

  @Test(arguments: shippedScenarioNames) func ofYAML(name: String) throws {
    let text = Array(try shippedScenario(name).utf8)
    for seed in 0..<250 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      check(mutate(text, &generator), path: "scenario.yaml", "\(name), seed \(seed)")
    }
  }

  @Test(arguments: shippedScenarioNames) func ofJSON(name: String) throws {
    var sink = DiagnosticSink(limit: 10)
    var sources = SourceMap()
    let document = ScenarioReader.document(
      Array(try shippedScenario(name).utf8), path: "scenario.yaml", into: &sources, limits: .standard,
      sink: &sink)
    let text = Array(try #require(document).jsonValue().text().utf8)
    for seed in 0..<150 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      check(mutate(text, &generator), path: "scenario.json", "\(name), seed \(seed)")
    }
  }

  @Test func everyPrefixOfTheSmallestScenario() throws {
    let text = Array(try shippedScenario("zos-from-vpc").utf8)
    for count in 0...text.count { check(Array(text.prefix(count)), path: "scenario.yaml", "\(count) bytes") }
  }
}
