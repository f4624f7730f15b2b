public import CtyunAPI
public import JSON

/// Whoever can call the cloud on behalf of named accounts: the client, or a stand-in of tests.
public protocol CloudCaller: Sendable {
  /// Calls an operation and waits for its answer.
  ///
  /// - Parameters:
  ///   - operation: what is asked for.
  ///   - arguments: its parameters, the client token among them where the operation takes one.
  ///   - account: the account that signs, by its name in the scenario.
  /// - Returns: the reply of a call that the cloud did. For an asynchronous operation that is the acceptance of
  ///   its order, not its completion.
  /// - Throws: ``CallFailure`` for everything else, a refusal of the cloud included.
  func call(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String
  ) async throws(CallFailure) -> CallReply
}
