import JSON
import TestSupport

/// A scenario in which much of what the format allows occurs, adopted and created things side by side. It need not
/// make sense as a network; it has to be plannable.
struct RandomScenario {
  private var random: SeededGenerator
  private var counter = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
  private mutating func id(_ prefix: String) -> JSONValue {
    counter += 1
    let digits = "\(counter)"
    return .string("\(prefix)-" + String(repeating: "0", count: 10 - digits.count) + digits)
  }

  mutating func make() -> JSONObject {
    var scenario: JSONObject = [
      "version": 1, "name": "random", "region": "81f7728662dd11ec810800155d307d5b",
      "accounts": [
        "hub": chance(80) ? ["id": "10001", "email": "net@hub.example"] : ["id": "10001"],
        "team": chance(80) ? ["id": "10002", "email": "ops@team.example"] : ["email": "ops@team.example"],
      ],
      "changeWindow": ["start": "2026-12-03T22:00:00+08:00", "duration": "6h"],
    ]
    let hasIPv6 = chance(30)
    let isBGP = chance(60)
    let isStanding = chance(25)
    scenario["sites"] = ["hq": .object(site(isBGP: isBGP, ipv6: hasIPv6))]
    scenario["vpcs"] = .object(vpcs(ipv6: hasIPv6))
    scenario["directConnects"] = [
      "hq-dc": .object(directConnect(isBGP: isBGP, ipv6: hasIPv6, isStanding: isStanding))
    ]
    scenario["backends"] = ["servers": .object(backend())]
    scenario["endpointServices"] = .object(services())
    scenario["endpoints"] = .object(endpoints(ipv6: hasIPv6))
    if chance(50) {
      var zone: JSONObject = ["account": "hub", "vpcs": chance(50) ? ["hub-vpc", "side-vpc"] : ["hub-vpc"]]
      if chance(30) { zone["existing"] = id("zone") }
      scenario["privateZones"] = ["example.internal": .object(zone)]
    }
    return scenario
  }

  private mutating func site(isBGP: Bool, ipv6: Bool) -> JSONObject {
    var site: JSONObject = [
      "prefixes": ipv6 ? ["10.1.123.0/24", "2001:db8:1::/48"] : ["10.1.123.0/24", "10.1.124.0/24"],
      "testHost": "10.1.123.10",
      "routes": [["to": chance(30) ? "192.168.0.0/16" : "172.30.0.0/16", "via": "10.1.123.254"]],
    ]
    if chance(80) {
      var dns: JSONObject = ["servers": chance(50) ? ["10.1.123.53", "10.1.123.54"] : ["10.1.123.53"]]
      if chance(80) { dns["software"] = .string(pick(["bind", "dnsmasq", "windows"])) }
      if chance(20) { dns["forwarding"] = "global" }
      site["dns"] = .object(dns)
    }
    if chance(20) { site["sourceNAT"] = ["10.99.0.0/24"] }
    if chance(60) { site["firewall"] = ["permits": []] }
    var routers: JSONObject = [:]
    for (name, port) in [("ce1", "GigabitEthernet0/0/1"), ("ce2", "GigabitEthernet0/0/2")] {
      var router: JSONObject = ["interface": .string(port)]
      if chance(85) {
        router["platform"] = .string(
          pick(["huawei-vrp", "h3c-comware", "cisco-ios-xe", "frr", "ruijie-rgos"]))
      }
      if isBGP { router["asn"] = 65010 }
      if chance(30) { router["controlPlanePermits"] = ["icmp"] }
      routers[name] = .object(router)
    }
    site["routers"] = .object(routers)
    return site
  }

