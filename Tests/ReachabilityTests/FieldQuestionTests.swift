import Addressing
import Diagnostics
import Planning
import Scenario
import TestSupport
import Testing

@testable import Reachability

/// Questions that engineers ask first, and answers that once misled them.
struct FieldQuestionTests {
  private static func ask(
    _ text: String, from: String, to: String, down: [String] = []
  ) throws -> (answer: Answer, sources: SourceMap) {
    let (network, sources) = try Scenarios.network(text)
    let target = try QuestionText.destination(to, in: network)
    var inquiry = Inquiry(network, down: Set(down.flatMap { network.components(named: $0) }))
    let answer = inquiry.answer(
      from: try QuestionText.source(from, in: network), to: target.destination,
      port: try #require(target.ports.first))
    return (answer, sources)
  }

  private static func scenario(_ name: String) throws -> String {
    try Scenarios.text("scenarios/\(name)/scenario.yaml")
  }

  @Test func `servers behind a load balancer are ways side by side, out and back`() throws {
    let (answer, sources) = try Self.ask(Scenarios.flagship(), from: "hq", to: "ep-app:443/tcp")
    let flow = try #require(answer.classes.first?.flow)
    let ways = Set(flow.forward.compactMap(\.branch))
    #expect(ways == ["1 of 2: server vm-orders-1 of lb-app", "2 of 2: server vm-orders-2 of lb-app"])
    #expect(Set(flow.back.compactMap(\.branch)) == ways)
    #expect(flow.forward.first?.branch == nil && flow.back.last?.branch == nil)
    let text = Trace(from: "hq", to: "ep-app", down: [], answers: [answer], sources: sources).text()
    #expect(text.contains("      way 1 of 2: server vm-orders-1 of lb-app\n"))
    #expect(text.contains("      all ways\n   3  subnet/orders-vpc/sub-lb\n"))
    // Numbers count the places of one way.
    #expect(text.contains("\n  12  backend/lb-app/vm-orders-2\n") && !text.contains("\n  13  "))
  }

  @Test func `the counterexample goes one way, the one that is blocked`() throws {
    let text = try Scenarios.flagship().replacing("address: 172.16.11.12", with: "address: 172.16.12.12")
    let (network, _) = try Scenarios.network(text)
    let found = try #require(ExpectationJudge.judge(network).first { $0.code == "FLW001" })
    let way = try #require(found.related.first { $0.message.hasPrefix("its way: ") })
    #expect(!way.message.contains("vm-orders-1"), "\(way.message)")
  }

  @Test func `hosts of another family get an answer, and no expectation holds for want of packets`() throws {
    let text = try Self.scenario("dual-stack")
    let (answer, _) = try Self.ask(text, from: "2001:db8:1:123::/64", to: "dns:53/udp")
    let flow = try #require(answer.classes.first?.flow)
    #expect(answer.classes.count == 1 && flow.verdict == .noRoute)
    #expect(flow.blockers.first?.message.contains("has IPv4 addresses only") == true)

    let wanted = "expect:\n  - { from: 2001:db8:1:123::/64, to: dns, port: 53/udp, allow: true }\n"
    #expect(text.contains("expect:\n"))
    let (network, _) = try Scenarios.network(text.replacing("expect:\n", with: wanted))
    #expect(ExpectationJudge.judge(network).map(\.code) == ["FLW001"])
  }

  @Test func `a single line that is down is named, and not what stands beside it`() throws {
    let text = try Self.scenario("static-single-line")
    let (network, _) = try Scenarios.network(text)
    let line = try #require(network.model.components.first { $0.kind == .line })
    let site = try #require(network.origins.first { $0.kind == .site })
    let endpoint = try #require(network.plan.endpoints.first { $0.ports.count > 0 })
    let port = try #require(endpoint.ports.sorted().first)
    let (answer, _) = try Self.ask(
      text, from: site.name, to: "\(endpoint.name):\(port)", down: [line.name])
    for (_, flow) in answer.classes where flow.verdict == .noRoute {
      #expect(
        flow.blockers.contains { $0.message.contains(line.name) }, "\(flow.blockers.map(\.message))")
      #expect(flow.forward.first?.node == "site/\(site.name)")
      #expect(!flow.blockers.contains { $0.message.contains("announce") })
    }
  }

  @Test func `a site's firewall is in front of its hosts for those who come from the cloud`() throws {
    let (answer, _) = try Self.ask(Scenarios.flagship(), from: "hub-vpc", to: "10.1.123.10:22/tcp")
    #expect(answer.classes.map(\.flow.verdict) == [.filteredIn])
  }

  @Test func `a reverse service moves with the lines behind its endpoint`() throws {
    let text = try Self.scenario("reverse-service")
    for (down, line) in [([], "line-a"), (["line-a"], "line-b")] {
      let (answer, _) = try Self.ask(text, from: "apps-vpc.servers", to: "erp-access.erp:8443", down: down)
      let flow = try #require(answer.classes.first?.flow)
      let (network, _) = try Scenarios.network(text)
      #expect(flow.verdict == .delivered)
      #expect(flow.lines == network.components(named: line))
    }
  }

