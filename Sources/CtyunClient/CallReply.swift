public import CtyunAPI

/// What the cloud answered to a call that it did.
public struct CallReply: Sendable, Hashable {
  /// The id under which the cloud's support finds the request: of the last attempt, if there were several.
  public let requestID: String
  /// The reply.
  public let envelope: ReplyEnvelope
  /// How often it was sent.
  public let attempts: Int

  /// Joins the parts.
  public init(requestID: String, envelope: ReplyEnvelope, attempts: Int = 1) {
    self.requestID = requestID
    self.envelope = envelope
    self.attempts = attempts
  }
}
