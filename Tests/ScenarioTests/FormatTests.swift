import Diagnostics
import TestSupport
import Testing

@testable import Scenario

/// What each kind of value takes and refuses.
@Suite struct FormatTests {
  /// A scenario with one more line; the finding's line is the last.
  private static func with(_ line: String) -> String {
    "version: 1\nname: n\nregion: r\naccounts: { a: {} }\nprivateZones: { z.example: { account: a } }\n\(line)\n"
  }

  private static func rule(_ text: String) -> String {
    "vpcs: { v: { account: a, cidr: 10.0.0.0/8, securityGroups: { g: { ingress: [{ action: accept, \(text) }] } } } }"
  }

  private static func line(_ text: String) -> String {
    "directConnects: { d: { account: a, site: s, routing: { protocol: bgp }, lines: { l: { \(text) } } } }\n"
      + "sites: { s: { routers: { r: {} } } }"
  }

  private static func subnet(_ text: String) -> String {
    "vpcs: { v: { account: a, cidr: 10.0.0.0/8, subnets: { s: { \(text) } } } }"
  }

  private static func expectation(_ text: String) -> String {
    "expect: [{ from: any, to: any, \(text) }]"
  }

  @Test(arguments: [
    rule("protocol: tcp, ports: 8443, from: endpoint-nat"), rule("protocol: any, ports: any, from: any"),
    rule("protocol: udp, ports: \"8000-8099\", from: 10.1.2.3"),
    rule("protocol: udp, ports: 8000-8099, from: v"),
    rule("protocol: tcp, ports: [22, 8000-8099], from: \"2001:db8::/32\""),
    rule("protocol: icmp, from: any, priority: 1"),
    line("router: r, bandwidthMbps: 100"),
    line("router: r, bandwidthMbps: 100, vlan: auto, interconnect: auto"),
    line("router: r, bandwidthMbps: 100, vlan: 0, interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 }"),
    line("router: r, bandwidthMbps: 100, interconnectIPv6: auto"),
    subnet("cidr: 10.1.0.0/24"), subnet("prefixLength: 26, ipv6: true, ipv6CIDR: \"2001:db8::/64\""),
    subnet("cidr: 10.1.0.0/24, usedAddresses: [10.1.0.9], routeTable: default"),
    expectation("port: 443/tcp, allow: true, because: why, during: any-single-failure"),
    "changeWindow: { start: 2026-12-03T22:00:00+08:00, duration: 6h }",
    "changeWindow: { start: \"2024-02-29T00:00:00.5Z\", duration: 1h30m }",
    "changeWindow: { start: \"2026-12-03T22:00:00Z\", durationMinutes: 90 }",
    "cloudServices: { zos: { id: endpser-1, ports: [443/tcp], zones: [zos.ctyun.cn] } }",
    "profile: { endpoint-nat: 198.18.0.0/16, vlan-range: 100-200, mtu: 1400, private-asns: [64512, 65534] }",
    "profile: { forbidden-ranges: [10.0.0.0/8, \"fe80::/10\"], interconnect-31-allowed: true, name-pattern: \"^[a-z]+$\" }",
    "accounts2: 1\nx-anything: [1, { two: 3 }]".replacing("accounts2: 1\n", with: ""),
    "description: |\n  Two lines,\n  with a tab\there.",
    "sites: { 总部: { prefixes: [10.0.0.0/8] }, a-b_1: {} }",
  ])
  func isRead(line: String) {
    let reading = read(Self.with(line))
    #expect(reading.codes == [], "\(reading.diagnostics.map(\.message))")
  }

