import Addressing
import JSON
import Planning
import Scenario

/// The top of the verification ladder: every expectation of the scenario, with the packet that the analysis chose.
extension RunbookBuilder {
  mutating func addExpectationSteps() {
    var places: [String] = []
    var packets: [String: [ProvenFlows.Expected]] = [:]
    for packet in flows?.expected ?? [] {
      if packets[packet.origin] == nil { places.append(packet.origin) }
      packets[packet.origin, default: []].append(packet)
    }
    for place in places {
      let own = packets[place] ?? []
      let commands = own.compactMap(command)
      guard let first = own.first, !commands.isEmpty else { continue }
      if first.isAtSite {
        let resource = ResourceID.site(place)
        addReading(
          resource + "/prove-expectations", .prove, resource: resource, site: place,
          title: ExpectationText.title(place), after: tests(of: own) + (switchedNames[place] ?? []),
          text: ExpectationText.work, expected: ExpectationText.good, commands: commands,
          seconds: 60 + 10 * commands.count)
      } else {
        addReading(inSubnet: place, own, commands)
      }
    }
  }

  private mutating func addReading(
    inSubnet place: String, _ packets: [ProvenFlows.Expected], _ commands: [Check.Command]
  ) {
    let parts = place.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let vpc = index.vpcs[parts[0]] else { return }
    let resource = ResourceID.subnet(vpc: parts[0], parts[1])
    add(
      Step(
        id: resource + "/prove-expectations", phase: .prove, owner: .account(vpc.account), resource: resource,
        title: ExpectationText.title(place), dependsOn: tests(of: packets),
        action: .manual(Instruction(text: ExpectationText.work)),
        check: Check(text: ExpectationText.work, expected: ExpectationText.good, commands: commands),
        impact: .none, impactReason: CommonText.onlyReads, isReversible: true,
        durationSeconds: 60 + 10 * commands.count))
  }

  /// The tests of the endpoints that the packets go to, which come first.
  private func tests(of packets: [ProvenFlows.Expected]) -> [String] {
    let servers = Set(packets.map(\.server))
    return plan.endpoints.filter { endpoint in
      servers.contains("\(endpoint.address)") || endpoint.names.contains(where: servers.contains)
        || endpoint.ipv6Address.map { servers.contains("\($0)") } ?? false
    }.flatMap { testsOfEndpoint[$0.name] ?? [] }
  }

  private func command(_ packet: ProvenFlows.Expected) -> Check.Command? {
    let reason = plan.expectations[packet.expectation].because?.value
    let expect: Text
    switch (packet.isServed, packet.port.transport) {
    case (true, .tcp): expect = ExpectationText.connects(reason)
    case (true, .udp): expect = ExpectationText.sends(reason)
    // Nothing that is sent over UDP says that it did not arrive.
    case (false, .udp): return nil
    case (false, .tcp): expect = ExpectationText.staysOut(reason)
    }
    return Check.Command(
      host: "\(packet.host) (\(packet.origin))", command: Probe.connect(packet.server, packet.port),
      expect: expect)
  }
}
