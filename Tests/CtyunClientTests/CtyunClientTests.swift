import CtyunAPI
import JSON
import Logging
import Synchronization
import Testing

@testable import CtyunClient

/// What a call comes to, for every way in which attempts end.
@Suite struct CtyunClientTests {
  static let read = Operations.VPC.listVpcs
  /// Takes a client token.
  static let order = Operations.VPCE.createEndpoint
  /// Takes none.
  static let write = Operations.CDA.addPhysicalLine

  /// What became of a call: its reply or its failure, the requests that were sent, and the pauses between them.
  struct Outcome {
    var reply: CallReply?
    var failure: CallFailure?
    var requests: [SignedRequest]
    var pauses: [Duration]
  }

  static func call(
    _ operation: CtyunAPI.Operation, arguments: JSONObject? = nil, token: String? = "token-1",
    _ outcomes: ScriptedTransport.Outcome..., configuration: CtyunClient.Configuration = .init(),
    account: String = "hub"
  ) async -> Outcome {
    let clock = FakeClock()
    let transport = ScriptedTransport(outcomes)
    let client = CtyunClient(
      credentials: OneKey(), transport: transport, configuration: configuration,
      surroundings: .scripted(clock))
    var arguments = arguments ?? operation.exampleArguments
    if operation.takesClientToken { arguments["clientToken"] = token.map { .string($0) } ?? .null }
    var outcome = Outcome(requests: [], pauses: [])
    do {
      outcome.reply = try await client.call(operation, arguments, as: account)
    } catch {
      outcome.failure = error
    }
    outcome.requests = transport.requests
    outcome.pauses = clock.sleeps
    return outcome
  }

  @Test func successIsReturned() async {
    let outcome = await Self.call(Self.read, .json(["statusCode": "800", "returnObj": [["vpcID": 5]]]))
    #expect(outcome.reply?.attempts == 1)
    #expect(outcome.reply?.requestID == outcome.requests[0].signature.requestID)
    #expect(outcome.reply?.envelope.object?["vpcID"] == 5)
    #expect(outcome.requests[0].url.hasPrefix("https://ctvpc-global.ctapi.ctyun.cn/v4/"))
    #expect(outcome.requests[0].signature.date.text == "20250102T030405Z")
  }

  @Test func wrongCallsAreNotSent() async throws {
    let outcome = await Self.call(Self.read, arguments: ["regionId": "x"], .success)
    #expect(outcome.requests.isEmpty)
    let failure = try #require(outcome.failure)
    #expect(failure.effect == .none && failure.attempts == 0 && failure.requestID == nil)
    #expect(failure.description.contains("did you mean regionID?"))
    #expect(failure.effectText == "nothing was sent")
  }

  @Test func unknownAccountsAreNotSent() async throws {
    let outcome = await Self.call(Self.read, .success, account: "stranger")
    #expect(outcome.requests.isEmpty)
    #expect(outcome.failure?.cause == .credentials("nobody knows stranger; ask"))
  }

  // MARK: Repetition

  @Test func readsAreRepeated() async {
    let outcome = await Self.call(Self.read, .reset, .status(503), .json(5), .success)
    #expect(outcome.reply?.attempts == 4)
    // Half of 0.5 s, 1 s, 2 s: chance is nil here.
    #expect(outcome.pauses == [.milliseconds(250), .milliseconds(500), .seconds(1)])
    #expect(Set(outcome.requests.map(\.signature.requestID)).count == 4, "each attempt has an id of its own")
    #expect(Set(outcome.requests.map(\.body)).count == 1)
    #expect(outcome.requests[0].signature.date != outcome.requests[3].signature.date)
  }

  @Test func readsAreGivenUp() async {
    let outcome = await Self.call(Self.read, .reset)
    #expect(outcome.failure?.attempts == 4 && outcome.failure?.effect == CallFailure.Effect.none)
  }

  @Test func ordersWithATokenAreRepeated() async {
    let outcome = await Self.call(Self.order, .reset, .success)
    #expect(outcome.reply?.attempts == 2)
    #expect(outcome.requests[0].body == outcome.requests[1].body)
  }

