import CtyunAPI

/// What the emulator's wire does with a request: an answer, or one of the ways in which answers fail to come.
public enum WireOutcome: Sendable {
  /// An answer, after a delay.
  case reply(WireReply, delayMilliseconds: Int)
  /// Nobody listens: as if the call had never been sent. On a real socket, where the call has arrived already,
  /// its connection is reset and new ones are refused for so long.
  case refused(milliseconds: Int)
  /// The connection is reset without an answer; whether the call had its effect was decided before.
  case reset(delayMilliseconds: Int)
  /// No answer ever comes; the caller runs into its own time limit.
  case silence
  /// The process ends, as if it had been killed, after the effect.
  case exit
}

/// An answer as it goes over the wire.
public struct WireReply: Sendable {
  /// The HTTP status.
  public var status: Int
  /// The header fields.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]

  /// Joins the parts.
  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

extension WireOutcome {
  /// With the date of the moment in the header of an answer.
  func dated(_ moment: EmulatorInstant) -> WireOutcome {
    guard case .reply(let reply, let delay) = self else { return self }
    return .reply(reply.dated(moment), delayMilliseconds: delay)
  }
}

extension WireReply {
  /// With the date of the moment in the header.
  func dated(_ moment: EmulatorInstant) -> WireReply {
    var reply = self
    reply.headers.append(("Date", HTTPDate.text(moment.milliseconds / 1000)))
    return reply
  }
}
