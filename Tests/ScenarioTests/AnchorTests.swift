import Diagnostics
import TestSupport
import Testing

@testable import Scenario

/// Anchors, aliases and merge keys.
@Suite struct AnchorTests {
  private let head = "version: 1\nname: n\nregion: r\naccounts: { a: {}, b: {} }\n"

  @Test func aliasesRepeatAValue() throws {
    let reading = read(
      head + """
        sites:
          hq: { prefixes: &ranges [10.1.0.0/24] }
          dr: { prefixes: [10.2.0.0/24], hiddenRanges: *ranges }
        vpcs:
          v: { account: &owner a, cidr: 10.9.0.0/16 }
          w: { account: *owner, cidr: 10.8.0.0/16 }
        privateZones: { z.example: { account: b } }

        """)
    expectDiagnostics(reading.checked.diagnostics, sources: reading.sources)
    let scenario = try #require(reading.checked.value)
    #expect(scenario.sites["dr"]?.hiddenRanges == scenario.sites["hq"]?.prefixes)
    #expect(scenario.vpcs["w"]?.account.value == "a")
    #expect(scenario.vpcs["w"]?.account.location == scenario.vpcs["v"]?.account.location)
  }

  @Test func mergeKeysFillWhatIsNotSaid() throws {
    let reading = read(
      head + """
        x-common: &common { account: a, cidr: 10.1.0.0/16, note: common }
        x-other: &other { note: other, ipv6: true }
        vpcs:
          one: { <<: *common }
          two: { cidr: 10.2.0.0/16, <<: *common, note: own }
          three: { <<: [*other, *common] }
          four: { <<: [*common, *other], account: b }
          five: { <<: { account: a, cidr: 10.5.0.0/16 } }

        """)
    expectDiagnostics(reading.checked.diagnostics, sources: reading.sources)
    let vpcs = try #require(reading.checked.value).vpcs
    #expect(vpcs["one"]?.note?.value == "common")
    #expect(vpcs["two"]?.cidr.description == "10.2.0.0/16")
    #expect(vpcs["two"]?.note?.value == "own")
    #expect(vpcs["three"]?.note?.value == "other")
    #expect(vpcs["three"]?.ipv6?.value == true)
    #expect(vpcs["four"]?.note?.value == "common")
    #expect(vpcs["four"]?.account.value == "b")
    #expect(vpcs["five"]?.cidr.description == "10.5.0.0/16")
    // What is merged stands where the anchor stands.
    let place = try #require(vpcs["one"]).cidr.location
    let position = try #require(reading.sources[place.file]).position(at: place.start)
    #expect(position == (5, 39))
  }

  @Test func mergesOfMergesAndManyKeys() throws {
    let keys = (0..<40).map { "s\($0): { cidr: 10.0.\($0).0/24 }" }.joined(separator: ", ")
    let reading = read(
      head + """
        x-a: &a { \(keys) }
        x-b: &b { <<: *a, s3: { cidr: 10.1.3.0/24 } }
        vpcs: { v: { account: a, cidr: 10.0.0.0/8, subnets: { <<: *b, s4: { prefixLength: 24 } } } }
        privateZones: { z.example: { account: b } }

        """)
    expectDiagnostics(reading.checked.diagnostics, sources: reading.sources)
    let subnets = try #require(reading.checked.value?.vpcs["v"]).subnets
    #expect(subnets.count == 40)
    guard case .cidr(let cidr)? = subnets["s3"]?.range else { throw Missing() }
    #expect(cidr.description == "10.1.3.0/24")
    guard case .length(let length)? = subnets["s4"]?.range else { throw Missing() }
    #expect(length.value == 24)
  }

  @Test func aFaultBehindAnAnchorIsReportedOnce() {
    let reading = read(
      head + """
        x-bad: &bad { account: a, cidr: 10.1.0.0/99 }
        vpcs: { one: *bad, two: { <<: *bad }, three: { <<: *bad, note: x } }

        """)
    #expect(reading.places == ["5:42 FMT008"])
    #expect(reading.checked.value?.vpcs.brokenNames == ["one", "two", "three"])
  }

  @Test(arguments: [
    ("a: *nowhere", "1:4 FMT002"), ("x-a: &a [*a]", "1:10 FMT002"),
    ("x-a: &a { b: { c: *a } }", "1:19 FMT002"),
    ("vpcs: { <<: 5 }", "1:13 FMT005"), ("vpcs: { <<: [{}, [], x] }", "1:18 FMT005"),
    ("x: {<<: {}, <<: {}}", "1:13 FMT003"),
    ("x-a: &abc 1\nx-b: *abd", "2:6 FMT002"),
  ])
  func faults(text: String, place: String) {
    let reading = read(text)
    #expect(reading.places.contains(place), "\(reading.places)")
  }

  @Test func aQuotedMergeKeyIsAKey() {
    #expect(read(head + "\"<<\": {}\n").places == ["5:1 FMT004"])
    #expect(read(#"{"version":1,"name":"n","region":"r","<<":{}}"#, path: "x.json").places == ["1:38 FMT004"])
  }

  @Test func anAnchorMayBeSetAgain() throws {
    let reading = read(
      head
        + "x-a: &p 10.1.0.0/16\nvpcs: { v: { account: a, cidr: *p }, w: { account: b, cidr: &p 10.2.0.0/16 } }\n"
        + "sites: { hq: { prefixes: [*p] } }\n")
    #expect(reading.codes == [])
    #expect(reading.checked.value?.sites["hq"]?.prefixes.first?.description == "10.2.0.0/16")
  }

  private struct Missing: Error {}
}
