import Diagnostics
import Planning
import Scenario
import Testing

@testable import Reachability

/// What people meet in practice: the symptom, the usual cause, and the trace that names the cause.
///
/// Each is the flagship with one cause built in. `docs/reachability.md` lists the same symptoms.
struct TypicalFailureTests {
  struct Failure: CustomStringConvertible, Sendable {
    var symptom: String
    /// What is changed in the flagship.
    var changes: [(old: String, new: String)]
    var from: String
    var to: String
    var down: [String] = []
    var verdict: Verdict
    /// The verdict of the packets where something else stands before the cause: the plan's own firewall permits follow
    /// access lists and port mappings.
    var first: Verdict?
    var direction = Direction.forward
    /// A part of the blocker's sentence.
    var message: String
    /// A part of the line of the scenario that it names; nil when it follows from no line.
    var line: String?
    var description: String { "\(symptom): \(message)" }
  }

  private static let hq = "10.1.123.10"
  private static let static1 = (
    "routing: { protocol: bgp, cloudASN: 64512, bfd: true, md5: true }", "routing: { protocol: static }"
  )

  static let failures: [Failure] = [
    Failure(
      symptom: "the endpoint is accepted, and TCP times out (security group)",
      changes: [("ports: 8443, from: endpoint-nat }", "ports: 8443, from: hq }")], from: hq,
      to: "ep-app:443/tcp",
      verdict: .filteredIn, message: "no rule of the security group orders-vpc.orders-servers accepts this",
      line: "orders-servers:"),
    Failure(
      symptom: "the endpoint is accepted, and TCP times out (load balancer's list)",
      changes: [("accessList: [endpoint-nat]", "accessList: [hq]")], from: hq, to: "ep-app:443/tcp",
      verdict: .filteredIn, message: "no rule of the access list of lb-app accepts this",
      line: "accessList: [hq]"),
    Failure(
      symptom: "the endpoint is accepted, and TCP times out (subnet ACL)",
      changes: [
        ("ports: 8443, from: endpoint-nat, to: orders-vpc }", "ports: 8443, from: hq, to: orders-vpc }")
      ],
      from: hq, to: "ep-app:443/tcp", verdict: .filteredIn, message: "orders-acl (ingress) accepts this",
      line: "orders-acl:"),
    Failure(
      symptom: "the endpoint is accepted, and TCP times out (a drop shadows the accept)",
      changes: [
        (
          "- { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.sub-lb }",
          "- { action: drop, priority: 5, protocol: tcp, ports: 8000-8999, from: any }"
        )
      ],
      from: hq, to: "ep-app:443/tcp", verdict: .filteredIn, message: "drops this: rule with priority 5",
      line: "action: drop, priority: 5"),
    Failure(
      symptom: "it works from a server of the VPC, not from the IDC (access list)",
      changes: [("allow: [hq]\n    names", "allow: [hub-vpc.sub-vpce]\n    names")], from: hq,
      to: "ep-app:443/tcp",
      verdict: .filteredIn, first: .filteredOut, message: "no rule of the access list of ep-app accepts this",
      line: "allow: [hub-vpc.sub-vpce]"),
    Failure(
      symptom: "it works from a server of the VPC, not from the IDC (subnet not announced)",
      changes: [
        (
          "sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }",
          "sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }\n      other: { cidr: 192.168.6.0/24 }"
        ), ("subnets: [sub-vpce] }", "subnets: [other] }"),
      ],
      from: hq, to: "ep-app:443/tcp", verdict: .noRoute,
      message: "hq-dc does not announce the subnet hub-vpc.sub-vpce", line: "subnets: [other]"),
    Failure(
      symptom: "the SYN arrives, and nothing comes back (custom route table)",
      changes: [
        (
          "sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }",
          "sub-vpce: { cidr: 192.168.5.0/24, routeTable: own }\n    routeTables:\n      own: { routes: [] }"
        )
      ],
      from: hq, to: "ep-app:443/tcp", verdict: .noRoute, direction: .return,
      message: "the custom table own gets no route of hq-dc by itself", line: "own: { routes"),
    Failure(
      symptom: "the SYN arrives, and nothing comes back (range not announced)",
      changes: [("    site: hq\n", "    site: hq\n    advertise: [10.1.123.128/25]\n")], from: hq,
      to: "ep-app:443/tcp", verdict: .noRoute, direction: .return,
      message: "the site hq does not announce it", line: "advertise: [10.1.123.128/25]"),
    Failure(
      symptom: "the SYN arrives, and nothing comes back (the ACL has no rule for answers)",
      changes: [
        (
          "protocol: tcp, sourcePorts: 8443, from: orders-vpc",
          "protocol: udp, sourcePorts: 8443, from: orders-vpc"
        )
      ],
      from: hq, to: "ep-app:443/tcp", verdict: .filteredOut, direction: .return,
      message: "orders-acl (egress) accepts this", line: "orders-acl:"),
    Failure(
      symptom: "storage answers publicly, or not at all, because its name is not asked in the cloud",
      changes: [("allow: [10.1.123.53/32, hub-vpc.sub-vpce]", "allow: [hub-vpc.sub-vpce]")], from: hq,
      to: "backup.zos.ctyun.cn:443/tcp", verdict: .unresolved,
      message: "no record and no forwarded zone of the site hq answers backup.zos.ctyun.cn", line: "dns:"),
    Failure(
      symptom: "the service's name is not found (not on the allow list)",
      changes: [("consumers: [consumer]", "consumers: []")], from: hq, to: "ep-app:443/tcp",
      verdict: .notAccepted, message: "does not list the account consumer among its consumers",
      line: "svc-app:"),
    Failure(
      symptom: "the site sends it elsewhere (a longer route of its own)",
      changes: [("to: 172.20.0.0/16, via: 10.1.123.254", "to: 192.168.5.16/28, via: 10.1.123.254")], from: hq,
      to: "ep-app:443/tcp", verdict: .noRoute, message: "leads away to 10.1.123.254", line: "192.168.5.16/28"),
    Failure(
      symptom: "the site's own firewall stops it",
      changes: [("      permits:\n", "      managed: false\n      permits:\n")], from: hq,
      to: "ep-app:443/tcp",
      verdict: .filteredOut, message: "no rule of the firewall of hq accepts this", line: "firewall:"),
    Failure(
      symptom: "half of the flows fail at a stateful device (the two directions take different lines)",
      changes: [
        ("preference: standby", "preference: standby\n        sitePreference: primary"),
        ("preference: primary", "preference: primary\n        sitePreference: standby"),
      ],
      from: hq, to: "ep-app:443/tcp", verdict: .asymmetric, message: "", line: nil),
    Failure(
      symptom: "static lines black-hole when the far end dies",
      changes: [static1], from: hq, to: "ep-app:443/tcp", down: ["line-a"], verdict: .noRoute,
      message: "stays although line/hq-dc/line-a is down", line: "line-a:"),
    Failure(
      symptom: "502: the load balancer has no listener on the mapped port",
      changes: [("- { protocol: tcp, port: 8443 }", "- { protocol: tcp, port: 8444, targetPort: 8443 }")],
      from: hq,
      to: "ep-app:443/tcp", verdict: .notListening, message: "it listens on 8444/tcp", line: "port: 8444"),
    Failure(
      symptom: "connection refused: the port is not mapped",
      changes: [("endpointPort: 443", "endpointPort: 8443")], from: hq, to: "ep-app:443/tcp",
      verdict: .notListening, first: .filteredOut, message: "svc-app maps 8443/tcp",
      line: "endpointPort: 8443"),
    Failure(
      symptom: "the load balancer's server is in no subnet",
      changes: [("sub-app: { cidr: 172.16.11.0/24", "sub-app: { cidr: 172.16.12.0/24")], from: hq,
      to: "ep-app:443/tcp", verdict: .noRoute, message: "no subnet holds the server vm-orders-1",
      line: "id: vm-orders-1"),
    Failure(
      symptom: "the name has no answer because nobody is asked",
      changes: [("servers: [10.1.123.53]", "servers: []")], from: hq, to: "app.example.internal:443/tcp",
      verdict: .unresolved, message: "the site hq lists no resolver", line: "dns:"),
    Failure(
      symptom: "everything is cut off with one line, because there is no other",
      changes: [], from: hq, to: "ep-app:443/tcp", down: ["line-a", "line-b"], verdict: .noRoute,
      message: "is gone with line/hq-dc/line-a and line/hq-dc/line-b", line: "line-a:"),
    Failure(
      symptom: "everything is cut off because the VPC is attached no more", changes: [], from: hq,
      to: "ep-app:443/tcp", down: ["hub-vpc"], verdict: .noRoute, message: "attachment/hq-dc/hub-vpc is down",
      line: "hub-vpc: { subnets"),
  ]