  private mutating func directConnect(isBGP: Bool, ipv6: Bool, isStanding: Bool) -> JSONObject {
    var routing: JSONObject = ["protocol": isBGP ? "bgp" : "static", "bfd": .bool(chance(50))]
    if isBGP {
      routing["md5"] = .bool(chance(50))
      routing["multipath"] = .bool(chance(30))
      if isStanding { routing["cloudASN"] = 64512 }
    } else {
      routing["track"] = .bool(chance(50))
    }
    var lines: JSONObject = [:]
    for (index, name) in ["line-a", "line-b"].prefix(chance(70) ? 2 : 1).enumerated() {
      var line: JSONObject = [
        "router": .string(chance(80) ? ["ce1", "ce2"][index] : "ce1"),
        "bandwidthMbps": chance(50) ? 1_000 : 10_000,
        "preference": .string(index == 0 ? "primary" : pick(["standby", "equal"])),
      ]
      if chance(50) { line["accessPoint"] = .string(pick(["AP1", "AP2", "Building 7"])) }
      if chance(30) { line["switchHostname"] = "sw-1" }
      if chance(30) { line["port"] = "GE1/0/1" }
      if chance(20) {
        line["hosted"] = true
        line["vlan"] = .integer(Int64(300 + index))
      }
      if chance(20) { line["mtu"] = 8_500 }
      if isStanding && (index == 0 || chance(50)) {
        line["existing"] = id("line")
        line["vlan"] = chance(20) ? 0 : .integer(Int64(300 + index))
        line["interconnect"] = [
          "cloud": .string("10.0.9.\(4 * index + 1)/30"), "site": .string("10.0.9.\(4 * index + 2)/30"),
        ]
      }
      if ipv6 {
        line["interconnectIPv6"] = [
          "cloud": .string("2001:db8:ffff::\(4 * index + 1)/126"),
          "site": .string("2001:db8:ffff::\(4 * index + 2)/126"),
        ]
      }
      lines[name] = .object(line)
    }
    var attachments: JSONObject = ["hub-vpc": ["subnets": ["endpoints", "apps"]]]
    if chance(40) { attachments["team-vpc"] = ["subnets": ["servers"]] }
    var directConnect: JSONObject = [
      "account": "hub", "site": "hq", "routing": .object(routing), "lines": .object(lines),
      "attachments": .object(attachments),
    ]
    if isStanding { directConnect["existing"] = "hqdc" }
    if chance(40) { directConnect["healthCheck"] = ["switchesRoutes": .bool(chance(50))] }
    return directConnect
  }

  private mutating func vpcs(ipv6: Bool) -> JSONObject {
    var hub: JSONObject = ["account": "hub", "cidr": "192.168.0.0/16"]
    let hubStands = chance(40)
    if hubStands { hub["existing"] = id("vpc") }
    if ipv6 { hub["ipv6"] = true }
    if chance(30) { hub["secondaryCIDRs"] = ["10.200.0.0/16"] }
    var subnets: JSONObject = [:]
    var endpoints: JSONObject = ["cidr": "192.168.5.0/24"]
    if hubStands && chance(60) { endpoints["existing"] = id("subnet") }
    if ipv6 {
      endpoints["ipv6"] = true
      if chance(50) { endpoints["ipv6CIDR"] = "2001:db8:a000:5::/64" }
    }
    if chance(50) {
      var table: JSONObject = [
        "routes": [
          ["to": "10.1.123.0/24", "via": ["directConnect": "hq-dc"]],
          ["to": "0.0.0.0/0", "via": ["kind": "nat-gateway", "id": id("natgw")]],
        ]
      ]
      if hubStands && chance(40) { table["existing"] = id("rtb") }
      hub["routeTables"] = ["custom": .object(table)]
      endpoints["routeTable"] = "custom"
    }
    if chance(40) {
      var list: JSONObject = [
        "ingress": [
          ["action": "accept", "priority": 10, "protocol": "any", "from": "hq"],
          [
            "action": "drop", "priority": 20, "protocol": "tcp", "ports": "22", "from": "any",
            "existing": .bool(hubStands),
          ],
        ],
        "egress": [
          ["action": "accept", "priority": 10, "protocol": "tcp", "sourcePorts": "1-1024", "to": "any"]
        ],
      ]
      if hubStands && chance(40) { list["existing"] = id("acl") }
      hub["acls"] = ["guard": .object(list)]
      endpoints["acl"] = "guard"
    }
    subnets["endpoints"] = .object(endpoints)
    subnets["apps"] = ["prefixLength": 26]
    hub["subnets"] = .object(subnets)

    var team: JSONObject = ["account": "team", "cidr": "172.16.0.0/16"]
    let teamStands = chance(40)
    if teamStands { team["existing"] = id("vpc") }
    var servers: JSONObject = ["cidr": "172.16.1.0/24"]
    if teamStands && chance(60) { servers["existing"] = id("subnet") }
    team["subnets"] = ["servers": .object(servers)]
    var group: JSONObject = [
      "ingress": [
        ["action": "accept", "protocol": "tcp", "ports": ["8443", "9000-9010"], "from": "endpoint-nat"],
        ["action": "drop", "priority": 90, "protocol": "any", "from": "any"],
        ["action": "accept", "protocol": "icmp", "from": "team-vpc", "existing": .bool(teamStands)],
      ],
      "egress": [["action": "accept", "protocol": "udp", "ports": "53", "to": "any"]],
    ]
    if teamStands && chance(50) { group["existing"] = id("sg") }
    team["securityGroups"] = ["servers": .object(group)]
    return [
      "hub-vpc": .object(hub), "team-vpc": .object(team),
      "side-vpc": ["account": "hub", "cidr": "10.50.0.0/16", "subnets": ["only": ["prefixLength": 24]]],
    ]
  }

