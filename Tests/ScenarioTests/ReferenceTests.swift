import Addressing
import Diagnostics
import TestSupport
import Testing

@testable import Scenario

/// Every reference of a scenario is followed.
@Suite struct ReferenceTests {
  /// A scenario in which every kind of reference stands once, all of them sound.
  private static let sound = """
    version: 1
    name: n
    region: r
    accounts: { hub: {}, prov: {} }
    sites:
      hq: { prefixes: [10.1.0.0/16], routers: { ce1: {} }, firewall: { permits: [{ from: hq, to: net.apps }] } }
    directConnects:
      dc:
        account: hub
        site: hq
        routing: { protocol: bgp }
        lines: { l1: { router: ce1, bandwidthMbps: 100 } }
        attachments: { net: { subnets: [apps] } }
        healthCheck: { vpc: net, subnet: apps }
    vpcs:
      net:
        account: hub
        cidr: 10.2.0.0/16
        subnets: { apps: { prefixLength: 24, routeTable: own, acl: wall }, eps: { prefixLength: 24 } }
        routeTables: { own: { routes: [{ to: 10.1.0.0/16, via: { directConnect: dc } }] } }
        acls: { wall: { ingress: [{ action: accept, protocol: any, from: hq, to: net }] } }
      far:
        account: prov
        cidr: 10.3.0.0/16
        subnets: { srv: { prefixLength: 24 }, tr: { prefixLength: 24 } }
        securityGroups: { web: { ingress: [{ action: accept, protocol: tcp, from: far.srv }] } }
    backends:
      b1: { type: vm, vpc: far, subnet: srv, id: x, securityGroups: [web], accessList: [endpoint-nat] }
      b2: { type: vm, id: y, subnet: srv, securityGroups: [far.web] }
    endpointServices:
      s1: { account: prov, vpc: far, subnet: srv, backend: b1, consumers: [hub] }
      s2: { account: prov, vpc: far, backend: b2, consumers: any }
      s3: { account: prov, vpc: far, backend: { type: vm, id: z, subnet: srv, securityGroups: [web] } }
      rev:
        account: prov
        vpc: far
        type: reverse
        transitAddresses: { t1: { subnet: tr } }
        reverseRules:
          - { endpoint: e1, transit: t1, transitPort: 1, protocol: tcp, target: 10.1.0.1, targetPort: 2 }
    endpoints:
      e1: { vpc: net, subnet: eps, service: s1, allow: [hq, net.apps, net, e1, 10.0.0.0/8], names: [orders.example] }
    privateZones: { orders.example: { account: hub, vpcs: [net] } }
    expect:
      - { from: hq, to: e1, port: 443/tcp, allow: true }
      - { from: net.apps, to: orders.example, port: 443/tcp, allow: true }
      - { from: any, to: bucket.zos.ctyun.cn, port: 443/tcp, allow: true }
      - { from: e1, to: hq, port: 443/tcp, allow: true }
      - { from: e1, to: net.apps, port: 443/tcp, allow: true }
      - { from: e1, to: 10.9.0.1, port: 443/tcp, allow: true }

    """

  @Test func soundReferencesGiveNoFinding() throws {
    let reading = read(Self.sound)
    expectDiagnostics(reading.checked.diagnostics, sources: reading.sources)
  }

  @Test func destinationsAreToldApart() throws {
    let scenario = try #require(read(Self.sound).checked.value)
    #expect(
      scenario.expectations.map(\.to.value) == [
        .name("e1"), .name("orders.example"), .name("bucket.zos.ctyun.cn"), .source(.reference("hq")),
        .source(.reference("net.apps")), .source(.prefix(try Prefix(parsing: "10.9.0.1/32"))),
      ])
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var found: String
    var help: String
    var testDescription: String { "\(old) -> \(new)" }

