import Addressing
import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

/// What must hold for every scenario, looked up by brute force: all pairs, no index, nothing of the allocator.
struct AllocatorPropertyTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `decisions lie in their pools and never overlap`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sketch = RandomScenario(using: &random)
    let decisions = decideCleanly(sketch.scenario)
    expectSoundSubnets(sketch, decisions)
    expectSoundAddresses(sketch, decisions)
    expectSoundLinks(sketch, decisions)
    expectSoundNumbersAndNames(sketch, decisions)
  }

  @Test(arguments: 100..<130 as Range<UInt64>)
  func `the order of declarations plays no part`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sketch = RandomScenario(using: &random)
    let decisions = decideCleanly(sketch.scenario)
    #expect(decideCleanly(sketch.shuffled(using: &random).scenario) == decisions)
    #expect(decisions == Decisions(decisions.allocations.shuffled(using: &random)))
  }

  @Test(arguments: 200..<240 as Range<UInt64>)
  func `what is locked never moves when things are added, removed and reordered`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var sketch = RandomScenario(using: &random)
    let before = decideCleanly(sketch.scenario)
    var lock = LockFile().updated(with: before)
    #expect(LockFile().updated(with: decideCleanly(sketch.scenario, lock: lock)) == lock)

    sketch.endpoints.removeAll { _ in Int.random(in: 0..<4, using: &random) == 0 }
    for number in 100..<Int.random(in: 101...120, using: &random) {
      sketch.addEndpoint(number, using: &random)
      sketch.endpoints[sketch.endpoints.count - 1].0 = "a-new-endpoint\(number)"
    }
    sketch.vpcs.append(("a-new-vpc", Sketch.vpc("192.168.0.0/16", subnets: [("s", Sketch.subnet(24))])))
    let result = decide(sketch.shuffled(using: &random).scenario, lock: lock)
    #expect(result.diagnostics.allSatisfy { $0.code == "LCK003" })
    let after = result.value ?? Decisions()
    for old in before.allocations {
      guard let new = after[old.kind, old.owner] else { continue }
      #expect(new.value == old.value)
      #expect(new.origin == (old.origin == .chosen ? .kept : old.origin))
    }
    expectSoundSubnets(sketch, after)
    expectSoundAddresses(sketch, after)

    // What was removed keeps its address until the lock file is pruned.
    lock = lock.updated(with: after)
    for old in before.allocations where old.origin == .chosen && after[old.kind, old.owner] == nil {
      #expect(lock.entries.contains { $0.kind == old.kind.rawValue && $0.owner == old.owner })
      guard old.kind == .endpointAddress else { continue }
      let heirs = after.allocations.filter { $0.kind == .endpointAddress && $0.value == old.value }
      #expect(heirs.allSatisfy { $0.pool != old.pool })
    }
    let pruned = lock.pruned(to: after)
    #expect(
      decideCleanly(sketch.scenario, lock: pruned).allocations.map(\.value) == after.allocations.map(\.value))
  }

  private func expectSoundSubnets(_ sketch: RandomScenario, _ decisions: Decisions) {
    for (vpc, value) in sketch.vpcs {
      var own: [Prefix] = []
      for name in value.subnets.names {
        guard let range = decisions.subnet(vpc: vpc, name: name) else {
          Issue.record("subnet/\(vpc)/\(name) has no range")
          continue
        }
        #expect(value.cidr.value.contains(range))
        if case .length(let length)? = value.subnets[name]?.range { #expect(range.length == length.value) }
        own.append(range)
        if let ipv6 = decisions.subnetIPv6(vpc: vpc, name: name) {
          #expect(value.ipv6CIDR?.value.contains(ipv6) == true)
          own.append(ipv6)
        }
      }
      expectDisjoint(own)
    }
    for (_, directConnect) in sketch.directConnects {
      // In these scenarios every VPC has one gateway at most and every site its own, so a domain is a Direct Connect.
      var ranges = directConnect.attachments.entries.flatMap { attachment in
        attachment.value.subnets.flatMap { subnet in
          [
            decisions.subnet(vpc: attachment.name.value, name: subnet.value),
            decisions.subnetIPv6(vpc: attachment.name.value, name: subnet.value),
          ].compactMap(\.self)
        }
      }
      let site = sketch.sites.first { $0.0 == directConnect.site.value }?.1
      ranges += (site?.prefixes ?? []).map(\.value) + (site?.hiddenRanges ?? []).map(\.value)
      for route in site?.routes ?? [] where route.to.value.length > 16 {
        // Fixed subnets lie elsewhere, so a route inside the VPCs' range is met by nothing.
        ranges.append(route.to.value)
      }
      for line in directConnect.lines.names {
        guard let name = sketch.directConnects.first(where: { $0.1 == directConnect })?.0,
          let link = decisions.interconnect(directConnect: name, line: line)?.cloud.prefix
        else { continue }
        ranges.append(link)
      }
      expectDisjoint(ranges)
    }
  }

  private func expectSoundAddresses(_ sketch: RandomScenario, _ decisions: Decisions) {
    var byPlace: [String: [IPAddress]] = [:]
    func place(_ address: IPAddress?, _ vpc: String, _ subnet: String) {
      guard let address else {
        Issue.record("an address in \(vpc) \(subnet) is missing")
        return
      }
      guard let range = decisions.subnet(vpc: vpc, name: subnet) else { return }
      #expect(range.contains(address))
      #expect(address.bits >= range.first.bits + 2 && address.bits <= range.last.bits - 3)
      byPlace[vpc, default: []].append(address)
    }
    for (name, endpoint) in sketch.endpoints {
      place(decisions.endpointAddress(name), endpoint.vpc.value, endpoint.subnet.value)
      let range = decisions.subnetIPv6(vpc: endpoint.vpc.value, name: endpoint.subnet.value)
      let ipv6 = decisions.endpointIPv6Address(name)
      #expect((ipv6 != nil) == (range != nil && endpoint.ipv6Address != nil))
      if let ipv6, let range {
        #expect(range.contains(ipv6))
        byPlace[endpoint.vpc.value, default: []].append(ipv6)
      }
    }
    for (name, backend) in sketch.backends {
      place(decisions.backendAddress(name), backend.vpc?.value ?? "", backend.subnet?.value ?? "")
    }
    for (name, service) in sketch.services {
      place(
        decisions.transitAddress(service: name, name: "t"), service.vpc.value, service.subnet?.value ?? "")
    }
    for (_, addresses) in byPlace { #expect(Set(addresses).count == addresses.count) }
  }

  private func expectSoundLinks(_ sketch: RandomScenario, _ decisions: Decisions) {
    for (name, directConnect) in sketch.directConnects {
      var links: [Prefix] = []
      for line in directConnect.lines.entries {
        for (link, length, pool) in [
          (decisions.interconnect(directConnect: name, line: line.name.value), 30, "100.0.0.0/26"),
          (decisions.interconnectIPv6(directConnect: name, line: line.name.value), 126, "fd00::/120"),
        ] {
          guard let link, let block = link.cloud.prefix else {
            #expect(length == 126 && line.value.interconnectIPv6 == nil)
            continue
          }
          #expect(block.length == length && block == link.site.prefix && prefix(pool).contains(block))
          #expect(
            link.cloud.address.bits == block.first.bits + 1 && link.site.address.bits == block.first.bits + 2)
          links.append(block)
        }
      }
      expectDisjoint(links)
    }
  }

  private func expectSoundNumbersAndNames(_ sketch: RandomScenario, _ decisions: Decisions) {
    for (name, directConnect) in sketch.directConnects {
      let routers = directConnect.lines.entries.map(\.value.router.value)
      let site = sketch.sites.first { $0.0 == directConnect.site.value }?.1
      let taken = routers.compactMap { site?.routers[$0]?.asn?.value }
      #expect(decisions.asn(directConnect: name).map { !taken.contains($0) } == true)
      let vlans = directConnect.lines.names.compactMap { decisions.vlan(directConnect: name, line: $0) }
      #expect(vlans.count == directConnect.lines.count && Set(vlans).count == vlans.count)
    }
    var names: [String: [String]] = [:]
    for decision in decisions.allocations where decision.kind == .name {
      names[String(decision.owner.prefix { $0 != "/" }), default: []].append(decision.value)
    }
    for (kind, names) in names {
      #expect(Set(names).count == names.count)
      let limit = kind == "direct-connect" ? 20 : kind == "line" ? 63 : 32
      #expect(names.allSatisfy { (2...limit).contains($0.unicodeScalars.count) })
    }
  }

  /// All pairs: slow and plain.
  private func expectDisjoint(_ ranges: [Prefix]) {
    for (index, one) in ranges.enumerated() {
      for other in ranges[(index + 1)...] where one.overlaps(other) {
        Issue.record("\(one) overlaps \(other)")
      }
    }
  }
}