  private mutating func backend() -> JSONObject {
    let kind = pick(["lb", "lb", "vm", "bm", "vip"])
    var backend: JSONObject = [
      "type": .string(kind), "vpc": "team-vpc", "subnet": "servers",
      "listeners": [
        ["protocol": "tcp", "port": 8443], ["protocol": "udp", "port": 5004, "targetPort": 5005],
      ],
      "securityGroups": ["servers"],
    ]
    if kind != "lb" || chance(50) {
      backend["id"] = id(kind)
      if chance(80) { backend["address"] = "172.16.1.20" }
    }
    if kind == "lb" {
      backend["targets"] = [
        ["id": id("vm"), "address": "172.16.1.11"], ["id": id("vm"), "address": "172.16.1.12", "port": 9443],
      ]
      if chance(50) { backend["accessList"] = ["endpoint-nat", "10.0.0.0/8"] }
    }
    return backend
  }

  private mutating func services() -> JSONObject {
    var service: JSONObject = [
      "account": "team", "vpc": "team-vpc", "subnet": "servers", "backend": "servers",
      "approval": .string(pick(["manual", "auto"])), "consumers": ["hub"],
      "ports": [
        ["protocol": "tcp", "endpointPort": 443, "serverPort": 8443],
        ["protocol": "udp", "endpointPort": 5004, "serverPort": 5004],
      ],
    ]
    if chance(30) { service["existing"] = id("endpser") }
    var services: JSONObject = ["api": .object(service)]
    if chance(50) {
      var reverse: JSONObject = [
        "account": "team", "vpc": "team-vpc", "subnet": "servers", "type": "reverse", "approval": "manual",
        "consumers": ["hub"], "transitAddresses": ["one": ["address": "172.16.1.99"]],
        "reverseRules": [
          [
            "endpoint": "back", "transit": "one", "transitPort": 8443, "protocol": "tcp",
            "target": "10.1.123.20", "targetPort": 443,
          ]
        ],
      ]
      if chance(30) { reverse["existing"] = id("endpser") }
      services["reverse"] = .object(reverse)
      hasReverse = true
    }
    return services
  }

  private var hasReverse = false

  private mutating func endpoints(ipv6: Bool) -> JSONObject {
    var endpoints: JSONObject = [:]
    var api: JSONObject = [
      "vpc": "hub-vpc", "subnet": "endpoints", "service": "api", "allow": ["hq", "hub-vpc.apps"],
      "names": ["api.example.internal"], "deleteProtection": .bool(chance(50)),
    ]
    if chance(25) {
      api["existing"] = id("endpoint")
      api["address"] = "192.168.5.77"
    }
    endpoints["api"] = .object(api)
    if chance(70) {
      endpoints["dns"] = [
        "vpc": "hub-vpc", "subnet": "endpoints", "service": ["cloud": "dns"], "allow": ["10.1.123.53/32"],
      ]
      endpoints["zos"] = [
        "vpc": "hub-vpc", "subnet": "endpoints", "service": ["cloud": "zos"], "allow": ["hq"],
      ]
    }
    if chance(50) {
      endpoints["foreign"] = [
        "vpc": "side-vpc", "subnet": "only", "service": ["id": "endpser-abcdefghij", "ports": ["443/tcp"]],
        "names": ["partner.example.internal", "example.internal"],
      ]
    }
    if hasReverse {
      endpoints["back"] = ["vpc": "hub-vpc", "subnet": "endpoints", "service": "reverse", "allow": ["hq"]]
    }
    return endpoints
  }
}
