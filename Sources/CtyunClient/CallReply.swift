public import CtyunAPI

/// What the cloud answered to a call that it did.
public struct CallReply: Sendable, Hashable {
  /// The id under which the cloud's support finds the request: of the last attempt, if there were several.
  public let requestID: String
  /// The reply.
  public let envelope: ReplyEnvelope
  /// How often it was sent.
  public let attempts: Int
  /// How many seconds this machine's clock is ahead of the server's; nil where the answer has no date.
  public let clockLead: Int64?

  /// Joins the parts.
  public init(requestID: String, envelope: ReplyEnvelope, attempts: Int = 1, clockLead: Int64? = nil) {
    self.requestID = requestID
    self.envelope = envelope
    self.attempts = attempts
    self.clockLead = clockLead
  }
}
