public import CtyunAPI

/// Carries one signed request to a server and brings its answer back: the only place where bytes leave.
///
/// A transport sends once. Whether a request may be sent again is decided above it, where it is known what the
/// operation does.
public protocol Transport: Sendable {
  /// Sends the request as it is signed and waits for the whole answer.
  ///
  /// - Throws: ``TransportFailure`` when no whole answer came, whatever the reason.
  func send(_ request: SignedRequest) async throws(TransportFailure) -> TransportReply
}

/// An answer as it came over the wire.
public struct TransportReply: Sendable {
  /// The HTTP status.
  public let status: Int
  /// The header fields in the order in which they came.
  public let headers: [(name: String, value: String)]
  /// The body, already bounded by the transport.
  public let body: [UInt8]

  /// Joins the parts.
  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header field, whatever the case of its name.
  public func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// How many seconds a clock that reads `instant` is ahead of the server's, by the header `Date`; nil without one.
  func clockLead(at instant: Int64) -> Int64? {
    header("Date").flatMap { HTTPDate.seconds($0) }.map { instant - $0 }
  }
}

/// No whole answer came.
public struct TransportFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether the request can have reached the server.
  public enum Arrival: String, Sendable, Hashable {
    /// No byte of it was sent: the name was not found, the connection or its TLS handshake was refused.
    case never
    /// It may have arrived, in part or whole, and may have had its effect.
    case unknown
  }

  /// Whether it can have arrived.
  public let arrival: Arrival
  /// What happened, in words; holds no secret.
  public let reason: String
  /// Whether sending again at once must end the same way: a certificate that is not trusted, an answer that is
  /// too large.
  public let isLasting: Bool

  /// Joins the parts.
  public init(_ arrival: Arrival, _ reason: String, isLasting: Bool = false) {
    self.arrival = arrival
    self.reason = reason
    self.isLasting = isLasting
  }

  /// One line.
  public var description: String {
    switch arrival {
    case .never: "the request was never sent: \(reason)"
    case .unknown: "no answer came, and the request may have arrived: \(reason)"
    }
  }
}
