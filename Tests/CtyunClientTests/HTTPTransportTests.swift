import CtyunAPI
import Foundation
import JSON
import NIOSSL
import Testing

@testable import CtyunClient

/// The transport against a server on the loopback address that misbehaves in every way.
@Suite struct HTTPTransportTests {
  static let read = Operations.VPC.listVpcs
  static let write = Operations.VPC.createVpc

  static func request(_ operation: CtyunAPI.Operation, at url: String) throws -> SignedRequest {
    try SignedRequest(
      operation, operation.exampleArguments, baseURL: url,
      accessKey: AccessKey(id: "AKEXAMPLE0001", secret: Secret("SKEXAMPLE0001")), instant: 1_735_758_245,
      requestID: "11111111-2222-4333-8444-555555555555")
  }

  static func withTransport<Value>(
    _ limits: HTTPTransport.Limits = .init(), authorities: String? = nil,
    _ use: (HTTPTransport) async throws -> Value
  ) async throws -> Value {
    let transport = try HTTPTransport(limits: limits, authorities: authorities)
    do {
      let value = try await use(transport)
      await transport.close()
      return value
    } catch {
      await transport.close()
      throw error
    }
  }

  /// How sending to a server of that behaviour fails.
  static func failure(
    of operation: CtyunAPI.Operation, _ behaviour: LoopbackServer.Behaviour,
    _ limits: HTTPTransport.Limits = .init()
  ) async throws -> TransportFailure? {
    try await LoopbackServer.with(behaviour) { server in
      try await withTransport(limits) { transport in
        await failure(try request(operation, at: "http://127.0.0.1:\(server.port)"), by: transport)
      }
    }
  }

  static func failure(_ request: SignedRequest, by transport: HTTPTransport) async -> TransportFailure? {
    do {
      _ = try await transport.send(request)
      return nil
    } catch {
      return error
    }
  }

  @Test func bytesSignedAreBytesSent() async throws {
    try await LoopbackServer.with(.answer("{}", headers: "X-One: a\r\nX-One: b\r\n")) { server in
      try await Self.withTransport { transport in
        let url = "http://127.0.0.1:\(server.port)"
        let arguments: JSONObject = [
          "regionID": "81f7728662dd11ec810800155d307d5b", "endpointName": "生产 节点-1",
          "queryContent": "a b&c=d+e/~'(x)*!,:测试",
        ]
        let get = try SignedRequest(
          Operations.VPCE.listEndpoints, arguments, baseURL: url,
          accessKey: AccessKey(id: "AKEXAMPLE0001", secret: Secret("SKEXAMPLE0001")), instant: 1,
          requestID: "11111111-2222-4333-8444-555555555555")
        let reply = try await transport.send(get)
        #expect(reply.status == 200 && reply.body == Array("{}".utf8))
        #expect(reply.header("x-ONE") == "a")
        let post = try Self.request(Self.write, at: url)
        _ = try await transport.send(post)

        let head = try #require(server.requests.first)
        #expect(
          head.hasPrefix("GET \(Operations.VPCE.listEndpoints.path)?\(get.signature.query) HTTP/1.1\r\n"))
        #expect(get.signature.query.contains("%27%28x%29%2A%21%2C%3A%E6%B5%8B%E8%AF%95"))
        #expect(!head.lowercased().contains("content-type"))
        for (name, value) in get.headers { #expect(head.contains("\(name): \(value)\r\n")) }
        let second = try #require(server.requests.last)
        #expect(second.hasSuffix("\r\n\r\n" + String(decoding: post.body, as: UTF8.self)))
        #expect(second.lowercased().contains("content-length: \(post.body.count)\r\n"))
        #expect(server.connections == 1, "the connection is used again")
      }
    }
  }

  @Test func nobodyListens() async throws {
    // A port that was free a moment ago may be another test's by now; nobody is ever given port 1.
    for operation in [Self.read, Self.write] {
      try await Self.withTransport { transport in
        let failure = await Self.failure(
          try Self.request(operation, at: "http://127.0.0.1:1"), by: transport)
        #expect(failure?.arrival == .never)
        #expect(failure?.isLasting == false)
        #expect(failure?.reason.contains("refused") == true, "\(failure as Any)")
      }
    }
  }

  @Test func resetAfterTheRequest() async throws {
    for operation in [Self.read, Self.write] {
      let failure = try await Self.failure(of: operation, .reset)
      #expect(failure?.arrival == .unknown)
      #expect(failure?.isLasting == false)
    }
  }

