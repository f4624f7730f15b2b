import Addressing
import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

/// A way to spoil a good plan, and what the check must say of it.
struct Fault: Sendable, CustomTestStringConvertible {
  var name: String
  var message: String
  var spoil: @Sendable (inout Plan) -> Void

  init(_ name: String, _ message: String, _ spoil: @escaping @Sendable (inout Plan) -> Void) {
    self.name = name
    self.message = message
    self.spoil = spoil
  }

  var testDescription: String { name }
}

struct PlanCheckTests {
  private func problems(
    _ plan: Plan, _ scenario: Scenario, graph: ResourceGraph? = nil
  ) -> [Diagnostic] {
    PlanCheck.problems(in: plan, scenario: scenario, profile: .ctyun)
      + PlanCheck.problems(in: graph ?? ResourceGraph(plan))
  }

  @Test func aGoodPlanPasses() throws {
    let scenario = sampleScenario()
    #expect(try problems(outcome(of: scenario).plan, scenario) == [])
  }

  @Test(arguments: addressFaults + lineFaults + referenceFaults + fixedValueFaults)
  func everyFaultIsReported(_ fault: Fault) throws {
    let scenario = sampleScenario()
    var plan = try outcome(of: scenario).plan
    let good = plan
    fault.spoil(&plan)
    #expect(plan != good, "the fault changes nothing")
    let found = problems(plan, scenario)
    #expect(found.contains { $0.message.contains(fault.message) }, "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.code == "PLN001" && $0.severity == .error && $0.help != nil })
  }

