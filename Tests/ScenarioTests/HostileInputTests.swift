import Diagnostics
import Testing

@testable import Scenario

/// Inputs that want to exhaust memory, time or the stack are refused with a place.
@Suite struct HostileInputTests {
  @Test func billionLaughs() {
    var text = "x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...20 {
      let aliases = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "x-\(level): &a\(level) [\(aliases)]\n"
    }
    let reading = read(text)
    #expect(reading.codes == ["FMT010"])
    #expect(reading.checked.value == nil)
  }

  @Test func mergeBomb() {
    var text = "x-0: &a0 {" + (0..<1000).map { "k\($0): 1" }.joined(separator: ", ") + "}\n"
    for level in 1...20 {
      let merges = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "x-\(level): &a\(level) { own\(level): 1, <<: [\(merges)] }\n"
    }
    #expect(read(text).codes == ["FMT010"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
  func deepNesting(opening: String) {
    for count in [65, 1_000, 200_000] {
      let reading = read("x: " + String(repeating: opening, count: count))
      #expect(reading.checked.value == nil)
      #expect(reading.codes == ["FMT010"] || reading.codes == ["FMT002"], "\(count) \(reading.codes)")
    }
  }

  @Test func deepJSON() {
    let reading = read(String(repeating: "[", count: 100_000), path: "x.json")
    #expect(reading.codes == ["FMT010"])
    #expect(reading.places == ["1:65 FMT010"])
  }

  @Test func depthWithinTheLimitIsRead() {
    let reading = read(
      "version: 1\nname: n\nregion: r\nx-deep: " + String(repeating: "[", count: 63)
        + String(repeating: "]", count: 63))
    #expect(reading.codes == [])
  }

  @Test func aFileOverTheLimitIsNotLookedAt() {
    var limits = ScenarioLimits()
    limits.maximumBytes = 1_000
    let reading = read(bytes: [UInt8](repeating: 0xFF, count: 1_001), limits: limits)
    #expect(reading.places == ["1:1 FMT010"])
    #expect(reading.sources.files.first?.bytes.count == 1_001)
    let kept = read(bytes: [UInt8](repeating: 0x61, count: 100_000), limits: limits)
    #expect(kept.sources.files.first?.bytes.count == 1_024)
  }

  @Test func aHundredMegabytesOfNoise() {
    let reading = read(bytes: [UInt8](repeating: 0x5B, count: 100 << 20))
    #expect(reading.places == ["1:1 FMT010"])
    #expect(reading.sources.files.first?.bytes.count == 1_024)
  }

  @Test func tooManyLines() {
    let reading = read(bytes: [UInt8](repeating: 0x0A, count: 5_000_000))
    #expect(reading.codes == ["FMT010"])
    #expect(reading.sources.files.first?.bytes.count == 1_024)
  }

  @Test func tooManyDirectives() {
    let text = (0..<200_000).map { "%TAG !\($0)! tag:x\n" }.joined() + "--- {}\n"
    #expect(read(text).places == ["1:1 FMT010"])
    #expect(read("%YAML 1.2\n%TAG !e! tag:x\n---\nversion: 1\nname: n\nregion: r\n").codes == [])
  }

  @Test func aValueOverTheLimit() {
    let reading = read("name: " + String(repeating: "x", count: 100_000))
    #expect(reading.places == ["1:7 FMT010"])
  }

  @Test func tooManyNodes() {
    var limits = ScenarioLimits()
    limits.maximumNodes = 100
    #expect(read("x: [" + String(repeating: "1,", count: 200) + "]", limits: limits).codes == ["FMT010"])
  }

  @Test func tooManyDiagnostics() {
    let keys = (0..<5_000).map { "unknown\($0): 1\n" }.joined()
    let reading = read("version: 1\nname: n\nregion: r\n" + keys)
    #expect(reading.checked.diagnostics.count == 1_001)
    #expect(reading.checked.diagnostics.last?.severity == .info)
    #expect(reading.checked.diagnostics.last?.code == "FMT010")
  }

  @Test func duplicateKeysByTheThousandAreFound() {
    let keys = (0..<20_000).map { "  a\($0 % 10_000): {}\n" }.joined()
    let reading = read("version: 1\nname: n\nregion: r\nsites:\n" + keys)
    #expect(reading.checked.diagnostics.count == 1_001)
    #expect(reading.checked.value?.sites.count == 10_000)
    #expect(reading.places.first == "10005:3 FMT003")
  }

  /// The size of a scenario that a large company has: it must be read.
  @Test func anHonestLargeFile() throws {
    var text = "version: 1\nname: big\nregion: r\naccounts: { hub: {}, prov: {} }\nvpcs:\n"
    text += "  hub: { account: hub, cidr: 10.0.0.0/8, subnets: { e: { prefixLength: 16 } } }\n"
    text +=
      "  prov: { account: prov, cidr: 172.16.0.0/12, subnets: { s: { prefixLength: 16 } } }\nendpointServices:\n"
    for index in 0..<1_000 {
      text += "  s\(index):\n    account: prov\n    vpc: prov\n    consumers: [hub]\n    ports:\n"
      for port in 0..<100 {
        text += "      - { protocol: tcp, endpointPort: \(port + 1), serverPort: \(port + 8000) }\n"
      }
    }
    let reading = read(text)
    #expect(reading.codes == [])
    #expect(reading.checked.value?.endpointServices.count == 1_000)
    #expect(reading.checked.value?.endpointServices["s999"]?.ports.count == 100)
  }
}