  @Test(arguments: [
    // Types.
    ("sites: []", "FMT005"), ("sites:", "FMT005"), ("sites: { hq: }", "FMT005"),
    ("sites: { hq: { prefixes: 10.0.0.0/8 } }", "FMT005"),
    ("sites: { hq: { prefixes: } }", "FMT005"), ("sites: { hq: { prefixes: { a: b } } }", "FMT005"),
    ("sites: { hq: { prefixes: [10] } }", "FMT005"), ("sites: { hq: { note: 5 } }", "FMT005"),
    ("sites: { hq: { note: true } }", "FMT005"), ("sites: { hq: { firewall: { managed: yes } } }", "FMT005"),
    ("sites: { [a]: {} }", "FMT005"), ("sites: { ~: {} }", "FMT005"), ("expect: {}", "FMT005"),
    (rule("protocol: tcp, ports: [], from: any"), "FMT005"),
    (rule("protocol: tcp, ports: {}, from: any"), "FMT005"),
    (rule("protocol: tcp, ports: 1.5, from: any"), "FMT005"), (rule("protocol: [tcp], from: any"), "FMT005"),
    (line("router: r, bandwidthMbps: fast"), "FMT005"), (line("router: r, bandwidthMbps: 1.5"), "FMT005"),
    (line("router: r, bandwidthMbps: 100, vlan: [1]"), "FMT005"),
    (expectation("port: 443/tcp, allow: \"true\""), "FMT005"),
    ("profile: []", "FMT005"), ("profile: { mtu: big }", "FMT005"),
    // Keys.
    ("sits: {}", "FMT004"), ("sites: { hq: { prefixs: [] } }", "FMT004"), ("profile: { mtuu: 5 }", "FMT004"),
    (rule("protocol: tcp, from: any, to: any"), "FMT004"),
    ("sites: { hq: { dns: {} } }", "FMT006"), (line("router: r"), "FMT006"), (subnet(""), "FMT006"),
    (rule("from: any"), "FMT006"),
    ("changeWindow: { duration: 6h }", "FMT006"),
    ("changeWindow: { start: \"2026-12-03T22:00:00Z\" }", "FMT006"),
    (
      "vpcs: { v: { account: a, cidr: 10.0.0.0/8, routeTables: { t: { routes: [{ to: 10.0.0.0/8, via: { kind: x } }] } }, subnets: { s: { prefixLength: 24, routeTable: t } } } }",
      "FMT006"
    ),
    (subnet("cidr: 10.1.0.0/24, prefixLength: 24"), "FMT012"),
    ("changeWindow: { start: \"2026-12-03T22:00:00Z\", duration: 6h, durationMinutes: 5 }", "FMT012"),
    // Words.
    ("sites: { hq: { dns: { servers: [], software: bin } } }", "FMT007"),
    (rule("protocol: TCP, from: any"), "FMT007"),
    // Texts.
    ("sites: { hq: { prefixes: [10.0.0] } }", "FMT008"),
    ("sites: { hq: { prefixes: [10.0.0.0] } }", "FMT008"),
    ("sites: { hq: { prefixes: [10.0.0.0/255.0.0.0] } }", "FMT008"),
    ("sites: { hq: { testHost: 10.0.0.1/24 } }", "FMT008"),
    ("sites: { hq: { note: \"\" } }", "FMT008"), ("sites: { hq: { note: \"a\\eb\" } }", "FMT008"),
    ("sites: { \"a b\": {} }", "FMT008"), ("sites: { a.b: {} }", "FMT008"), ("sites: { any: {} }", "FMT008"),
    ("sites: { 10.1: {} }", "FMT008"), ("sites: { -a: {} }", "FMT008"), ("sites: { \"\": {} }", "FMT008"),
    ("sites: { \(String(repeating: "x", count: 64)): {} }", "FMT008"), ("accounts3: {}", "FMT004"),
    (rule("protocol: tcp, ports: 80-, from: any"), "FMT008"),
    (rule("protocol: tcp, ports: 90-80, from: any"), "FMT008"),
    (rule("protocol: tcp, ports: all, from: any"), "FMT008"),
    (rule("protocol: tcp, from: 10.1.1.300"), "FMT008"),
    (rule("protocol: tcp, from: 10.1.1.x"), "FMT008"),
    (rule("protocol: tcp, from: \"fe80::1%eth0\""), "FMT008"),
    (subnet("cidr: \"2001:db8::/64\""), "FMT008"),
    (subnet("cidr: 10.1.0.0/24, ipv6CIDR: 10.2.0.0/24"), "FMT008"),
    (line("router: r, bandwidthMbps: 100, interconnect: { cloud: 10.0.0.1, site: 10.0.0.2/30 }"), "FMT008"),
    (
      line("router: r, bandwidthMbps: 100, interconnect: { cloud: \"fe80::1/64\", site: 10.0.0.2/30 }"),
      "FMT008"
    ),
    (expectation("port: 443, allow: true"), "FMT008"), (expectation("port: tcp/443, allow: true"), "FMT008"),
    (expectation("port: 443/TCP, allow: true"), "FMT008"),
    (expectation("port: 443/icmp, allow: true"), "FMT008"),
    (expectation("port: x/tcp, allow: true"), "FMT008"),
    ("changeWindow: { start: 2026-12-03, duration: 6h }", "FMT008"),
    ("changeWindow: { start: \"2026-02-29T00:00:00Z\", duration: 6h }", "FMT008"),
    ("changeWindow: { start: \"2026-12-03T25:00:00Z\", duration: 6h }", "FMT008"),
    ("changeWindow: { start: \"2026-12-03T22:00:00\", duration: 6h }", "FMT008"),
    ("changeWindow: { start: \"2026-12-03T22:00:00Z\", duration: 6 h }", "FMT008"),
    ("changeWindow: { start: \"2026-12-03T22:00:00Z\", duration: 30m1h }", "FMT008"),
    ("changeWindow: { start: \"2026-12-03T22:00:00Z\", duration: 0h }", "FMT008"),
    ("cloudServices: { zos: { zones: [a..b] } }", "FMT008"),
    ("cloudServices: { zos: { zones: [zos.ctyun.cn.] } }", "FMT008"),
    ("cloudServices: { zos: { zones: [网络.cn] } }", "FMT008"),
    ("cloudServices: { zos: { zones: [-a.cn] } }", "FMT008"),
    ("profile: { vlan-range: 200-100 }", "FMT008"), ("profile: { name-pattern: \"(a|b)\" }", "FMT008"),
    // Numbers.
    (line("router: r, bandwidthMbps: 0"), "FMT009"),
    (line("router: r, bandwidthMbps: 99999999999999999999"), "FMT009"),
    (line("router: r, bandwidthMbps: 100, vlan: 4095"), "FMT009"), (subnet("prefixLength: 33"), "FMT009"),
    (rule("protocol: tcp, ports: 65536, from: any"), "FMT009"),
    (rule("protocol: tcp, ports: 1-70000, from: any"), "FMT009"),
    (rule("protocol: tcp, ports: 0, from: any"), "FMT009"),
    (expectation("port: 0/tcp, allow: true"), "FMT009"),
    (expectation("port: 99999999999999999999/tcp, allow: true"), "FMT009"),
    ("profile: { mtu: -1 }", "FMT009"),
    ("sites: { hq: { routers: { r: { asn: 4294967295 } } } }", "FMT009"),
    // Host bits.
    ("sites: { hq: { prefixes: [10.0.0.1/8] } }", "ADR001"),
    (rule("protocol: tcp, from: 10.1.1.1/24"), "ADR001"),
    ("profile: { endpoint-nat: 198.18.0.1/16 }", "ADR001"),
  ])
  func isRefused(line: String, code: String) {
    let reading = read(Self.with(line))
    #expect(reading.codes == [code], "\(reading.diagnostics.map(\.message))")
    #expect(reading.diagnostics.allSatisfy { $0.help?.isEmpty == false && $0.location != nil })
    #expect(!reading.checked.isValid)
    #expect(reading.checked.value != nil || line.hasPrefix("sites:"))
  }

