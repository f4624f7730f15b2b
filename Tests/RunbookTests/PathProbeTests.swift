import Testing

@testable import Runbook

@Suite("Probe of a site's path")
struct PathProbeTests {
  private static func probe(_ firewall: String) throws -> String {
    let text = String(decoding: try Sample.bytes(shipped: "idc-direct-connect"), as: UTF8.self)
    let old = "        - { from: 10.1.123.0/24, to: any, protocol: icmp }\n"
    try #require(text.contains(old))
    let runbook = try Sample.plan(text.replacing(old, with: firewall)).runbook
    let step = try #require(runbook.steps.first { $0.id == "site/hq/verify-path" })
    return try #require(step.check.commands.first).command
  }

  @Test(
    "goes with packets that the firewall lets through",
    arguments: [
      ("        - { from: hq, to: any }\n", "traceroute -n -q 1 -w 1 -m 8 192.168.5.1"),
      (
        "        - { from: hq, to: any, protocol: icmp }\n",
        "sudo traceroute -I -n -q 1 -w 1 -m 8 192.168.5.1"
      ),
      // What the change adds counts: the endpoint's own port.
      (
        "        - { from: hq, to: any, protocol: udp, ports: 123 }\n",
        "sudo traceroute -T -p 443 -n -q 1 -w 1 -m 8 192.168.5.30"
      ),
    ])
  func packets(_ firewall: String, _ command: String) throws {
    #expect(try Self.probe(firewall) == command)
  }
}
