public import CtyunAPI
public import JSON
public import Logging
import Synchronization

/// The client of the cloud: signs calls, sends them, repeats them where that is safe, and says of every call that
/// failed whether it may have had its effect.
///
/// It may be used by any number of tasks at once; the limits hold per account.
public final class CtyunClient: CloudCaller {
  /// Choices of a client.
  public struct Configuration: Sendable {
    /// Where calls go.
    public var addresses = ServiceAddresses()
    /// How far east of UTC the signature's date is written, in seconds.
    public var zoneOffset = EOPDate.beijing
    /// Paths to use in place of the declared ones, by the operation's id.
    public var paths: [String: String] = [:]
    /// Sends the parameters of a GET that `acceptsBody` as a JSON body, as the vendor's SDK does.
    public var putsGetParametersInBody = false
    /// When calls are repeated.
    public var retry = RetryPolicy()
    /// How much an account may ask at a time.
    public var limits = AccountLimits()

    /// The choices of the contract.
    public init() {}

    /// The choices for requests of one operation.
    public func options(for operation: CtyunAPI.Operation) -> SignedRequest.Options {
      SignedRequest.Options(
        zoneOffset: zoneOffset, path: paths[operation.id], putsGetParametersInBody: putsGetParametersInBody)
    }
  }

  private let configuration: Configuration
  private let credentials: any CredentialsProvider
  private let transport: any Transport
  private let surroundings: CallSurroundings
  private let log: CallLog
  private let gates = Mutex<[String: AccountGate]>([:])

  /// A client.
  ///
  /// - Parameters:
  ///   - credentials: the keys of the accounts.
  ///   - transport: what carries requests; whoever made it closes it.
  ///   - configuration: choices.
  ///   - surroundings: clock and random numbers.
  ///   - logger: gets one line per attempt at level `info`, and requests and answers, redacted, at `trace`.
  public init(
    credentials: any CredentialsProvider, transport: any Transport, configuration: Configuration = .init(),
    surroundings: CallSurroundings = .system,
    logger: Logger = Logger(label: "isthmus.client", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.credentials = credentials
    self.transport = transport
    self.configuration = configuration
    self.surroundings = surroundings
    log = CallLog(logger: logger)
  }

  /// Calls an operation and waits for its answer; repeats it as the policy allows.
  public func call(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String
  ) async throws(CallFailure) -> CallReply {
    var history = CallHistory(operation: operation, account: account)
    let problems = operation.problems(in: arguments)
    guard problems.isEmpty else { throw history.failure(.request(.problems(operation.id, problems))) }
    let key: AccessKey
    do {
      key = try credentials.accessKey(for: account)
    } catch {
      throw history.failure(.credentials(error.description))
    }
    let gate = gate(of: account)
    let isRepeatable = !operation.isMutating || operation.carriesClientToken(arguments)
    while true {
      let cause: CallFailure.Cause
      do throws(CallFailure.Cause) {
        return try await attempt(operation, arguments, key, gate, &history)
      } catch {
        cause = error
      }
      history.note(cause)
      if case .gateway(let failure) = cause, let seconds = failure.retryAfter {
        await gate.pause(for: min(.seconds(min(seconds, 1 << 40)), configuration.retry.longestRetryAfter))
      }
      let pause = configuration.retry.pause(
        after: cause, attempts: history.attempts, isRepeatable: isRepeatable, random: surroundings.random())
      guard let pause else { throw history.failure(cause) }
      do {
        try await surroundings.clock.sleep(for: pause)
      } catch {
        throw history.failure(.cancelled(wasSent: history.wasSent))
      }
    }
  }

  /// Sends once: with an id and a date of its own, since a gateway refuses the same request twice.
  private func attempt(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, _ key: AccessKey, _ gate: AccountGate,
    _ history: inout CallHistory
  ) async throws(CallFailure.Cause) -> CallReply {
    do {
      try await gate.enter()
    } catch {
      throw .cancelled(wasSent: history.wasSent)
    }
    let result: Result<CallReply, CallFailure.Cause>
    do throws(CallFailure.Cause) {
      result = .success(try await exchange(operation, arguments, key, &history))
    } catch {
      result = .failure(error)
    }
    await gate.leave()
    return try result.get()
  }

  private func exchange(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, _ key: AccessKey, _ history: inout CallHistory
  ) async throws(CallFailure.Cause) -> CallReply {
    let clock = surroundings.clock
    let request: SignedRequest
    do {
      request = try SignedRequest(
        operation, arguments, baseURL: configuration.addresses[operation.service], accessKey: key,
        instant: clock.secondsSince1970, requestID: surroundings.makeRequestID(),
        options: configuration.options(for: operation))
    } catch {
      throw .request(error)
    }
    history.begin(request.signature.requestID)
    log.sending(request)
    let start = clock.uptime
    let reply: TransportReply
    do {
      reply = try await transport.send(request)
    } catch {
      log.failed(history, error, after: clock.uptime - start)
      throw Task.isCancelled ? .cancelled(wasSent: error.arrival == .unknown) : .transport(error)
    }
    let instant = clock.secondsSince1970
    let answer = Result { () throws(CallFailure.Cause) in
      try Self.judge(reply, of: operation, at: instant)
    }
    log.answered(history, reply, answer, after: clock.uptime - start)
    return CallReply(
      requestID: request.signature.requestID, envelope: try answer.get(), attempts: history.attempts,
      clockLead: reply.clockLead(at: instant))
  }

  private static func judge(
    _ reply: TransportReply, of operation: CtyunAPI.Operation, at instant: Int64
  ) throws(CallFailure.Cause) -> ReplyEnvelope {
    guard (200..<300).contains(reply.status) else { throw .gateway(GatewayFailure(reply, at: instant)) }
    let envelope: ReplyEnvelope
    do {
      envelope = try ReplyEnvelope(decoding: reply.body)
    } catch {
      throw .decoding(error)
    }
    if let failure = envelope.failure(of: operation) { throw .business(failure) }
    return envelope
  }

  private func gate(of account: String) -> AccountGate {
    gates.withLock { gates in
      if let gate = gates[account] { return gate }
      let gate = AccountGate(configuration.limits, clock: surroundings.clock)
      gates[account] = gate
      return gate
    }
  }
}

/// Where the services are.
public struct ServiceAddresses: Sendable, Hashable {
  /// The address of every service without one of its own; nil for those that the contract names.
  public var common: String?
  /// Addresses of single services.
  public var own: [Service: String]

  /// Joins the parts.
  public init(common: String? = nil, own: [Service: String] = [:]) {
    self.common = common
    self.own = own
  }

  /// The base URL of a service.
  public subscript(service: Service) -> String { own[service] ?? common ?? service.defaultBaseURL }
}

extension CtyunAPI.Operation {
  /// Whether these arguments hold what makes a repetition harmless.
  func carriesClientToken(_ arguments: JSONObject) -> Bool {
    takesClientToken && arguments["clientToken"]?.stringValue?.isEmpty == false
  }
}
