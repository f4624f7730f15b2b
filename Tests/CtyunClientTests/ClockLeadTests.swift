import CtyunAPI
import CtyunClient
import Emulator
import JSON
import Testing

/// How far clocks are apart is told by the dates of answers, and most of all by those that refuse because of it.
@Suite struct ClockLeadTests {
  private func client(cloudAhead seconds: Int64) -> (client: CtyunClient, region: String) {
    let clock = FakeClock()
    let cloud = Cloud()
    let wire = EmulatedWire(cloud) {
      EmulatorInstant(milliseconds: (clock.secondsSince1970 + seconds) * 1000)
    }
    wire.add(RoundTripTests.key, of: CloudAccount(name: "hub", id: "10001", email: "net@hub.example"))
    var configuration = CtyunClient.Configuration()
    configuration.addresses.common = "http://emulator"
    configuration.retry = .never
    let client = CtyunClient(
      credentials: RoundTripTests.Keys(), transport: EmulatorTransport(wire: wire),
      configuration: configuration, surroundings: .scripted(clock))
    return (client, cloud.regions[0].id)
  }

  @Test(arguments: [0, 200, -200] as [Int64]) func aReplySaysIt(ahead: Int64) async throws {
    let (client, region) = client(cloudAhead: ahead)
    let reply = try await client.call(
      Operations.VPC.listVpcs, ["regionID": .string(region), "pageNo": 1, "pageSize": 1], as: "hub")
    #expect(reply.clockLead == -ahead)
  }

  @Test(arguments: [90_000, -90_000] as [Int64]) func aRefusalSaysIt(ahead: Int64) async throws {
    let (client, region) = client(cloudAhead: ahead)
    let failure = await #expect(throws: CallFailure.self) {
      try await client.call(Operations.VPC.listVpcs, ["regionID": .string(region)], as: "hub")
    }
    guard case .gateway(let refusal)? = failure?.cause else {
      Issue.record("\(failure?.description ?? "no failure")")
      return
    }
    #expect(refusal.status == 401)
    #expect(refusal.clockLead == -ahead)
  }
}
