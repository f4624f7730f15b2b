public import JSON

/// One request as the emulator saw it. Holds no key, no signature, no argument and no body.
public struct LoggedRequest: Sendable, Hashable {
  /// Its number, from 1.
  public var number: Int
  /// When it came.
  public var moment: EmulatorInstant
  /// The request id; nil when the request had none that could be read.
  public var requestID: String?
  /// The account; nil when it is not known who called.
  public var account: String?
  /// The operation's id; nil when the path has none.
  public var operation: String?
  /// The HTTP status of the reply; nil when none was sent.
  public var status: Int?
  /// The envelope's statusCode, if the service answered.
  public var statusCode: Int?
  /// The error code, if it was refused.
  public var errorCode: String?
  /// The row of the ledger that refused it.
  public var refusedBy: String?
  /// The rule of the faults that met it.
  public var fault: String?

  /// As the admin interface shows it.
  public var json: JSONValue {
    .object([
      "number": .count(number), "moment": .string(moment.timestamp), "requestID": .text(requestID),
      "account": .text(account), "operation": .text(operation), "status": .number(status),
      "statusCode": .number(statusCode), "errorCode": .text(errorCode), "refusedBy": .text(refusedBy),
      "fault": .text(fault),
    ])
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  fileprivate static func number(_ number: Int?) -> JSONValue { number.map { .count($0) } ?? .null }
}

/// The last requests.
struct RequestLog: Sendable {
  let capacity: Int
  private var entries: [LoggedRequest] = []
  private var oldest = 0
  /// How many there were in all.
  private(set) var count = 0

  init(capacity: Int) { self.capacity = capacity }

  /// Adds a request and numbers it.
  mutating func add(_ entry: LoggedRequest) {
    count += 1
    guard capacity > 0 else { return }
    var entry = entry
    entry.number = count
    if entries.count < capacity {
      entries.append(entry)
    } else {
      entries[oldest] = entry
      oldest = (oldest + 1) % capacity
    }
  }

  /// The entries, oldest first.
  var ordered: [LoggedRequest] { Array(entries[oldest...] + entries[..<oldest]) }
}
