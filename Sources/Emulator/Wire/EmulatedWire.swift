public import CtyunAPI
public import JSON
import Synchronization

extension Behaviour {
  static let businessStatus = Behaviour(
    "WIRE-014", .contract,
    "Whatever the service answers, refusals included, arrives with status 200 as JSON.",
    "README §2")

  static let wire =
    signatures + replays + routes + arguments + [businessStatus]
}

/// The cloud behind its gateway: answers requests as they come over the wire, in process and without a socket.
///
/// Safe to use from many threads. Calls have their effect one after the other; everything that needs no more than
/// the request itself (signature, parsing, writing the reply) is done outside of the lock. With the same cloud,
/// keys, faults and clock the same requests get the same answers.
public final class EmulatedWire: Sendable {
  /// What the gateway is like.
  public struct Options: Sendable, Hashable {
    /// Whether only the contract's recipe of the signature is accepted.
    public var isStrict = false
    /// How much later every reply comes.
    public var latencyMilliseconds = 0
    /// How many of the last requests the log keeps.
    public var logCapacity = 1000

    /// A lenient gateway without latency.
    public init() {}
  }

  /// The largest body that is read.
  public static let maximumBodyBytes = 1 << 20

  /// Something that left the cloud another than before.
  public enum Effect: Sendable {
    /// A call. The same calls at the same moments, in order, make the same cloud.
    case call(Call, EmulatorInstant)
    /// It was replaced as a whole: by a seed or a reset.
    case replaced
  }

  private let state: Mutex<WireState>
  private let options: Options
  private let check: SignatureCheck
  private let now: @Sendable () -> EmulatorInstant

  /// A gateway before a cloud. Until accounts get keys nobody can call it over the wire.
  ///
  /// - Parameters:
  ///   - cloud: what it begins with.
  ///   - initial: what `reset()` goes back to, if that is something else.
  ///   - options: what the gateway is like.
  ///   - now: the clock.
  public init(
    _ cloud: Cloud, resettingTo initial: Cloud? = nil, options: Options = Options(),
    now: @escaping @Sendable () -> EmulatorInstant
  ) {
    self.options = options
    check = SignatureCheck(isStrict: options.isStrict)
    self.now = now
    state = Mutex(WireState(cloud, initial: initial ?? cloud, logCapacity: options.logCapacity))
  }

  // MARK: The wire

  /// Answers a request, whatever it is. Replies carry the date of the cloud's clock.
  public func answer(_ request: WireRequest) -> WireOutcome {
    let moment = now()
    return answer(request, at: moment).dated(moment)
  }

  /// A reply that is not the cloud's, with the date of the cloud's clock as all others have it.
  public func dated(_ reply: WireReply) -> WireReply { reply.dated(now()) }

  private func answer(_ request: WireRequest, at moment: EmulatorInstant) -> WireOutcome {
    var entry = LoggedRequest(number: 0, moment: moment)
    do throws(GatewayRefusal) {
      let (call, claim) = try verified(request, at: moment, &entry)
      let served = state.withLock { [entry] in $0.serve(call, claim, at: moment, entry) }
      return outcome(served)
    } catch {
      entry.status = error.status
      entry.errorCode = error.code
      entry.refusedBy = error.behaviour?.id
      state.withLock { [entry] in $0.log.add(entry) }
      return outcome(.refused(error))
    }
  }

  /// The call that a request makes, once it is known who makes it.
  private func verified(
    _ request: WireRequest, at moment: EmulatorInstant, _ entry: inout LoggedRequest
  ) throws(GatewayRefusal) -> (Call, ClaimedSignature) {
    let operation = try Routes.operation(request)
    entry.operation = operation.id
    let query = try ArgumentReader.query(request)
    let claim = try ClaimedSignature(request)
    entry.requestID = claim.requestID
    guard let (account, key) = holder(of: claim) else {
      throw GatewayRefusal(
        .unknownKey, .unauthorized, "no account has the access key \(claim.authorization.accessKeyID)")
    }
    try check.checkDate(claim, now: moment)
    try check.checkSignature(claim, key: key, request: request, query: query)
    entry.account = account
    let arguments = try ArgumentReader.arguments(of: operation, query: query, body: request.body)
    return (Call(account: account, operation: operation, parameters: arguments), claim)
  }

