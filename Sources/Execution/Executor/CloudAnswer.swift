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
  /// The call cannot be made, now or later.
  case uncallable(String)
  /// The session is ending; nothing was sent.
  case cancelled

  init(_ failure: CallFailure) {
    if failure.effect == .unknown {
      self = .ambiguous(failure.sentence)
      return
    }
    switch failure.cause {
    case .business(let refusal):
      self =
        refusal.isInProgress
        ? .inProgress(requestID: failure.requestID) : .refused(refusal, requestID: failure.requestID)
    case .request, .credentials: self = .uncallable(failure.sentence)
    case .transport, .gateway, .decoding: self = .unreached(failure.sentence)
    case .cancelled(let wasSent): self = wasSent ? .unreached(failure.sentence) : .cancelled
    }
  }
}

extension CallFailure {
  /// What happened, in one sentence.
  var sentence: String {
    switch cause {
    case .request(let error): "\(operationID) cannot be sent: \(error)"
    case .credentials(let reason): "account \(account) cannot sign: \(reason)"
    case .transport(let failure): "\(operationID): \(failure)"
    case .gateway(let status): "\(operationID): the gateway answered with HTTP status \(status)"
    case .business(let refusal): "\(refusal)"
    case .decoding(let error): "\(operationID): \(error)"
    case .cancelled: "\(operationID) was cancelled"
    }
  }
}
