import Addressing
import TestSupport

@testable import Scenario

/// Scenarios without mistakes, by seed: sites, lines, VPCs, services and endpoints in all combinations, with
/// fixed values beside open ones, IPv4 and IPv6, adopted things and awkward names.
struct FaultlessScenario {
  private var generator: SeededGenerator
  private var scenario: Scenario
  private var accounts: [String] = []
  /// Attached VPCs with the subnets that endpoints can live in, and whether these carry IPv6.
  private var hubs: [(vpc: String, subnets: [(name: String, ipv6: Bool)])] = []

  /// The scenario of that seed.
  static func make(seed: UInt64) -> Scenario {
    var random = FaultlessScenario(seed: seed)
    random.addAccounts()
    random.addHubs()
    random.addSites()
    random.addProviders()
    random.addEndpoints()
    random.addZones()
    return random.scenario
  }

  private init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    scenario = Scenario(name: "random-\(seed)")
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  /// A name that is unique by its number, now and then long or Chinese.
  private mutating func name(_ stem: String, _ index: Int) -> String {
    switch number(0...9) {
    case 0: "\(stem)-with-a-name-much-longer-than-the-cloud-admits-\(index)"
    case 1: "订单-\(stem)-\(index)"
    case 2: "\(index)-\(stem)"
    default: "\(stem)-\(index)"
    }
  }

  private mutating func account() -> String { accounts.randomElement(using: &generator) ?? "" }

  private mutating func addAccounts() {
    for index in 1...number(1...4) {
      let name = "account-\(index)"
      accounts.append(name)
      scenario.accounts.add(name, Account(id: at("1000\(index)"), email: at("net@a\(index).example")))
    }
  }

  private mutating func addHubs() {
    for index in 0..<number(1...3) {
      let vpcName = name("hub", index)
      var vpc = VPC(account: account(), cidr: "10.\(100 + index).0.0/16")
      if chance(20) { vpc.secondaryCIDRs = [at(prefix("10.\(150 + index).0.0/17"))] }
      if chance(20) { vpc.existing = at("vpc-adopted\(index)") }
      let ipv6 = chance(40)
      if ipv6 {
        vpc.ipv6 = at(true)
        if chance(70) { vpc.ipv6CIDR = at(prefix("2001:db8:\(100 + index)::/56")) }
      }
      var subnets: [(name: String, ipv6: Bool)] = []
      for place in 0..<number(1...4) {
        let subnetName = name("subnet", place)
        var subnet =
          chance(40)
          ? Subnet("10.\(100 + index).\(64 + number(0...7) * 8 + place * 64 % 192).0/26")
          : Subnet(length: number(22...26))
        if case .cidr = subnet.range {
          subnet = Subnet("10.\(100 + index).\(200 + place).0/\(number(24...26))")
          if chance(50) {
            subnet.usedAddresses = [at(address("10.\(100 + index).\(200 + place).\(number(2...20))"))]
          }
          if vpc.existing != nil, chance(50) { subnet.existing = at("subnet-\(index)-\(place)") }
        }
        if ipv6, chance(70) {
          subnet.ipv6 = at(true)
          if vpc.ipv6CIDR != nil {
            subnet.ipv6CIDR = at(prefix("2001:db8:\(100 + index):\(place)::/64"))
          }
        }
        vpc.subnets.add(subnetName, subnet)
        subnets.append((subnetName, subnet.ipv6CIDR != nil))
      }
      hubs.append((vpcName, subnets))
      scenario.vpcs.add(vpcName, vpc)
    }
  }