  /// Who claims to call, and the key that judges the claim.
  private func holder(of claim: ClaimedSignature) -> (account: String, key: EOPSigningKey)? {
    let id = claim.authorization.accessKeyID
    guard let holder = state.withLock({ $0.keys[id] }) else { return nil }
    if let derived = holder.derived, derived.date == claim.date { return (holder.account, derived.key) }
    let key = EOPSigningKey(holder.key, date: claim.date)
    state.withLock { $0.keys[id]?.derived = (claim.date, key) }
    return (holder.account, key)
  }

  private func outcome(_ served: WireState.Served) -> WireOutcome {
    let latency = options.latencyMilliseconds
    switch served {
    case .envelope(let envelope, let delay):
      return .reply(WireReply(envelope), delayMilliseconds: latency + delay)
    case .garbage(let envelope, let chance):
      return .reply(WireReply(garbageOf: envelope, chance: chance), delayMilliseconds: latency)
    case .refused(let refusal): return .reply(refusal.reply, delayMilliseconds: latency)
    case .lost(let outcome): return outcome
    }
  }
}

// MARK: Behind the wire

extension EmulatedWire {
  /// Gives an account an access key. The account is made if the cloud does not know it.
  public func add(_ key: AccessKey, of account: CloudAccount) {
    state.withLock { state in
      if !state.cloud.accounts.contains(where: { $0.name == account.name }) {
        state.cloud.add(account)
        state.record?(.replaced, state.cloud)
      }
      if !state.initial.accounts.contains(where: { $0.name == account.name }) { state.initial.add(account) }
      state.keys[key.id] = WireState.Holder(key: key, account: account.name, derived: nil)
    }
  }

  /// Has everything that changes the cloud told to `record`, with the cloud after it: before the reply leaves and
  /// while no other call can run.
  public func recordEffects(_ record: (@Sendable (Effect, Cloud) -> Void)?) {
    state.withLock { $0.record = record }
  }

  /// Makes a call without a wire: no signature, no faults, no log. For playing another party of a change, such as
  /// the carrier or the account at the other end.
  public func perform(_ call: Call) -> Answer {
    let moment = now()
    return state.withLock { $0.handle(call, at: moment) }
  }

  /// Puts what a seed describes into the cloud.
  ///
  /// - Throws: `ContentError` at the first thing that cannot be done. The cloud is unchanged then.
  public func plant(_ seed: Seed) throws(ContentError) {
    let moment = now()
    try state.withLock { (state) throws(ContentError) in
      try state.cloud.plant(seed, at: moment)
      state.record?(.replaced, state.cloud)
    }
  }

  /// Goes back to the cloud of the beginning. Faults begin anew; the log is emptied; keys stay.
  public func reset() { state.withLock { $0.reset() } }

  /// Everything alive, for comparing before and after; see `Cloud.inventory(ids:)`.
  ///
  /// - Throws: `SnapshotError` if a value cannot be written, which would be a fault of the emulator.
  public func inventory(ids: Cloud.InventoryIDs = .kept) throws(SnapshotError) -> JSONValue {
    try cloud.inventory(ids: ids)
  }

  /// The cloud as it is now.
  public var cloud: Cloud { state.withLock { $0.cloud } }

  /// Replaces the faults; counting begins anew.
  public func setFaults(_ faults: Faults) { state.withLock { $0.begin(faults) } }

  /// The faults, and which of them fired at which calls since they were set.
  public var faults: (rules: Faults, report: FaultReport) {
    state.withLock { ($0.faults.faults, $0.faults.report) }
  }

  /// The last requests, oldest first.
  public var log: [LoggedRequest] { state.withLock { $0.log.ordered } }

  /// How many requests there were.
  public var requestCount: Int { state.withLock { $0.log.count } }
}
