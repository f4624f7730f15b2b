import JSON
import Planning
import Scenario
import Testing

@testable import Runbook

@Suite("Steps of backends")
struct BackendStepTests {
  private static func flagship(_ changes: (String, String)...) throws -> Runbook {
    var text = String(decoding: try Sample.bytes(shipped: "idc-direct-connect"), as: UTF8.self)
    for (old, new) in changes {
      try #require(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return try Sample.plan(text).runbook
  }

  @Test("put servers into groups, also those that only the cloud knows", arguments: ["vip", "bm", "lb"])
  func groups(_ kind: String) throws {
    let runbook = try Self.flagship(
      ("    type: lb\n", "    type: \(kind)\n    id: instance-5h2k9d1c7b\n"),
      ("      - { id: vm-orders-1, address: 172.16.11.11 }\n", ""),
      ("      - { id: vm-orders-2, address: 172.16.11.12 }\n", ""), ("    targets:\n", ""))
    let step = try #require(
      runbook.steps.first { $0.id == "security-group/orders-vpc/orders-servers/assign-lb-app" })
    #expect(step.action.kind == "manual" && step.undo != nil)
    let test = try #require(runbook.steps.first { $0.id == "backend/lb-app/test" })
    #expect(test.dependsOn.contains(step.id))
  }

  @Test("check the health of every listener and wait for it")
  func health() throws {
    let steps = try Self.flagship().steps
    let check = try #require(steps.first { $0.id == "backend/lb-app/health-check-tcp-8443" })
    #expect(check.call?.parameters["protocolPort"] == 8443)
    let group = try #require(steps.first { $0.id == "backend/lb-app/target-group-tcp-8443" })
    #expect(group.dependsOn.contains(check.id) && group.call?.parameters["healthCheckID"] != nil)
    let healthy = try #require(steps.first { $0.id == "backend/lb-app/healthy-tcp-8443" })
    guard case .wait(let condition) = healthy.action else {
      Issue.record("no wait")
      return
    }
    #expect(condition.expectations.count == 2 && healthy.phase == .services)
    #expect(steps.first { $0.id == "backend/lb-app/test" }?.dependsOn.contains(healthy.id) == true)
  }

  @Test("leave the health of servers whose group drops to the change window")
  func lateHealth() throws {
    let steps = try Self.flagship(
      (
        "          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.sub-lb }",
        """
                  - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.sub-lb }
                  - { action: drop, priority: 90, protocol: tcp, ports: 22, from: endpoint-nat }
        """
      )
    ).steps
    let healthy = try #require(steps.first { $0.id == "backend/lb-app/healthy-tcp-8443" })
    #expect(healthy.phase == .verify)
    #expect(healthy.dependsOn.contains { $0.contains("/join-vm-orders-1") })
    let test = try #require(steps.first { $0.id == "endpoint/ep-app/test-from-hq" })
    #expect(test.dependsOn.contains(healthy.id))
  }

  @Test("look at no port before the step that sets it", arguments: Sample.shipped)
  func fibre(_ name: String) throws {
    for step in try Sample.plan(shipped: name).runbook.steps where step.id.hasSuffix("/fibre") {
      #expect(!step.check.commands.contains { $0.expect == RouterText.portUp })
    }
  }
}