  private mutating func addSites() {
    for index in 0..<number(0...3) {
      let siteName = name("site", index)
      var site = Site()
      site.prefixes = (0..<number(1...3)).map { at(prefix("10.\(10 * index + 1 + $0).0.0/\(16 + $0)")) }
      let ipv6 = chance(40)
      if ipv6 { site.prefixes.append(at(prefix("2001:db8:\(index + 1)::/48"))) }
      if chance(20) { site.sourceNAT = [at(prefix("10.\(200 + index).0.0/24"))] }
      if chance(30) { site.hiddenRanges = [at(prefix("172.17.0.0/16"))] }
      if chance(50) {
        site.dns = SiteDNS(servers: [at(address("10.\(10 * index + 1).0.53"))], location: nowhere)
      }
      if chance(50) {
        site.firewall = SiteFirewall(
          permits: chance(50)
            ? [
              FirewallPermit(
                from: at(.reference(siteName)), to: at(.any), transport: at(.tcp),
                ports: [at(PortRange(443, 443))], location: nowhere)
            ] : [], location: nowhere)
      }
      let lines = number(1...2)
      for router in 0..<lines {
        site.routers.add(
          "ce\(router)",
          EdgeRouter(interface: at("eth\(router)"), asn: at(UInt32(65_010 + index))))
      }
      scenario.sites.add(siteName, site)
      addDirectConnect(index, site: siteName, lines: lines, ipv6: ipv6)
    }
  }

  private mutating func addDirectConnect(_ index: Int, site: String, lines: Int, ipv6: Bool) {
    var directConnect = DirectConnect(account: account(), site: site, chance(60) ? .bgp : .static)
    if chance(50) { directConnect.routing.cloudASN = .fixed(at(64_512)) }
    directConnect.routing.bfd = at(chance(50))
    if chance(20) { directConnect.mtu = at(1_500) }
    for place in 0..<lines {
      var line = Line(
        router: "ce\(place)", preference: [.primary, .standby, .equal].randomElement(using: &generator))
      line.bandwidthMbps = at([100, 1_000, 10_000].randomElement(using: &generator) ?? 100)
      if chance(40) { line.vlan = .fixed(at(300 + 10 * index + place)) }
      if chance(40) {
        let low = 4 * (8 * index + place)
        line.interconnect = .fixed(
          link(cloud: "10.254.0.\(low + 1)/30", site: "10.254.0.\(low + 2)/30"))
      }
      if ipv6 {
        line.interconnectIPv6 = .auto
        if chance(50) {
          line.interconnectIPv6 = .fixed(
            link(
              cloud: "2001:db8:ffff:\(index):\(place)::1/126",
              site: "2001:db8:ffff:\(index):\(place)::2/126"))
        }
      }
      directConnect.lines.add(name("line", place), line)
    }
    // Each hub belongs to one gateway or to several.
    let attached = hubs.filter { _ in chance(60) }
    for hub in attached.isEmpty ? [hubs[0]] : attached {
      var attachment = Attachment(subnets: hub.subnets.map { at($0.name) }, location: nowhere)
      if chance(10) { attachment.bandwidthMbps = at(50) }
      directConnect.attachments.add(hub.vpc, attachment)
    }
    if chance(40) { directConnect.healthCheck = HealthCheck(location: nowhere) }
    scenario.directConnects.add(name("dc", index), directConnect)
  }

  private mutating func addProviders() {
    for index in 0..<number(0...4) {
      let owner = account()
      let vpcName = name("provider", index)
      // Providers are reached through endpoints only, so they may all use the same range.
      var vpc = VPC(account: owner, cidr: "172.16.0.0/16")
      vpc.subnets.add("servers", Subnet("172.16.1.0/24"))
      vpc.subnets.add("transit", Subnet(length: 28))
      vpc.securityGroups.add(
        "servers",
        SecurityGroup(
          ingress: [
            SecurityGroupRule(
              action: at(.accept), priority: chance(50) ? at(10) : nil, transport: at(.tcp),
              peer: at(.endpointNAT), location: nowhere)
          ], location: nowhere))
      scenario.vpcs.add(vpcName, vpc)
      addService(index, owner: owner, vpc: vpcName)
      if chance(30) { addReverseService(index, owner: owner, vpc: vpcName) }
    }
  }

