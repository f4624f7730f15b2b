import CtyunAPI
import JSON

/// The gateway in front of the cloud answered in place of the service: a signature it does not accept, too many
/// requests, a service that is away.
///
/// No source says what such an answer holds, so only its status is relied on.
public struct GatewayFailure: Sendable, Hashable, CustomStringConvertible {
  /// The HTTP status, outside 200–299.
  public let status: Int
  /// What the answer says for itself, if it is readable: its code and its text.
  public let text: String?
  /// After how many seconds the gateway wants to be asked again, if it said so.
  public let retryAfter: Int64?
  /// How many seconds this machine's clock is ahead of the gateway's; nil where the answer has no date.
  public let clockLead: Int64?

  /// Joins the parts.
  public init(status: Int, text: String? = nil, retryAfter: Int64? = nil, clockLead: Int64? = nil) {
    self.status = status
    self.text = text
    self.retryAfter = retryAfter
    self.clockLead = clockLead
  }

  /// Reads an answer.
  ///
  /// - Parameter instant: the clock's reading in seconds since 1970, for a `Retry-After` that is a date.
  init(_ reply: TransportReply, at instant: Int64) {
    let envelope = try? ReplyEnvelope(decoding: reply.body)
    let texts = [envelope?.errorCode, envelope?.message, envelope?.details].compactMap { $0 }
    self.init(
      status: reply.status, text: texts.isEmpty ? nil : texts.joined(separator: " / ").visible(upTo: 300),
      retryAfter: reply.header("Retry-After").flatMap { RetryAfter.seconds($0, at: instant) },
      clockLead: reply.clockLead(at: instant))
  }

  /// Whether the request was turned away before any service saw it. A status from 500 on leaves that open.
  public var wasTurnedAway: Bool { (300..<500).contains(status) }

  /// One line.
  public var description: String {
    "the gateway answered with HTTP status \(status)" + (text.map { " (\($0))" } ?? "")
  }
}

extension String {
  /// The text without control characters, cut: what a server sends must not move a terminal's cursor.
  func visible(upTo limit: Int) -> String {
    let scalars = unicodeScalars.prefix(limit).map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.properties.isBidiControl
        ? "\u{FFFD}" : scalar
    }
    var text = String(String.UnicodeScalarView(scalars))
    if unicodeScalars.count > limit { text += "…" }
    return text
  }
}
