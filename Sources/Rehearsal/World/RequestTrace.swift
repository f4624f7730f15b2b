import CtyunAPI
import JSON
import Synchronization

/// The changing requests of a session in the order in which they were sent.
final class RequestTrace: Sendable {
  struct Entry: Sendable {
    /// Which one it was, counted from 1.
    var number: Int
    var operation: String
    var requestID: String
    /// The client token; nil where the operation takes none.
    var token: String?
  }

  private let requests = Mutex<[Entry]>([])

  var entries: [Entry] { requests.withLock { $0 } }

  func note(_ request: SignedRequest) {
    let token = (try? JSONValue(parsing: request.body))?["clientToken"]?.stringValue
    requests.withLock {
      $0.append(
        Entry(
          number: $0.count + 1, operation: request.operationID, requestID: request.signature.requestID,
          token: token))
    }
  }
}
