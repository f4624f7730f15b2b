import CtyunAPI
import JSON
import Scenario

/// Everything behind the lock of a wire: the cloud, who may call it, what goes wrong, what was seen.
struct WireState {
  /// Who has an access key, with the signing key that was derived last: it holds for a second.
  struct Holder {
    var key: AccessKey
    var account: String
    var derived: (date: EOPDate, key: EOPSigningKey)?
  }

  /// What became of a request that got as far as the cloud.
  enum Served {
    /// The service answers.
    case envelope(JSONObject, delayMilliseconds: Int)
    /// The service answered, and this comes of it.
    case garbage(JSONObject, chance: UInt64)
    /// The gateway answers.
    case refused(GatewayRefusal)
    /// Nobody answers.
    case lost(WireOutcome)
  }

  var cloud: Cloud
  /// What a reset goes back to.
  var initial: Cloud
  var keys: [String: Holder] = [:]
  var replays = ReplayGuard()
  var faults = FaultInjector()
  var log: RequestLog
  var record: (@Sendable (EmulatedWire.Effect, Cloud) -> Void)?
  /// The clouds before the last changing calls, the latest last; kept only while a fault needs them, since each
  /// copy makes the next change copy the tables that it touches.
  private var past: [Cloud] = []

  init(_ cloud: Cloud, initial: Cloud, logCapacity: Int) {
    self.cloud = cloud
    self.initial = initial
    log = RequestLog(capacity: logCapacity)
  }

  mutating func begin(_ faults: Faults) {
    self.faults.begin(faults)
    past = []
  }

  /// Goes back to the beginning; faults begin anew.
  mutating func reset() {
    cloud = initial
    replays = ReplayGuard()
    log = RequestLog(capacity: log.capacity)
    begin(faults.faults)
    record?(.replaced, cloud)
  }

  /// Lets a call have its effect, and has it recorded.
  mutating func handle(_ call: Call, at moment: EmulatorInstant) -> Answer {
    let depth = faults.staleDepth
    let before = depth > 0 ? cloud : nil
    let answer = cloud.handle(call, at: moment)
    guard answer.isTouched else { return answer }
    if let before {
      past.append(before)
      if past.count > depth { past.removeFirst(past.count - depth) }
    }
    record?(.call(call, moment), cloud)
    return answer
  }

  /// Serves a call whose signature is right, and logs it.
  mutating func serve(
    _ call: Call, _ claim: ClaimedSignature, at moment: EmulatorInstant, _ entry: LoggedRequest
  ) -> Served {
    var entry = entry
    defer { log.add(entry) }
    let keyID = claim.authorization.accessKeyID
    guard replays.note(claim.requestID, of: keyID) else {
      return refuse(.replay(of: claim), &entry)
    }
    let strike = faults.strike(call.operation, account: call.account, requestID: claim.requestID)
    guard let strike else { return answer(call, at: moment, &entry) }
    entry.fault = strike.rule.name
    switch strike.rule.fault {
    case .refused(let milliseconds):
      replays.forget(claim.requestID, of: keyID)
      return .lost(.refused(milliseconds: milliseconds))
    case .resetBefore:
      replays.forget(claim.requestID, of: keyID)
      return .lost(.reset(delayMilliseconds: 0))
    case .throttled(let seconds):
      let headers = seconds.map { [(name: "Retry-After", value: "\($0)")] } ?? []
      return refuse(GatewayRefusal(nil, .throttled, "too many calls (a fault)", headers: headers), &entry)
    case .serverError(let status, let afterEffect):
      if afterEffect { note(handle(call, at: moment), &entry) }
      return refuse(GatewayRefusal(nil, .failed, status: status, "the gateway failed (a fault)"), &entry)
    case .businessFailure(let code, let message):
      let envelope = Envelope(operation: call.operation).failure(code: code, message: message, "故障注入")
      entry.status = 200
      entry.statusCode = 900
      entry.errorCode = code
      return .envelope(envelope, delayMilliseconds: 0)
    case .resetAfter:
      note(handle(call, at: moment), &entry)
      return .lost(.reset(delayMilliseconds: 0))
    case .replyDropped:
      note(handle(call, at: moment), &entry)
      return .lost(.silence)
    case .exit:
      note(handle(call, at: moment), &entry)
      return .lost(.exit)
    case .slow(let milliseconds):
      guard case .envelope(let envelope, _) = answer(call, at: moment, &entry) else { break }
      return .envelope(envelope, delayMilliseconds: milliseconds)
    case .garbage:
      guard case .envelope(let envelope, _) = answer(call, at: moment, &entry) else { break }
      return .garbage(envelope, chance: strike.chance)
    case .twice(let isNoticed):
      note(handle(call, at: moment), &entry)
      guard isNoticed else { break }
      return refuse(.replay(of: claim), &entry)
    case .stale(let changes):
      var old = past.count >= changes ? past[past.count - changes] : past.first ?? cloud
      return answer(with: old.handle(call, at: moment), &entry)
    case .quota(let key, let number):
      let profile = cloud.configuration.profile
      cloud.configuration.profile = profile.setting(key, to: number, source: "A fault says it.")
    }
    return answer(call, at: moment, &entry)
  }

  private mutating func answer(
    _ call: Call, at moment: EmulatorInstant, _ entry: inout LoggedRequest
  ) -> Served {
    answer(with: handle(call, at: moment), &entry)
  }

  private func answer(with answer: Answer, _ entry: inout LoggedRequest) -> Served {
    note(answer, &entry)
    entry.status = 200
    return .envelope(answer.envelope, delayMilliseconds: 0)
  }

  private func refuse(_ refusal: GatewayRefusal, _ entry: inout LoggedRequest) -> Served {
    entry.status = refusal.status
    entry.errorCode = refusal.code
    entry.refusedBy = refusal.behaviour?.id
    return .refused(refusal)
  }

  private func note(_ answer: Answer, _ entry: inout LoggedRequest) {
    entry.statusCode = answer.isSuccess ? 800 : 900
    entry.refusedBy = answer.refusedBy?.id
    if !answer.isSuccess { entry.errorCode = answer.envelope["errorCode"]?.stringValue }
  }
}

extension GatewayRefusal {
  fileprivate static func replay(of claim: ClaimedSignature) -> GatewayRefusal {
    GatewayRefusal(
      .replayed, .replayed, "the request id \(claim.requestID) was used before; every request needs its own")
  }
}
