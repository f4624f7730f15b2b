public import CtyunAPI

extension CloudCaller {
  /// Calls an operation by its typed request.
  ///
  /// - Throws: ``CallFailure``, as for every call.
  public func call<Request: TypedOperation>(
    _ request: Request, as account: String
  ) async throws(CallFailure) -> Request.Reply {
    Request.Reply(try await call(Request.operation, request.arguments, as: account).envelope)
  }
}