  @Test func aMissingResourceIsReported() throws {
    let scenario = sampleScenario()
    let plan = try outcome(of: scenario).plan
    let resources = ResourceGraph(plan).resources.filter { $0.id != "vpc/hub-vpc" }
    let found = problems(plan, scenario, graph: ResourceGraph(resources))
    #expect(
      found.contains { $0.message == "subnet/hub-vpc/apps depends on vpc/hub-vpc, which is not in the plan" })
  }

  @Test func aCycleIsReported() throws {
    let scenario = sampleScenario()
    let plan = try outcome(of: scenario).plan
    var resources = ResourceGraph(plan).resources
    let account = try #require(resources.firstIndex { $0.id == "account/hub" })
    resources[account].dependsOn = ["endpoint/zos"]
    let graph = ResourceGraph(topologicallySorted(resources))
    #expect(graph.resources.count == resources.count)
    let found = problems(plan, scenario, graph: graph)
    #expect(found.contains { $0.message.contains("on which it depends") })
  }

  @Test func aWrongOrderIsReported() throws {
    let scenario = sampleScenario()
    let plan = try outcome(of: scenario).plan
    let graph = ResourceGraph(ResourceGraph(plan).resources.reversed())
    #expect(problems(plan, scenario, graph: graph).contains { $0.message.contains("stands before") })
  }

  @Test func aRepeatedResourceIsReported() throws {
    let scenario = sampleScenario()
    let plan = try outcome(of: scenario).plan
    let resources = ResourceGraph(plan).resources
    let graph = ResourceGraph(resources + [resources[0]])
    #expect(
      problems(plan, scenario, graph: graph)
        .contains { $0.message == "\(resources[0].id) stands twice in the plan" })
  }

  static let addressFaults = [
    Fault("duplicate address", "endpoint/dns and endpoint/orders both have 192.168.0.4") {
      $0.changeEndpoint("dns") { $0.address = address("192.168.0.4") }
    },
    Fault("address of a probe", "endpoint/zos and health-check/hq-dc both have 192.168.10.3") {
      $0.changeEndpoint("zos") { $0.address = address("192.168.10.3") }
    },
    Fault("address in use", "an address in use and endpoint/zos both have 192.168.10.2") {
      $0.changeEndpoint("zos") { $0.address = address("192.168.10.2") }
    },
    Fault("address of a server", "a server and backend/lb-orders both have 172.16.1.11") {
      $0.backends[0].address = address("172.16.1.11")
      $0.backends[0].targets[0].address = address("172.16.1.11")
    },
    Fault("address outside its subnet", "endpoint/dns has 192.168.9.9 outside its subnet") {
      $0.changeEndpoint("dns") { $0.address = address("192.168.9.9") }
    },
    Fault("network address", "endpoint/dns has 192.168.0.0, which is reserved") {
      $0.changeEndpoint("dns") { $0.address = address("192.168.0.0") }
    },
    Fault("gateway address", "endpoint/dns has 192.168.0.1, which is reserved") {
      $0.changeEndpoint("dns") { $0.address = address("192.168.0.1") }
    },
    Fault("third last address", "endpoint/dns has 192.168.0.61, which is reserved") {
      $0.changeEndpoint("dns") { $0.address = address("192.168.0.61") }
    },
    Fault("transit address outside", "transit/erp has 172.16.1.9 outside its subnet") {
      $0.services[0].transits[0].address = address("172.16.1.9")
    },
    Fault("moved subnet", "subnet/hub-vpc/endpoints 10.9.0.0/26 lies outside its VPC") {
      $0.changeSubnet("hub-vpc", "endpoints") { $0.cidr = prefix("10.9.0.0/26") }
    },
    Fault("overlapping subnets", "subnet/hub-vpc/apps and subnet/hub-vpc/endpoints overlap at 192.168.10.64")
    {
      $0.changeSubnet("hub-vpc", "endpoints") { $0.cidr = prefix("192.168.10.64/26") }
    },
    Fault("overlapping VPC ranges", "range 1 of vpc/hub-vpc and range 2 of vpc/hub-vpc overlap") {
      $0.vpcs[0].secondaryCIDRs = [prefix("192.168.128.0/17")]
    },
    Fault("link inside an attached subnet", "vpc/hub-vpc and line/hq-dc/line-a overlap at 192.168.10.200") {
      $0.changeLine("line-a") {
        $0.link.cloud = interfaceAddress("192.168.10.201/30")
        $0.link.site = interfaceAddress("192.168.10.202/30")
      }
    },
    Fault("site inside an attached subnet", "vpc/hub-vpc and site/hq overlap at 192.168.10.0") {
      $0.directConnects[0].remotePrefixes = [prefix("192.168.10.0/25")]
    },
    Fault("one link for two lines", "line/hq-dc/line-a and line/hq-dc/line-b overlap at 10.0.0.0") {
      let link = $0.directConnects[0].lines[0].link
      $0.changeLine("line-b") { $0.link = link }
    },
  ]

  static let lineFaults = [
    Fault("one address at both ends", "line/hq-dc/line-b has 10.255.255.1/30 at both ends") {
      $0.changeLine("line-b") { $0.link.site = $0.link.cloud }
    },
    Fault("ends in different networks", "in different networks") {
      $0.changeLine("line-b") { $0.link.site = interfaceAddress("10.255.255.6/30") }
    },
    Fault("ends of different lengths", "which are no link") {
      $0.changeLine("line-b") { $0.link.site = interfaceAddress("10.255.255.2/29") }
    },
    Fault("broadcast address", "10.255.255.3/30, which is no host of its network") {
      $0.changeLine("line-b") { $0.link.site = interfaceAddress("10.255.255.3/30") }
    },
    Fault("IPv6 link of IPv4 addresses", "which are no link") {
      $0.changeLine("line-b") { $0.linkIPv6 = $0.link }
    },
    Fault("VLAN out of range", "line/hq-dc/line-b has VLAN 4095 outside 1...3999") {
      $0.changeLine("line-b") { $0.vlan = 4_095 }
    },
    Fault("VLAN clash", "share a port and VLAN 330") {
      $0.changeLine("line-b") {
        $0.router = "ce1"
        $0.vlan = 330
      }
    },
    Fault("VLAN clash on the switch", "share a port and VLAN 7") {
      for name in ["line-a", "line-b"] {
        $0.changeLine(name) {
          $0.switchHostname = "sw1"
          $0.port = "1/0/1"
          $0.vlan = 7
        }
      }
    },
    Fault("untagged beside a tagged line", "line/hq-dc/line-b is untagged, but shares its port") {
      $0.changeLine("line-b") {
        $0.router = "ce1"
        $0.vlan = 0
      }
    },
    Fault("one autonomous system", "runs BGP between autonomous systems 65010 and 65010") {
      $0.directConnects[0].cloudASN = 65_010
    },
    Fault("no autonomous system", "runs BGP without both autonomous system numbers") {
      $0.directConnects[0].siteASN = nil
    },
    Fault("name used twice", "endpoint/dns and endpoint/zos are both called zos") {
      $0.changeEndpoint("dns") { $0.cloudName = "zos" }
    },
    Fault("name the cloud refuses", "endpoint/dns is to be called \"9dns\", which the cloud refuses") {
      $0.changeEndpoint("dns") { $0.cloudName = "9dns" }
    },
    Fault("gateway name the cloud refuses", "\"hq-dc\", which the cloud refuses") {
      $0.directConnects[0].gatewayName = "hq-dc"
    },
    Fault("name too short", "\"v\", which the cloud refuses") { $0.vpcs[0].cloudName = "v" },
  ]

  static let referenceFaults = [
    Fault("unknown account", "vpc/hub-vpc names account/nobody, which is not in the plan") {
      $0.vpcs[0].account = "nobody"
    },
    Fault("unknown router", "line/hq-dc/line-a names router/hq/ce9") {
      $0.changeLine("line-a") { $0.router = "ce9" }
    },
    Fault("unknown subnet", "endpoint/dns names subnet/hub-vpc/nowhere") {
      $0.changeEndpoint("dns") { $0.subnet = "nowhere" }
    },
    Fault("unknown service", "endpoint/orders names endpoint-service/nothing") {
      $0.changeEndpoint("orders") { $0.target = .service("nothing") }
    },
    Fault("unknown backend", "endpoint-service/orders-api names backend/nothing") {
      $0.services[1].backend = "nothing"
    },
    Fault("unknown consumer", "endpoint-service/orders-api names account/nobody") {
      $0.services[1].consumers = ["nobody"]
    },
    Fault("unknown route table", "subnet/hub-vpc/apps names route-table/hub-vpc/other") {
      $0.changeSubnet("hub-vpc", "apps") { $0.routeTable = "other" }
    },
    Fault("unknown transit address", "names endpoint-service/erp/transit/other") {
      $0.services[0].reverseRules[0].transit = "other"
    },
    Fault("unknown site", "direct-connect/hq-dc names site/branch") { $0.directConnects[0].site = "branch" },
    Fault("unknown security group", "backend/lb-orders names security-group/orders-vpc/other") {
      $0.backends[0].securityGroups = [SecurityGroupReference(vpc: "orders-vpc", group: "other")]
    },
    Fault("foreign endpoint", "endpoint/dns belongs to orders, but its VPC does not") {
      $0.changeEndpoint("dns") { $0.account = "orders" }
    },
    Fault("unattached probe", "health-check/hq-dc starts in orders-vpc.backend, which is not attached") {
      $0.directConnects[0].healthCheck?.vpc = "orders-vpc"
      $0.directConnects[0].healthCheck?.subnet = "backend"
    },
    Fault("other ranges announced", "attachment/hq-dc/hub-vpc announces other ranges than its subnets have") {
      $0.directConnects[0].attachments[0].prefixes.removeLast()
    },
    Fault("range not announced by the gateway", "announces 192.168.10.0/24, but its gateway does not") {
      $0.directConnects[0].localPrefixes.removeLast()
    },
    Fault("no ports", "endpoint/zos listens on nothing") { $0.changeEndpoint("zos") { $0.ports = [] } },
    Fault("port twice", "endpoint/zos lists 80/tcp twice") {
      $0.changeEndpoint("zos") { $0.ports.insert($0.ports[0], at: 0) }
    },
    Fault("ports of another service", "endpoint/orders listens on other ports than its service maps") {
      $0.changeEndpoint("orders") { $0.ports = [TransportPort(.tcp, 22)] }
    },
    Fault("mapping twice", "endpoint-service/orders-api maps 80/tcp twice") {
      $0.services[1].mappings[1].endpointPort = $0.services[1].mappings[0].endpointPort
    },
    Fault("record of another address", "site/hq answers orders.example.internal without 192.168.0.4") {
      $0.sites[0].dns?.records[0].addresses = [address("192.168.0.9")]
    },
    Fault("zone record of another address", "private-zone/example.internal answers orders.example.internal") {
      $0.privateZones[0].records[0].addresses = []
    },
  ]

  static let fixedValueFaults = [
    Fault("forgotten endpoint", "endpoint/dns stands in the scenario or in the plan, but not in both") {
      $0.endpoints.removeAll { $0.name == "dns" }
    },
    Fault("invented account", "account/zz stands in the scenario or in the plan, but not in both") {
      $0.accounts.append(PlannedAccount(name: "zz", id: "", email: ""))
    },
    Fault("other fixed address", "endpoint/zos does not have its address 192.168.10.20, which the scenario") {
      $0.changeEndpoint("zos") { $0.address = address("192.168.10.21") }
    },
    Fault("other fixed range", "subnet/hub-vpc/apps does not have its range 192.168.10.0/24") {
      $0.changeSubnet("hub-vpc", "apps") { $0.cidr = prefix("192.168.11.0/24") }
    },
    Fault("other size", "subnet/hub-vpc/endpoints does not have a /26") {
      $0.changeSubnet("hub-vpc", "endpoints") { $0.cidr = prefix("192.168.0.0/27") }
    },
    Fault("other fixed VLAN", "line/hq-dc/line-a does not have VLAN 330") {
      $0.changeLine("line-a") { $0.vlan = 331 }
    },
    Fault("swapped fixed link", "line/hq-dc/line-a does not have its link") {
      $0.changeLine("line-a") { $0.link = PlannedLine.Link(cloud: $0.link.site, site: $0.link.cloud) }
    },
    Fault("other VPC range", "vpc/hub-vpc does not have its range 192.168.0.0/16") {
      $0.vpcs[0].cidr = prefix("192.168.0.0/17")
    },
    Fault("forgotten id", "vpc/orders-vpc does not have its id") { $0.vpcs[1].existing = nil },
    Fault("access list switched off", "endpoint/zos does not have its access list") {
      $0.changeEndpoint("zos") { $0.allow = nil }
    },
    Fault("forgotten mapping", "endpoint-service/orders-api does not have its port mappings") {
      $0.services[1].mappings.removeLast()
    },
    Fault("other decision", "192.168.0.2 was decided as endpoint-address endpoint/dns") {
      $0.changeEndpoint("dns") { $0.address = address("192.168.0.30") }
    },
    Fault("two decisions", "the vlan line/hq-dc/line-a is decided twice") { plan in
      plan.allocations += plan.allocations.filter { $0.owner == "line/hq-dc/line-a" && $0.kind == .vlan }
    },
  ]
}

extension Plan {
  fileprivate mutating func changeEndpoint(_ name: String, _ change: (inout PlannedEndpoint) -> Void) {
    for index in endpoints.indices where endpoints[index].name == name { change(&endpoints[index]) }
  }

  fileprivate mutating func changeSubnet(
    _ vpc: String, _ name: String, _ change: (inout PlannedSubnet) -> Void
  ) {
    for index in vpcs.indices where vpcs[index].name == vpc {
      for place in vpcs[index].subnets.indices where vpcs[index].subnets[place].name == name {
        change(&vpcs[index].subnets[place])
      }
    }
  }

  fileprivate mutating func changeLine(_ name: String, _ change: (inout PlannedLine) -> Void) {
    for index in directConnects.indices {
      for place in directConnects[index].lines.indices
      where directConnects[index].lines[place].name == name { change(&directConnects[index].lines[place]) }
    }
  }
}
