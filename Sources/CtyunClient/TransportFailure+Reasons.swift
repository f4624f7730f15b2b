import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TransportFailure {
  /// Says of an error of the HTTP client whether the request can have arrived, and why in words.
  ///
  /// - Parameter wasSent: whether the body was handed to a connection; nil for a request without one, whose error
  ///   alone tells.
  init(_ error: any Error, wasSent: Bool?, limits: HTTPTransport.Limits) {
    let (failedToConnect, reason, isLasting) = Self.explanation(of: error, limits)
    let arrival: Arrival = wasSent ?? !failedToConnect ? .unknown : .never
    self.init(arrival, reason, isLasting: isLasting)
  }

  private static func explanation(
    of error: any Error, _ limits: HTTPTransport.Limits
  ) -> (failedToConnect: Bool, reason: String, isLasting: Bool) {
    switch error {
    case is CancellationError: (false, "it was cancelled", true)
    case is OverallLimitExceeded: (false, "there was no whole answer within \(limits.overall)", false)
    case let error as HTTPClientError: explanation(of: error, limits)
    case ChannelError.connectTimeout: (true, noConnection(limits), false)
    case is ChannelError: (false, closed, false)
    case is NIOTooManyBytesError: (false, "the answer has more than \(limits.bodyBytes) bytes", true)
    case let error as NIOConnectionError: (true, reason(of: error), false)
    // The other side is gone without a goodbye: nothing is wrong with who it was.
    case NIOSSLError.uncleanShutdown: (false, closed, false)
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: (true, reason(ofTLS: "\(error)"), true)
    case let error as IOError: (connecting.contains(error.errnoCode), reason(of: error), false)
    default: (false, "\(error)".visible(upTo: 200), false)
    }
  }

  private static func explanation(
    of error: HTTPClientError, _ limits: HTTPTransport.Limits
  ) -> (failedToConnect: Bool, reason: String, isLasting: Bool) {
    switch error {
    case .cancelled: (false, "it was cancelled", true)
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
      (true, noConnection(limits), false)
    case .readTimeout: (false, "nothing more came for \(limits.reading)", false)
    case .remoteConnectionClosed: (false, closed, false)
    case .invalidURL, .emptyHost, .emptyScheme: (true, "the address is none: \(error)", true)
    default: (false, "\(error)".visible(upTo: 200), false)
    }
  }

  /// The library names the reason inside of a text that speaks of its own source files.
  static func reason(ofTLS text: String) -> String {
    guard let mark = text.firstRange(of: "OPENSSL_internal:") else {
      return "the server could not prove who it is: \(text)".visible(upTo: 400)
    }
    let name = text[mark.upperBound...].prefix { $0 == "_" || $0.isLetter || $0.isNumber }
    switch name {
    case "CERTIFICATE_VERIFY_FAILED":
      return "the server could not prove who it is: nobody who is trusted has certified it, or no longer"
    case "WRONG_VERSION_NUMBER", "HTTP_REQUEST": return "the server does not speak TLS there"
    default:
      return "the TLS handshake failed: \(name.lowercased().replacing("_", with: " "))".visible(upTo: 400)
    }
  }

  private static let closed = "the server closed the connection before its answer was complete"

  private static func noConnection(_ limits: HTTPTransport.Limits) -> String {
    "no connection came about within \(limits.connecting)"
  }

  /// What `connect(2)` says when nobody is there. A reset may come later, too, and is not among them.
  private static let connecting: Set<CInt> = [
    ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL,
  ]

  private static func reason(of error: IOError) -> String { String(cString: strerror(error.errnoCode)) }

  private static func reason(of error: NIOConnectionError) -> String {
    if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
      return "the name \(error.host) was not found"
    }
    let cause =
      error.connectionErrors.first.map { failure in
        (failure.error as? IOError).map(reason) ?? "\(failure.error)".visible(upTo: 200)
      } ?? "no address answered"
    return "no connection to \(error.host) port \(error.port): \(cause)"
  }
}
