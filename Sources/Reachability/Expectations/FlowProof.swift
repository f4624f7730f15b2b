import Addressing
public import Planning
import Scenario

/// Finds for every flow of a plan a packet with which people can see it for themselves.
public enum FlowProof {
  /// The flows of a network.
  ///
  /// - Parameter matrix: what sites can reach, made from the same network while everything is up.
  public static func flows(of network: Network, _ matrix: Matrix) -> ProvenFlows {
    var flows = ProvenFlows()
    let hosts = Dictionary(
      network.plan.sites.map { ($0.name, $0.testHost) }, uniquingKeysWith: { first, _ in first })
    let columns = MatrixColumns(matrix)
    for (origin, place) in matrix.origins.enumerated() where place.kind == .site {
      var clients: [String: ProvenFlows.Client] = [:]
      for endpoint in columns.endpoints {
        let name = matrix.columns[endpoint.lowerBound].endpoint
        guard clients[name] == nil,
          let client = client(in: matrix, origin: origin, columns: endpoint, usual: hosts[place.name])
        else { continue }
        clients[name] = client
      }
      flows.clients[place.name] = clients
    }
    guard !network.plan.expectations.isEmpty else { return flows }
    var inquiry = Inquiry(network, isRecording: false)
    for (index, expectation) in network.plan.expectations.enumerated() {
      flows.expected += packets(of: expectation, index, hosts, &inquiry)
    }
    return flows
  }

  /// The site's test host where any port serves it, else the first host that the most ports serve.
  private static func client(
    in matrix: Matrix, origin: Int, columns: Range<Int>, usual: IPAddress?
  ) -> ProvenFlows.Client? {
    var served: [(port: TransportPort, sources: PrefixSet)] = []
    for column in columns {
      for share in matrix.answer(origin: origin, column: column) where share.verdict.isSuccess {
        served.append((matrix.columns[column].port, share.sources))
      }
    }
    guard !served.isEmpty else { return nil }
    func ports(_ host: IPAddress) -> [TransportPort] {
      Set(served.filter { $0.sources.contains(host) }.map(\.port)).sorted()
    }
    if let usual {
      let own = ports(usual)
      if !own.isEmpty { return ProvenFlows.Client(host: usual, ports: own) }
    }
    let common = served.dropFirst().reduce(served[0].sources) { $0.intersection($1.sources) }
    guard let host = ExamplePacket.source(common.isEmpty ? served[0].sources : common) else { return nil }
    return ProvenFlows.Client(host: host, ports: ports(host))
  }

  private static func packets(
    of expectation: Expectation, _ index: Int, _ hosts: [String: IPAddress], _ inquiry: inout Inquiry
  ) -> [ProvenFlows.Expected] {
    let answer = inquiry.answer(
      from: expectation.from.value, to: expectation.to.value, port: expectation.port.value)
    var packets: [ProvenFlows.Expected] = []
    for part in answer.parts {
      let classes = part.classes.filter { $0.verdict.isSuccess == expectation.allow.value }
      guard !packets.contains(where: { $0.origin == part.origin.name }), let first = classes.first else {
        continue
      }
      let usual = hosts[part.origin.name].flatMap { host in
        classes.contains { $0.sources.addresses.contains(host) } ? host : nil
      }
      guard let host = usual ?? ExamplePacket.source(first.sources.addresses) else { continue }
      var server = part.addresses.ranges.first.map { "\($0.first)" } ?? part.destination
      if case .name(let name) = expectation.to.value, inquiry.network.endpoints[name] == nil { server = name }
      packets.append(
        ProvenFlows.Expected(
          expectation: index, origin: part.origin.name, isAtSite: part.origin.kind == .site, host: host,
          server: server, port: part.port, isServed: expectation.allow.value))
    }
    return packets
  }
}