  @Test(arguments: [
    LoopbackServer.Behaviour.bytesThenClose(""),
    .bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"statusCode\":"),
    .bytesThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"sta"),
    .bytesThenClose("HTTP/1.1 200 O"),
    .bytesThenClose("NOT HTTP AT ALL\r\n\r\n"),
  ])
  func answerIsCutOrGarbage(_ behaviour: LoopbackServer.Behaviour) async throws {
    let failure = try await Self.failure(of: Self.write, behaviour)
    #expect(failure?.arrival == .unknown)
  }

  @Test func answerIsTooSlow() async throws {
    var limits = HTTPTransport.Limits()
    limits.reading = .milliseconds(50)
    var failure = try await Self.failure(of: Self.write, .silence, limits)
    #expect(failure?.arrival == .unknown && failure?.reason.contains("nothing more came") == true)

    limits = HTTPTransport.Limits()
    limits.overall = .milliseconds(50)
    failure = try await Self.failure(
      of: Self.write, .bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), limits)
    // On a busy machine the time may be up before there is a connection, so that nothing is said of the arrival.
    #expect(failure?.reason.contains("no whole answer") == true)
  }

  @Test func answerIsTooLarge() async throws {
    var limits = HTTPTransport.Limits()
    limits.bodyBytes = 100
    let body = String(repeating: "x", count: 101)
    for behaviour in [
      LoopbackServer.Behaviour.answer(body),
      .bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n\(body)\r\n0\r\n\r\n"),
    ] {
      let failure = try await Self.failure(of: Self.write, behaviour, limits)
      #expect(failure?.arrival == .unknown && failure?.isLasting == true)
      #expect(failure?.reason == "the answer has more than 100 bytes")
    }
  }

  @Test func redirectionIsNotFollowed() async throws {
    try await LoopbackServer.with(
      .answer("", status: "302 Found", headers: "Location: http://127.0.0.1:1/\r\n")
    ) { server in
      try await Self.withTransport { transport in
        let reply = try await transport.send(
          try Self.request(Self.read, at: "http://127.0.0.1:\(server.port)"))
        #expect(reply.status == 302 && server.requests.count == 1)
      }
    }
  }

  @Test func cancellationIsHeeded() async throws {
    try await LoopbackServer.with(.silence) { server in
      try await Self.withTransport { transport in
        let request = try Self.request(Self.write, at: "http://127.0.0.1:\(server.port)")
        let task = Task { await Self.failure(request, by: transport) }
        // The server notes a request before it begins to be silent.
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value?.arrival == .unknown)
        let late = Task {
          while !Task.isCancelled { await Task.yield() }
          return await Self.failure(request, by: transport)
        }
        late.cancel()
        #expect(await late.value?.arrival == .never)
      }
    }
  }

  // MARK: TLS

  @Test func authorityIsTrustedOnlyWhenNamed() async throws {
    let certificates = try TestCertificates(for: "localhost")
    try await inScratchFolder { folder in
      let file = folder.appending(path: "ca.pem")
      try certificates.authorityPEM.write(to: file, atomically: true, encoding: .utf8)
      let other = folder.appending(path: "other.pem")
      try TestCertificates(for: "localhost").authorityPEM.write(to: other, atomically: true, encoding: .utf8)
      try await LoopbackServer.with(.answer("{}"), tls: certificates.server) { server in
        let request = try Self.request(Self.write, at: "https://localhost:\(server.port)")
        try await Self.withTransport(authorities: file.path) { transport in
          let reply = try await transport.send(request)
          #expect(reply.status == 200)
        }
        for authorities in [nil, other.path] {
          try await Self.withTransport(authorities: authorities) { transport in
            let failure = await Self.failure(request, by: transport)
            #expect(failure?.arrival == .never && failure?.isLasting == true)
            #expect(
              failure?.reason.contains("nobody who is trusted has certified it") == true, "\(failure as Any)")
            // Nothing of the library's own files.
            #expect(failure?.reason.contains("/") == false, "\(failure as Any)")
          }
        }
        #expect(server.requests.count == 1)
      }
    }
  }

  @Test func certificateMustNameTheHost() async throws {
    let certificates = try TestCertificates(for: "elsewhere.example")
    try await inScratchFolder { folder in
      let file = folder.appending(path: "ca.pem")
      try certificates.authorityPEM.write(to: file, atomically: true, encoding: .utf8)
      try await LoopbackServer.with(.answer("{}"), tls: certificates.server) { server in
        for host in ["localhost", "127.0.0.1"] {
          try await Self.withTransport(authorities: file.path) { transport in
            let failure = await Self.failure(
              try Self.request(Self.write, at: "https://\(host):\(server.port)"), by: transport)
            #expect(failure?.arrival == .never && failure?.isLasting == true, "\(failure as Any)")
          }
        }
        #expect(server.requests.isEmpty)
      }
    }
  }

  /// The library's texts as they come, and what is said of them.
  @Test(arguments: [
    ("WRONG_VERSION_NUMBER", "the server does not speak TLS there"),
    ("TLSV1_ALERT_HANDSHAKE_FAILURE", "the TLS handshake failed: tlsv1 alert handshake failure"),
  ]) func handshakesFailForAReason(_ name: String, _ reason: String) {
    let text =
      "handshakeFailed(sslError([Error: 1 error:100000f7:SSL routines:OPENSSL_internal:\(name) at /a/b.cc:1]))"
    #expect(TransportFailure.reason(ofTLS: text) == reason)
  }

  /// A server that is killed says no goodbye in TLS: the answer is lost, and nothing is wrong with its certificate.
  @Test func anEndWithoutGoodbyeIsALostAnswer() {
    for wasSent in [nil, true] {
      let failure = TransportFailure(NIOSSLError.uncleanShutdown, wasSent: wasSent, limits: .init())
      #expect(failure.arrival == .unknown && !failure.isLasting)
      #expect(failure.reason.hasPrefix("the server closed the connection"))
    }
  }

  /// A server that does not speak TLS does not answer the handshake either.
  @Test func handshakeIsNotAnswered() async throws {
    var limits = HTTPTransport.Limits()
    limits.connecting = .milliseconds(50)
    try await LoopbackServer.with(.silence) { server in
      try await Self.withTransport(limits) { transport in
        let failure = await Self.failure(
          try Self.request(Self.write, at: "https://localhost:\(server.port)"), by: transport)
        #expect(failure?.arrival == .never && failure?.isLasting == false)
      }
    }
  }

  @Test func certificateFileMustHoldCertificates() async throws {
    try await inScratchFolder { folder in
      let file = folder.appending(path: "ca.pem")
      for content in ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
      {
        try content.write(to: file, atomically: true, encoding: .utf8)
        let failure = #expect(throws: CertificateFileFailure.self) {
          try HTTPTransport(authorities: file.path)
        }
        #expect(failure?.path == file.path)
      }
      #expect(throws: CertificateFileFailure.self) {
        try HTTPTransport(authorities: folder.appending(path: "none").path)
      }
    }
  }
}
