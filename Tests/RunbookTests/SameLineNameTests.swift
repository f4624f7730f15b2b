import Addressing
import Planning
import Scenario
import Testing

@testable import Runbook

/// Two Direct Connects of a site may give their lines the same name.
@Suite("Lines of one name")
struct SameLineNameTests {
  private static let scenario = """
    version: 1
    name: twins
    region: 81f7728662dd11ec810800155d307d5b
    accounts:
      hub: { id: "10001", email: net@hub.example }
    sites:
      hq:
        prefixes: [10.1.123.0/24]
        routers:
          ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
    directConnects:
      east:
        account: hub
        site: hq
        routing: { protocol: bgp, cloudASN: 64512, md5: true }
        lines: { line-a: { router: ce1, bandwidthMbps: 1000 } }
        attachments: { east-vpc: { subnets: [endpoints] } }
      west:
        account: hub
        site: hq
        routing: { protocol: bgp, cloudASN: 64513, md5: true }
        lines: { line-a: { router: ce1, bandwidthMbps: 1000 } }
        attachments: { west-vpc: { subnets: [endpoints] } }
    vpcs:
      east-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 } } }
      west-vpc: { account: hub, cidr: 172.16.0.0/16, subnets: { endpoints: { cidr: 172.16.5.0/24 } } }
    """

  @Test("have keys of their own")
  func keys() throws {
    let secrets = RunbookSecrets(try Sample.plan(Self.scenario).runbook.steps).entries.filter(\.isSecret)
    #expect(secrets.map(\.name) == ["<BGP-KEY-east/line-a>", "<BGP-KEY-west/line-a>"])
    // The router's step and the cloud's call of each line, and no other.
    #expect(secrets.allSatisfy { $0.places.count == 2 })
  }

  @Test("have policies of their own on a router they share")
  func policies() throws {
    let steps = try Sample.plan(Self.scenario).runbook.steps
    let typed = ["east", "west"].map { name -> Set<String> in
      guard let step = steps.first(where: { $0.id == "line/\(name)/line-a/routing" }),
        case .manual(let instruction) = step.action
      else { return [] }
      let words = instruction.blocks.flatMap(\.lines).flatMap { $0.split(separator: " ") }
      return Set(words.filter { $0.hasPrefix("ISTHMUS-") }.map(String.init))
    }
    #expect(typed.allSatisfy { $0.count == 2 })
    #expect(typed[0].isDisjoint(with: typed[1]))
  }

  @Test("of different sites leave the routers' placeholders apart")
  func loopbacks() {
    func session(_ site: String) -> InteriorSession {
      InteriorSession(site: site, router: "ce1", asn: 65010, peers: ["ce2"], prefixes: [])
    }
    let (north, south) = (session("north"), session("south"))
    #expect(north.address("ce2", .ipv4) != south.address("ce2", .ipv4))
    #expect(north.source != south.source && north.process != south.process)
    #expect(north.source != north.address("ce1", .ipv4))
  }
}
