import CtyunAPI
import Logging

/// Tells a logger what goes over the wire: a line per attempt, and redacted bodies for whoever asks for them.
struct CallLog {
  let logger: Logger

  func sending(_ request: SignedRequest) {
    logger.trace(
      "request",
      metadata: [
        "id": "\(request.signature.requestID)", "method": "\(request.method.rawValue)",
        "url": "\(Redaction.url(request.url))", "headers": "\(Redaction.headers(request.headers))",
        "body": "\(Redaction.body(request.body))",
      ])
  }

  func answered(
    _ history: CallHistory, _ reply: TransportReply, _ answer: Result<ReplyEnvelope, CallFailure.Cause>,
    after duration: Duration
  ) {
    let status =
      switch answer {
      case .success(let envelope): "\(envelope.statusCode ?? 0)"
      case .failure(.business(let failure)):
        "\(failure.statusCode ?? 0) \(failure.errorCode?.visible(upTo: 100) ?? "")"
      case .failure(.gateway(let failure)): "HTTP \(failure.status)"
      case .failure: "unreadable"
      }
    note(history, status, duration)
    logger.trace(
      "reply",
      metadata: [
        "id": "\(history.requestID ?? "")", "status": "\(reply.status)",
        "headers": "\(Redaction.headers(reply.headers))", "body": "\(Redaction.body(reply.body))",
      ])
  }

  func failed(_ history: CallHistory, _ failure: TransportFailure, after duration: Duration) {
    note(history, failure.arrival == .never ? "not sent" : "no answer", duration)
  }

  private func note(_ history: CallHistory, _ status: String, _ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    logger.info(
      "call",
      metadata: [
        "operation": "\(history.operation.id)", "account": "\(history.account)",
        "request": "\(history.requestID ?? "")", "attempt": "\(history.attempts)",
        "status": "\(status.last == " " ? String(status.dropLast()) : status)",
        "milliseconds": "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)",
      ])
  }
}
