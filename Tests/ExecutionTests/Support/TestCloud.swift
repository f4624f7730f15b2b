import CtyunAPI
import CtyunClient
import Emulator
import Execution
import JSON

/// The emulated cloud as a caller meets it, with one thing going wrong at one changing call.
final class TestCloud: CloudCaller {
  /// What goes wrong.
  enum Fault: String, CaseIterable {
    /// The request never leaves.
    case neverSent
    /// It may have arrived; it has not.
    case lostBefore
    /// It had its effect; the answer is lost.
    case lostAfter
    /// It had its effect; the gateway says 502.
    case gatewayAfter
    /// It had its effect; the answer is no JSON.
    case garbageAfter
    /// The cloud refuses.
    case refused
  }

  struct Log: Sendable {
    var cloud: Cloud
    /// The changing calls so far, by operation and account.
    var writes: [String] = []
    var reads = 0
    /// How many seconds the caller's clock is ahead of the cloud's, as replies have it.
    var clockLead: Int64?
    var faults: [Int: Fault] = [:]
    /// The reads, by number, that the gateway turns away.
    var readsTurnedAway = 0..<0
    /// Operations that are refused whenever they are called.
    var refusedForGood: Set<String> = []
    /// What a refusal says.
    var refusal = "not now"
    /// Texts in the replies of an operation that are shown as others.
    var rewrites: [(operation: String, text: String, other: String)] = []
    /// How far the caller's clock is ahead of the cloud's, in seconds, as its answers tell.
    var secondsAhead: Int64?
    /// Whether nobody can reach it.
    var isAway = false
    /// The changing calls that a fault met.
    var struck: [String] = []
    /// Every argument text that left.
    var texts: Set<String> = []
  }

  /// What a body of garbage is called.
  private static let garbage: ReplyError = {
    do throws(ReplyError) {
      let envelope = try ReplyEnvelope(decoding: Array("<html>".utf8))
      preconditionFailure("\(envelope.document) was read as a reply")
    } catch { return error }
  }()

  let log: Locked<Log>
  private let clock: StillClock
  /// Told after each changing call had its effect and before its answer arrives.
  private let afterEffect: @Sendable (Cloud) async -> Void

  init(_ cloud: Cloud, clock: StillClock, afterEffect: @escaping @Sendable (Cloud) async -> Void = { _ in }) {
    log = Locked(Log(cloud: cloud))
    self.clock = clock
    self.afterEffect = afterEffect
  }

  var cloud: Cloud { log.value.cloud }

  private func rewritten(_ reply: JSONValue, _ operation: CtyunAPI.Operation) -> JSONValue {
    var text = reply.text(pretty: false)
    for rewrite in log.value.rewrites where rewrite.operation == operation.id {
      text = text.split(separator: rewrite.text, omittingEmptySubsequences: false).joined(
        separator: rewrite.other)
    }
    return (try? JSONValue(parsing: text)) ?? reply
  }

  func call(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String
  ) async throws(CallFailure) -> CallReply {
    let moment = EmulatorInstant(milliseconds: clock.now.milliseconds)
    let (answer, fault, number) = log.change { log -> (Answer?, Fault?, Int) in
      guard operation.isMutating else {
        log.reads += 1
        return (
          log.cloud.handle(Call(account: account, operation: operation, parameters: arguments), at: moment),
          nil, log.reads
        )
      }
      let number = log.writes.count
      log.writes.append("\(operation.id)@\(account)")
      log.texts.insert(JSONValue.object(arguments).text(pretty: false))
      let isRefused = log.refusedForGood.contains(operation.id)
      let fault = isRefused ? .refused : log.faults.removeValue(forKey: number)
      if fault != nil { log.struck.append(operation.id) }
      switch fault {
      case .neverSent?, .lostBefore?, .refused?: return (nil, fault, number)
      default:
        return (
          log.cloud.handle(Call(account: account, operation: operation, parameters: arguments), at: moment),
          fault,
          number
        )
      }
    }
    let requestID = "\(operation.isMutating ? "w" : "r")-\(number)"
    func failure(_ cause: CallFailure.Cause, _ effect: CallFailure.Effect) -> CallFailure {
      CallFailure(
        operationID: operation.id, account: account, requestID: requestID, cause: cause, effect: effect,
        attempts: 1)
    }
    if operation.isMutating { await afterEffect(cloud) }
    if !operation.isMutating, log.value.readsTurnedAway.contains(number) {
      throw failure(.gateway(GatewayFailure(status: 403)), .none)
    }
    if log.value.isAway { throw failure(.transport(TransportFailure(.never, "away")), .none) }
    switch fault {
    case .neverSent?: throw failure(.transport(TransportFailure(.never, "refused")), .none)
    case .lostBefore?, .lostAfter?: throw failure(.transport(TransportFailure(.unknown, "reset")), .unknown)
    case .gatewayAfter?: throw failure(.gateway(GatewayFailure(status: 502)), .unknown)
    case .garbageAfter?: throw failure(.decoding(Self.garbage), .unknown)
    case .refused?:
      let envelope = try? ReplyEnvelope([
        "statusCode": 900, "message": .string(log.value.refusal), "errorCode": "Openapi.Test.Refused",
        "returnObj": .null,
      ])
      guard let refusal = envelope?.failure(of: operation) else { throw failure(.credentials("?"), .none) }
      throw failure(.business(refusal), .none)
    case nil: break
    }
    guard let answer, let envelope = try? ReplyEnvelope(rewritten(.object(answer.envelope), operation)) else {
      throw failure(.credentials("the test has no answer"), .none)
    }
    if let refusal = envelope.failure(of: operation) { throw failure(.business(refusal), .none) }
    return CallReply(requestID: requestID, envelope: envelope, clockLead: log.value.clockLead)
  }
}
