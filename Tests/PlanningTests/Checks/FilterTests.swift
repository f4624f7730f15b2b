import Addressing
import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

/// The evaluation of filters against one that looks at single packets.
@Suite struct FilterTests {
  private static let nat = PrefixSet(prefix("198.19.128.0/17"))

  /// One packet.
  private struct Packet {
    var source: IPAddress
    var destination: IPAddress
    var sourcePort: UInt16
    var port: UInt16
    var transport: TransportProtocol
  }

  /// The first rule in order that speaks of a packet decides; without one it is dropped.
  private func passes(_ packet: Packet, _ rules: [FilterRule]) -> Bool {
    for rule in rules.sorted(by: {
      ($0.priority, $0.action == .drop ? 0 : 1) < ($1.priority, $1.action == .drop ? 0 : 1)
    }) {
      let speaks =
        rule.transport == .any || rule.transport.rawValue == packet.transport.rawValue
      guard speaks, rule.sources?.contains(packet.source) ?? true,
        rule.destinations?.contains(packet.destination) ?? true,
        rule.sourcePorts?.contains(packet.sourcePort) ?? true, rule.ports?.contains(packet.port) ?? true
      else { continue }
      return rule.action == .accept
    }
    return false
  }

  private func rule(_ generator: inout SeededGenerator) -> FilterRule {
    func set(_ base: String) -> PrefixSet? {
      guard Bool.random(using: &generator) else { return nil }
      let length = Int.random(in: 28...32, using: &generator)
      let host = UInt8.random(in: 0...15, using: &generator)
      let address = IPAddress(base).flatMap { $0.advanced(by: Int(host)) }
      return address.flatMap { Prefix(containing: $0, length: length) }.map { PrefixSet($0) } ?? PrefixSet()
    }
    func ports() -> PortSet? {
      guard Bool.random(using: &generator) else { return nil }
      let first = UInt16.random(in: 0...15, using: &generator)
      return PortSet([PortRange(first, first + UInt16.random(in: 0...4, using: &generator))])
    }
    return FilterRule(
      action: Bool.random(using: &generator) ? .accept : .drop,
      priority: Int.random(in: 1...4, using: &generator),
      transport: FilterProtocol.allCases.randomElement(using: &generator) ?? .any, sources: set("10.0.0.0"),
      destinations: set("10.0.1.0"), sourcePorts: ports(), ports: ports(), location: nowhere)
  }

  @Test(arguments: UInt64(1)...60) func bundlesAreBlockedAsTheirPacketsAre(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rules = (0..<Int.random(in: 0...8, using: &generator)).map { _ in rule(&generator) }
    let packets = Packets(
      transport: .tcp, sources: PrefixSet(prefix("10.0.0.0/28")),
      destinations: PrefixSet(prefix("10.0.1.0/28")), sourcePorts: PortSet([PortRange(0, 15)]),
      ports: PortSet([PortRange(0, 15)]))
    let blocked = packets.blocked(by: FilterRule.inOrder(rules))
    for _ in 0..<400 {
      let packet = Packet(
        source: .ipv4(10, 0, 0, .random(in: 0...15, using: &generator)),
        destination: .ipv4(10, 0, 1, .random(in: 0...15, using: &generator)),
        sourcePort: .random(in: 0...15, using: &generator), port: .random(in: 0...15, using: &generator),
        transport: .tcp)
      let holders = blocked.filter {
        $0.packets.sources.contains(packet.source) && $0.packets.destinations.contains(packet.destination)
          && $0.packets.sourcePorts.contains(packet.sourcePort) && $0.packets.ports.contains(packet.port)
      }
      #expect(holders.count == (passes(packet, rules) ? 0 : 1))
    }
  }

  @Test(arguments: UInt64(1)...60) func securityGroupsAdmitWhatOneOfThemDoes(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let required = prefix("10.0.0.0/28")
    var scenario = Scenario(name: "groups")
    var vpc = VPC(account: "a", cidr: "10.0.0.0/16")
    var rules: [[FilterRule]] = []
    for name in ["one", "two"].prefix(Int.random(in: 1...2, using: &generator)) {
      var group = SecurityGroup(location: nowhere)
      let random = (0..<Int.random(in: 0...5, using: &generator)).map { _ in rule(&generator) }
      for rule in random {
        let peer = rule.sources?.prefixes.first.map { AddressSource.prefix($0) } ?? .any
        group.ingress.append(
          SecurityGroupRule(
            action: at(rule.action), priority: at(rule.priority), transport: at(rule.transport),
            ports: rule.ports?.ranges.map { at($0) } ?? [], peer: at(peer), location: nowhere))
      }
      rules.append(
        random.map {
          var rule = $0
          rule.destinations = nil
          rule.sourcePorts = nil
          return rule
        })
      vpc.securityGroups.add(name, group)
    }
    scenario.vpcs.add("vpc", vpc)
    let context = CheckContext(scenario: scenario, profile: .ctyun)
    let groups = try ["one", "two"].prefix(rules.count)
      .map { try #require(context.securityGroup($0, ofVPC: "vpc")) }
    var admitted = AdmittedSources(PrefixSet(required), groups, context)
    for port in UInt16(0)...15 {
      let gap = admitted.gap(TransportPort(.udp, port))
      for host in 0...15 {
        let packet = Packet(
          source: .ipv4(10, 0, 0, UInt8(host)), destination: .ipv4(10, 0, 1, 1), sourcePort: 1024, port: port,
          transport: .udp)
        #expect(rules.contains { passes(packet, $0) } != (gap?.sources.contains(packet.source) ?? false))
      }
    }
  }

  @Test(arguments: UInt64(1)...40) func portSetsAreSets(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func set() -> PortSet {
      PortSet(
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
          let edge: [UInt16] = [0, 1, 2, 3, 9, 10, 11, 65_533, 65_534, 65_535]
          return PortRange(
            edge.randomElement(using: &generator) ?? 0, edge.randomElement(using: &generator) ?? 0)
        })
    }
    let (one, two) = (set(), set())
    for port in Array(0...12) + Array(65_530...65_535) as [UInt16] {
      #expect(one.intersection(two).contains(port) == (one.contains(port) && two.contains(port)))
      #expect(one.subtracting(two).contains(port) == (one.contains(port) && !two.contains(port)))
    }
    #expect(one.subtracting(one).isEmpty)
    #expect(PortSet(one.ranges.reversed()) == one)
  }
}
