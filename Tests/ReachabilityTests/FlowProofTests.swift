import Addressing
import Planning
import Scenario
import Testing

@testable import Reachability

/// What the runbook's tests rest on is true of the plan.
struct FlowProofTests {
  private static func flows(_ network: Network) -> ProvenFlows {
    var maker = MatrixMaker(network)
    return FlowProof.flows(of: network, maker.matrix())
  }

  @Test func `clients and packets of the flagship`() throws {
    let (network, _) = try Scenarios.network(Scenarios.flagship())
    let flows = Self.flows(network)
    #expect(flows.clients["hq"]?.keys.sorted() == ["ep-app", "ep-dns", "ep-zos"])
    let test = try #require(IPAddress("10.1.123.10"))
    let resolver = try #require(IPAddress("10.1.123.53"))
    #expect(
      flows.client(site: "hq", endpoint: "ep-app") == .init(host: test, ports: [TransportPort(.tcp, 443)]))
    // The access list admits the resolver only.
    #expect(
      flows.client(site: "hq", endpoint: "ep-dns")
        == .init(host: resolver, ports: [TransportPort(.tcp, 53), TransportPort(.udp, 53)]))
    #expect(
      flows.expected.map { "\($0.host) \($0.origin) \($0.server) \($0.port) \($0.isServed)" } == [
        "10.1.123.10 hq 192.168.5.30 443/tcp true", "10.1.123.10 hq 192.168.5.20 443/tcp true",
        "10.1.123.10 hq app.example.internal 443/tcp true", "10.1.123.10 hq backup.zos.ctyun.cn 443/tcp true",
        "10.1.123.53 hq 192.168.5.10 53/udp true", "10.1.99.1 hq 192.168.5.30 443/tcp false",
      ])
  }

  @Test(arguments: Scenarios.shipped) func `every client is served, every packet meets its fate`(name: String)
    throws
  {
    let (network, _) = try Scenarios.network(Scenarios.text("scenarios/\(name)/scenario.yaml"))
    let flows = Self.flows(network)
    var inquiry = Inquiry(network)
    for (site, clients) in flows.clients {
      for (endpoint, client) in clients {
        #expect(!client.ports.isEmpty)
        for port in client.ports {
          let answer = inquiry.answer(
            from: .prefix(Prefix(client.host)), to: .source(.reference(endpoint)), port: port)
          #expect(
            answer.classes.contains { $0.part.origin.name == site && $0.flow.verdict.isSuccess },
            "\(client.host) in \(site) to \(endpoint) \(port)")
        }
      }
    }
    for packet in flows.expected {
      let to = network.plan.expectations[packet.expectation].to.value
      let answer = inquiry.answer(from: .prefix(Prefix(packet.host)), to: to, port: packet.port)
      let own = answer.classes.filter { $0.part.origin.name == packet.origin }
      #expect(own.contains { $0.flow.verdict.isSuccess == packet.isServed })
    }
  }
}
