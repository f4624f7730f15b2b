import CtyunAPI
import CtyunClient
import Diagnostics
import Emulator
import Execution
import JSON
import Runbook
import Testing

/// What is looked at before a session goes on with a run, or takes it back.
@Suite struct ContinuationPreflightTests {
  /// A cloud that some accounts cannot use.
  private struct Closed: CloudCaller {
    let cloud: TestCloud
    let causes: [String: CallFailure.Cause]

    func call(
      _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String
    ) async throws(CallFailure) -> CallReply {
      guard let cause = causes[account] else {
        return try await cloud.call(operation, arguments, as: account)
      }
      throw CallFailure(
        operationID: operation.id, account: account, requestID: nil, cause: cause, effect: .none, attempts: 1)
    }
  }

  private static let noKey = CallFailure.Cause.credentials("there is no key")
  private static let wrongKey = CallFailure.Cause.gateway(GatewayFailure(status: 401))
  private static let away = CallFailure.Cause.transport(TransportFailure(.never, "away"))

  private func findings(
    _ session: Session, _ direction: RunState.Direction, _ causes: [String: CallFailure.Cause] = [:],
    secrets: (any SecretKeeper)? = nil
  ) async throws -> [PreflightFinding] {
    await ContinuationPreflight(
      try session.ledger(), direction, caller: Closed(cloud: session.cloud, causes: causes),
      secrets: secrets ?? session.scenario.secrets
    ).findings()
  }

  private func gravest(_ findings: [PreflightFinding], _ topic: PreflightFinding.Topic) -> Severity? {
    let severities = findings.filter { $0.topic == topic }.map(\.severity)
    return [.error, .warning, .info].first(where: severities.contains)
  }

  @Test(arguments: Shipped.all) func nothingThatTheRunMadeStandsInItsWay(scenario: Shipped) async throws {
    let session = try Session(scenario)
    func expectNoComplaint(_ direction: RunState.Direction) async throws {
      let writes = session.cloud.log.value.writes.count
      let found = try await findings(session, direction)
      #expect(found.allSatisfy { $0.severity == .info }, "\(found)")
      #expect(session.cloud.log.value.writes.count == writes, "it only reads")
    }
    try await expectNoComplaint(.forward)
    try await session.apply()
    try await expectNoComplaint(.forward)
    try await expectNoComplaint(.backward)
    try await session.rollback()
    try await expectNoComplaint(.backward)
  }

  @Test func onlyAccountsWithSomethingLeftAreAsked() async throws {
    let session = try Session(Shipped.named("cross-account-approval"))
    let accounts = Set(
      session.scenario.runbook.steps.compactMap { $0.call?.account })
    #expect(accounts.count > 1)
    let closed = Dictionary(uniqueKeysWithValues: accounts.map { ($0, Self.noKey) })
    // Before: of everything that is to be done.
    #expect(try await findings(session, .forward, closed).count { $0.severity == .error } == accounts.count)
    // Nothing was made, so nothing has to be taken back.
    #expect(try await findings(session, .backward, closed).isEmpty)
    let reads = session.cloud.log.value.reads
    _ = try await findings(session, .forward)
    #expect(session.cloud.log.value.reads == reads + accounts.count, "one read for each account")
    try await session.apply()
    #expect(try await findings(session, .forward, closed).isEmpty)
    #expect(try await !findings(session, .backward, closed).allowsRun)
  }

  @Test(
    arguments: [
      (noKey, Severity.error, Severity.error), (wrongKey, .error, .warning), (away, .warning, .warning),
    ])
  func whatStandsInTheWay(cause: CallFailure.Cause, forward: Severity, backward: Severity) async throws {
    let session = try Session(Shipped.named("cross-account-approval"))
    let account = try #require(session.scenario.runbook.steps.first { $0.call != nil }?.call?.account)
    #expect(gravest(try await findings(session, .forward, [account: cause]), .credentials) == forward)
    try await session.apply()
    #expect(gravest(try await findings(session, .backward, [account: cause]), .credentials) == backward)
  }

  @Test func aClockThatTheCloudTakesOnlyWarns() async throws {
    let session = try Session(Shipped.named("zos-from-vpc"))
    session.cloud.log.change { $0.clockLead = 400 }
    #expect(gravest(try await findings(session, .forward), .clock) == .warning)
    let refusal = CallFailure.Cause.gateway(GatewayFailure(status: 401, clockLead: 400))
    #expect(gravest(try await findings(session, .forward, ["analytics": refusal]), .clock) == .error)
  }

  @Test func secretsThatAreLeftToUseAreAskedFor() async throws {
    let session = try Session(Shipped.named("idc-direct-connect"))
    #expect(
      gravest(try await findings(session, .forward, secrets: KnownSecrets()), .secrets) == .error)
    try await session.apply()
    #expect(
      gravest(try await findings(session, .forward, secrets: KnownSecrets()), .secrets) == nil)
  }

  /// Another account's key, or another cloud, knows nothing of what the run made: taking it back there would find
  /// everything gone.
  @Test(arguments: [RunState.Direction.forward, .backward])
  func aCloudThatKnowsNothingOfTheRunIsTheWrongOne(direction: RunState.Direction) async throws {
    let session = try Session(Shipped.named("cross-account-approval"))
    try await session.apply()
    #expect(try await gravest(findings(session, direction), .sight) == .info)
    let other = try Session(Shipped.named("cross-account-approval"))
    func look(_ isAbsenceExpected: Bool) async throws -> [PreflightFinding] {
      await ContinuationPreflight(
        try session.ledger(), direction, caller: other.cloud, secrets: session.scenario.secrets,
        isAbsenceExpected: isAbsenceExpected
      ).findings()
    }
    let accounts = Set(session.scenario.runbook.steps.compactMap { $0.call?.account })
    #expect(try await look(false).count { $0.topic == .sight && $0.severity == .error } == accounts.count)
    #expect(try await gravest(look(true), .sight) == .warning)
  }
}
