import Addressing
import Diagnostics
import TestSupport
import Testing

/// Who may overlap whom, and who may not.
@Suite struct OverlapTests {
  private func site(_ name: String, _ prefixes: String, more: String = "") -> String {
    "\(name): { prefixes: [\(prefixes)], routers: { ce1: *ce, ce2: *ce }\(more) }"
  }

  private func vpc(_ name: String, _ cidr: String, _ subnets: String) -> String {
    "\(name): { account: hub, cidr: \(cidr), subnets: { \(subnets) } }"
  }

  @Test func aSiteThatContainsAVPCClashesOnce() {
    var text = ScenarioText()
    text.sites = [site("hq", "192.168.0.0/15")]
    text.vpcs = [
      vpc("hub-vpc", "192.168.0.0/16", "endpoints: { cidr: 192.168.5.0/24 }, b: { cidr: 192.168.6.0/24 }")
    ]
    text.directConnects = [
      ScenarioText.directConnect("hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints, b] }")
    ]
    #expect(
      text.findings("ADR") == [
        "error ADR002: 192.168.0.0/16 of VPC hub-vpc overlaps 192.168.0.0/15 of site hq"
      ])
  }

  @Test func aSiteInsideAVPCClashesWithoutASubnetOfItsOwn() {
    var text = ScenarioText()
    text.sites = [site("hq", "192.168.200.0/24")]
    #expect(
      text.findings("ADR") == [
        "error ADR002: 192.168.0.0/16 of VPC hub-vpc overlaps 192.168.200.0/24 of site hq"
      ])
  }

  @Test func equalRangesAreSaidToBeEqual() {
    var text = ScenarioText()
    text.sites = [site("hq", "192.168.5.0/24")]
    #expect(
      text.findings("ADR") == ["error ADR002: subnet hub-vpc.endpoints and site hq both have 192.168.5.0/24"])
  }

  @Test func aRangeTwiceInOneListIsSaid() {
    var text = ScenarioText()
    text.sites = [site("hq", "10.1.0.0/16, 10.1.123.0/24, 10.1.0.0/16")]
    #expect(text.findings("ADR") == ["error ADR002: site hq has 10.1.0.0/16 twice"])
  }

  @Test func nestedRangesOfOneSiteAreItsOwnBusiness() {
    var text = ScenarioText()
    text.sites = [site("hq", "10.1.0.0/16, 10.1.123.0/24")]
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func sitesOfOneDomainMustDiffer() {
    var text = ScenarioText()
    text.sites = [site("hq", "10.1.0.0/16"), site("plant", "10.1.2.0/24")]
    text.directConnects = [
      ScenarioText.directConnect("hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints] }"),
      ScenarioText.directConnect("plant-dc", site: "plant", "hub-vpc: { subnets: [endpoints] }"),
    ]
    #expect(
      text.findings("ADR") == ["error ADR002: 10.1.2.0/24 of site plant overlaps 10.1.0.0/16 of site hq"])
  }

  @Test func sitesOfDifferentDomainsMayOverlap() {
    var text = ScenarioText()
    text.sites = [site("hq", "10.1.0.0/16"), site("plant", "10.1.2.0/24")]
    text.vpcs.append(vpc("plant-vpc", "192.168.0.0/16", "endpoints: { cidr: 192.168.5.0/24 }"))
    text.directConnects = [
      ScenarioText.directConnect("hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints] }"),
      ScenarioText.directConnect("plant-dc", site: "plant", "plant-vpc: { subnets: [endpoints] }"),
    ]
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func gatewaysOfOneSiteJoinTheirVPCs() {
    var text = ScenarioText()
    text.vpcs = [
      vpc("a", "192.168.0.0/16", "one: { cidr: 192.168.5.0/24 }"),
      vpc("b", "192.168.0.0/16", "one: { cidr: 192.168.5.128/25 }"),
    ]
    text.directConnects = [
      ScenarioText.directConnect("dc-a", site: "hq", "a: { subnets: [one] }"),
      ScenarioText.directConnect("dc-b", site: "hq", "b: { subnets: [one] }"),
    ]
    #expect(
      text.findings("ADR") == [
        "error ADR002: 192.168.5.128/25 of subnet b.one overlaps 192.168.5.0/24 of subnet a.one"
      ])
  }

  @Test func attachedVPCsMayShareARangeWhenTheirSubnetsDoNot() {
    var text = ScenarioText()
    text.vpcs = [
      vpc("a", "192.168.0.0/16", "one: { cidr: 192.168.5.0/24 }, unattached: { cidr: 192.168.6.0/24 }"),
      vpc("b", "192.168.0.0/16", "one: { cidr: 192.168.6.0/24 }"),
    ]
    text.directConnects = [
      ScenarioText.directConnect("dc", site: "hq", "a: { subnets: [one] }, b: { subnets: [one] }")
    ]
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func translatedSitesMayShareTheirInnerRanges() {
    var text = ScenarioText()
    text.sites = [
      site("a", "172.16.0.0/24", more: ", sourceNAT: [10.3.0.0/24]"),
      site("b", "172.16.0.0/24", more: ", sourceNAT: [10.3.1.0/24]"),
    ]
    text.directConnects = [
      ScenarioText.directConnect("dc-a", site: "a", "hub-vpc: { subnets: [endpoints] }"),
      ScenarioText.directConnect("dc-b", site: "b", "hub-vpc: { subnets: [endpoints] }"),
    ]
    #expect(text.findings("ADR").isEmpty)
    text.sites[1] = site("b", "192.168.5.0/25", more: ", sourceNAT: [10.3.1.0/24]")
    #expect(
      text.findings("ADR") == [
        "error ADR002: 192.168.5.0/24 of subnet hub-vpc.endpoints overlaps 192.168.5.0/25 of site b"
      ])
  }

  @Test func sourceNATIsWhatTheCloudSees() {
    var text = ScenarioText()
    text.sites = [site("hq", "100.64.1.0/24", more: ", sourceNAT: [192.168.5.0/24]")]
    #expect(
      text.findings("ADR") == ["error ADR002: subnet hub-vpc.endpoints and site hq both have 192.168.5.0/24"])
  }

  @Test func announcedAggregatesCountAsWell() {
    var text = ScenarioText()
    text.directConnects = [
      ScenarioText.directConnect(
        "hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints] }", more: ", advertise: [10.0.0.0/8]")
    ]
    text.vpcs = [vpc("hub-vpc", "10.200.0.0/16", "endpoints: { cidr: 10.200.1.0/24 }")]
    #expect(
      text.findings("ADR") == [
        "error ADR002: 10.200.1.0/24 of subnet hub-vpc.endpoints overlaps 10.0.0.0/8 of site hq"
      ])
  }

  @Test func linksOfTwoLinesMustDiffer() {
    let lines = """
      lines: { a: { router: ce1, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/29, site: 10.0.0.2/29 } }, \
      b: { router: ce2, bandwidthMbps: 1000, preference: standby, interconnect: { cloud: 10.0.0.5/30, site: 10.0.0.6/30 } } }
      """
    var text = ScenarioText()
    text.directConnects = [
      "hq-dc: { account: hub, site: hq, routing: { protocol: bgp }, \(lines), attachments: { hub-vpc: { subnets: [endpoints] } } }"
    ]
    #expect(
      text.findings("ADR") == [
        "error ADR002: 10.0.0.4/30 of line hq-dc.b overlaps 10.0.0.0/29 of line hq-dc.a"
      ])
    #expect(
      text.checked.diagnostics.first { $0.code == "ADR002" }?.help
        == "give line hq-dc.b a free link, such as 10.255.255.0/30, or `interconnect: auto`")
  }

  @Test func ipv6IsJudgedLikeIPv4() {
    var text = ScenarioText()
    text.sites = [site("hq", "10.1.0.0/16, \"2001:db8:a000:5::/64\"")]
    text.vpcs = [
      """
      hub-vpc: { account: hub, cidr: 192.168.0.0/16, ipv6: true, ipv6CIDR: "2001:db8:a000::/56", subnets: { \
      endpoints: { cidr: 192.168.5.0/24, ipv6: true, ipv6CIDR: "2001:db8:a000:5::/64" } } }
      """
    ]
    #expect(
      text.findings("ADR") == [
        "error ADR002: subnet hub-vpc.endpoints and site hq both have 2001:db8:a000:5::/64"
      ])
  }

  @Test func hiddenRangesOfTwoSitesDoNotMeet() {
    var text = ScenarioText()
    text.sites = [
      site("a", "10.1.0.0/16", more: ", hiddenRanges: [172.17.0.0/16]"),
      site("b", "10.2.0.0/16, 172.17.4.0/24", more: ", hiddenRanges: [172.17.0.0/16]"),
    ]
    text.directConnects = [
      ScenarioText.directConnect("dc-a", site: "a", "hub-vpc: { subnets: [endpoints] }"),
      ScenarioText.directConnect("dc-b", site: "b", "hub-vpc: { subnets: [endpoints] }"),
    ]
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func subnetsOfAnUnattachedVPCMustDiffer() {
    var text = ScenarioText()
    text.vpcs.append(vpc("far", "172.16.0.0/16", "a: { cidr: 172.16.1.0/24 }, b: { cidr: 172.16.0.0/22 }"))
    #expect(
      text.findings("ADR") == [
        "error ADR002: 172.16.0.0/22 of subnet far.b overlaps 172.16.1.0/24 of subnet far.a"
      ])
  }

  @Test func whatExistsIsNotAskedToMove() {
    var text = ScenarioText()
    text.sites = [site("hq", "192.168.5.0/24")]
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, existing: vpc-7d1x0a2b3c, subnets: { endpoints: { cidr: 192.168.5.0/24, existing: subnet-92k1m4p7qa } } }"
    ]
    #expect(
      text.checked.diagnostics.first { $0.code == "ADR002" }?.help
        == "let the edge routers of site hq translate to a free range: `sourceNAT: [10.0.0.0/24]`")
  }

  @Test func aBrokenEntryAccusesNobody() {
    var text = ScenarioText()
    text.sites = [site("hq", "192.168.5.0/24, 10.1.1.1/24"), site("plant", "100.64.0.0/24")]
    text.directConnects.append(
      ScenarioText.directConnect("plant-dc", site: "plant", "hub-vpc: { subnets: [endpoints] }"))
    let codes = text.checked.diagnostics.map(\.code)
    #expect(codes.contains("ADR001"))
    #expect(!codes.contains("ADR002"), "the site with the fault is passed over")
    #expect(codes.contains("ADR003"), "the other site is not")
  }

  /// Random sites of one domain against the obvious quadratic comparison.
  @Test(arguments: 1...30) func sweepAgreesWithAllPairs(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var prefixes: [(site: Int, prefix: Prefix)] = []
    for site in 0..<8 {
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let length = Int.random(in: 22...28, using: &generator)
        let bits = UInt128(0x0A00_0000) + UInt128(UInt32.random(in: 0..<0x4000, using: &generator))
        let address = IPAddress(family: .ipv4, bits: bits)
        let prefix = try #require(Prefix(containing: address, length: length))
        if !prefixes.contains(where: { $0.site == site && $0.prefix == prefix }) {
          prefixes.append((site, prefix))
        }
      }
    }
    var text = ScenarioText()
    text.sites = (0..<8).map { number in
      let own = prefixes.filter { $0.site == number }.map(\.prefix.description).joined(separator: ", ")
      return site("s\(number)", own)
    }
    text.directConnects = (0..<8).map {
      ScenarioText.directConnect("dc-\($0)", site: "s\($0)", "hub-vpc: { subnets: [endpoints] }")
    }
    let findings = text.checked.diagnostics.filter { $0.code == "ADR002" }
    // Each range that another site's range contains (the later of two equal ones) is said once.
    var expected = 0
    for (index, one) in prefixes.enumerated() {
      let isInside = prefixes.enumerated().contains { other in
        other.element.site != one.site && other.element.prefix.contains(one.prefix)
          && (other.element.prefix != one.prefix || other.offset < index)
      }
      if isInside { expected += 1 }
    }
    #expect(findings.count == expected)
    #expect(findings.allSatisfy { $0.related.first?.location != nil && $0.help != nil })
  }
}
