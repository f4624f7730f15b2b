import Emulator
import Execution
import Rehearsal
import Testing

/// VPCs of two accounts at one gateway may have one name, which is unique within an account only.
@Suite("VPCs of one name")
struct SharedNameTests {
  private static let scenario = """
    version: 1
    name: namesakes
    region: 81f7728662dd11ec810800155d307d5b
    accounts:
      hub: { id: "10001", email: net@hub.example }
      orders: { id: "10002", email: ops@orders.example }
    sites:
      hq:
        prefixes: [10.1.123.0/24]
        routers:
          ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
    directConnects:
      hq-dc:
        account: hub
        site: hq
        routing: { protocol: bgp }
        lines: { line-a: { router: ce1, bandwidthMbps: 1000 } }
        attachments: { hub-vpc: { subnets: [endpoints] }, orders-vpc: { subnets: [endpoints] } }
    vpcs:
      hub-vpc:
        account: hub
        cloudName: main
        cidr: 192.168.0.0/16
        subnets: { endpoints: { cidr: 192.168.5.0/24 } }
      orders-vpc:
        account: orders
        cloudName: main
        cidr: 172.16.0.0/16
        subnets: { endpoints: { cidr: 172.16.5.0/24 } }
    """

  @Test("are attached and detached, each for itself")
  func namesakes() async throws {
    let planned = try Planned(yaml: Array(Self.scenario.utf8))
    try await withJournal { path in
      let cloud = try RehearsedCloud(for: planned.plan, profile: planned.profile)
      let before = try cloud.wire.inventory()
      let run = try RehearsedRun(of: planned.runbook, on: cloud, journal: path)
      let end = await run.session(.forward)
      guard case .ended(RunState(.succeeded, .forward), _) = end else {
        Issue.record("it ended otherwise: \(end)")
        return
      }
      #expect(await run.session(.backward) == .ended(RunState(.rolledBack, .backward), reason: nil))
      #expect(try cloud.wire.inventory() == before)
    }
  }
}