  @Test func idsMayBeWrittenAsNumbers() throws {
    let scenario = try #require(
      read(
        "version: 1\nname: 2026\nregion: 0012\naccounts: { 1: { id: 0010001 }, b: { id: 99999999999999999999999 } }\n"
      )
      .checked.value)
    #expect(scenario.name.value == "2026")
    #expect(scenario.region.value == "0012")
    #expect(scenario.accounts["1"]?.id?.value == "0010001")
    #expect(scenario.accounts["b"]?.id?.value == "99999999999999999999999")
    let json = read(
      #"{"version": 1, "name": "n", "region": 12, "accounts": {"a": {"id": 10001}}}"#, path: "a.json")
    #expect(json.checked.value?.region.value == "12")
    #expect(json.checked.value?.accounts["a"]?.id?.value == "10001")
  }

  @Test func aKeyThatIsNearlyRightIsReadAsTheOneMeant() throws {
    let reading = read(
      "version: 1\nname: n\nregion: r\naccounts: { a: {} }\nvpcs:\n  v: { acount: a, cidr: 10.0.0.0/33 }\n")
    #expect(reading.places == ["6:8 FMT004", "6:34 FMT008"])
    #expect(reading.diagnostics.first?.help == "did you mean `account`?")
  }

  @Test func aKeyWithoutItsUnitIsReadAsTheOneMeant() throws {
    let reading = read(
      "version: 1\nname: n\nregion: r\naccounts: { a: {} }\nsites: { s: { routers: { r: {} } } }\ndirectConnects:\n"
        + "  d: { account: a, site: s, routing: { protocol: bgp }, lines: { l: { router: r, bandwidth: 0 } } }\n"
    )
    #expect(reading.places == ["7:82 FMT004", "7:93 FMT009"])
    #expect(reading.diagnostics.first?.help == "did you mean `bandwidthMbps`?")
  }

