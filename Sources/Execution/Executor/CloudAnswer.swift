import CtyunAPI
import CtyunClient
import JSON

/// What came of a call, in the words of the executor: what is to be done next, not how the wire failed.
enum CloudAnswer: Sendable {
  /// The cloud did it, or has taken the order.
  case reply(CallReply)
  /// The cloud understood and did not do it.
  case refused(BusinessFailure, requestID: String?)
  /// The cloud is at it already: ask again.
  case inProgress(requestID: String?)
  /// The cloud certainly did nothing, because it was never reached: try again.
  case unreached(String)
  /// The cloud may have done it.
  case ambiguous(String)
  /// The gateway turned it away with status 403: the key may not do this, or the gateway has seen the very request
  /// before because something on the way delivered it twice – then its first copy may have had its effect.
  case turnedAway(String)
  /// The call cannot be made, now or later.
  case uncallable(String)
  /// The session is ending; nothing was sent.
  case cancelled

  init(_ failure: CallFailure) {
    if failure.effect == .unknown {
      self = .ambiguous(failure.description)
      return
    }
    switch failure.cause {
    case .business(let refusal):
      self =
        refusal.isInProgress
        ? .inProgress(requestID: failure.requestID) : .refused(refusal, requestID: failure.requestID)
    case .request, .credentials: self = .uncallable(failure.description)
    case .transport(let transport) where transport.isLasting: self = .uncallable(failure.description)
    case .gateway(let gateway) where gateway.status == 403: self = .turnedAway(failure.description)
    case .gateway(let gateway) where gateway.isLasting: self = .uncallable(failure.description)
    case .transport, .gateway, .decoding: self = .unreached(failure.description)
    case .cancelled(let wasSent): self = wasSent ? .unreached(failure.description) : .cancelled
    }
  }
}

extension GatewayFailure {
  /// Whether the same call would be turned away again: the key or the address is wrong.
  var isLasting: Bool { [401, 403, 404].contains(status) || (300..<400).contains(status) }
}
