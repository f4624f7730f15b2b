public import CtyunAPI

/// A call that did not succeed: what happened, whether it may have had its effect, and what to do.
public struct CallFailure: Error, Sendable, Hashable {
  /// What happened.
  public enum Cause: Sendable, Hashable {
    /// The call was refused before anything was sent: a parameter is missing or wrong.
    case request(RequestError)
    /// The caller has no key for the account.
    case credentials(String)
    /// No whole answer came.
    case transport(TransportFailure)
    /// The gateway answered instead of the service, with a status outside 200–299.
    case gateway(GatewayFailure)
    /// The service understood and did not do it.
    case business(BusinessFailure)
    /// The answer could not be read.
    case decoding(ReplyError)
    /// The task was cancelled; a request may have been on its way.
    case cancelled(wasSent: Bool)
  }

  /// Whether the cloud may have done what was asked.
  public enum Effect: String, Sendable, Hashable {
    /// Certainly not.
    case none
    /// It may have; only a read can tell.
    case unknown
  }

  /// The operation (`vpce.CreateEndpoint`).
  public let operationID: String
  /// The account that called.
  public let account: String
  /// The id of the last request; nil when none was made.
  public let requestID: String?
  /// What happened at the last attempt.
  public let cause: Cause
  /// Whether any of the attempts may have had its effect; always ``Effect/none`` for reads.
  public let effect: Effect
  /// How often it was sent.
  public let attempts: Int

  /// Joins the parts.
  public init(
    operationID: String, account: String, requestID: String?, cause: Cause, effect: Effect, attempts: Int
  ) {
    self.operationID = operationID
    self.account = account
    self.requestID = requestID
    self.cause = cause
    self.effect = effect
    self.attempts = attempts
  }
}
