import Diagnostics
import Testing

/// Allow lists of services, access lists of endpoints, and the filters in front of backends.
@Suite struct AccessRuleTests {
  private static let hub =
    "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 }, apps: { prefixLength: 26 }, web: { cidr: 192.168.7.0/24 } } }"

  /// A site, a hub with one endpoint, and what is expected.
  private func endpoint(
    _ allow: String, more: String = "", sites: [String]? = nil, expect: [String] = []
  ) -> ScenarioText {
    var text = ScenarioText()
    if let sites { text.sites = sites }
    text.vpcs = [Self.hub]
    text.rest = [
      "endpoints:",
      "  ep: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1, ports: [443/tcp] }, allow: \(allow)\(more) }",
      "expect:",
    ]
    text.rest += expect.map { "  - { \($0), port: 443/tcp, allow: true }" }
    if expect.isEmpty { text.rest.removeLast() }
    return text
  }

  private static let translated = [
    "hq: { prefixes: [10.1.123.0/24], sourceNAT: [10.200.0.0/28], routers: { ce1: *ce, ce2: *ce } }"
  ]

  // MARK: The site's firewall

  @Test(arguments: [
    ("[]", true), ("[{ from: hq, to: any, protocol: icmp }]", true),
    ("[{ from: hq, to: ep, protocol: udp, ports: 443 }]", true),
    ("[{ from: hq, to: 192.168.5.31, protocol: tcp, ports: 443 }]", true),
    ("[{ from: 10.9.0.0/16, to: ep, protocol: tcp, ports: 443 }]", true),
    ("[{ from: 10.1.123.7, to: ep, protocol: tcp, ports: 443 }]", false),
    ("[{ from: any, to: hub-vpc.endpoints, protocol: tcp, ports: 400-500 }]", false),
    ("[{ from: hq, to: 192.168.5.0/24, protocol: any }]", false),
  ])
  func aClosedFirewallIsFound(_ permits: String, _ isClosed: Bool) {
    func text(_ more: String, _ address: String = "192.168.5.30") -> ScenarioText {
      endpoint(
        "[hq]", more: ", address: \(address)",
        sites: [
          "hq: { prefixes: [10.1.123.0/24], routers: { ce1: *ce, ce2: *ce }, firewall: { permits: \(permits)\(more) } }"
        ])
    }
    let found = text(", managed: false").checked.diagnostics.filter { $0.code == "SEC007" }
    #expect(
      found.map(\.message)
        == (isClosed
          ? [
            "the firewall of site hq lets none of its hosts through to endpoint ep, and the runbook may not change it"
          ]
          : []))
    #expect(
      found.first?.help ?? ""
        == (isClosed
          ? "add to its permits: `{ from: hq, to: ep, protocol: tcp, ports: 443 }`; or let the runbook add them, `managed: true`"
          : ""))
    #expect(text("").findings("SEC007").isEmpty)
    // An address that the planner takes may be any of the subnet's.
    if permits.contains("192.168.5.31") {
      #expect(text(", managed: false", "auto").findings("SEC007").isEmpty)
    }
  }

  @Test func aPortWithoutListenerIsNotASecondFault() {
    var text = ScenarioText()
    text.vpcs.append(
      "app-vpc: { account: hub, cidr: 172.16.0.0/16, subnets: { lb: { cidr: 172.16.1.0/24, acl: wall } }, acls: { wall: {} }, "
        + "securityGroups: { none: { ingress: [{ action: drop, protocol: any, from: any }] } } }")
    func checked(_ port: Int) -> [String] {
      text.rest = [
        "backends:",
        "  app: { type: vm, id: vm-1, vpc: app-vpc, subnet: lb, address: 172.16.1.9, securityGroups: [none], "
          + "listeners: [{ protocol: tcp, port: 8443 }] }",
        "endpointServices:",
        "  svc: { account: hub, vpc: app-vpc, subnet: lb, backend: app, ports: [{ protocol: tcp, endpointPort: 443, serverPort: \(port) }] }",
      ]
      return text.checked.diagnostics.map(\.code).filter { $0.hasPrefix("SEC") || $0.hasPrefix("PRT") }
    }
    #expect(checked(443) == ["PRT004"])
    #expect(Set(checked(8443)) == ["SEC001", "SEC003"])
  }

  // MARK: Endpoints' access lists

  @Test func aMissingPartIsNamed() {
    #expect(
      endpoint("[10.1.123.0/25]", expect: ["from: hq, to: ep"]).findings("END") == [
        "error END001: endpoint ep does not admit 10.1.123.128/25 of hq"
      ])
    #expect(endpoint("[10.1.0.0/16]", expect: ["from: hq, to: ep"]).findings("END").isEmpty)
  }

  @Test func aRangeBehindTranslationIsNone() {
    #expect(
      endpoint("[10.1.123.0/24]", sites: Self.translated, expect: ["from: 10.1.123.0/25, to: ep"])
        .findings("END") == [
          "error END001: endpoint ep does not admit hq (10.200.0.0/28)"
        ])
    #expect(
      endpoint("[10.1.123.0/24]", sites: Self.translated).findings("END") == [
        "error END001: endpoint ep admits 10.1.123.0/24, which site hq translates to 10.200.0.0/28 before the cloud sees it"
      ])
    let help = endpoint("[10.1.123.0/24, hub-vpc.web]", sites: Self.translated).checked.diagnostics
      .first { $0.code == "END001" }?.help
    #expect(help == "write `allow: [hq, hub-vpc.web]`")
    // Where the right ranges are there too, one too many does no harm.
    #expect(endpoint("[hq, 10.1.123.0/24]", sites: Self.translated).findings("END").isEmpty)
  }

  @Test func endpointsOfVPCsNeedNoSite() {
    #expect(endpoint("[hub-vpc.web]", expect: ["from: hub-vpc.web, to: ep"]).findings("END").isEmpty)
    #expect(endpoint("[192.168.7.10]").findings("END").isEmpty)
  }

  @Test func whatThePlannerDecidesIsJudgedByName() {
    let expect = ["from: hub-vpc.apps, to: ep"]
    #expect(endpoint("[hub-vpc.apps]", expect: expect).findings("END").isEmpty)
    #expect(endpoint("[hub-vpc]", expect: expect).findings("END").isEmpty)
    // The subnet may come to lie there.
    #expect(endpoint("[192.168.0.0/18]", expect: expect).findings("END").isEmpty)
    #expect(
      endpoint("[hq]", expect: expect).findings("END") == [
        "error END001: endpoint ep does not admit hub-vpc.apps"
      ])
  }

  @Test func expectationsFindEndpointsByNameAndAddress() {
    let more = ", address: 192.168.5.30, names: [ep.example.internal]"
    let text = endpoint(
      "[hub-vpc]", more: more,
      expect: ["from: 10.1.123.1, to: ep.example.internal", "from: 10.1.123.2, to: 192.168.5.30"])
    #expect(
      text.findings("END") == ["error END001: endpoint ep does not admit 10.1.123.1 and 10.1.123.2"])
    #expect(text.checked.diagnostics.first { $0.code == "END001" }?.related.count == 2)
  }

  @Test func anEmptyListIsSaidOnce() {
    #expect(
      endpoint("[]", expect: ["from: hq, to: ep"]).findings("END") == [
        "error END006: nobody may use endpoint ep: its access list is empty"
      ])
  }

  @Test func whatMustNotWorkDemandsNothing() {
    var text = endpoint("[hq]")
    text.rest += ["expect:", "  - { from: 10.9.0.0/16, to: ep, port: 443/tcp, allow: false }"]
    #expect(text.findings("END").isEmpty)
  }

  @Test func entriesBeyondTheLimitAreFoundWithTheirSummary() {
    let list = (0..<21).map { "10.1.123.\($0)" }.joined(separator: ", ")
    let found = endpoint("[\(list)]").checked.diagnostics.first { $0.code == "END002" }
    #expect(found?.message == "endpoint ep admits 21 ranges, more than the limit of 20")
    #expect(found?.help == "summarise: 3 ranges say the same: 10.1.123.0/28, 10.1.123.16/30, 10.1.123.20")
  }

  // MARK: Accounts

  private func service(
    consumers: String = "consumers: [hub]", backend: String = "", groups: String = "", service: String = "",
    mapping: String = "{ protocol: tcp, endpointPort: 443, serverPort: 8443 }", acls: String = ""
  ) -> ScenarioText {
    var text = ScenarioText()
    text.vpcs = [
      Self.hub,
      "app-vpc: { account: app, cidr: 172.16.0.0/16, subnets: { front: { cidr: 172.16.1.0/24\(acls.isEmpty ? "" : ", acl: acl") }, back: { cidr: 172.16.2.0/24 } }\(groups.isEmpty ? "" : ", securityGroups: { \(groups) }")\(acls.isEmpty ? "" : ", acls: { acl: { \(acls) } }") }",
    ]
    let written =
      backend.isEmpty ? "type: vm, id: vm-1, address: 172.16.1.11" : backend
    text.rest = [
      "endpointServices:",
      "  svc: { account: app, vpc: app-vpc, subnet: front, \(consumers), backend: { \(written) }, ports: [\(mapping)]\(service) }",
      "endpoints:",
      "  ep: { vpc: hub-vpc, subnet: endpoints, service: svc, allow: [hq] }",
      "  ep-2: { vpc: hub-vpc, subnet: endpoints, service: svc, allow: [hq] }",
    ]
    return text
  }

  /// The base has one account more.
  private func findings(_ text: ScenarioText, _ family: String) -> [String] {
    let accounts = "accounts: { app: { id: \"10002\" }, "
    return CheckedText(text.text.replacing("accounts: { ", with: accounts)).diagnostics
      .filter { $0.code.hasPrefix(family) || $0.code.hasPrefix("FMT") || $0.code == "REF001" }
      .map { "\($0.severity.rawValue) \($0.code): \($0.message)" }
  }

  @Test func oneMissingEntryIsOneFinding() {
    #expect(
      findings(service(consumers: "consumers: []"), "ACC") == [
        "error ACC001: account hub of endpoint ep may not connect to service svc of account app"
      ])
    #expect(findings(service(consumers: "consumers: any"), "ACC").isEmpty)
    #expect(findings(service(consumers: "consumers: [hub, app]"), "ACC").isEmpty)
  }

  // MARK: Security groups

  private static func group(_ rules: String...) -> String {
    "sg: { ingress: [\(rules.joined(separator: ", "))] }"
  }
  private static let vm = "type: vm, id: vm-1, address: 172.16.1.11, securityGroups: [sg]"
  private static let accept =
    "{ action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }"

  @Test func whoeverIsFirstDecides() {
    func found(_ rules: String...) -> [String] {
      findings(
        service(backend: Self.vm, groups: "sg: { ingress: [\(rules.joined(separator: ", "))] }"), "SEC001")
    }
    #expect(found(Self.accept).isEmpty)
    #expect(found("{ action: drop, priority: 11, protocol: any, from: 198.19.0.0/16 }", Self.accept).isEmpty)
    #expect(
      found("{ action: drop, priority: 10, protocol: any, from: 198.19.192.0/18 }", Self.accept) == [
        "error SEC001: security group app-vpc.sg drops tcp 8443 from 198.19.192.0/18 of the endpoint NAT range, by its rule of priority 10"
      ])
    #expect(
      found("{ action: accept, protocol: udp, from: endpoint-nat }") == [
        "error SEC001: no rule of security group app-vpc.sg accepts tcp 8443 from the endpoint NAT range 198.19.128.0/17"
      ])
    // A rule without a priority has the profile's.
    #expect(
      found(
        "{ action: drop, priority: 49, protocol: tcp, from: 198.19.0.0/16 }",
        "{ action: accept, protocol: tcp, from: endpoint-nat }"
      )
      .count == 1)
    #expect(found("{ action: accept, protocol: tcp, ports: [80, 8000-8999], from: 198.18.0.0/15 }").isEmpty)
  }

  @Test func oneGroupThatAcceptsIsEnough() {
    let groups =
      "sg: { ingress: [{ action: drop, priority: 1, protocol: any, from: 198.19.0.0/16 }] }, two: { ingress: [\(Self.accept)] }"
    let backend = "type: vm, id: vm-1, address: 172.16.1.11, securityGroups: [sg, two]"
    #expect(findings(service(backend: backend, groups: groups), "SEC001").isEmpty)
  }

  @Test func theServersPortCounts() {
    let lb =
      "type: lb, address: 172.16.1.10, listeners: [{ protocol: tcp, port: 8443, targetPort: 9443 }], securityGroups: [sg]"
    let rules = Self.group(
      "{ action: accept, protocol: tcp, ports: 9443, from: endpoint-nat }",
      "{ action: accept, protocol: tcp, ports: 9443, from: app-vpc.front }")
    #expect(findings(service(backend: lb, groups: rules), "SEC001").isEmpty)
    #expect(
      findings(service(backend: lb, groups: Self.group(Self.accept)), "SEC001") == [
        "error SEC001: no rule of security group app-vpc.sg accepts tcp 9443 from the endpoint NAT range 198.19.128.0/17",
        "warning SEC001: no rule of security group app-vpc.sg accepts tcp 9443 from the health checks of the load balancer (172.16.1.10)",
      ])
    // Of an adopted group not all rules are known, and of unknown listeners not the servers' port.
    let adopted =
      "sg: { existing: sg-1, ingress: [{ action: accept, protocol: tcp, ports: 9443, from: endpoint-nat }] }"
    #expect(findings(service(backend: lb, groups: adopted), "SEC001").isEmpty)
    let unknown = "type: lb, id: lb-1, securityGroups: [sg]"
    #expect(
      findings(service(backend: unknown, groups: rules), "SEC001") == [
        "warning SEC001: no rule of security group app-vpc.sg accepts tcp 8443 from the endpoint NAT range 198.19.128.0/17"
      ])
  }

  // MARK: ACLs

  private static let requests =
    "{ action: accept, protocol: tcp, ports: 8443, from: endpoint-nat, to: app-vpc }"
  private static let answers =
    "{ action: accept, protocol: tcp, sourcePorts: 8443, ports: 1024-65535, from: app-vpc, to: endpoint-nat }"

  @Test func anACLMustPassBothWays() {
    func found(_ ingress: String, _ egress: String) -> [String] {
      findings(service(acls: "ingress: [\(ingress)], egress: [\(egress)]"), "SEC003")
    }
    #expect(found(Self.requests, Self.answers).isEmpty)
    #expect(
      found(Self.requests, "") == [
        "error SEC003: no egress rule of ACL app-vpc.acl accepts answers from tcp port 8443 from subnet app-vpc.front to the endpoint NAT range 198.19.128.0/17"
      ])
    #expect(
      found("", Self.answers) == [
        "error SEC003: no ingress rule of ACL app-vpc.acl accepts tcp 8443 from the endpoint NAT range 198.19.128.0/17 to subnet app-vpc.front"
      ])
    // Clients' ports below the ephemeral ones do not occur; a part of them is not enough.
    #expect(found(Self.requests, Self.answers.replacing("1024-65535", with: "32768-65535")).count == 1)
    #expect(
      found(
        "{ action: drop, priority: 50, protocol: tcp, from: 198.19.128.0/18 }, \(Self.requests)", Self.answers
      )
        == [
          "error SEC003: ACL app-vpc.acl drops tcp 8443 from 198.19.128.0/18 of the endpoint NAT range to subnet app-vpc.front, by its rule of priority 50"
        ])
  }

  @Test func balancerAndServersMustHearEachOther() {
    let lb =
      "type: lb, address: 172.16.1.10, listeners: [{ protocol: tcp, port: 8443 }], targets: [{ id: vm-1, address: 172.16.2.11 }]"
    let found = findings(
      service(backend: lb, acls: "ingress: [\(Self.requests)], egress: [\(Self.answers)]"), "SEC003")
    #expect(
      found == [
        "warning SEC003: no egress rule of ACL app-vpc.acl accepts tcp 8443 from subnet app-vpc.front to the servers (172.16.2.11)",
        "warning SEC003: no ingress rule of ACL app-vpc.acl accepts answers from tcp port 8443 from the servers (172.16.2.11) to subnet app-vpc.front",
      ])
  }

  // MARK: Ports

  @Test func aPortMayServeTwiceInOneServiceOnly() {
    let two =
      "{ protocol: tcp, endpointPort: 8080, serverPort: 80 }, { protocol: tcp, endpointPort: 8081, serverPort: 80 }"
    #expect(findings(service(mapping: two), "PRT").isEmpty)
    // Protocols have ports of their own.
    let both =
      "{ protocol: tcp, endpointPort: 53, serverPort: 53 }, { protocol: udp, endpointPort: 53, serverPort: 53 }"
    #expect(findings(service(mapping: both), "PRT").isEmpty)
  }

  @Test func twoEntriesOfOneInstanceAreOneBackend() {
    var text = service()
    text.rest.insert(
      "  other: { account: app, vpc: app-vpc, subnet: front, backend: { type: vm, id: vm-1, address: 172.16.1.11 }, ports: [{ protocol: tcp, endpointPort: 1, serverPort: 8443 }] }",
      at: 2)
    #expect(
      findings(text, "PRT") == ["error PRT002: services svc and other both use 8443/tcp of backend other"])
  }
}
