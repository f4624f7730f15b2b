import AsyncHTTPClient
public import CtyunAPI
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Sends requests by HTTP/1.1 over TLS (or plain, to a local emulator), with connections kept for reuse.
///
/// Certificates are always verified, their names included; there is no way to switch that off. Redirects are not
/// followed: a signature is made for one address.
public final class HTTPTransport: Transport {
  /// How long and how much.
  public struct Limits: Sendable, Hashable {
    /// For a connection with its TLS handshake.
    public var connecting = Duration.seconds(10)
    /// Between two pieces of an answer.
    public var reading = Duration.seconds(60)
    /// From the first byte of the request to the last one of the answer.
    public var overall = Duration.seconds(120)
    /// Bytes of an answer's body.
    public var bodyBytes = 32 << 20
    /// Connections to one server at once.
    public var connections = 64

    /// Limits that a slow gateway keeps.
    public init() {}
  }

  private let client: HTTPClient
  private let limits: Limits
  private let userAgent: String

  /// Prepares to send; no connection is made yet.
  ///
  /// - Parameters:
  ///   - limits: how long and how much.
  ///   - authorities: a file of certificates in PEM form. Servers must then be certified by one of them, and
  ///     the authorities that the system trusts do not count.
  ///   - userAgent: what to call oneself.
  /// - Throws: ``CertificateFileFailure`` when the file holds no certificates.
  public init(
    limits: Limits = Limits(), authorities: String? = nil, userAgent: String = "isthmus"
  ) throws(CertificateFileFailure) {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let authorities {
      do {
        let certificates = try NIOSSLCertificate.fromPEMFile(authorities)
        guard !certificates.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
        tls.trustRoots = .certificates(certificates)
      } catch {
        throw CertificateFileFailure(path: authorities)
      }
    }
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
    configuration.timeout.connect = TimeAmount(limits.connecting)
    configuration.timeout.read = TimeAmount(limits.reading)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = limits.connections
    // Repetitions are decided above, where it is known what they may do.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.limits = limits
    self.userAgent = userAgent
  }

  /// Closes all connections. Must be called before the transport goes away, and ends what is still under way.
  public func close() async { try? await client.shutdown() }

  /// Sends the request as it is signed and waits for the whole answer.
  public func send(_ request: SignedRequest) async throws(TransportFailure) -> TransportReply {
    let mark = SendMark()
    do {
      return try await within(limits.overall) { try await self.exchange(request, mark) }
    } catch {
      throw TransportFailure(error, wasSent: request.body.isEmpty ? nil : mark.isSet, limits: limits)
    }
  }

  private func exchange(_ request: SignedRequest, _ mark: SendMark) async throws -> TransportReply {
    var message = HTTPClientRequest(url: request.url)
    message.method = request.method == .get ? .GET : .POST
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    message.headers.add(name: "User-Agent", value: userAgent)
    if !request.body.isEmpty {
      let body = MarkedBytes(bytes: request.body, mark: mark)
      message.body = .bytes(body, length: .known(Int64(body.count)))
    }
    // The client notices a cancellation a little late, perhaps too late to keep the request back.
    try Task.checkCancellation()
    // The time limit lies around the whole exchange; the client's own would end with the head of the answer.
    let response = try await client.execute(message, deadline: .distantFuture)
    let body = try await response.body.collect(upTo: limits.bodyBytes)
    return TransportReply(
      status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
      body: Array(body.readableBytesView))
  }

  /// Does something, but gives it up after a time.
  private func within<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw OverallLimitExceeded() }
      return value
    }
  }
}

/// The file that should name whom to trust does not.
public struct CertificateFileFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let path: String

  /// One sentence.
  public var description: String {
    "\(path) cannot be read as certificates in PEM form (-----BEGIN CERTIFICATE-----)"
  }
}

/// The whole exchange took too long.
struct OverallLimitExceeded: Error {}

/// Whether the bytes of a request have been handed to a connection.
private final class SendMark: Sendable {
  private let wasSet = Atomic(false)

  var isSet: Bool { wasSet.load(ordering: .acquiring) }

  func set() { wasSet.store(true, ordering: .releasing) }
}

/// The bytes of a body, which note that they are read: the HTTP client does so on a connection that stands, when it
/// has written the head, and no sooner. Until then the request certainly did not arrive.
private struct MarkedBytes: RandomAccessCollection, Sendable {
  let bytes: [UInt8]
  let mark: SendMark

  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }

  subscript(index: Int) -> UInt8 {
    mark.set()
    return bytes[index]
  }

  func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    mark.set()
    return try bytes.withContiguousStorageIfAvailable(body)
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
  }
}
