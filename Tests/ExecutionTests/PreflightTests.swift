import CtyunAPI
import Diagnostics
import Emulator
import Execution
import JSON
import Planning
import Rehearsal
import Runbook
import Testing

@Suite struct PreflightTests {
  private func findings(
    _ scenario: Shipped, _ cloud: TestCloud, secrets: (any SecretKeeper)? = nil,
    binding: Preflight.Binding? = nil, limits: [String: Preflight.Limit] = [:], skew: Int64? = nil
  ) async -> [PreflightFinding] {
    await Preflight(
      scenario.runbook, caller: cloud, secrets: secrets ?? scenario.secrets, binding: binding, limits: limits,
      clockSkewMilliseconds: skew
    ).findings()
  }

  private func errors(_ findings: [PreflightFinding]) -> [String] {
    findings.filter { $0.severity == .error }.map { "\($0.topic.rawValue): \($0.message)" }
  }

  @Test(arguments: Shipped.all) func aSoundSceneHasNoErrors(scenario: Shipped) async throws {
    let cloud = TestCloud(try scenario.cloud(), clock: StillClock())
    let found = await findings(scenario, cloud)
    #expect(errors(found) == [])
    #expect(found.allowsRun)
    #expect(cloud.log.value.writes.isEmpty, "it only reads")
    // What stands inside something that the run makes cannot be looked at before.
    let adopted = scenario.plan.vpcs.count { $0.existing != nil }
    #expect(found.count { $0.topic == .adopted && $0.message.hasPrefix("vpc/") } == adopted)
  }

  @Test(arguments: Shipped.all) func afterARunItsNamesAreTaken(scenario: Shipped) async throws {
    let session = try Session(scenario)
    try await session.apply()
    let found = await findings(scenario, session.cloud)
    #expect(found.contains { $0.topic == .names && $0.severity == .error })
    #expect(!found.allowsRun)
  }

  @Test func eachFaultIsNamed() async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let fresh = try scenario.cloud()
    let cloud = TestCloud(fresh, clock: StillClock())
    let binding = Preflight.Binding(isScenarioTheSame: false, isLockTheSame: false)
    #expect(
      errors(await findings(scenario, cloud, binding: binding)) == [
        "freshness: the scenario was changed after the plan was made",
        "freshness: the lock file was changed after the plan was made",
      ])
    let sound = Preflight.Binding(isScenarioTheSame: true, isLockTheSame: true)
    #expect(errors(await findings(scenario, cloud, binding: sound)) == [])
    #expect(
      errors(await findings(scenario, cloud, skew: 400_000)) == [
        "clock: the clock is 400 s ahead of the cloud's"
      ])
    #expect(errors(await findings(scenario, cloud, skew: -1_000)) == [])
    let late = TestCloud(fresh, clock: StillClock())
    late.log.change { $0.clockLead = -400 }
    #expect(errors(await findings(scenario, late)) == ["clock: the clock is 400 s behind the cloud's"])
    late.log.change { $0.clockLead = 3 }
    #expect(
      await findings(scenario, late).contains {
        $0.topic == .clock && $0.message == "the clock is within 4 s of the cloud's"
      })
    func room(for count: Int, _ severity: Severity) -> [String: Preflight.Limit] {
      ["vpc.CreateVpc": Preflight.Limit(count, name: "vpcs", severityOfExcess: severity)]
    }
    #expect(
      errors(await findings(scenario, cloud, limits: room(for: 0, .error))).first?.hasPrefix(
        "quota: account shop has 0 of 0") == true)
    #expect(errors(await findings(scenario, cloud, limits: room(for: 10, .error))) == [])
    // A limit that nobody has confirmed keeps nothing from beginning.
    let unsure = await findings(scenario, cloud, limits: room(for: 0, .warning))
    #expect(unsure.allowsRun)
    #expect(
      unsure.contains {
        $0.topic == .quota && $0.severity == .warning && $0.help?.contains("profile: { vpcs: … }") == true
      })

    let emptyHanded = TestCloud(Cloud(CloudConfiguration(regions: [])), clock: StillClock())
    let lost = errors(await findings(scenario, emptyHanded))
    #expect(lost.contains { $0.hasPrefix("credentials: account shop") })

    let spoiled = TestCloud(fresh, clock: StillClock())
    spoiled.log.change { $0.rewrites = [("vpc.ShowVpc", "172.16.0.0/16", "172.17.0.0/16")] }
    let wrong = errors(await findings(scenario, spoiled))
    #expect(wrong.contains { $0.contains("172.16.0.0/16") && $0.contains("found 172.17.0.0/16") })

    let secretive = try Shipped.named("idc-direct-connect")
    let needs = errors(
      await findings(
        secretive, TestCloud(try secretive.cloud(), clock: StillClock()), secrets: KnownSecrets()))
    #expect(
      needs == [
        "secrets: nobody gave the secret bgp-key/hq-dc/line-a",
        "secrets: nobody gave the secret bgp-key/hq-dc/line-b",
      ])
  }
}
