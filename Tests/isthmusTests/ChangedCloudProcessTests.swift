import Execution
import Foundation
import JSON
import TestSupport
import Testing

/// The cloud is changed by hand between two commands: what an operator sees, with real processes.
@Suite struct ChangedCloudProcessTests {
  private static let scenario = "same-account-cross-vpc"

  private func onGround(_ body: @escaping @Sendable (ProvingGround, JSONValue) throws -> Void) async throws {
    try await BlockingWork.share([0], among: 1) { _, folder in
      let ground = try ProvingGround(Self.scenario, in: folder)
      try body(ground, ground.inventory())
    }
  }

  /// What a step of the run made.
  private static func output(_ name: String, of step: String, _ ground: ProvingGround) throws -> String {
    try #require(try ground.ledger("change")?[step]?.outputs[name]?.stringValue)
  }

  /// Applies up to a call and kills the process there.
  private static func stop(before operation: String, _ ground: ProvingGround) throws {
    let exchange = Gate.Exchange(call: Gate.call(of: operation), occurrence: 1, requestID: "")
    _ = try ground.kill(at: .init(exchange: exchange, boundary: .beforeEffect), "change") {
      try ground.apply("change")
    }
    ground.gate.reset()
  }

  @Test func deletedBeforeTheRunGoesOn() async throws {
    try await onGround { ground, before in
      try Self.stop(before: "vpce.CreateEndpoint", ground)
      let service = try Self.output("endpointServiceID", of: "endpoint-service/postgres/create", ground)
      try ground.call("vpce.DeleteEndpointService", as: "platform", ["ID": service])
      let (end, output) = try ground.start("resume", "change").wait()
      #expect(end == .exit(9), "\(output)")
      #expect(output.contains("✗ Create endpoint postgres at 10.20.0.2: [EXE001]"), "\(output)")
      #expect(output.contains(service), "\(output)")
      let back = try ground.start("rollback", "change").wait()
      #expect(back.end == .exit(0), "\(back.output)")
      expectSame(try ground.inventory(), before)
    }
  }

  /// Something of that name came to be while the process was dead: it is neither taken over nor deleted.
  @Test func madeByOthersBeforeTheRunGoesOn() async throws {
    try await onGround { ground, before in
      try Self.stop(before: "vpc.CreatePrivateZone", ground)
      let vpc = try Self.output("vpcID", of: "vpc/app-vpc/create", ground)
      let made = try ground.call(
        "vpc.CreatePrivateZone", as: "platform",
        ["vpcIDList": vpc, "name": "data.internal", "proxyPattern": "zone", "TTL": "300"])
      let zone = try #require(made["returnObj"]?["zoneID"]?.stringValue, "\(made)")
      let (end, output) = try ground.start("resume", "change").wait()
      #expect(end == .exit(9), "\(output)")
      #expect(output.contains("✗ Create private zone data.internal for VPC app-vpc: [EXE001]"), "\(output)")
      // The VPC cannot go while their zone is bound to it.
      let stuck = try ground.start("rollback", "change").wait()
      #expect(stuck.end == .exit(10), "\(stuck.output)")
      #expect(stuck.output.contains("↶ Delete subnet apps"), "\(stuck.output)")
      try ground.call("vpc.DeletePrivateZone", as: "platform", ["zoneID": zone])
      let back = try ground.start("rollback", "change").wait()
      #expect(back.end == .exit(0), "\(back.output)")
      expectSame(try ground.inventory(), before)
    }
  }

  @Test func deletedAndRenamedBeforeItIsDestroyed() async throws {
    try await onGround { ground, before in
      let applied = try ground.apply("change").wait()
      #expect(applied.end == .exit(0), "\(applied.output)")
      let record = "private-zone/data.internal/record/postgres.data.internal/create"
      try ground.call(
        "vpc.DeletePrivateZoneRecord", as: "platform",
        ["zoneRecordID": Self.output("zoneRecordID", of: record, ground)])
      try ground.call(
        "vpc.UpdateVpc", as: "platform",
        ["vpcID": Self.output("vpcID", of: "vpc/app-vpc/create", ground), "name": "renamed"])
      let (end, output) = try ground.start("destroy", "change").wait()
      #expect(end == .exit(0), "\(output)")
      expectSame(try ground.inventory(), before)
    }
  }

  /// What others built on it is not torn away: the run is stuck, says why, and goes on when it can.
  @Test func builtOnBeforeItIsDestroyed() async throws {
    try await onGround { ground, before in
      let applied = try ground.apply("change").wait()
      #expect(applied.end == .exit(0), "\(applied.output)")
      let vpc = try Self.output("vpcID", of: "vpc/app-vpc/create", ground)
      let made = try ground.call(
        "vpc.CreateSubnet", as: "platform", ["vpcID": vpc, "name": "theirs", "CIDR": "10.20.200.0/24"])
      let subnet = try #require(made["returnObj"]?["subnetID"]?.stringValue, "\(made)")
      let (end, output) = try ground.start("destroy", "change").wait()
      #expect(end == .exit(10), "\(output)")
      #expect(
        output.contains("is stuck: something could not be taken back (`isthmus explain EXE009`)"), "\(output)"
      )
      #expect(output.contains("✗ vpc/app-vpc/create"), "\(output)")
      #expect(output.contains("Next: isthmus rollback --state change\n"), "\(output)")
      try ground.call("vpc.DeleteSubnet", as: "platform", ["subnetID": subnet])
      let back = try ground.start("rollback", "change").wait()
      #expect(back.end == .exit(0), "\(back.output)")
      expectSame(try ground.inventory(), before)
    }
  }
}