  @Test(arguments: failures) func `the trace names the cause`(failure: Failure) throws {
    var text = try Scenarios.flagship()
    for (old, new) in failure.changes {
      #expect(text.contains(old), "the flagship has no \(old)")
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    let (network, sources) = try Scenarios.network(text)
    let down = failure.down.flatMap { network.components(named: $0) }
    #expect(down.count == failure.down.count)
    let target = try QuestionText.destination(failure.to, in: network)
    var inquiry = Inquiry(network, down: Set(down))
    let answer = inquiry.answer(
      from: try QuestionText.source(failure.from, in: network), to: target.destination,
      port: try #require(target.ports.first))
    let flow = try #require(answer.classes.first?.flow)
    #expect(answer.classes.count == 1)
    #expect(flow.verdict == failure.first ?? failure.verdict, "\(flow.blockers.map(\.message))")
    guard !failure.message.isEmpty else { return }
    let blocker = try #require(
      flow.blockers.first { $0.message.contains(failure.message) }, "\(flow.blockers.map(\.message))")
    #expect(blocker.verdict == failure.verdict && blocker.direction == failure.direction)
    guard let line = failure.line else { return }
    let location = try #require(blocker.location)
    let file = try #require(sources[location.file])
    let number = file.position(at: location.start).line
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    // The place of a block begins behind its key, which may end the line before.
    let named = all[max(0, number - 2)..<number].joined(separator: "\n")
    #expect(named.contains(line), "names \(named)")
  }

  /// Causes that lie before or beside the packets: rules find them, not the analysis.
  @Test(arguments: [
    ("the service's name is mistyped", "service: svc-app", "service: svc-ap", "REF001"),
    (
      "the gateway is refused: ranges overlap", "prefixes: [10.1.123.0/24]", "prefixes: [192.168.5.0/25]",
      "ADR002"
    ),
    ("BGP stays idle: both sides have one number", "cloudASN: 64512", "cloudASN: 65010", "RTE005"),
    (
      "storage fails for the whole VPC", "prefixes: [10.1.123.0/24]",
      "prefixes: [10.1.123.0/24, 100.64.10.0/24]", "ADR003"
    ),
    (
      "small packets pass and large ones hang", "bandwidthMbps: 1000\n        vlan: 330",
      "bandwidthMbps: 1000\n        mtu: 1400\n        vlan: 330", "RTE010"
    ),
  ])
  func `a rule finds what is no matter of packets`(symptom: String, old: String, new: String, code: String)
    throws
  {
    let text = try Scenarios.flagship()
    #expect(text.contains(old))
    let (found, _) = Scenarios.check(text.replacing(old, with: new, maxReplacements: 1))
    #expect(found.contains { $0.code == code }, "\(symptom): \(found.map { "\($0.code) \($0.message)" })")
  }
}
