import Diagnostics
import Testing

/// Announcements, return routes, lines, numbers and preferences.
@Suite struct RoutingRuleTests {
  private static let zos = [
    "endpoints:", "  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }",
  ]

  private func dc(_ lines: String, routing: String = "protocol: bgp", more: String = "") -> String {
    "hq-dc: { account: hub, site: hq, routing: { \(routing) }, lines: { \(lines) }, "
      + "attachments: { hub-vpc: { subnets: [endpoints] } }\(more) }"
  }

  private func line(_ name: String, _ router: String, _ more: String) -> String {
    "\(name): { router: \(router), bandwidthMbps: 1000, accessPoint: AP-\(name)\(more) }"
  }

  private func hq(_ more: String) -> String {
    "hq: { prefixes: [10.1.123.0/24], routers: { ce1: *ce, ce2: *ce }\(more) }"
  }

  @Test func theBaseIsClean() {
    #expect(ScenarioText().findings("RTE").isEmpty)
  }

  // MARK: What the site reaches

  @Test func extraPrefixesAnnounceAnEndpointToo() {
    var text = ScenarioText()
    text.rest = Self.zos
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 }, apps: { cidr: 192.168.6.0/24 } } }"
    ]
    text.directConnects = [ScenarioText.directConnect("hq-dc", site: "hq", "hub-vpc: { subnets: [apps] }")]
    #expect(
      text.findings("RTE") == [
        "error RTE001: hq-dc does not announce subnet hub-vpc.endpoints, so site hq cannot reach endpoint zos"
      ])
    text.directConnects = [
      ScenarioText.directConnect(
        "hq-dc", site: "hq", "hub-vpc: { subnets: [apps], extraPrefixes: [192.168.5.0/24] }")
    ]
    #expect(text.findings("RTE").isEmpty)
  }

  @Test func oneGatewayOfASiteIsEnough() {
    var text = ScenarioText()
    text.profile = ["gateways-per-vpc: 2"]
    text.rest = Self.zos
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 }, apps: { cidr: 192.168.6.0/24 } } }"
    ]
    text.directConnects = [
      ScenarioText.directConnect("dc-a", site: "hq", "hub-vpc: { subnets: [apps] }"),
      ScenarioText.directConnect("dc-b", site: "hq", "hub-vpc: { subnets: [endpoints] }"),
    ]
    #expect(text.findings("RTE").isEmpty)
  }

  @Test func anAccessListPrefixMeansTheSiteOfTheSameDomain() {
    var text = ScenarioText()
    // Another site, elsewhere, with the same addresses.
    text.sites.append("far: { prefixes: [10.1.123.0/24], routers: { ce1: *ce, ce2: *ce } }")
    text.vpcs.append(
      "far-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 } } }")
    text.directConnects.append(
      ScenarioText.directConnect("far-dc", site: "far", "far-vpc: { subnets: [endpoints] }"))
    text.rest = [
      "endpoints:",
      "  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.1.123.10] }",
    ]
    #expect(text.findings("RTE").isEmpty)
  }

  @Test func anExpectationCountsLikeAnAccessList() {
    var text = ScenarioText()
    text.sites.append("lab: { prefixes: [10.9.0.0/24] }")
    text.rest = Self.zos + ["expect: [{ from: lab, to: zos, port: 443/tcp, allow: true }]"]
    #expect(
      text.findings("RTE") == [
        "error RTE002: site lab is to reach endpoint zos, and no Direct Connect leads from it to VPC hub-vpc"
      ])
    text.rest = Self.zos + ["expect: [{ from: lab, to: zos, port: 443/tcp, allow: false }]"]
    #expect(text.findings("RTE").isEmpty)
  }

  @Test(arguments: [
    ("192.168.0.0/16", "10.1.123.254", false), ("0.0.0.0/0", "10.1.123.254", false),
    ("192.168.5.0/24", "10.1.123.254", true), ("192.168.5.77/32", "10.1.123.254", true),
    ("192.168.6.0/24", "10.1.123.254", false),
  ])
  func onlyRoutesAsLongAsTheLinesWin(_ to: String, _ via: String, _ isClash: Bool) {
    var text = ScenarioText()
    text.sites = [hq(", routes: [{ to: \(to), via: \(via) }]")]
    #expect(text.findings("RTE").map { String($0.prefix(12)) } == (isClash ? ["error RTE002"] : []))
  }

  @Test func oneMissingAttachmentIsOneFinding() {
    var text = ScenarioText()
    text.vpcs.append(
      "far-vpc: { account: hub, cidr: 192.169.0.0/16, subnets: { a: { cidr: 192.169.5.0/24 }, b: { cidr: 192.169.6.0/24 } } }"
    )
    text.rest = [
      "endpoints:", "  zos: { vpc: far-vpc, subnet: a, service: { cloud: zos }, allow: [hq] }",
      "  app: { vpc: far-vpc, subnet: b, service: { id: endpser-1, ports: [443/tcp] }, allow: [hq] }",
    ]
    let found = text.checked.diagnostics.filter { $0.code == "RTE002" }
    #expect(
      found.map(\.message) == [
        "site hq is to reach endpoints zos and app, and no Direct Connect leads from it to VPC far-vpc"
      ])
    #expect(
      found.first?.help
        == "attach the VPC: under `attachments` of hq-dc write `far-vpc: { subnets: [a, b] }`")
  }

  @Test func theCloudHasTheLowerEnd() {
    func findings(_ ends: String, _ more: String = "", profile: [String] = []) -> [String] {
      var text = ScenarioText()
      text.profile = profile
      text.directConnects = [dc(line("a", "ce1", ", interconnect: { \(ends) }\(more)"))]
      return text.findings("ADR")
    }
    #expect(
      findings("cloud: 10.0.0.2/30, site: 10.0.0.1/30") == [
        "error ADR007: the ends of line hq-dc.a are swapped: the cloud has 10.0.0.2 and the site 10.0.0.1"
      ])
    #expect(findings("cloud: 10.0.0.1/30, site: 10.0.0.2/30").isEmpty)
    // What stands is as it is.
    #expect(findings("cloud: 10.0.0.2/30, site: 10.0.0.1/30", ", vlan: 7, existing: line-1").isEmpty)
    // What is agreed with the cloud is no mistake.
    let agreed = ["interconnect-swapped-allowed: true"]
    #expect(findings("cloud: 10.0.0.2/30, site: 10.0.0.1/30", profile: agreed).isEmpty)
  }

  @Test func rangesOfIPv6WantALineWithIPv6() {
    var text = ScenarioText()
    text.sites = [hq("").replacing("10.1.123.0/24", with: "10.1.123.0/24, 2001:db8::/48")]
    #expect(
      text.findings("RTE") == [
        "warning RTE012: 2001:db8::/48 of site hq is IPv6, and no line of hq-dc carries IPv6: it is not announced"
      ])
    text.directConnects = [
      dc(line("a", "ce1", ", interconnectIPv6: auto") + ", " + line("b", "ce2", ", preference: standby"))
    ]
    #expect(text.findings("RTE012").isEmpty)
  }

  @Test(arguments: [
    ("standby", 1000, true), ("standby", 1001, false), ("equal", 2000, true), ("equal", 2001, false),
  ])
  func anAttachmentHasNoMoreThanItsLines(_ second: String, _ bandwidth: Int, _ isFine: Bool) {
    var text = ScenarioText()
    text.directConnects = [
      (dc(
        line("a", "ce1", ", preference: \(second == "equal" ? "equal" : "primary")") + ", "
          + line("b", "ce2", ", preference: \(second)"), routing: "protocol: bgp, multipath: true"))
        .replacing("[endpoints] }", with: "[endpoints], bandwidthMbps: \(bandwidth) }")
    ]
    #expect(text.findings("CAP003").isEmpty == isFine)
  }

  // MARK: The way back

  private func table(_ routes: String) -> [String] {
    [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24, routeTable: t } }, "
        + "routeTables: { t: { routes: [\(routes)] } } }"
    ]
  }

  @Test func returnRoutesMayBePieces() {
    var text = ScenarioText()
    text.vpcs = table(
      "{ to: 10.1.123.0/25, via: { directConnect: hq-dc } }, { to: 10.1.123.128/25, via: { directConnect: hq-dc } }"
    )
    #expect(text.findings("RTE").isEmpty)
    text.vpcs = table("{ to: 10.1.0.0/16, via: { directConnect: hq-dc } }")
    #expect(text.findings("RTE").isEmpty)
    text.vpcs = table("{ to: 10.1.123.0/25, via: { directConnect: hq-dc } }")
    #expect(
      text.findings("RTE") == [
        "error RTE003: subnet hub-vpc.endpoints uses the route table t, which has no route to 10.1.123.128/25 over hq-dc"
      ])
  }

  @Test func aLongerRouteElsewhereTakesAnswersAway() {
    var text = ScenarioText()
    text.vpcs = table(
      "{ to: 10.1.123.0/24, via: { directConnect: hq-dc } }, { to: 10.1.123.64/26, via: { kind: peering, id: pc-1 } }"
    )
    #expect(
      text.findings("RTE") == [
        "error RTE003: the route to 10.1.123.64/26 in hub-vpc.t leads away from hq-dc, so answers of subnet "
          + "hub-vpc.endpoints to the site are lost"
      ])
  }

  // MARK: Lines

  @Test func anUntaggedLineHasItsPortForItself() {
    var text = ScenarioText()
    text.directConnects = [
      dc(line("a", "ce1", ", vlan: 0") + ", " + line("b", "ce1", ", vlan: 7, preference: standby"))
    ]
    #expect(
      text.findings("RTE004") == [
        "error RTE004: line hq-dc.a is untagged and shares GigabitEthernet0/0/1 of router hq.ce1 with line hq-dc.b (VLAN 7)"
      ])
    text.profile = ["vlan-untagged-allowed: false"]
    text.directConnects = [dc(line("a", "ce1", ", vlan: 0"))]
    #expect(
      text.findings("RTE004") == [
        "error RTE004: line hq-dc.a is untagged (VLAN 0), which the cloud profile does not allow"
      ])
  }

  @Test func oneVLANOnTwoPortsIsFine() {
    var text = ScenarioText()
    text.directConnects = [
      dc(line("a", "ce1", ", vlan: 330") + ", " + line("b", "ce2", ", vlan: 330, preference: standby"))
    ]
    #expect(text.findings("RTE").isEmpty)
  }

  @Test func oneVLANOnOneSwitchPortIsNot() {
    let port = ", switchHostname: SW1, port: XGE1/0/1, vlan: 330"
    var text = ScenarioText()
    text.directConnects = [
      dc(line("a", "ce1", port) + ", " + line("b", "ce2", port + ", preference: standby"))
    ]
    #expect(
      text.findings("RTE") == [
        "error RTE004: lines hq-dc.a and hq-dc.b both use VLAN 330 on XGE1/0/1 of switch SW1"
      ])
  }

  @Test(arguments: [
    (
      "", "",
      "warning RTE009: lines a and b of hq-dc are both primary, so nobody decides which one carries a flow"
    ),
    (
      ", preference: equal", ", preference: equal",
      "warning RTE009: the lines of hq-dc are equal, and `multipath` is off, so one of them stays idle"
    ),
    (", preference: standby", ", preference: standby", "warning RTE009: every line of hq-dc is standby"),
    (
      ", preference: equal", "",
      "warning RTE009: line a of hq-dc is equal to lines that are primary or standby"
    ),
    (", preference: primary", ", preference: standby, sitePreference: standby", ""),
    (
      ", sitePreference: standby", ", preference: standby",
      "error RTE009: line hq-dc.a is primary from the cloud and standby from the site, so a flow takes different lines there and back"
    ),
  ])
  func preferencesAgree(_ first: String, _ second: String, _ finding: String) {
    var text = ScenarioText()
    text.directConnects = [dc(line("a", "ce1", first) + ", " + line("b", "ce2", second))]
    #expect(text.findings("RTE") == (finding.isEmpty ? [] : [finding]))
  }

  @Test(arguments: [
    ("protocol: static", 1), ("protocol: static, bfd: true", 0), ("protocol: static, track: true", 0),
    ("protocol: bgp", 0),
  ])
  func staticRoutesOverTwoLinesAreWatched(_ routing: String, _ count: Int) {
    var text = ScenarioText()
    let lines = line("a", "ce1", "") + ", " + line("b", "ce2", ", preference: standby")
    text.directConnects = [dc(lines, routing: routing)]
    #expect(text.findings("RTE008").count == count)
    text.directConnects = [dc(lines, routing: routing, more: ", healthCheck: { switchesRoutes: true }")]
    #expect(text.findings("RTE008").isEmpty)
  }

  @Test func limitsThatNobodyConfirmedOnlyWarn() {
    var text = ScenarioText()
    let lines = (1...3).map {
      line("l\($0)", $0 == 1 ? "ce1" : "ce2", $0 == 1 ? "" : ", preference: standby")
    }
    text.directConnects = [dc(lines.joined(separator: ", "))]
    let message = "RTE007: hq-dc has 3 lines, more than the limit of 2 for a gateway"
    #expect(text.findings("RTE007").contains("warning \(message)"))
    text.profile = ["lines-per-gateway: 2"]
    #expect(text.findings("RTE007").contains("error \(message)"))
  }

  @Test(arguments: [(7, ""), (8, "warning"), (10, "warning"), (11, "error")])
  func routesAreCountedAgainstTheirLimit(_ count: Int, _ severity: String) {
    var text = ScenarioText()
    text.profile = ["bgp-routes-per-line: 10"]
    let prefixes = (0..<count).map { "10.1.\($0 * 2).0/24" }.joined(separator: ", ")
    text.sites = ["hq: { prefixes: [\(prefixes)], routers: { ce1: *ce, ce2: *ce } }"]
    let found = text.checked.diagnostics.filter { $0.code == "RTE006" }
    #expect(found.map(\.severity.rawValue) == (severity.isEmpty ? [] : [severity]))
    if count == 11 {
      #expect(
        found.first?.help
          == "announce an aggregate that the site owns as a whole, such as `advertise: [10.1.0.0/19]`")
    }
  }

  // MARK: Numbers

  @Test(arguments: [
    ("65010", []), ("4200000001", []), ("64512", ["error", "error"]), ("64495", ["warning", "warning"]),
    ("23456", ["error", "error"]), ("65535", ["error", "error"]),
  ])
  func numbersArePrivateAndNotTheClouds(_ asn: String, _ severities: [String]) {
    let router = "{ platform: frr, interface: eth0, asn: \(asn) }"
    var text = ScenarioText()
    text.sites = ["hq: { prefixes: [10.1.123.0/24], routers: { ce1: \(router), ce2: \(router) } }"]
    #expect(text.checked.diagnostics.filter { $0.code == "RTE005" }.map(\.severity.rawValue) == severities)
  }

  @Test func aNumberIsOnlyNeededWithBGP() {
    let router = "{ platform: frr, interface: eth0 }"
    var text = ScenarioText()
    text.sites = ["hq: { prefixes: [10.1.123.0/24], routers: { ce1: \(router), ce2: \(router) } }"]
    #expect(
      text.findings("RTE") == [
        "error RTE005: router hq.ce1 has no ASN, and hq-dc runs BGP",
        "error RTE005: router hq.ce2 has no ASN, and hq-dc runs BGP",
      ])
    text.directConnects = [dc(line("a", "ce1", ""), routing: "protocol: static")]
    #expect(text.findings("RTE005").isEmpty)
  }

  @Test func theRoutersOfASiteAreOneSystem() {
    var text = ScenarioText()
    text.sites = [
      "hq: { prefixes: [10.1.123.0/24], routers: { ce1: { platform: frr, interface: eth0, asn: 65010 }, ce2: { platform: frr, interface: eth0, asn: 65011 } } }"
    ]
    #expect(
      text.findings("RTE") == [
        "error RTE005: routers of hq-dc have different numbers: 65011 on hq.ce2 and 65010 on hq.ce1"
      ])
  }

  // MARK: Announcements and filters

  @Test(arguments: [
    ("10.1.0.0/16", []), ("10.1.123.0/25, 10.1.123.128/25", []),
    (
      "10.1.123.0/25",
      ["10.1.123.128/25 of hosts of site hq is not announced over hq-dc, so nothing answers it"]
    ),
    (
      "10.1.123.0/24, 10.5.0.0/16",
      ["10.5.0.0/16 is announced over hq-dc, and no source of site hq lies in it"]
    ),
  ])
  func announcementsAreTheSources(_ advertise: String, _ messages: [String]) {
    var text = ScenarioText()
    text.directConnects = [
      ScenarioText.directConnect(
        "hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints] }", more: ", advertise: [\(advertise)]")
    ]
    #expect(text.findings("RTE") == messages.map { "error RTE012: \($0)" })
  }

  @Test func behindSourceNATTheTranslatedRangeIsAnnounced() {
    var text = ScenarioText()
    text.sites = [hq(", sourceNAT: [10.3.0.0/24]")]
    text.directConnects = [
      ScenarioText.directConnect(
        "hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints] }", more: ", advertise: [10.1.123.0/24]")
    ]
    #expect(text.findings("RTE").map { String($0.prefix(12)) } == ["error RTE012", "error RTE012"])
  }

  @Test func aWiderStaticRouteIsNoTwin() {
    let link = ", interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 }"
    var text = ScenarioText()
    text.directConnects = [dc(line("a", "ce1", link) + ", " + line("b", "ce2", ", preference: standby"))]
    text.sites = [hq(", routes: [{ to: 192.168.0.0/16, via: 10.0.0.1 }]")]
    #expect(text.findings("RTE").isEmpty)
    text.sites = [hq(", routes: [{ to: 192.168.5.0/24, via: 10.0.0.1 }]")]
    #expect(
      text.findings("RTE") == [
        "error RTE011: the static route to 192.168.5.0/24 via 10.0.0.1 beats what BGP learns over hq-dc, and "
          + "stays when the line dies"
      ])
    // With static routing it is just the route that is wanted.
    text.directConnects = [dc(line("a", "ce1", link), routing: "protocol: static")]
    #expect(text.findings("RTE011").isEmpty && text.findings("RTE002").isEmpty)
  }

  @Test func aFilterWithoutICMPOnlyHidesThePing() {
    var text = ScenarioText()
    text.sites = [
      "hq: { prefixes: [10.1.123.0/24], routers: { ce1: { platform: frr, interface: eth0, asn: 65010, controlPlanePermits: [bgp] }, ce2: { platform: frr, interface: eth0, asn: 65010, controlPlanePermits: [icmp] } } }"
    ]
    #expect(
      text.findings("RTE") == [
        "warning RTE011: the control-plane filter of router hq.ce1 drops ICMP of hq-dc",
        "error RTE011: the control-plane filter of router hq.ce2 drops BGP (TCP 179) of hq-dc",
      ])
  }

  @Test(arguments: [
    (1500, "", 0), (9000, "", 1), (1000, "", 1), (8500, ", mtu: 8500", 0), (1500, ", mtu: 8500", 1),
  ])
  func packetSizesAgree(_ line: Int, _ path: String, _ count: Int) {
    var text = ScenarioText()
    text.directConnects = [dc(self.line("a", "ce1", ", mtu: \(line)"), more: path)]
    #expect(text.findings("RTE010").count == count)
  }
}
