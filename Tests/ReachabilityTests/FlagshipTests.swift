import Diagnostics
import Planning
import Scenario
import Testing

@testable import Reachability

/// What is promised for the scenarios that users copy.
struct FlagshipTests {
  @Test(arguments: Scenarios.shipped) func `every expectation is proved`(name: String) throws {
    let (network, _) = try Scenarios.network(Scenarios.text("scenarios/\(name)/scenario.yaml"))
    let found = ExpectationJudge.judge(network)
    #expect(found.isEmpty, "\(found.map { ($0.code, $0.message, $0.related.map(\.message)) })")
  }

  /// A line of the flagship broken, and a word of the blocker that must name it.
  struct Break: CustomStringConvertible, Sendable {
    var old: String
    var new: String
    var verdict: Verdict
    var direction = Direction.forward
    /// A part of the line of the scenario that is to be named.
    var line: String
    var description: String { "\(old) -> \(new)" }
  }

  @Test(arguments: [
    Break(
      old: "allow: [hq]\n    names", new: "allow: [10.1.50.0/24]\n    names", verdict: .filteredIn,
      line: "allow: [10.1.50.0/24]"),
    Break(old: "allow: [hq]\n    names", new: "allow: []\n    names", verdict: .filteredIn, line: "ep-app:"),
    Break(old: "consumers: [consumer]", new: "consumers: []", verdict: .notAccepted, line: "svc-app:"),
    Break(
      old: "endpointPort: 443, serverPort: 8443", new: "endpointPort: 444, serverPort: 8443",
      verdict: .notListening, line: "endpointPort: 444"),
    Break(
      old: "endpointPort: 443, serverPort: 8443", new: "endpointPort: 443, serverPort: 9443",
      verdict: .notListening, line: "protocol: tcp, port: 8443"),
    Break(
      old: "- { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }",
      new: "- { action: drop, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }",
      verdict: .filteredIn, line: "action: drop"),
    Break(
      old: "accessList: [endpoint-nat]", new: "accessList: [orders-vpc]", verdict: .filteredIn,
      line: "accessList: [orders-vpc]"),
    Break(
      old:
        "- { action: accept, priority: 10, protocol: tcp, sourcePorts: 8443, from: orders-vpc, to: endpoint-nat }",
      new: "", verdict: .filteredOut, direction: .return, line: "orders-acl:"),
    Break(
      old: "{ to: 172.20.0.0/16, via: 10.1.123.254", new: "{ to: 192.168.5.16/28, via: 10.1.123.254",
      verdict: .noRoute, line: "192.168.5.16/28"),
    Break(
      old: "sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }",
      new: "sub-vpce: { cidr: 192.168.5.0/24, routeTable: own }\n    routeTables:\n      own: { routes: [] }",
      verdict: .noRoute, direction: .return, line: "own:"),
    Break(
      old: "      permits:\n        - { from: 10.1.123.0/24, to: any, protocol: icmp }",
      new: "      managed: false\n      permits:\n        - { from: 10.1.123.0/24, to: any, protocol: icmp }",
      verdict: .filteredOut, line: "firewall:"),
  ])
  func `breaking a line names the line`(broken: Break) throws {
    let text = try Scenarios.flagship()
    let changed = text.replacing(broken.old, with: broken.new, maxReplacements: 1)
    #expect(changed != text)
    let (network, sources) = try Scenarios.network(changed)
    let found = ExpectationJudge.judge(network).filter { $0.code == "FLW001" }
    #expect(!found.isEmpty)
    let named = found.flatMap(\.related).filter {
      $0.message.hasPrefix("\(broken.verdict.rawValue) (\(broken.direction.rawValue))")
    }
    let lines = named.compactMap { related -> String? in
      guard let location = related.location, let file = sources[location.file] else { return nil }
      let line = file.position(at: location.start).line
      // A block's place begins behind its key, which may end the line before.
      let all = changed.split(separator: "\n", omittingEmptySubsequences: false)
      return all[max(0, line - 2)..<line].joined(separator: "\n")
    }
    #expect(lines.contains { $0.contains(broken.line) }, "\(named.map(\.message)) \(lines)")
  }

  @Test func `one cause is one finding, whatever it stops`() throws {
    let text = try Scenarios.flagship()
      .replacing(
        "sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }",
        with:
          "sub-vpce: { cidr: 192.168.5.0/24, acl: a }\n    acls:\n      a: { ingress: [{ action: accept, protocol: any }] }"
      )
    let (network, _) = try Scenarios.network(text)
    let found = ExpectationJudge.judge(network)
    #expect(found.map(\.code) == ["FLW001", "FLW001"])
    let also = found.flatMap(\.related).filter { $0.message.hasPrefix("stopped by the same") }
    // The name of an object in the storage stops at its resolver.
    #expect(also.count == 3 && also.allSatisfy { $0.location != nil })
  }

  @Test func `a port on which nothing listens is no fault of the firewall`() throws {
    let text = try Scenarios.flagship().replacing(
      "to: ep-app, port: 443/tcp, allow: true", with: "to: ep-app, port: 8443/tcp, allow: true")
    let (network, _) = try Scenarios.network(text)
    let found = try #require(ExpectationJudge.judge(network).first)
    #expect(found.code == "FLW001" && found.message.contains("nothing listens on 8443/tcp"))
    #expect(
      found.help
        == "map the port in `ports` of the endpoint service svc-app, or use a port that it maps")
  }

  @Test func `static routes that stay want to follow the line, not a second one`() throws {
    let text = try Scenarios.flagship().replacing(
      "routing: { protocol: bgp, cloudASN: 64512, bfd: true, md5: true }",
      with: "routing: { protocol: static }")
    let (network, _) = try Scenarios.network(text)
    let found = ExpectationJudge.judge(network)
    #expect(found.map(\.code) == ["FLW003"])
    #expect(found.first?.help?.contains("`bfd: true` and `track: true`") == true)
  }

  @Test func `every blocker is found in one pass`() throws {
    let text = try Scenarios.flagship()
      .replacing("consumers: [consumer]", with: "consumers: []")
      .replacing("accessList: [endpoint-nat]", with: "accessList: [orders-vpc]")
      .replacing("allow: [hq]\n    names", with: "allow: []\n    names")
    let (network, _) = try Scenarios.network(text)
    var inquiry = Inquiry(network)
    let answer = inquiry.answer(
      from: .reference("hq"), to: .source(.reference("ep-app")), port: TransportPort(.tcp, 443))
    #expect(answer.classes.count == 1)
    #expect(
      answer.classes.first?.flow.blockers.map(\.verdict) == [
        .filteredOut, .filteredIn, .notAccepted, .filteredIn,
      ])
  }

  @Test func `the standby takes over when line-a is down`() throws {
    let (network, _) = try Scenarios.network(Scenarios.flagship())
    var inquiry = Inquiry(network, down: Set(network.components(named: "line-a")))
    let answer = inquiry.answer(
      from: .reference("hq"), to: .source(.reference("ep-app")), port: TransportPort(.tcp, 443))
    #expect(answer.classes.map(\.flow.verdict) == [.delivered])
    #expect(answer.classes.first?.flow.forward.contains { $0.node == "router/hq/ce2" } == true)
  }
}