  private mutating func addService(_ index: Int, owner: String, vpc: String) {
    let ports = (0..<number(1...6)).map {
      (chance(80) ? TransportProtocol.tcp : .udp, UInt16(8_000 + $0), UInt16(9_000 + $0))
    }
    var service = EndpointService(account: owner, vpc: vpc, subnet: "servers", ports: ports)
    var backend = Backend(
      .lb, vpc: vpc, subnet: "servers", id: chance(40) ? "lb-\(index)" : nil,
      address: chance(50) ? "172.16.1.\(number(10...20))" : nil)
    backend.listeners = ports.map {
      Listener(transport: at($0.0), port: at($0.2), location: nowhere)
    }
    backend.securityGroups = [at(chance(50) ? "servers" : "\(vpc).servers")]
    if chance(50) {
      service.backend = .inline(backend)
    } else {
      scenario.backends.add("backend-\(index)", backend)
      service.backend = .named(at("backend-\(index)"))
    }
    service.consumers = accounts.map { at($0) }
    service.approval = at(chance(50) ? .manual : .auto)
    scenario.endpointServices.add(name("service", index), service)
  }

  private mutating func addReverseService(_ index: Int, owner: String, vpc: String) {
    var service = EndpointService(account: owner, vpc: vpc, subnet: "transit", ports: [])
    service.kind = at(.reverse)
    service.consumers = accounts.map { at($0) }
    service.transitAddresses.add("first", TransitAddress(location: nowhere))
    service.transitAddresses.add(
      "second", TransitAddress(subnet: at("servers"), location: nowhere))
    let endpointName = "reverse-\(index)"
    service.reverseRules = [
      ReverseRule(
        endpoint: at(endpointName), transit: at("first"), transitPort: at(8_443), transport: at(.tcp),
        target: at(address("10.1.0.20")), targetPort: at(443), location: nowhere)
    ]
    scenario.endpointServices.add("reverse-\(index)", service)
    scenario.endpoints.add(
      endpointName,
      Endpoint(
        vpc: hubs[0].vpc, subnet: hubs[0].subnets[0].name, .service(at("reverse-\(index)")), allow: nil))
  }

  private mutating func addEndpoints() {
    let services = scenario.endpointServices.entries.filter { $0.value.kind == nil }.map(\.name.value)
    var fixed: Set<String> = []
    for index in 0..<number(1...30) {
      let hub = hubs[number(0...hubs.count - 1)]
      let subnet = hub.subnets[number(0...hub.subnets.count - 1)]
      let target: Endpoint.Target
      switch (number(0...3), services.randomElement(using: &generator)) {
      case (0, _): target = .cloud(at(chance(50) ? "dns" : "zos"))
      case (1, _): target = .foreign(id: at("endpser-\(index)"), ports: [TransportPort(.tcp, 443)])
      case (_, let service?): target = .service(at(service))
      case (_, nil): target = .cloud(at("zos"))
      }
      var allow: [AddressSource]? = [.reference(hub.vpc), .reference("\(hub.vpc).\(subnet.name)")]
      if let site = scenario.sites.names.randomElement(using: &generator) { allow?.append(.reference(site)) }
      if chance(10) { allow = nil }
      var endpoint = Endpoint(vpc: hub.vpc, subnet: subnet.name, target, allow: allow)
      if chance(30) { endpoint.names = [at("e\(index).example.internal")] }
      if subnet.ipv6, chance(50) { endpoint.ipv6Address = .auto }
      if chance(20), case .cidr(let cidr)? = scenario.vpcs[hub.vpc]?.subnets[subnet.name]?.range,
        let own = cidr.value.first.advanced(by: 24 + index), fixed.insert("\(hub.vpc) \(own)").inserted
      {
        endpoint.address = .fixed(at(own))
        if chance(30), endpoint.ipv6Address == nil { endpoint.existing = at("endpoint-\(index)") }
      }
      scenario.endpoints.add(name("endpoint", index), endpoint)
    }
  }

  private mutating func addZones() {
    for zoneName in ["internal", "example.internal"] where chance(40) {
      let owner = account()
      var zone = PrivateZone(account: at(owner), location: nowhere)
      // A zone answers in VPCs of its own account.
      zone.vpcs = hubs.filter { chance(70) && scenario.vpcs[$0.vpc]?.account.value == owner }.map {
        at($0.vpc)
      }
      scenario.privateZones.add(zoneName, zone)
    }
  }
}
