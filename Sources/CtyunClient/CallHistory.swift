import CtyunAPI

/// What is known of the attempts of one call.
struct CallHistory {
  let operation: CtyunAPI.Operation
  let account: String
  /// How often it was sent.
  private(set) var attempts = 0
  /// The id of the last request.
  private(set) var requestID: String?
  /// Whether any attempt may have had its effect.
  private(set) var effect = CallFailure.Effect.none
  /// Whether any attempt may have reached the server.
  private(set) var wasSent = false

  init(operation: CtyunAPI.Operation, account: String) {
    self.operation = operation
    self.account = account
  }

  /// A further attempt begins.
  mutating func begin(_ requestID: String) {
    self.requestID = requestID
    attempts += 1
  }

  /// An attempt ended so.
  mutating func note(_ cause: CallFailure.Cause) {
    let mayHaveArrived =
      switch cause {
      case .request, .credentials: false
      case .transport(let failure): failure.arrival == .unknown
      case .cancelled(let wasSent): wasSent
      case .gateway(let failure): !failure.wasTurnedAway
      // A refusal says that nothing was done.
      case .business: false
      case .decoding: true
      }
    wasSent = wasSent || mayHaveArrived
    if mayHaveArrived, operation.isMutating { effect = .unknown }
  }

  /// The call ends with this.
  func failure(_ cause: CallFailure.Cause) -> CallFailure {
    CallFailure(
      operationID: operation.id, account: account, requestID: requestID, cause: cause, effect: effect,
      attempts: attempts)
  }
}
