import Diagnostics
import Testing

/// Single addresses, subnets, links and forbidden ranges.
@Suite struct AddressRuleTests {
  private func endpoints(_ entries: String...) -> [String] {
    ["endpoints:"] + entries.map { "  \($0)" }
  }

  private func endpoint(_ name: String, _ address: String, more: String = "") -> String {
    "\(name): { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, address: \(address), allow: [hq]\(more) }"
  }

  private func lines(_ link: String, second: String = "") -> [String] {
    [
      "hq-dc: { account: hub, site: hq, routing: { protocol: bgp }, lines: { a: { router: ce1, "
        + "bandwidthMbps: 100\(link) } }, attachments: { hub-vpc: { subnets: [endpoints] } } }"
    ]
  }

  @Test(arguments: [
    ("192.168.5.0", false), ("192.168.5.1", false), ("192.168.5.2", true), ("192.168.5.252", true),
    ("192.168.5.253", false), ("192.168.5.255", false), ("192.168.4.255", false),
  ])
  func edgesOfASubnetAreReserved(_ address: String, _ isUsable: Bool) {
    var text = ScenarioText()
    text.rest = endpoints(endpoint("dns", address))
    #expect(text.findings("ADR").isEmpty == isUsable)
  }

  @Test func reservedAddressesAreProfileValues() {
    var text = ScenarioText()
    text.profile = ["reserved-first: 1", "reserved-last: 1"]
    text.rest = endpoints(endpoint("a", "192.168.5.1"), endpoint("b", "192.168.5.254"))
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func suggestionsPassOverWhatIsTakenAndDiffer() {
    var text = ScenarioText()
    text.vpcs = [
      """
      hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24, \
      usedAddresses: [192.168.5.2, 192.168.5.9] } } }
      """
    ]
    text.rest = endpoints(
      endpoint("a", "192.168.5.3"), endpoint("b", "192.168.5.3"), endpoint("c", "192.168.5.9"))
    let found = text.checked.diagnostics.filter { $0.code == "ADR006" }
    #expect(
      found.map(\.message) == [
        "192.168.5.3 of endpoint b is taken by endpoint a", "192.168.5.9 of endpoint c is in use already",
      ])
    #expect(
      found.map(\.help) == [
        "take a free address, such as 192.168.5.4, or write `address: auto`",
        "take a free address, such as 192.168.5.5, or write `address: auto`",
      ])
  }

  @Test func anAdoptedEndpointMayStandAmongTheUsed() {
    var text = ScenarioText()
    text.vpcs = [
      """
      hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24, \
      usedAddresses: [192.168.5.9] } } }
      """
    ]
    text.rest = endpoints(endpoint("c", "192.168.5.9", more: ", existing: ep-1a2b3c4d5e"))
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func oneBalancerOfTwoServicesHoldsItsAddressOnce() {
    func service(_ name: String, _ id: String, _ port: Int) -> String {
      """
        \(name):
          account: hub
          vpc: hub-vpc
          subnet: endpoints
          backend: { type: lb, id: \(id), address: 192.168.5.20, listeners: [{ protocol: tcp, port: \(port) }] }
          ports: [{ protocol: tcp, endpointPort: 443, serverPort: \(port) }]
      """
    }
    var text = ScenarioText()
    text.rest = ["endpointServices:", service("one", "lb-1a2b", 8443), service("two", "lb-1a2b", 9443)]
    #expect(text.findings("ADR").isEmpty)
    text.rest = ["endpointServices:", service("one", "lb-1a2b", 8443), service("two", "lb-9z8y", 9443)]
    #expect(text.findings("ADR") == ["error ADR006: 192.168.5.20 of backend two is taken by backend one"])
  }

  @Test func anAddressInAPlannedSubnetLiesInItsVPC() {
    var text = ScenarioText()
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { prefixLength: 26 } } }"
    ]
    text.rest = endpoints(endpoint("a", "192.168.77.9"), endpoint("b", "172.16.0.9"))
    #expect(text.findings("ADR") == ["error ADR006: 172.16.0.9 of endpoint b is not in VPC hub-vpc"])
  }

  @Test(arguments: [
    ("10.0.0.1/30", "10.0.0.2/30", ""), ("10.0.0.1/29", "10.0.0.6/29", ""),
    (
      "10.0.0.1/30", "10.0.0.2/29",
      "the ends of line hq-dc.a have different masks: /30 in the cloud and /29 at the site"
    ),
    ("10.0.0.1/30", "10.0.0.1/30", "both ends of line hq-dc.a are 10.0.0.1"),
    ("10.0.0.1/30", "10.0.0.3/30", "10.0.0.3/30 of line hq-dc.a is the broadcast address of 10.0.0.0/30"),
    ("10.0.0.0/30", "10.0.0.2/30", "10.0.0.0/30 of line hq-dc.a is the network address of 10.0.0.0/30"),
    (
      "10.0.0.3/30", "10.0.0.4/30",
      "10.0.0.4/30 at the site and 10.0.0.3/30 in the cloud are not on one network on line hq-dc.a"
    ),
    ("10.0.0.0/31", "10.0.0.1/31", "line hq-dc.a has a /31 link, which the cloud profile does not allow"),
    ("10.0.0.1/32", "10.0.0.2/32", "line hq-dc.a has a /32: there is room for one end only"),
  ])
  func theEndsOfALineFormALink(_ cloud: String, _ site: String, _ message: String) {
    var text = ScenarioText()
    text.directConnects = lines(", interconnect: { cloud: \(cloud), site: \(site) }")
    #expect(text.findings("ADR") == (message.isEmpty ? [] : ["error ADR007: \(message)"]))
  }

  @Test func aMistypedVPCIsOneFinding() {
    var text = ScenarioText()
    func findings(_ cidr: String, _ existing: String = "existing: vpc-1, ") -> [String] {
      text.vpcs = [
        "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 } } }",
        "app-vpc: { account: hub, \(existing)cidr: \(cidr), subnets: { a: { cidr: 172.16.1.0/24, acl: wall }, b: { cidr: 172.16.2.0/24 } }, "
          + "acls: { wall: { ingress: [{ action: accept, protocol: any, from: endpoint-nat, to: app-vpc }], "
          + "egress: [{ action: accept, protocol: any, from: app-vpc, to: endpoint-nat }] } } }",
      ]
      text.rest = [
        "backends:",
        "  app: { type: vm, id: vm-1, vpc: app-vpc, subnet: a, address: 172.16.1.9, listeners: [{ protocol: tcp, port: 443 }] }",
        "endpointServices:",
        "  svc: { account: hub, vpc: app-vpc, subnet: a, backend: app, ports: [{ protocol: tcp, endpointPort: 443, serverPort: 443 }] }",
      ]
      return text.findings("ADR") + text.findings("SEC003")
    }
    #expect(findings("172.16.0.0/16").isEmpty)
    #expect(
      findings("172.32.0.0/16") == [
        "error ADR005: none of the subnets of VPC app-vpc lies in 172.32.0.0/16"
      ])
    let help = text.checked.diagnostics.first { $0.code == "ADR005" }?.help
    #expect(
      help
        == "correct the range of the VPC, such as 172.16.0.0/16, or those of its subnets")
    #expect(
      findings("172.32.0.0/16", "").map { $0.prefix(40) } == ["error ADR005: 172.32.0.0/16 of VPC app-v"])
  }

  @Test func aVPCInTheEndpointNATRangeIsOneFinding() {
    var text = ScenarioText()
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 198.19.128.0/17, subnets: { endpoints: { cidr: 192.168.5.0/24 } } }"
    ]
    #expect(text.findings("ADR").map { $0.prefix(13) } == ["error ADR004:"])
  }

  @Test func aRefusedMaskIsSaidOfTheSubnetAlone() {
    var text = ScenarioText()
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/29 } } }"
    ]
    text.rest = endpoints(endpoint("a", "192.168.5.30"))
    #expect(text.findings("ADR").map { $0.prefix(13) } == ["error ADR005:"])
  }

  @Test func linksOfTwoAddressesAreAProfileValue() {
    var text = ScenarioText()
    text.profile = ["interconnect-31-allowed: true"]
    text.directConnects = lines(", interconnect: { cloud: 10.0.0.0/31, site: 10.0.0.1/31 }")
    #expect(text.findings("ADR").isEmpty)
  }

  @Test func theFirstAddressOfAnIPv6LinkIsAnycast() {
    var text = ScenarioText()
    text.directConnects = lines(
      ", interconnectIPv6: { cloud: \"2001:db8::4/126\", site: \"2001:db8::7/126\" }")
    #expect(
      text.findings("ADR") == [
        "error ADR007: 2001:db8::4/126 of line hq-dc.a is the network address of 2001:db8::4/126"
      ])
  }

  @Test(arguments: [
    ("{ cidr: 192.168.0.0/16 }", ""), ("{ cidr: 192.168.1.0/28 }", ""),
    ("{ cidr: 192.168.1.0/29 }", "subnet hub-vpc.endpoints is a /29; the cloud takes /16 to /28"),
    ("{ cidr: 192.168.1.0/29, existing: subnet-92k1m4p7qa }", ""),
    ("{ prefixLength: 29 }", "subnet hub-vpc.endpoints is a /29; the cloud takes /16 to /28"),
    ("{ cidr: 10.9.1.0/24 }", ""),
    (
      "{ cidr: 10.8.1.0/24 }",
      "10.8.1.0/24 of subnet hub-vpc.endpoints is not inside 192.168.0.0/16, 10.9.0.0/16 of VPC hub-vpc"
    ),
  ])
  func subnetsLieInTheirVPC(_ range: String, _ message: String) {
    var text = ScenarioText()
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, secondaryCIDRs: [10.9.0.0/16], subnets: { endpoints: \(range) } }"
    ]
    #expect(text.findings("ADR") == (message.isEmpty ? [] : ["error ADR005: \(message)"]))
  }

  @Test(arguments: [
    ("10.0.0.0/7", "VPC hub-vpc has a /7; the cloud takes /8 to /28"),
    ("11.0.0.0/16", "11.0.0.0/16 of VPC hub-vpc is not inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"),
  ])
  func vpcsAreMadeOfPrivateSpace(_ cidr: String, _ message: String) {
    var text = ScenarioText()
    text.directConnects = []
    text.sites = []
    text.vpcs = ["hub-vpc: { account: hub, cidr: \(cidr), subnets: { endpoints: { prefixLength: 24 } } }"]
    #expect(text.findings("ADR") == ["error ADR005: \(message)"])
  }

  @Test func defaultRoutesOverlapNothing() {
    var text = ScenarioText()
    text.vpcs = [
      """
      hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 }, \
      far: { cidr: 192.168.6.0/24, routeTable: t } }, routeTables: { t: { routes: [ \
      { to: 0.0.0.0/0, via: { kind: nat-gateway, id: nat-1a2b3c } }, \
      { to: 198.0.0.0/8, via: { kind: nat-gateway, id: nat-1a2b3c } } ] } } }
      """
    ]
    #expect(
      text.findings("ADR") == [
        "error ADR004: 198.0.0.0/8 of a route in hub-vpc.t overlaps the endpoint NAT range 198.19.128.0/17"
      ])
  }

  @Test func theNATRangeIsAProfileValue() {
    var text = ScenarioText()
    text.profile = ["endpoint-nat: [10.1.0.0/16]"]
    let found = text.checked.diagnostics.filter { $0.code == "ADR004" }
    #expect(found.map(\.message) == ["10.1.123.0/24 of site hq overlaps the endpoint NAT range 10.1.0.0/16"])
    #expect(found.first?.related.first?.location != nil, "the override is shown")
  }
}
