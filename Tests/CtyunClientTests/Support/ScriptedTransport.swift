import CtyunAPI
import CtyunClient
import JSON
import Synchronization

/// A transport that answers as it is told and keeps what it was sent.
final class ScriptedTransport: Transport {
  enum Outcome: Sendable {
    case reply(TransportReply)
    case failure(TransportFailure)

    static let success = json(["statusCode": 800, "returnObj": [:]])
    static let reset = failure(TransportFailure(.unknown, "reset"))
    static let refused = failure(TransportFailure(.never, "refused"))

    static func json(_ value: JSONValue) -> Outcome {
      reply(TransportReply(status: 200, body: Array(value.text(pretty: false).utf8)))
    }

    static func status(_ status: Int, retryAfter: String? = nil) -> Outcome {
      reply(TransportReply(status: status, headers: retryAfter.map { [("retry-after", $0)] } ?? [], body: []))
    }
  }

  private let state: Mutex<(outcomes: [Outcome], requests: [SignedRequest])>

  /// The last outcome is repeated for ever.
  init(_ outcomes: [Outcome]) { state = Mutex((outcomes, [])) }

  var requests: [SignedRequest] { state.withLock { $0.requests } }

  func send(_ request: SignedRequest) async throws(TransportFailure) -> TransportReply {
    let outcome = state.withLock { state in
      state.requests.append(request)
      return state.outcomes.count > 1 ? state.outcomes.removeFirst() : state.outcomes[0]
    }
    switch outcome {
    case .reply(let reply): return reply
    case .failure(let failure): throw failure
    }
  }
}

/// One key for every account.
struct OneKey: CredentialsProvider {
  static let secret = "SKEXAMPLE0001"

  func accessKey(for account: String) throws(CredentialsFailure) -> AccessKey {
    guard account != "stranger" else { throw CredentialsFailure("nobody knows \(account)", help: "ask") }
    return AccessKey(id: "AKEXAMPLE0001", secret: Secret(Self.secret))
  }
}