    init(_ old: String, _ new: String, _ found: String, _ help: String) {
      self.old = old
      self.new = new
      self.found = found
      self.help = help
    }
  }

  @Test(arguments: [
    Change("dc:\n    account: hub", "dc:\n    account: hubb", "9:14 REF001", "did you mean `hub`?"),
    Change("site: hq", "site: prov", "10:11 REF002", "write the name of a site"),
    Change("router: ce1", "router: ce2", "12:28 REF001", "did you mean `ce1`?"),
    Change("attachments: { net:", "attachments: { nett:", "13:20 REF001", "did you mean `net`?"),
    Change("subnets: [apps]", "subnets: [app]", "13:37 REF001", "did you mean `apps`?"),
    Change("subnets: [apps]", "subnets: [srv]", "13:37 REF003", "`net` has `apps`, `eps`"),
    Change("vpc: net, subnet: apps }", "vpc: net, subnet: srv }", "14:38 REF003", "`net` has `apps`, `eps`"),
    Change(
      "{ vpc: net, subnet: apps }", "{ vpc: hq, subnet: apps }", "14:25 REF002", "write the name of a VPC"),
    Change("routeTable: own", "routeTable: other", "19:54 REF001", "`net` has `own`"),
    Change("acl: wall", "acl: wal", "19:64 REF001", "did you mean `wall`?"),
    Change("directConnect: dc", "directConnect: dx", "20:77 REF001", "did you mean `dc`?"),
    Change(
      "from: hq, to: net }", "from: hub, to: net }", "21:70 REF002", "name what the addresses belong to"),
    Change("from: far.srv", "from: srv", "26:79 REF001", "write `far.srv` for the subnet"),
    Change("from: far.srv", "from: far.apps", "26:79 REF003", "`far` has `srv`, `tr`"),
    Change("from: far.srv", "from: fr.srv", "26:79 REF001", "did you mean `far.srv`?"),
    Change(
      "securityGroups: [web], accessList", "securityGroups: [wb], accessList", "28:66 REF001",
      "did you mean `web`?"),
    Change("[far.web]", "[net.web]", "29:56 REF003", "declare it in `net`"),
    Change("backend: b1", "backend: s1", "31:56 REF002", "did you mean `b1`?"),
    Change("consumers: [hub]", "consumers: [hq]", "31:72 REF002", "write the name of an account"),
    Change(
      "consumers: [hub]", "consumers: [nobody]", "31:72 REF001", "declare it, or use one that is declared"),
    Change("id: z, subnet: srv", "id: z, subnet: eps", "33:70 REF003", "`far` has `srv`, `tr`"),
    Change("t1: { subnet: tr }", "t1: { subnet: t }", "38:39 REF001", "did you mean `tr`?"),
    Change("endpoint: e1, transit", "endpoint: s1, transit", "40:21 REF002", "did you mean `e1`?"),
    Change("transit: t1,", "transit: t2,", "40:34 REF001", "did you mean `t1`?"),
    Change(
      "service: s1", "service: zos", "42:41 REF001", "write `{ cloud: zos }` for the cloud operator's service"
    ),
    Change("allow: [hq,", "allow: [hg,", "42:53 REF001", "did you mean `hq`?"),
    Change("vpcs: [net]", "vpcs: [hq]", "43:56 REF002", "write the name of a VPC"),
    Change(
      "from: any", "from: everybody", "47:13 REF001",
      "write a prefix, or a name that is declared; a subnet is `vpc.subnet`"),
    Change("to: orders.example", "to: net.eqs", "46:27 REF001", "did you mean `eps`?"),
    Change("to: e1", "to: e2", "45:21 REF001", "did you mean `e1`?"),
  ])
  func aReferenceThatLeadsNowhere(change: Change) throws {
    #expect(Self.sound.contains(change.old))
    let text = Self.sound.replacing(change.old, with: change.new, maxReplacements: 1)
    let reading = read(text)
    let finding = try #require(reading.diagnostics.first { $0.severity == .error })
    #expect(reading.places.filter { !$0.hasSuffix("REF004") } == [change.found])
    #expect(finding.help == change.help)
  }

  @Test func brokenNamesAreDeclared() {
    let broken = Self.sound
      .replacing("cidr: 10.2.0.0/16", with: "cidr: 10.2.0.0/99")
      .replacing("b1: { type: vm,", with: "b1: { type: vn,")
      .replacing("hq: { prefixes: [10.1.0.0/16],", with: "hq: { prefixes: [10.1.0.0/66],")
    #expect(read(broken).places == ["6:29 FMT008", "18:20 FMT008", "28:15 FMT007"])
  }

  @Test func whatIsDeclaredInVainIsAWarning() {
    let reading = read(
      """
      version: 1
      name: n
      region: r
      accounts: { a: {}, idle: {} }
      vpcs:
        v:
          account: a
          cidr: 10.0.0.0/8
          routeTables: { idle: {} }
          acls: { idle: {} }
          securityGroups: { idle: {} }
      backends: { idle: { type: lb, vpc: v } }
      endpointServices: { s: { account: a, vpc: v, transitAddresses: { idle: {} } } }
      sites: { idle: {} }
      """)
    #expect(
      reading.places == ["4:20 REF004", "9:20 REF004", "10:13 REF004", "12:13 REF004", "13:66 REF004"])
    #expect(reading.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(reading.checked.isValid)
  }

  @Test func nothingIsUnusedWhileSomethingCouldNotBeRead() {
    let reading = read(
      "version: 1\nname: n\nregion: r\naccounts: { a: {} }\nvpcs: { v: { account: a, cidr: x } }\n")
    #expect(reading.codes == ["FMT008"])
  }

  @Test func aNameOfTwoThingsIsOnlyAFaultWhereItIsUsed() {
    let twice =
      "version: 1\nname: n\nregion: r\naccounts: { a: {} }\nsites: { net: {} }\nvpcs: { net: { account: a, cidr: 10.0.0.0/8 } }\n"
    #expect(read(twice).codes == [])
    let used = read(twice + "expect: [{ from: net, to: 10.0.0.1, port: 1/tcp, allow: true }]\n")
    #expect(used.places == ["7:18 REF005"])
    #expect(used.diagnostics.first?.related.map(\.message) == ["a site `net`", "a VPC `net`"])
  }
}
