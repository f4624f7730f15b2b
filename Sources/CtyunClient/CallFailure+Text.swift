import CtyunAPI

extension CallFailure: CustomStringConvertible {
  /// What happened, to whose call, and under which id the cloud's support finds it: one sentence.
  public var description: String {
    var text = "\(operationID) as \(account): \(happened)"
    if attempts > 1 { text += ", at the last of \(attempts) attempts" }
    if let requestID { text += " [request \(requestID)]" }
    return text
  }

  private var happened: String {
    switch cause {
    case .request(.problems(_, let problems)): problems.map(\.description).joined(separator: "; ")
    case .request(let error): error.description
    case .credentials(let text): text
    case .transport(let failure): failure.description
    case .gateway(let failure): failure.description
    case .business(let failure): Self.text(of: failure)
    case .decoding(let error): error.description
    case .cancelled(wasSent: false): "cancelled before it was sent"
    case .cancelled(wasSent: true): "cancelled while it was under way"
    }
  }

  /// Whether the cloud may have done it, as a sentence.
  public var effectText: String {
    switch effect {
    // Of a call that was sent several times the cause tells the last attempt alone.
    case .none: cause.isBeforeSending && attempts <= 1 ? "nothing was sent" : "nothing was changed by it"
    case .unknown:
      cause.isBeforeSending
        ? "an earlier attempt may have been carried out all the same"
        : "it may have been carried out all the same"
    }
  }

  /// What to do.
  public var advice: String {
    if effect == .unknown {
      return "look whether it took effect before doing it again"
        + (isRepeatableByToken ? "; the same call with the same client token is safe" : "")
    }
    switch cause {
    case .request: return "`isthmus api describe \(operationID)` lists the parameters with their limits"
    case .credentials: return "give the account a key as docs/api.md says"
    case .transport(let failure):
      return failure.arrival == .never
        ? (failure.isLasting
          ? "if the server is one of yours, name its certificate with --ca-file; otherwise do not trust this network"
          : "check the address and the network, then try again")
        : "try again"
    case .gateway(let failure): return Self.advice(for: failure)
    case .business(let failure):
      if failure.isInProgress { return "an order is still being worked on; try again in a little while" }
      if failure.isNotFound { return "check the id, the region and the account: each account sees its own" }
      return "change what the cloud objects to; its support finds the call by the request id"
    case .decoding:
      return "try again; if it stays so, something between here and the cloud answers in its place"
    case .cancelled: return "call again when you like"
    }
  }

  private var isRepeatableByToken: Bool { Operations.named(operationID)?.takesClientToken ?? false }

  private static func text(of failure: BusinessFailure) -> String {
    let texts = [failure.message, failure.details].compactMap { $0 }
    let code = failure.errorCode ?? "status \(failure.statusCode.map(String.init) ?? "unknown")"
    return "refused with "
      + (code + (texts.isEmpty ? "" : " (\(texts.joined(separator: " / ")))")).visible(upTo: 600)
  }

  private static func advice(for failure: GatewayFailure) -> String {
    switch failure.status {
    case 401, 403:
      "check the access key, the secret key and this machine's clock, and whether the account may call this service"
    case 404: "check the address: the gateway knows no such path there"
    case 429:
      failure.retryAfter.map { "too many calls; the gateway asks to wait \($0) s" }
        ?? "too many calls; wait a little and try again"
    case 300..<400: "the address answers with a redirection, which is not followed; give the right one"
    case 500...: "the service is away; try again later"
    default: "the gateway did not pass the call on; check the address"
    }
  }
}

extension CallFailure.Cause: Error {
  /// Whether the call failed before any request was made.
  var isBeforeSending: Bool {
    switch self {
    case .request, .credentials, .cancelled(wasSent: false): true
    case .transport(let failure): failure.arrival == .never
    case .gateway, .business, .decoding, .cancelled: false
    }
  }
}