  @Test func anotherVersionIsTheOnlyFinding() {
    let reading = read("version: 2\nnew: things\nname: [n]\n")
    #expect(reading.places == ["1:10 FMT011"])
    #expect(reading.checked.value == nil)
    #expect(read("version: 99999999999999999999\n").codes == ["FMT011"])
    #expect(read("version: 0\n").codes == ["FMT011"])
    #expect(read("version: one\nname: n\nregion: r\n").codes == ["FMT005"])
  }

  @Test func allFaultsAreFoundInOnePass() {
    let reading = read(
      """
      version: 1
      region: r
      accounts: { a: { id: [] }, a: {} }
      vpcs:
        one: { account: a, cidr: 10.0.0.1/16, subnets: { s: { prefixLength: 77 }, t: {} } }
        two: { account: nobody }
      endpoints:
        e: { vpc: one, subnet: s, service: { cloud: zos, id: x }, colour: red }
      expect:
        - { from: nowhere, to: e, port: 443, allow: yes }
        - { from: nowhere, to: e, port: 443/tcp, allow: true }
      """)
    #expect(
      reading.places == [
        "1:1 FMT006", "3:22 FMT005", "3:28 FMT003", "5:28 ADR001", "5:71 FMT009", "5:77 FMT006", "6:3 FMT006",
        "8:52 FMT012", "8:61 FMT004", "10:35 FMT008", "10:47 FMT005", "11:13 REF001",
      ])
    let scenario = reading.checked.value
    #expect(scenario?.vpcs["one"]?.subnets.brokenNames == ["s", "t"])
    #expect(scenario?.vpcs.brokenNames == ["two"])
    #expect(scenario?.endpoints.declares("e") == true)
  }

  @Test func aLostMappingOfNamesEndsTheReading() {
    let reading = read(
      "version: 1\nname: n\nregion: r\nvpcs: [a]\nendpoints: { e: { vpc: a, subnet: b, service: c } }\n")
    #expect(reading.places == ["4:7 FMT005"])
    #expect(reading.checked.value == nil)
  }
}