  @Test func `a reverse service whose answers take the other line is asymmetric in trace and matrix`() throws
  {
    var (network, _) = try Scenarios.network(Self.scenario("reverse-service"))
    // The cloud prefers line-a; the site is made to answer over line-b.
    let site = try #require(network.model.nodes.firstIndex { $0.name.hasPrefix("site/") })
    for index in network.model.nodes[site].routes.indices {
      let route = network.model.nodes[site].routes[index]
      if route.cause.text.contains("over line-b") { network.model.nodes[site].routes[index].preference = 2 }
    }
    let transit = try #require(network.transits.first)
    let port = try #require(transit.ports.first)
    let origin = try #require(network.origins.firstIndex { $0.name == "apps-vpc.servers" })
    var analyzer = Analyzer(network.model)
    let classes = analyzer.classes(
      of: network.origins[origin].addresses, at: network.origins[origin].node,
      to: Destination(transit.address, port, at: transit.node))
    #expect(classes.map(\.verdict) == [.asymmetric])
    var maker = MatrixMaker(network)
    let matrix = maker.matrix()
    let column = try #require(matrix.columns.firstIndex { $0.endpoint == transit.name })
    #expect(matrix.answer(origin: origin, column: column).map(\.verdict) == [.asymmetric])
  }

  @Test func `names that the matrix and traces print can be asked for`() throws {
    let (transit, _) = try Self.ask(
      Self.scenario("reverse-service"), from: "apps-vpc.servers", to: "erp-access.erp:8443")
    #expect(transit.classes.map(\.flow.verdict) == [.delivered])
    let (backend, _) = try Self.ask(Scenarios.flagship(), from: "orders-vpc.sub-app", to: "lb-app:8443")
    #expect(backend.classes.map(\.flow.verdict) == [.filteredIn])
  }

  @Test func `networks that nothing is attached to share a line`() throws {
    let (network, _) = try Scenarios.network(Scenarios.flagship())
    var maker = MatrixMaker(network)
    let text = MatrixText(maker.matrix()).text
    #expect(
      text.contains(
        "no route to any of these ports: orders-vpc.sub-app 172.16.11.0/24, orders-vpc.sub-lb 172.16.10.0/24\n"
      ))
    #expect(!text.contains("\norders-vpc.sub-app  "))
  }

  @Test func `a range with a hole is said so`() throws {
    let whole = PrefixSet([try #require(Prefix("10.1.0.0/16"))])
    let hole = PrefixSet([try #require(Prefix("10.1.123.0/24"))])
    #expect(whole.subtracting(hole).summary == "10.1.0.0/16 except 10.1.123.0/24")
    let scattered = PrefixSet((0..<5).compactMap { Prefix("10.\($0 * 7).0.0/24") })
    #expect(scattered.summary == "10.0.0.0/24, 10.7.0.0/24, 10.14.0.0/24 and 2 more")
  }

  @Test func `a provider's host with an endpoint's address is not the endpoint`() throws {
    // Networks of providers may overlap the consumer's: the server has the endpoint's own address and port.
    var text = try Scenarios.flagship()
    for (old, new) in [
      ("cidr: 172.16.0.0/16", "cidr: 192.168.0.0/16"), ("172.16.10.0/24", "192.168.5.0/24"),
      ("172.16.11.0/24", "192.168.6.0/24"), ("172.16.10.20", "192.168.5.30"),
      ("172.16.11.11", "192.168.6.11"), ("172.16.11.12", "192.168.6.12"),
      ("accessList: [endpoint-nat]", "accessList: [endpoint-nat, orders-vpc]"),
      ("endpointPort: 443, serverPort: 8443", "endpointPort: 8443, serverPort: 8443"),
    ] {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    let (network, _) = try Scenarios.network(text)
    let origin = try #require(network.origins.firstIndex { $0.name == "orders-vpc.sub-app" })
    let (answer, _) = try Self.ask(text, from: "orders-vpc.sub-app", to: "ep-app:8443/tcp")
    #expect(answer.classes.map(\.flow.verdict) == [.noRoute])
    #expect(answer.classes.first?.flow.blockers.first?.message.contains("is an address of") == true)
    var maker = MatrixMaker(network)
    let matrix = maker.matrix()
    let column = try #require(matrix.columns.firstIndex { $0.endpoint == "ep-app" })
    #expect(matrix.answer(origin: origin, column: column).map(\.verdict) == [.noRoute])
    // The clients' own way is as good as before.
    let (own, _) = try Self.ask(text, from: "hq", to: "ep-app:8443/tcp")
    #expect(own.classes.map(\.flow.verdict) == [.delivered])
  }
}