  @Test func whatHasNoTokenIsNotRepeated() async {
    for outcome in [
      await Self.call(Self.order, token: nil, .reset, .success),
      await Self.call(Self.write, .reset, .success),
      await Self.call(Self.write, .status(502), .success),
      await Self.call(Self.write, .json("garbage"), .success),
    ] {
      #expect(outcome.requests.count == 1)
      #expect(outcome.failure?.effect == .unknown)
      #expect(outcome.failure?.effectText == "it may have been carried out all the same")
    }
  }

  @Test func whatCertainlyDidNotArriveIsRepeated() async {
    for first in [ScriptedTransport.Outcome.refused, .status(429)] {
      let outcome = await Self.call(Self.write, first, .success)
      #expect(outcome.reply?.attempts == 2)
    }
  }

  /// What the last attempt met says nothing of those before it.
  @Test func theEffectOfEarlierAttemptsIsTold() async {
    let order = await Self.call(Self.order, .reset, .refused, .refused, .refused)
    #expect(order.failure?.effect == .unknown)
    #expect(order.failure?.effectText == "an earlier attempt may have been carried out all the same")
    let read = await Self.call(Self.read, .reset, .refused, .refused, .refused)
    #expect(read.failure?.effectText == "nothing was changed by it")
  }

  @Test func lastingFailuresAreNotRepeated() async {
    let untrusted = TransportFailure(.never, "not trusted", isLasting: true)
    let outcome = await Self.call(Self.read, .failure(untrusted), .success)
    #expect(outcome.requests.count == 1 && outcome.failure?.cause == .transport(untrusted))
  }

