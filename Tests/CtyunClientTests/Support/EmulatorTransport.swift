import CtyunAPI
import CtyunClient
import Emulator

/// Carries requests to an emulator in the same process, byte for byte as they would go over a socket.
struct EmulatorTransport: Transport {
  let wire: EmulatedWire

  func send(_ request: SignedRequest) async throws(TransportFailure) -> TransportReply {
    let rest = request.url.trimmingPrefix("http://emulator")
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let outcome = wire.answer(
      WireRequest(
        method: request.method.rawValue, path: String(parts[0]),
        query: parts.count > 1 ? String(parts[1]) : "",
        headers: request.headers, body: request.body))
    guard case .reply(let reply, _) = outcome else { throw TransportFailure(.unknown, "\(outcome)") }
    return TransportReply(status: reply.status, headers: reply.headers, body: reply.body)
  }
}
