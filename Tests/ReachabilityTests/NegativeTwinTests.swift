import Diagnostics
import Planning
import Scenario
import Testing

@testable import Reachability

/// The flagship with one fault each, as a designer may make it: what `check` says, and what the trace says of the same
/// scenario. Where no packet is harmed, the trace says so.
struct NegativeTwinTests {
  struct Twin: CustomStringConvertible, Sendable {
    var fault: String
    var old: String
    var new: String
    /// The finding of `check`; nil when there is none.
    var code: String?
    /// The verdict of HQ's packets to ep-app.
    var verdict: Verdict
    /// A part of the first blocker's sentence.
    var blocker = ""
    var description: String { fault }
  }

  static let twins: [Twin] = [
    Twin(
      fault: "(a) the site lies inside the endpoint subnet", old: "prefixes: [10.1.123.0/24]",
      new: "prefixes: [192.168.5.0/25]", code: "ADR002", verdict: .noRoute,
      blocker: "192.168.5.30 is an address of site/hq, too"),
    Twin(
      fault: "(b) the site uses the range of the cloud's own services", old: "prefixes: [10.1.123.0/24]",
      new: "prefixes: [100.64.10.0/24]", code: "ADR003", verdict: .delivered),
    Twin(
      fault: "(c) a custom route for a part of the endpoint range",
      old: """
              sub-lb: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
              sub-app: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }

        """,
      new: """
              sub-lb: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl, routeTable: custom }
              sub-app: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
            routeTables:
              custom:
                routes:
                  - { to: 198.19.200.0/24, via: { kind: nat-gateway, id: nat-1a2b3c } }

        """, code: "ADR004", verdict: .noRoute, blocker: "leads away to"),
    Twin(
      fault: "(d) an endpoint on an address that the cloud keeps", old: "address: 192.168.5.30",
      new: "address: 192.168.5.254", code: "ADR006", verdict: .delivered),
    Twin(
      fault: "(e) an empty access list", old: "allow: [hq]\n    names", new: "allow: []\n    names",
      code: "END006", verdict: .filteredOut, blocker: "the firewall of hq"),
    Twin(
      fault: "(f) two services on one port of the load balancer", old: "endpoints:\n",
      new: """
          svc-two:
            account: provider
            vpc: orders-vpc
            backend: lb-app
            consumers: [consumer]
            ports: [{ protocol: tcp, endpointPort: 8080, serverPort: 8443 }]

        endpoints:

        """, code: "PRT002", verdict: .delivered),
    Twin(
      fault: "(g) a drop before the accept",
      old: "- { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }",
      new: """
        - { action: drop, priority: 10, protocol: tcp, ports: 8443, from: any }
                  - { action: accept, priority: 11, protocol: tcp, ports: 8443, from: endpoint-nat }
        """, code: "SEC001", verdict: .filteredIn, blocker: "drops this: rule with priority 10"),
    Twin(
      fault: "(h) the endpoint subnet on a custom table",
      old: "sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }",
      new: "sub-vpce: { cidr: 192.168.5.0/24, routeTable: own }\n    routeTables:\n      own: { routes: [] }",
      code: "RTE003", verdict: .noRoute, blocker: "the custom table own"),
    Twin(
      fault: "(i) one autonomous system on both sides", old: "cloudASN: 64512", new: "cloudASN: 65010",
      code: "RTE005", verdict: .delivered),
  ]

  @Test(arguments: twins) func `check finds the fault, and the trace says what it does to packets`(twin: Twin)
    throws
  {
    let text = try Scenarios.flagship()
    #expect(text.contains(twin.old))
    let changed = text.replacing(twin.old, with: twin.new, maxReplacements: 1)
    let (found, _) = Scenarios.check(changed)
    if let code = twin.code {
      #expect(found.contains { $0.code == code }, "\(found.map { "\($0.code) \($0.message)" })")
    }
    let (network, _) = try Scenarios.network(changed)
    var inquiry = Inquiry(network)
    let answer = inquiry.answer(
      from: .reference("hq"), to: .source(.reference("ep-app")), port: TransportPort(.tcp, 443))
    let flow = try #require(answer.classes.first?.flow)
    #expect(flow.verdict == twin.verdict, "\(flow.blockers.map(\.message))")
    if !twin.blocker.isEmpty {
      #expect(
        flow.blockers.contains { $0.message.contains(twin.blocker) }, "\(flow.blockers.map(\.message))")
    }
  }

  /// (j) The provider's VPC overlaps the site: the endpoint translates, so that it is allowed.
  @Test func `an overlap behind an endpoint harms nothing`() throws {
    var text = try Scenarios.flagship()
    for (old, new) in [
      ("cidr: 172.16.0.0/16", "cidr: 10.1.0.0/16"), ("172.16.10.0/24", "10.1.10.0/24"),
      ("172.16.11.0/24", "10.1.11.0/24"), ("172.16.10.20", "10.1.10.20"), ("172.16.11.11", "10.1.11.11"),
      ("172.16.11.12", "10.1.11.12"),
      ("from: 10.1.99.0/24", "from: 10.3.99.0/24"),
    ] {
      text = text.replacing(old, with: new)
    }
    let (found, _) = Scenarios.check(text)
    #expect(found.filter { $0.severity == .error }.isEmpty, "\(found.map { "\($0.code) \($0.message)" })")
    #expect(found.contains { $0.code == "ADR008" && $0.severity == .info })
    let (network, _) = try Scenarios.network(text)
    #expect(ExpectationJudge.judge(network).isEmpty)
  }
}
