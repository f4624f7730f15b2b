import Addressing
import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

struct PlanBuilderTests {
  private func plan(_ change: (inout Scenario) -> Void = { _ in }) throws -> Plan {
    var scenario = sampleScenario()
    change(&scenario)
    return try outcome(of: scenario).plan
  }

  private func site(_ change: @escaping (inout Site) -> Void) throws -> PlannedSite {
    try #require(try plan { $0.sites.change("hq", change) }.sites.first)
  }

  // MARK: Sites

  @Test(arguments: [
    ("10.1.123.0/24", "10.1.123.1"), ("10.1.123.8/31", "10.1.123.8"), ("10.1.123.9/32", "10.1.123.9"),
  ])
  func theTestHostIsTheFirstHost(range: String, host: String) throws {
    let site = try site { $0.prefixes = [at(prefix("10.9.0.0/16")), at(prefix(range))] }
    #expect(site.testHost == address(host))
    #expect(try self.site { $0.testHost = at(address("10.1.123.77")) }.testHost == address("10.1.123.77"))
  }

  @Test func routesAreLearntWithBGPAndConfiguredWithout() throws {
    let learnt = try plan().sites[0].cloudRoutes
    #expect(learnt.map(\.to) == [prefix("192.168.0.0/26"), prefix("192.168.10.0/24")])
    #expect(learnt.allSatisfy { $0.isLearnt && $0.directConnect == "hq-dc" })
    let configured = try plan { $0.directConnects.change("hq-dc") { $0.routing.mode = at(.static) } }
    #expect(configured.sites[0].cloudRoutes.map(\.to) == learnt.map(\.to))
    #expect(configured.sites[0].cloudRoutes.allSatisfy { !$0.isLearnt })
    #expect(configured.directConnects[0].cloudASN == nil && configured.directConnects[0].siteASN == nil)
    #expect(configured.sites[0].routers.allSatisfy { $0.asn == nil })
  }

  @Test func theCloudSeesTranslatedSources() throws {
    let plan = try plan { $0.sites.change("hq") { $0.sourceNAT = [at(prefix("10.200.0.0/24"))] } }
    #expect(plan.directConnects[0].remotePrefixes == [prefix("10.200.0.0/24")])
    let orders = try #require(plan.endpoints.first { $0.name == "orders" })
    #expect(orders.allow?.map(\.prefix) == [prefix("10.200.0.0/24"), prefix("192.168.10.0/24")])
    // The firewall stands before the translation and knows the hosts' own addresses.
    let permit = try #require(plan.sites[0].firewall?.added.first { $0.purpose == "endpoint/orders" })
    #expect(permit.sources == [prefix("10.1.123.0/24")])
  }

  @Test func whatIsAdvertisedIsRemote() throws {
    let plan = try plan { $0.directConnects.change("hq-dc") { $0.advertise = [at(prefix("10.1.0.0/16"))] } }
    #expect(plan.directConnects[0].remotePrefixes == [prefix("10.1.0.0/16")])
  }

  @Test func controlPlaneFiltersGainWhatTheyLack() throws {
    let routers = try plan().sites[0].routers
    #expect(routers.map(\.controlPlaneAdditions) == [[], [.bfd, .bgp]])
  }

  // MARK: Firewall

