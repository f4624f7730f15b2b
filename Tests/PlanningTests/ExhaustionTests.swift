import Addressing
import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

struct ExhaustionTests {
  @Test func `a full subnet tells who is in it and where there is room`() {
    let scenario = Sketch.scenario(
      vpcs: [
        (
          "hub",
          Sketch.vpc(
            "192.168.0.0/16",
            subnets: [
              ("apps", Sketch.subnet("192.168.10.0/24")),
              ("endpoints", Sketch.subnet(28) { $0.usedAddresses = [located(address("192.168.0.4"))] }),
              ("full", Sketch.subnet("192.168.11.0/29")),
            ])
        )
      ],
      endpoints: (1...14).map { ("ep\($0 < 10 ? "0" : "")\($0)", Sketch.endpoint("hub", "endpoints")) } + [
        ("more1", Sketch.endpoint("hub", "full")), ("more2", Sketch.endpoint("hub", "full")),
        ("more3", Sketch.endpoint("hub", "full")), ("more4", Sketch.endpoint("hub", "full")),
      ])
    expectGolden(report(scenario), "exhaustion/addresses.txt")
  }

  @Test func `a full VPC tells what is in the way and what would fit`() {
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["10.0.0.0/25"]))],
      directConnects: [("dc", Sketch.directConnect(site: "hq", attach: [("v", ["a"])]))],
      vpcs: [
        (
          "v",
          Sketch.vpc(
            "10.0.0.0/23",
            subnets: [
              ("a", Sketch.subnet("10.0.1.0/25")), ("b", Sketch.subnet(24)), ("c", Sketch.subnet(25)),
              ("d", Sketch.subnet(25)), ("e", Sketch.subnet(26)),
            ])
        ),
        ("tiny", Sketch.vpc("10.9.0.0/24", subnets: [("whole", Sketch.subnet(20))])),
      ])
    expectGolden(report(scenario), "exhaustion/subnets.txt")
  }

  @Test func `no room for a link tells what is in the way and where there is some`() {
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["10.0.0.0/8"])), ("small", Sketch.site(["172.16.0.0/24"]))],
      directConnects: [
        (
          "profile",
          Sketch.directConnect(site: "hq", lines: [("a", Sketch.line("x")), ("b", Sketch.line("y"))])
        ),
        (
          "own",
          Sketch.directConnect(
            site: "small",
            lines: [("a", Sketch.line("x")), ("b", Sketch.line("y")), ("c", Sketch.line("z"))],
            pool: ["10.7.7.0/29"])
        ),
      ])
    expectGolden(report(scenario), "exhaustion/links.txt")
  }

  @Test func `VLANs run out where one wire carries them all`() {
    let scenario = Sketch.scenario(
      sites: [("hq", Sketch.site(["10.0.0.0/24"]))],
      directConnects: [
        (
          "dc",
          Sketch.directConnect(
            site: "hq", lines: (1...4).map { ("line\($0)", Sketch.line("ce")) }, pool: ["172.16.0.0/24"])
        )
      ],
      profile: [(.vlanRange, .range(5...7))])
    expectGolden(report(scenario), "exhaustion/vlans.txt")
  }

  @Test func `a stale entry that takes the last address is named`() {
    let endpoints = (1...3).map { ("ep\($0)", Sketch.endpoint("v", "s")) }
    func scenario(_ endpoints: [(String, Endpoint)]) -> Scenario {
      Sketch.scenario(
        vpcs: [("v", Sketch.vpc("10.0.0.0/24", subnets: [("s", Sketch.subnet("10.0.0.0/29"))]))],
        endpoints: endpoints)
    }
    let lock = LockFile().updated(with: decideCleanly(scenario(endpoints)))
    let result = decide(
      scenario(Array(endpoints.dropFirst()) + [("new", Sketch.endpoint("v", "s"))]), lock: lock)
    #expect(result.diagnostics.map(\.code) == ["ADR009", "LCK003"])
    #expect(result.diagnostics.first?.help?.contains("10.0.0.2 kept for endpoint/ep1, which is gone") == true)
    #expect(result.diagnostics.first?.help?.contains("prune the lock file") == true)
  }

  private func report(_ scenario: Scenario) -> String {
    let diagnostics = decide(scenario).diagnostics
    #expect(diagnostics.allSatisfy { $0.code == "ADR009" && $0.severity == .error })
    return renderText(diagnostics, sources: SourceMap())
  }
}