  @Test func refusalsAreNotRepeated() async throws {
    let refusal: JSONValue = [
      "statusCode": 900, "errorCode": "Openapi.Vpc.NotFound", "message": "vpc not found",
      "description": "不存在",
    ]
    let outcome = await Self.call(Self.order, .json(refusal), .success)
    let failure = try #require(outcome.failure)
    #expect(outcome.requests.count == 1 && failure.effect == .none)
    #expect(
      failure.description
        == "vpce.CreateEndpoint as hub: refused with Openapi.Vpc.NotFound (vpc not found / 不存在) "
        + "[request \(outcome.requests[0].signature.requestID)]")
  }

  /// A refusal after an attempt that got lost does not prove that the lost one had no effect.
  @Test func effectOfALostAttemptIsRemembered() async {
    let outcome = await Self.call(Self.order, .reset, .json(["statusCode": 900]))
    #expect(outcome.failure?.effect == .unknown && outcome.failure?.attempts == 2)
  }

  @Test func gatewayRefusalHasNoEffect() async {
    let outcome = await Self.call(Self.write, .status(401), .success)
    #expect(outcome.failure?.cause == .gateway(GatewayFailure(status: 401)))
    #expect(outcome.failure?.effect == CallFailure.Effect.none && outcome.requests.count == 1)
  }

  @Test func gatewayTextIsKeptAndMadeHarmless() async throws {
    let body = JSONValue.object(["message": "bad\u{1B}[31m signature"]).text(pretty: false)
    let outcome = await Self.call(Self.read, .reply(TransportReply(status: 403, body: Array(body.utf8))))
    let text = try #require(outcome.failure?.description)
    #expect(text.contains("HTTP status 403 (bad\u{FFFD}[31m signature)"))
  }

  @Test func retryAfterIsHonoured() async {
    var outcome = await Self.call(Self.read, .status(429, retryAfter: "7"), .success)
    #expect(outcome.pauses.first == .seconds(7))
    outcome = await Self.call(Self.read, .status(503, retryAfter: "Wed, 01 Jan 2025 19:04:35 GMT"), .success)
    #expect(outcome.pauses == [.seconds(30)] && outcome.reply?.attempts == 2)
    outcome = await Self.call(Self.read, .status(429, retryAfter: "61"), .success)
    #expect(outcome.requests.count == 1, "a pause beyond the bound is left to the caller")
    #expect(outcome.failure?.advice == "too many calls; the gateway asks to wait 61 s")
  }

  @Test func cancellationEndsThePauses() async {
    let clock = FakeClock()
    let transport = ScriptedTransport([.reset])
    let client = CtyunClient(credentials: OneKey(), transport: transport, surroundings: .scripted(clock))
    let task = Task { () async -> CallFailure? in
      while !Task.isCancelled { await Task.yield() }
      do throws(CallFailure) {
        _ = try await client.call(Self.order, Self.order.exampleArguments, as: "hub")
        return nil
      } catch {
        return error
      }
    }
    task.cancel()
    #expect(await task.value?.cause == .cancelled(wasSent: false))
    #expect(transport.requests.isEmpty)
  }

  // MARK: Choices

  @Test func addressesPathsAndZoneCanBeChosen() async {
    var configuration = CtyunClient.Configuration()
    configuration.addresses = ServiceAddresses(
      common: "http://127.0.0.1:1", own: [.cda: "http://127.0.0.1:2/base/"])
    configuration.paths = ["cda.DeleteHealthCheck": "/v4/cda/health-check/delete"]
    configuration.zoneOffset = 0
    configuration.putsGetParametersInBody = true
    var outcome = await Self.call(Self.read, .success, configuration: configuration)
    #expect(outcome.requests[0].url.hasPrefix("http://127.0.0.1:1/v4/"))
    #expect(outcome.requests[0].signature.date.text == "20250101T190405Z")
    outcome = await Self.call(Operations.CDA.deleteHealthCheck, .success, configuration: configuration)
    #expect(outcome.requests[0].url == "http://127.0.0.1:2/base/v4/cda/health-check/delete")
    outcome = await Self.call(Operations.CDA.listPhysicalLine, .success, configuration: configuration)
    #expect(outcome.requests[0].method == .get && !outcome.requests[0].url.contains("?"))
    #expect(!outcome.requests[0].body.isEmpty)
  }

  // MARK: Log

  @Test func everyAttemptIsLoggedAndNoSecretIs() async throws {
    let log = LogKeeper()
    let clock = FakeClock()
    var arguments = Operations.CDA.addBgpRoute.exampleArguments
    arguments["BGPList"] = [
      [
        "BGPNeighbor": "n", "BGPIP": "10.0.0.1", "lineID": "l", "peerAS": "64512", "BGPKey": "hunter2",
        "bfd": false,
      ]
    ]
    let client = CtyunClient(
      credentials: OneKey(),
      transport: ScriptedTransport([
        .refused,
        .reply(
          TransportReply(
            status: 200, headers: [("Set-Cookie", "hunter2")],
            body: Array(#"{"statusCode":800,"returnObj":{"result":"1","password":"hunter2"}}"#.utf8))),
      ]), surroundings: .scripted(clock), logger: Logger(label: "test") { _ in log.handler })
    _ = try await client.call(Operations.CDA.addBgpRoute, arguments, as: "hub")
    let calls = log.lines.filter { $0.hasPrefix("call ") }
    #expect(calls.count == 2)
    #expect(calls[0].contains("status=not sent") && calls[1].contains("status=800"))
    #expect(calls[1].contains("operation=cda.AddBgpRoute") && calls[1].contains("account=hub"))
    let all = log.lines.joined(separator: "\n")
    #expect(all.contains("BGPKey") && all.contains("***"))
    #expect(!all.contains("hunter2"))
    #expect(!all.contains(OneKey.secret))
    #expect(all.ranges(of: "Signature=").count == all.ranges(of: "Signature=***").count)
    #expect(all.contains("Signature=***"))
  }
}

/// Keeps what is logged, at every level.
final class LogKeeper: Sendable {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }
  var handler: any LogHandler { Handler(keeper: self) }

  private struct Handler: LogHandler {
    let keeper: LogKeeper
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    init(keeper: LogKeeper) { self.keeper = keeper }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
      keeper.kept.withLock { $0.append("\(event.message) \(facts)") }
    }
  }
}
