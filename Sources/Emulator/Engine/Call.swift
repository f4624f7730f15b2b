public import CtyunAPI
public import JSON

/// A call whose sender is known: what is left of a request once its signature is verified.
public struct Call: Sendable, Hashable {
  /// The name of the calling account.
  public var account: String
  /// What is asked for.
  public var operation: CtyunAPI.Operation
  /// The arguments, from the query or the body; names, types and limits need not have been checked.
  public var parameters: JSONObject
  /// What makes a repetition harmless; nil when the call carries none.
  public var clientToken: String?

  /// A call. Without a token of its own it has the one among its parameters.
  public init(
    account: String, operation: CtyunAPI.Operation, parameters: JSONObject = [:], clientToken: String? = nil
  ) {
    self.account = account
    self.operation = operation
    self.parameters = parameters
    self.clientToken = clientToken ?? parameters["clientToken"]?.stringValue
  }
}