  @Test func onlyMissingPermitsAreAdded() throws {
    let added = try #require(plan().sites[0].firewall?.added)
    #expect(
      added.map { "\($0.purpose) \($0.sources[0]) \($0.transport.rawValue) \($0.ports)" } == [
        "endpoint/dns 10.1.123.53/32 tcp [53]", "endpoint/dns 10.1.123.53/32 udp [53]",
        "endpoint/orders 10.1.123.0/24 tcp [80, 443]", "endpoint/zos 10.1.123.0/24 tcp [80]",
        "endpoint-service/erp/reverse-rule/1 192.168.0.3/32 tcp [443]",
      ])
  }

  @Test func aPermitForSomeHostsLeavesTheOthers() throws {
    let site = try site {
      $0.firewall?.permits = [
        FirewallPermit(
          from: at(.prefix(prefix("10.1.123.0/25"))), to: at(.reference("hub-vpc")), transport: at(.any),
          location: nowhere)
      ]
    }
    let permits = try #require(site.firewall?.added.filter { $0.purpose == "endpoint/orders" })
    #expect(permits.map(\.sources) == [[prefix("10.1.123.128/25")]])
    #expect(site.firewall?.added.contains { $0.purpose == "endpoint/dns" } == false)
  }

  @Test func aFirewallThatIsNotManagedStaysAsItIs() throws {
    let site = try site { $0.firewall?.managed = at(false) }
    #expect(site.firewall?.added == [])
    #expect(site.firewall?.existing.count == 1)
  }

  // MARK: Names

  @Test func zonesOfReachedServicesGoToTheResolver() throws {
    let dns = try #require(plan().sites[0].dns)
    #expect(dns.forwardedZones.map(\.zone) == ["zos.ctyun.cn"])
    #expect(dns.forwardedZones.map(\.forwarders) == [[address("192.168.0.2")]])
    #expect(dns.records.map(\.name) == ["orders.example.internal"])
    #expect(dns.records.map(\.addresses) == [[address("192.168.0.4")]])
  }

  @Test func theResolversOwnZonesGoThereWhenAskedForOrAlone() throws {
    let asked = try plan {
      $0.cloudServices.add("dns", CloudServiceOverride(zones: [at("example.cn.")], location: nowhere))
    }
    #expect(asked.sites[0].dns?.forwardedZones.map(\.zone) == ["example.cn", "zos.ctyun.cn"])
    let alone = try plan { scenario in
      var endpoints = NamedMap<Endpoint>()
      for entry in scenario.endpoints where entry.name.value != "zos" {
        endpoints.append(name: entry.name, value: entry.value)
      }
      scenario.endpoints = endpoints
      scenario.sites.change("hq") { $0.firewall?.permits = [] }
    }
    #expect(alone.sites[0].dns?.forwardedZones.map(\.zone) == ["ctyun.cn"])
  }

  @Test func whatTheSiteMayNotUseHasNoNameThere() throws {
    let plan = try plan {
      $0.endpoints.change("orders") { $0.allow = [at(.reference("hub-vpc.apps"))] }
    }
    #expect(plan.sites[0].dns?.records == [])
    #expect(plan.sites[0].firewall?.added.contains { $0.purpose == "endpoint/orders" } == false)
    #expect(plan.privateZones[0].records.map(\.name) == ["orders.example.internal"])
  }

  @Test func aNameBelongsToTheLongestZoneItsVPCSees() throws {
    let plan = try plan {
      for (name, vpc) in [("internal", "hub-vpc"), ("orders.example.internal", "orders-vpc")] {
        $0.privateZones.add(name, PrivateZone(account: at("hub"), vpcs: [at(vpc)], location: nowhere))
      }
    }
    let records = plan.privateZones.map { "\($0.name): \($0.records.map(\.name))" }
    #expect(
      records == [
        "example.internal: [\"orders.example.internal\"]", "internal: []", "orders.example.internal: []",
      ])
  }

  // MARK: Lines

  @Test func linesTakeTheirDefaultsFromTheProfile() throws {
    let lines = try plan {
      $0.directConnects.change("hq-dc") {
        $0.lines.change("line-b") {
          $0.bandwidthMbps = at(10_000)
          $0.sitePreference = at(.primary)
        }
      }
    }.directConnects[0].lines
    #expect(lines.map(\.cloudPriority) == [1, 2])
    #expect(lines.map(\.localPreference) == [200, 200])
    #expect(lines.map(\.portType) == ["1G", "10G"])
    #expect(lines.map(\.mtu) == [1_500, 1_500])
  }

  @Test func thePathIsAsWideAsItsNarrowestLine() throws {
    let directConnect = try plan {
      $0.directConnects.change("hq-dc") {
        $0.mtu = at(8_000)
        $0.lines.change("line-b") { $0.mtu = at(1_500) }
      }
    }.directConnects[0]
    #expect(directConnect.mtu == 1_500)
    #expect(directConnect.lines.map(\.mtu) == [8_000, 1_500])
    // The standby line carries nothing while the primary is up.
    #expect(directConnect.attachments.map(\.bandwidthMbps) == [1_000])
  }

  @Test func withoutAnIPv6LinkNothingOfIPv6IsAnnounced() throws {
    func directConnect(withLink: Bool) throws -> PlannedDirectConnect {
      try plan {
        $0.sites.change("hq") { $0.prefixes.append(at(prefix("2001:db8:1::/48"))) }
        $0.vpcs.change("hub-vpc") {
          $0.ipv6CIDR = at(prefix("2001:db8:a000::/56"))
          $0.subnets.change("apps") { $0.ipv6CIDR = at(prefix("2001:db8:a000:5::/64")) }
        }
        guard withLink else { return }
        $0.directConnects.change("hq-dc") { $0.lines.change("line-a") { $0.interconnectIPv6 = .auto } }
      }.directConnects[0]
    }
    let without = try directConnect(withLink: false)
    #expect((without.remotePrefixes + without.localPrefixes).allSatisfy { $0.family == .ipv4 })
    let with = try directConnect(withLink: true)
    #expect(with.remotePrefixes.contains(prefix("2001:db8:1::/48")))
    #expect(with.localPrefixes.contains(prefix("2001:db8:a000:5::/64")))
  }

  @Test func theProbeGoesToThePrimaryLine() throws {
    let check = try #require(plan().directConnects[0].healthCheck)
    #expect(check.destination == address("10.0.0.2"))
    #expect(check.subnet == "apps" && check.vpc == "hub-vpc")
    #expect(check.switchesRoutes)
  }

  // MARK: Services

  @Test func theProviderStandsOnNoList() throws {
    let plan = try plan {
      $0.endpointServices.change("orders-api") { $0.consumers = [at("orders"), at("hub"), at("hub")] }
    }
    #expect(plan.services.first { $0.name == "orders-api" }?.consumers == ["hub"])
  }

  @Test func aBackendWrittenInPlaceTakesItsServicesNameAndPlace() throws {
    let plan = try plan {
      $0.endpointServices.change("orders-api") {
        $0.backend = .inline(Backend(.vm, vpc: nil, subnet: nil, id: "vm-1", address: "172.16.1.40"))
      }
    }
    let backend = try #require(plan.backends.first { $0.name == "orders-api" })
    #expect(backend.vpc == "orders-vpc" && backend.subnet == "backend" && backend.account == "orders")
    #expect(plan.services.first { $0.name == "orders-api" }?.backend == "orders-api")
  }

  @Test func rulesStandInTheOrderOfEvaluation() throws {
    let group = try #require(plan().vpcs.last?.securityGroups.first)
    #expect(group.ingress.map(\.priority) == [10, 50])
    #expect(group.ingress.map(\.peers) == [[prefix("198.19.128.0/17")], [prefix("172.16.1.0/24")]])
    #expect(group.ingress.map(\.ports) == [[PortRange(8443, 8443)], [.all]])
  }

  @Test func anAccessListThatIsOffAndOneThatIsEmptyDiffer() throws {
    let plan = try plan {
      $0.endpoints.change("orders") { $0.allow = nil }
      $0.endpoints.change("zos") { $0.allow = [] }
    }
    let lists = Dictionary(uniqueKeysWithValues: plan.endpoints.map { ($0.name, $0.allow?.count) })
    #expect(lists["orders"] == .some(nil))
    #expect(lists["zos"] == 0)
  }

  @Test func portsComeFromWhatIsBehind() throws {
    let plan = try plan {
      $0.cloudServices.add(
        "zos", CloudServiceOverride(ports: [at(TransportPort(.tcp, 9_000))], location: nowhere))
      $0.endpoints.add(
        "foreign",
        Endpoint(
          vpc: "hub-vpc", subnet: "apps",
          .foreign(id: at("endpser-1"), ports: [TransportPort(.udp, 2), TransportPort(.tcp, 3)]), allow: nil))
    }
    let ports = Dictionary(
      uniqueKeysWithValues: plan.endpoints.map { ($0.name, $0.ports.map(\.description)) })
    #expect(ports["zos"] == ["9000/tcp"])
    #expect(ports["foreign"] == ["3/tcp", "2/udp"])
    #expect(ports["orders"] == ["80/tcp", "443/tcp"])
    #expect(ports["erp-access"] == [])
  }

  // MARK: Assumptions

  @Test func whatAScenarioConfirmsIsNoAssumption() throws {
    let before = try plan().assumptions.map(\.key)
    #expect(before.contains("endpoint-nat") && before.contains("vlan-range") && before == before.sorted())
    let after = try plan {
      $0.profile = [
        ProfileOverride(key: at("endpoint-nat"), value: at(.prefixes([prefix("198.19.128.0/17")])))
      ]
    }.assumptions.map(\.key)
    #expect(Set(before).subtracting(after) == ["endpoint-nat"])
  }

  @Test func whatAPlanDoesNotUseIsNoAssumption() throws {
    let keys = try plan { $0.directConnects.change("hq-dc") { $0.routing.bfd = at(false) } }.assumptions.map(
      \.key)
    #expect(!keys.contains("bfd-interval-ms") && !keys.contains("static-routes-per-line"))
  }

  // MARK: Missing decisions

  @Test func aMissingDecisionIsReported() {
    let built = PlanBuilder.build(
      scenario: sampleScenario(), profile: .ctyun, decisions: Decisions(), scenarioDigest: "", lockDigest: "")
    #expect(built.value == nil)
    #expect(built.diagnostics.allSatisfy { $0.code == "PLN001" })
    #expect(
      built.diagnostics.contains { $0.message == "nothing was decided for the address of endpoint/orders" })
  }
}
