import Addressing
import TestSupport

@testable import Scenario

/// Scenarios with random contents that fit together, for properties of the allocator. Everything that is fixed is
/// free of faults, so that every finding is the allocator's own.
struct RandomScenario {
  var sites: [(String, Site)] = []
  var directConnects: [(String, DirectConnect)] = []
  var vpcs: [(String, VPC)] = []
  var backends: [(String, Backend)] = []
  var services: [(String, EndpointService)] = []
  var endpoints: [(String, Endpoint)] = []

  init(using random: inout SeededGenerator) {
    for number in 0..<Int.random(in: 2...4, using: &random) {
      sites.append(
        (
          "site\(number)",
          Sketch.site(
            ["10.\(number).0.0/16", "2001:db8:\(number)::/48"], hidden: ["172.\(17 + number).0.0/16"],
            routes: ["0.0.0.0/0", "192.168.\(number * 16).0/22"],
            routers: [("ce1", 65010), ("ce2", Bool.random(using: &random) ? 64512 : nil)])
        ))
    }
    for number in 0..<Int.random(in: 2...6, using: &random) {
      var subnets: [(String, Subnet)] = []
      for subnet in 0..<Int.random(in: 1...6, using: &random) {
        let length = Int.random(in: 24...26, using: &random)
        subnets.append(
          (
            "subnet\(subnet)",
            Sketch.subnet(length) {
              if Bool.random(using: &random) { $0.ipv6 = located(true) }
            }
          ))
      }
      if Bool.random(using: &random) {
        subnets.append(("fixed", Sketch.subnet("192.168.\(200 + number).0/24")))
      }
      vpcs.append(
        (
          "vpc\(number)",
          Sketch.vpc("192.168.0.0/16", subnets: subnets) {
            if Bool.random(using: &random) { $0.ipv6CIDR = located(prefix("2001:db8:ff00::/56")) }
          }
        ))
    }
    addDirectConnects(using: &random)
    for number in 0..<Int.random(in: 5...40, using: &random) { addEndpoint(number, using: &random) }
    for number in 0..<3 {
      let (vpc, subnet) = place(using: &random)
      backends.append(("lb\(number)", Sketch.balancer(vpc, subnet)))
      let transit = place(using: &random)
      services.append(
        (
          "reverse\(number)",
          Sketch.service(transit.vpc, transit.subnet) {
            $0.kind = located(.reverse)
            $0.transitAddresses = Sketch.map([("t", TransitAddress(location: nowhere))])
          }
        ))
    }
  }

  private mutating func addDirectConnects(using random: inout SeededGenerator) {
    var free = vpcs.map(\.0)
    for (number, site) in sites.enumerated() {
      var attach: [(String, [String])] = []
      for _ in 0..<Int.random(in: 0...2, using: &random) where !free.isEmpty {
        let vpc = free.remove(at: Int.random(in: 0..<free.count, using: &random))
        let names = vpcs.first { $0.0 == vpc }?.1.subnets.names ?? []
        attach.append((vpc, names.filter { _ in Bool.random(using: &random) }))
      }
      var lines: [(String, Line)] = []
      for line in 0..<Int.random(in: 1...5, using: &random) {
        lines.append(
          (
            "line\(line)",
            Sketch.line(Bool.random(using: &random) ? "ce1" : "ce2") {
              if Bool.random(using: &random) { $0.interconnectIPv6 = .auto }
              if line == 0 { $0.vlan = .fixed(located(Int.random(in: 100...103, using: &random))) }
            }
          ))
      }
      var directConnect = Sketch.directConnect(
        site: site.0, lines: lines, attach: attach, pool: ["100.0.0.0/26", "fd00::/120"])
      if attach.contains(where: { !$0.1.isEmpty }), attach.allSatisfy({ !$0.1.isEmpty }) {
        directConnect.healthCheck = HealthCheck(location: nowhere)
      }
      directConnects.append(("dc\(number)", directConnect))
    }
  }

  private func place(using random: inout SeededGenerator) -> (vpc: String, subnet: String) {
    let vpc = vpcs[Int.random(in: 0..<vpcs.count, using: &random)]
    let names = vpc.1.subnets.names
    return (vpc.0, names[Int.random(in: 0..<names.count, using: &random)])
  }

  /// Adds an endpoint with a random place.
  mutating func addEndpoint(_ number: Int, using random: inout SeededGenerator) {
    let (vpc, subnet) = place(using: &random)
    let fixed = subnet == "fixed" && Bool.random(using: &random)
    let third = vpc.dropFirst("vpc".count)
    endpoints.append(
      (
        "endpoint\(number)",
        Sketch.endpoint(vpc, subnet, fixed ? "192.168.\(200 + (Int(third) ?? 0)).\(50 + number)" : nil) {
          if Bool.random(using: &random) { $0.ipv6Address = .auto }
        }
      ))
  }

  /// The same scenario with every list of declarations in another order.
  func shuffled(using random: inout SeededGenerator) -> RandomScenario {
    var copy = self
    copy.sites.shuffle(using: &random)
    copy.directConnects.shuffle(using: &random)
    copy.vpcs.shuffle(using: &random)
    copy.backends.shuffle(using: &random)
    copy.services.shuffle(using: &random)
    copy.endpoints.shuffle(using: &random)
    for index in copy.vpcs.indices {
      copy.vpcs[index].1.subnets = Self.shuffled(copy.vpcs[index].1.subnets, using: &random)
    }
    for index in copy.directConnects.indices {
      let value = copy.directConnects[index].1
      copy.directConnects[index].1.lines = Self.shuffled(value.lines, using: &random)
      copy.directConnects[index].1.attachments = Self.shuffled(value.attachments, using: &random)
    }
    return copy
  }

  private static func shuffled<Value>(
    _ map: NamedMap<Value>, using random: inout SeededGenerator
  ) -> NamedMap<Value> {
    Sketch.map(map.entries.shuffled(using: &random).map { ($0.name.value, $0.value) })
  }

  var scenario: Scenario {
    Sketch.scenario(
      sites: sites, directConnects: directConnects, vpcs: vpcs, backends: backends, services: services,
      endpoints: endpoints)
  }
}
