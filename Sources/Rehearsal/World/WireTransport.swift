import CtyunAPI
import CtyunClient
import Emulator

/// Brings signed requests to an emulated cloud in the same process: everything of the client is used but sockets.
struct WireTransport: Transport {
  private let wire: EmulatedWire
  private let time: VirtualTime
  /// After how long without an answer a request is given up, in milliseconds.
  private let patience: Int64

  private let kill: KillSwitch?
  private let trace: RequestTrace?

  /// A transport to a gateway, in a time in which delays pass, and in a process that may be killed.
  init(
    to wire: EmulatedWire, time: VirtualTime, patienceMilliseconds: Int64 = 30_000, killing kill: KillSwitch?,
    tracing trace: RequestTrace?
  ) {
    self.wire = wire
    self.time = time
    patience = patienceMilliseconds
    self.kill = kill
    self.trace = trace
  }

  func send(_ request: SignedRequest) async throws(TransportFailure) -> TransportReply {
    let isChanging = Operations.named(request.operationID)?.isMutating == true
    if isChanging { trace?.note(request) }
    let isLast = isChanging && kill?.countsDown() == true
    if isLast, kill?.strikesBefore == true { throw await die() }
    let outcome = wire.answer(WireRequest(request))
    if isLast { throw await die() }
    return try await reply(outcome)
  }

  /// Ends the process; nobody sees what this returns.
  private func die() async -> TransportFailure {
    time.kill()
    await Task.yield()
    return TransportFailure(.unknown, "the process was killed")
  }

  private func reply(_ outcome: WireOutcome) async throws(TransportFailure) -> TransportReply {
    switch outcome {
    case .reply(let reply, let delay):
      guard Int64(delay) <= patience else { throw await gaveUp() }
      try await wait(Int64(delay))
      return TransportReply(status: reply.status, headers: reply.headers, body: reply.body)
    case .refused:
      throw TransportFailure(.never, "the connection was refused")
    case .reset(let delay):
      try await wait(Int64(delay))
      throw TransportFailure(.unknown, "the connection was reset")
    case .silence: throw await gaveUp()
    case .exit: throw TransportFailure(.unknown, "the cloud went away")
    }
  }

  private func gaveUp() async -> TransportFailure {
    do { try await time.sleep(milliseconds: patience) } catch {
      return TransportFailure(.unknown, "the request was cancelled")
    }
    return TransportFailure(.unknown, "no answer came within \(patience / 1000) s")
  }

  private func wait(_ milliseconds: Int64) async throws(TransportFailure) {
    guard milliseconds > 0 else { return }
    do { try await time.sleep(milliseconds: milliseconds) } catch {
      throw TransportFailure(.unknown, "the request was cancelled")
    }
  }
}

extension WireRequest {
  /// A signed request as it goes over the wire: without scheme and host.
  init(_ request: SignedRequest) {
    let afterScheme = request.url.split(separator: "://", maxSplits: 1).last ?? ""
    let target = afterScheme.drop { $0 != "/" }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: request.method.rawValue, path: String(parts.first ?? ""),
      query: parts.count == 2 ? String(parts[1]) : "", headers: request.headers, body: request.body)
  }
}
