import Addressing
import Diagnostics
import Testing

@testable import Planning
@testable import Scenario

/// Decides with the shipped profile and the scenario's overrides.
func decide(_ scenario: Scenario, lock: LockFile? = nil) -> Checked<Decisions> {
  Allocator.decide(scenario: scenario, profile: CloudProfile.ctyun.applying(scenario), lock: lock)
}

/// Decides and expects no findings.
func decideCleanly(
  _ scenario: Scenario, lock: LockFile? = nil, sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> Decisions {
  let result = decide(scenario, lock: lock)
  #expect(result.diagnostics == [], sourceLocation: sourceLocation)
  return result.value ?? Decisions()
}

struct AllocatorTests {
  @Test func `larger subnets come first, each at the lowest free place`() {
    let decisions = decideCleanly(
      Sketch.scenario(vpcs: [
        (
          "v",
          Sketch.vpc(
            "192.168.0.0/16",
            subnets: [
              ("small", Sketch.subnet(28)), ("fixed", Sketch.subnet("192.168.0.0/24")),
              ("large", Sketch.subnet(24)), ("also-small", Sketch.subnet(28)),
            ])
        )
      ]))
    #expect(decisions.subnet(vpc: "v", name: "fixed") == prefix("192.168.0.0/24"))
    #expect(decisions.subnet(vpc: "v", name: "large") == prefix("192.168.1.0/24"))
    #expect(decisions.subnet(vpc: "v", name: "also-small") == prefix("192.168.2.0/28"))
    #expect(decisions.subnet(vpc: "v", name: "small") == prefix("192.168.2.16/28"))
    let large = decisions[.subnet, "subnet/v/large"]
    #expect(large?.origin == .chosen)
    #expect(large?.pool == "vpc/v 192.168.0.0/16")
    #expect(large?.skipped == ["192.168.0.0/24: subnet/v/fixed"])
  }

  @Test func `an attached subnet avoids all that its routing domain holds`() {
    let scenario = Sketch.scenario(
      sites: [
        (
          "hq",
          Sketch.site(
            ["10.0.0.0/24"], hidden: ["10.0.1.0/24"], routes: ["0.0.0.0/0", "10.0.0.0/8", "10.0.2.0/24"])
        )
      ],
      directConnects: [("dc", Sketch.directConnect(site: "hq", attach: [("a", ["x"]), ("b", ["y"])]))],
      vpcs: [
        ("a", Sketch.vpc("10.0.0.0/16", subnets: [("x", Sketch.subnet("10.0.3.0/24"))])),
        ("b", Sketch.vpc("10.0.0.0/20", subnets: [("y", Sketch.subnet(24))])),
        ("apart", Sketch.vpc("10.0.0.0/16", subnets: [("z", Sketch.subnet(24))])),
      ])
    let decisions = decideCleanly(scenario)
    #expect(decisions.subnet(vpc: "b", name: "y") == prefix("10.0.4.0/24"))
    #expect(
      decisions[.subnet, "subnet/b/y"]?.skipped == [
        "10.0.0.0/24: site/hq", "10.0.1.0/24: a hidden range of site/hq", "10.0.2.0/24: a route of site/hq",
        "10.0.3.0/24: subnet/a/x",
      ])
    // What no Direct Connect reaches is seen through endpoints only and may overlap.
    #expect(decisions.subnet(vpc: "apart", name: "z") == prefix("10.0.0.0/24"))
  }

  @Test func `ranges of the cloud itself are avoided in every VPC`() {
    let decisions = decideCleanly(
      Sketch.scenario(
        vpcs: [("v", Sketch.vpc("10.0.0.0/8", subnets: [("s", Sketch.subnet(24))]))],
        profile: [(.endpointNAT, .prefixes([prefix("10.0.0.0/17")]))]))
    #expect(decisions.subnet(vpc: "v", name: "s") == prefix("10.0.128.0/24"))
  }

  @Test func `secondary ranges are used when the first one is full`() {
    let decisions = decideCleanly(
      Sketch.scenario(vpcs: [
        (
          "v",
          Sketch.vpc("10.0.0.0/24", subnets: [("a", Sketch.subnet(24)), ("b", Sketch.subnet(24))]) {
            $0.secondaryCIDRs = [located(prefix("10.9.0.0/16")), located(prefix("10.8.0.0/16"))]
          }
        )
      ]))
    #expect(decisions.subnet(vpc: "v", name: "a") == prefix("10.0.0.0/24"))
    #expect(decisions.subnet(vpc: "v", name: "b") == prefix("10.8.0.0/24"))
  }

  @Test func `a subnet is placed around the fixed addresses in it`() {
    let decisions = decideCleanly(
      Sketch.scenario(
        vpcs: [
          ("v", Sketch.vpc("192.168.0.0/16", subnets: [("s", Sketch.subnet(26)), ("t", Sketch.subnet(26))]))
        ],
        endpoints: [("e", Sketch.endpoint("v", "s", "192.168.5.70")), ("f", Sketch.endpoint("v", "s"))]))
    #expect(decisions.subnet(vpc: "v", name: "s") == prefix("192.168.5.64/26"))
    #expect(decisions.subnet(vpc: "v", name: "t") == prefix("192.168.0.0/26"))
    #expect(decisions.endpointAddress("f") == address("192.168.5.66"))
  }

  @Test func `addresses are the lowest that nobody uses`() {
    var transit = TransitAddress(location: nowhere)
    transit.address = .fixed(located(address("10.0.0.4")))
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["172.16.0.0/24"]))],
      directConnects: [
        (
          "dc",
          {
            var directConnect = Sketch.directConnect(site: "hq", attach: [("v", ["s"])])
            directConnect.healthCheck = HealthCheck(location: nowhere)
            return directConnect
          }()
        )
      ],
      vpcs: [
        (
          "v",
          Sketch.vpc(
            "10.0.0.0/16",
            subnets: [
              ("s", Sketch.subnet("10.0.0.0/24") { $0.usedAddresses = [located(address("10.0.0.2"))] })
            ])
        )
      ],
      backends: [
        (
          "lb",
          Sketch.balancer("v", "s") {
            $0.targets = [
              BackendTarget(id: located("vm"), address: located(address("10.0.0.3")), location: nowhere)
            ]
          }
        )
      ],
      services: [
        (
          "r",
          Sketch.service("v", "s") {
            $0.kind = located(.reverse)
            $0.transitAddresses = Sketch.map([
              ("auto", TransitAddress(location: nowhere)), ("given", transit),
            ])
          }
        )
      ],
      endpoints: [
        ("b", Sketch.endpoint("v", "s")), ("a", Sketch.endpoint("v", "s")),
        ("fixed", Sketch.endpoint("v", "s", "10.0.0.6")),
      ])
    let decisions = decideCleanly(scenario)
    #expect(decisions.transitAddress(service: "r", name: "given") == address("10.0.0.4"))
    #expect(decisions.backendAddress("lb") == address("10.0.0.5"))
    #expect(decisions.endpointAddress("fixed") == address("10.0.0.6"))
    #expect(decisions.endpointAddress("a") == address("10.0.0.7"))
    #expect(decisions.endpointAddress("b") == address("10.0.0.8"))
    #expect(decisions.probeAddress("dc") == address("10.0.0.9"))
    #expect(decisions.transitAddress(service: "r", name: "auto") == address("10.0.0.10"))
    #expect(
      decisions[.backendAddress, "backend/lb"]?.skipped == [
        "10.0.0.0 to 10.0.0.1: the cloud reserves the first 2", "10.0.0.2: in use already",
        "10.0.0.3: server vm", "10.0.0.4: endpoint-service/r/transit/given",
      ])
  }

  @Test func `links avoid the domain and each other`() {
    let fixed = Sketch.line("ce2") {
      $0.interconnect = .fixed(interconnect("10.0.0.5", "10.0.0.6", length: 30))
    }
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["10.0.0.0/30"])), ("far", Sketch.site(["172.16.0.0/24"]))],
      directConnects: [
        (
          "dc",
          Sketch.directConnect(
            site: "hq", lines: [("a", Sketch.line("ce1")), ("b", fixed), ("c", Sketch.line("ce3"))],
            pool: ["10.0.0.0/28"])
        ),
        (
          "far",
          Sketch.directConnect(
            site: "far", lines: [("a", Sketch.line("x")), ("b", Sketch.line("y"))], pool: ["10.0.0.0/28"])
        ),
      ])
    let decisions = decideCleanly(scenario)
    func link(_ directConnect: String, _ line: String) -> String? {
      decisions[.interconnect, "line/\(directConnect)/\(line)"]?.value
    }
    #expect(link("dc", "a") == "cloud=10.0.0.9/30 site=10.0.0.10/30")
    #expect(link("dc", "b") == "cloud=10.0.0.5/30 site=10.0.0.6/30")
    #expect(link("dc", "c") == "cloud=10.0.0.13/30 site=10.0.0.14/30")
    // The other domain takes what is unique first, and only then what another domain uses.
    #expect(link("far", "a") == "cloud=10.0.0.1/30 site=10.0.0.2/30")
    #expect(link("far", "b") == "cloud=10.0.0.5/30 site=10.0.0.6/30")
  }

  @Test func `a link may be a /31 where the profile allows it and asks for it`() {
    func decisions(_ profile: [(ProfileKey, ProfileValue)], pool: [String]) -> Decisions {
      decideCleanly(
        Sketch.scenario(
          sites: [("hq", Sketch.site(["172.16.0.0/24"]))],
          directConnects: [
            ("dc", Sketch.directConnect(site: "hq", lines: [("a", Sketch.line("ce"))], pool: pool))
          ],
          profile: profile))
    }
    let allowed: (ProfileKey, ProfileValue) = (.interconnect31Allowed, .boolean(true))
    let asked = decisions([allowed, (.interconnectLength, .integer(31))], pool: ["10.0.0.0/24"])
    #expect(asked[.interconnect, "line/dc/a"]?.value == "cloud=10.0.0.0/31 site=10.0.0.1/31")
    let narrow = decisions([allowed], pool: ["10.0.0.2/31"])
    #expect(narrow[.interconnect, "line/dc/a"]?.value == "cloud=10.0.0.2/31 site=10.0.0.3/31")
    let refused = decisions([(.interconnectLength, .integer(31))], pool: ["10.0.0.0/24"])
    #expect(refused[.interconnect, "line/dc/a"]?.value == "cloud=10.0.0.1/30 site=10.0.0.2/30")
  }

  @Test func `IPv6 gets subnets, addresses and links where the VPC's range is known`() {
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["172.16.0.0/24", "2001:db8:a::/64"]))],
      directConnects: [
        (
          "dc",
          Sketch.directConnect(
            site: "hq", lines: [("a", Sketch.line("ce") { $0.interconnectIPv6 = .auto })],
            attach: [("known", ["s"])], pool: ["10.0.0.0/24", "fd00::/64"])
        )
      ],
      vpcs: [
        (
          "known",
          Sketch.vpc(
            "10.1.0.0/16",
            subnets: [
              ("s", Sketch.subnet("10.1.0.0/24") { $0.ipv6 = located(true) }),
              (
                "t",
                Sketch.subnet("10.1.1.0/24") { $0.ipv6CIDR = located(prefix("2001:db8:a:1::/64")) }
              ),
            ]
          ) { $0.ipv6CIDR = located(prefix("2001:db8:a::/56")) }
        ),
        (
          "unknown",
          Sketch.vpc(
            "10.2.0.0/16", subnets: [("s", Sketch.subnet("10.2.0.0/24") { $0.ipv6 = located(true) })])
        ),
      ],
      endpoints: [
        ("e", Sketch.endpoint("known", "s") { $0.ipv6Address = .auto }),
        ("f", Sketch.endpoint("unknown", "s") { $0.ipv6Address = .auto }),
        ("g", Sketch.endpoint("known", "s") { $0.ipv6Address = .fixed(located(address("2001:db8:a:2::2"))) }),
      ])
    let decisions = decideCleanly(scenario)
    #expect(decisions.subnetIPv6(vpc: "known", name: "s") == prefix("2001:db8:a:2::/64"))
    #expect(decisions.endpointIPv6Address("e") == address("2001:db8:a:2::3"))
    #expect(decisions.subnetIPv6(vpc: "unknown", name: "s") == nil)
    #expect(decisions.endpointIPv6Address("f") == nil)
    #expect(decisions[.interconnectIPv6, "line/dc/a"]?.value == "cloud=fd00::1/126 site=fd00::2/126")
  }

  @Test func `VLANs differ on a router, a Direct Connect and a port of the cloud`() {
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["172.16.0.0/24"]))],
      directConnects: [
        (
          "one",
          Sketch.directConnect(
            site: "hq",
            lines: [
              ("a", Sketch.line("ce1")), ("b", Sketch.line("ce2") { $0.vlan = .fixed(located(100)) }),
              ("partner", Sketch.line("ce4") { $0.hosted = located(true) }),
            ])
        ),
        (
          "two",
          Sketch.directConnect(
            site: "hq", lines: [("a", Sketch.line("ce1")), ("b", Sketch.line("ce3"))])
        ),
      ])
    let decisions = decideCleanly(scenario)
    #expect(decisions.vlan(directConnect: "one", line: "a") == 101)
    #expect(decisions.vlan(directConnect: "one", line: "b") == 100)
    #expect(decisions.vlan(directConnect: "one", line: "partner") == nil)
    #expect(decisions.vlan(directConnect: "two", line: "a") == 100)
    #expect(decisions.vlan(directConnect: "two", line: "b") == 101)
  }

  @Test(
    arguments: [
      (nil, 64512), (64512, 64513), (65010, 64512), (64513, 64512),
    ] as [(UInt32?, UInt32)])
  func `the cloud's number is the profile's default unless the router has it`(router: UInt32?, cloud: UInt32)
  {
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["172.16.0.0/24"], routers: [("ce", router)]))],
      directConnects: [
        ("dc", Sketch.directConnect(site: "hq", lines: [("a", Sketch.line("ce"))])),
        ("static", Sketch.directConnect(site: "hq", lines: [("a", Sketch.line("ce"))], mode: .static)),
      ])
    let decisions = decideCleanly(scenario)
    #expect(decisions.asn(directConnect: "dc") == cloud)
    #expect(decisions.asn(directConnect: "static") == nil)
  }

  @Test func `adopted things get no invented values`() {
    func existing(_ id: String) -> Located<String> { located(id) }
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["172.16.0.0/24"]))],
      directConnects: [
        (
          "dc",
          Sketch.directConnect(
            site: "hq", lines: [("a", Sketch.line("ce") { $0.existing = existing("line-1") })])
        )
      ],
      vpcs: [
        (
          "v",
          Sketch.vpc(
            "10.0.0.0/16",
            subnets: [
              ("s", Sketch.subnet("10.0.0.0/24") { $0.existing = existing("subnet-1") }),
              ("t", Sketch.subnet(24) { $0.existing = existing("subnet-2") }),
            ]
          ) { $0.existing = existing("vpc-1") }
        )
      ],
      backends: [("lb", Sketch.balancer("v", "s") { $0.id = existing("lb-1") })],
      endpoints: [("e", Sketch.endpoint("v", "s") { $0.existing = existing("ep-1") })])
    let result = decide(scenario)
    #expect(
      result.diagnostics.map { "\($0.code) \($0.message)" } == [
        "FMT006 subnet/v/t needs its cidr: it is adopted",
        "FMT006 endpoint/e needs its address: it is adopted",
        "FMT006 line/dc/a needs its interconnect: it is adopted",
        "FMT006 line/dc/a needs its vlan: it is adopted",
      ])
    #expect(
      result.value?.allocations.map { "\($0.kind.rawValue) \($0.owner)" } == [
        "asn direct-connect/dc", "name direct-connect/dc", "subnet subnet/v/s",
      ])
  }

  @Test func `a fixed address and a planned subnet that cannot meet are reported`() {
    let scenario = Sketch.scenario(
      vpcs: [
        (
          "v",
          Sketch.vpc(
            "192.168.0.0/16",
            subnets: [
              ("apart", Sketch.subnet(26)), ("blocked", Sketch.subnet(26)),
              ("fixed", Sketch.subnet("192.168.9.0/24")), ("outside", Sketch.subnet(26)),
            ])
        )
      ],
      endpoints: [
        ("a", Sketch.endpoint("v", "apart", "192.168.1.2")),
        ("b", Sketch.endpoint("v", "apart", "192.168.2.2")),
        ("c", Sketch.endpoint("v", "blocked", "192.168.9.9")),
        ("d", Sketch.endpoint("v", "outside", "10.0.0.9")),
        // Nothing is said of what only follows from that.
        ("e", Sketch.endpoint("v", "apart")),
      ])
    let result = decide(scenario)
    #expect(
      result.diagnostics.map { "\($0.code) \($0.message)" } == [
        "ADR006 subnet/v/apart cannot be placed around 192.168.1.2 of endpoint/a: "
          + "192.168.2.2 of endpoint/b lies outside the /26 around 192.168.1.2",
        "ADR006 subnet/v/blocked cannot be placed around 192.168.9.9 of endpoint/c: "
          + "it overlaps 192.168.9.0/24 (subnet/v/fixed)",
        "ADR006 subnet/v/outside cannot be placed around 10.0.0.9 of endpoint/d: "
          + "vpc/v does not contain it",
      ])
  }
}
