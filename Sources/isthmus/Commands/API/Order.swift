import CtyunAPI
import CtyunClient
import JSON

/// A call whose effect comes after its reply: it is repeated, with the same client token, until it is done.
struct Order: Sendable {
  let operation: CtyunAPI.Operation
  let arguments: JSONObject
  let account: String
  let completion: Completion

  /// The last reply.
  ///
  /// - Parameter interval: seconds between two calls.
  /// - Throws: `CallFailure` when a call fails; `ExitStatus`, having said why, when the order fails, takes too long or
  ///   is not waited for any longer.
  func wait(every interval: Int, _ client: CtyunClient) async throws -> JSONValue {
    var state: String?
    for call in 1...Completion.maximumCalls {
      if call > 1 {
        do {
          try await Task.sleep(for: .seconds(interval))
        } catch {
          throw stillPending(state, "interrupted after \(call - 1) calls")
        }
      }
      let document = try await client.call(operation, arguments, as: account).envelope.document
      switch completion.progress(of: document) {
      case .done: return document
      case .failed(let state):
        Terminal.writeError("isthmus: \(operation.id): the order ended as \(state)\n")
        throw ExitStatus.refused
      case .pending(let new): state = new
      }
    }
    throw stillPending(state, "not done after \(Completion.maximumCalls) calls")
  }

  private func stillPending(_ state: String?, _ what: String) -> ExitStatus {
    let token = arguments["clientToken"]?.stringValue.map { " --param clientToken=\($0)" } ?? ""
    Terminal.writeError(
      """
      isthmus: \(operation.id): \(what); the order is \(state ?? "being worked on")
        = help: go on waiting with the same call\(token)

      """)
    return .notDoneYet
  }
}
