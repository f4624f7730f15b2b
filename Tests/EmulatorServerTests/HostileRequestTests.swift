import Emulator
import EmulatorServer
import Foundation
import NIOCore
import Testing

@testable import EmulatorTests

/// Bytes that no honest client sends.
@Suite struct HostileRequestTests {
  /// The server answers an honest request on a new connection.
  private func isWell(_ served: ServedCloud) throws {
    var bench = WireBench(served.carrier, clock: served.clock)
    try bench.ok(bench.list())
  }

  /// What is sent, and the status of what comes back; nil when the connection only ends.
  static let requests: [(String, [Int?])] = [
    ("\u{0}\u{1}\u{2}\u{3}\r\n\r\n", [400, nil]),
    ("GET\r\n\r\n", [400, nil]),
    ("GET / HTTP/9.9\r\n\r\n", [400, 404, nil]),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400, nil]),
    ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\r\n\r\n", [400, nil]),
    ("GET /v4/vpc/new-list HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n", [400, nil]),
    ("GET /v4/vpc/new-list HTTP/1.1\r\nHost: x\r\nX: a\u{0}b\r\n\r\n", [400, nil]),
    ("GET /v4/vpc/new-list HTTP/1.1\r\nHost: x\r\nBad Name: a\r\n\r\n", [400, nil]),
    ("GET /v4/vpc/new-list HTTP/1.1\r\nHost: x\r\n folded: a\r\n\r\n", [400, 401, nil]),
    (
      "POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
      [400, nil]
    ),
    ("POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nabcde", [400, nil]),
    ("POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", [400, nil]),
    (
      "POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "0\r\n\r\n", [400, nil]
    ),
    ("POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", [400, nil]),
    ("GET /v4/vpc/new-list?a=\u{E9} HTTP/1.1\r\nHost: x\r\n\r\n", [400, 401, nil]),
    ("GET http://elsewhere/v4/vpc/new-list HTTP/1.1\r\nHost: x\r\n\r\n", [401]),
    ("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", [404]),
    ("CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", [400, 404, nil]),
    ("GET /v4/vpc/new-list HTTP/1.0\r\n\r\n", [401]),
    ("GET /v4/vpc/new-list HTTP/1.1\r\n\r\n", [401]),
    ("GET /" + String(repeating: "a", count: 1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n", [400, 404, nil]),
    ("GET / HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "a", count: 1 << 20) + "\r\n\r\n", [400, nil]),
    ("GET / HTTP/1.1\r\n" + String(repeating: "X: a\r\n", count: 10_000) + "\r\n", [400, nil]),
  ]

  @Test(arguments: requests.indices) func isRefused(_ place: Int) async throws {
    try await withServer { served in
      let (text, statuses) = Self.requests[place]
      let connection = try #require(RawConnection(port: served.port))
      connection.send(text)
      connection.finish()
      let status = connection.reply()?.status
      #expect(statuses.contains(status), "\(text.prefix(60)): \(status.map(String.init) ?? "no reply")")
      try isWell(served)
    }
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      var bytes: [UInt8] = []
      for number in 0..<20 {
        bytes += SocketCarrier.bytes(of: number % 2 == 0 ? bench.create("vpc-\(number)") : bench.list())
      }
      let connection = try #require(RawConnection(port: served.port))
      connection.send(bytes)
      for number in 0..<20 {
        let reply = try #require(connection.reply())
        #expect(reply.status == 200)
        if number % 2 == 1 {
          #expect(reply.text.contains("\"totalCount\":\(number / 2 + 1)"), "\(reply.text)")
        }
      }
      #expect(served.wire.log.count == 20)
    }
  }

  /// Replies that nobody reads are not heaped up: no further requests are read, and in the end the connection is cut.
  @Test func whoReadsNothingIsNotAnsweredForEver() async throws {
    var limits = EmulatorServer.Limits()
    limits.request = .milliseconds(200)
    try await withServer(limits: limits) { served in
      let connection = try #require(RawConnection(port: served.port))
      // A kilobyte each: the buffers of the kernel take some ten thousand requests and as many replies.
      let padding = String(repeating: "a", count: 1000)
      let request = Array("GET /v4/nothing HTTP/1.1\r\nHost: x\r\nX: \(padding)\r\n\r\n".utf8)
      let bytes = Array(repeatElement(request, count: 100).joined())
      var rounds = 0
      while rounds < 1000, connection.send(bytes) { rounds += 1 }
      #expect(rounds < 1000, "every request was taken, and no reply read")
      try isWell(served)
    }
  }

  @Test func bodiesComeInChunksAndAfterALeave() async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      let request = bench.create("chunked")
      var head = "POST \(request.path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
      for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
      let connection = try #require(RawConnection(port: served.port))
      connection.send("\(head)\r\n")
      for byte in request.body { connection.send([UInt8](("1\r\n").utf8) + [byte, 13, 10]) }
      connection.send("0\r\n\r\n")
      #expect(connection.reply()?.text.contains("\"statusCode\":800") == true)

      let other = bench.create("expected")
      head =
        "POST \(other.path) HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: \(other.body.count)\r\n"
      for (name, value) in other.headers { head += "\(name): \(value)\r\n" }
      connection.send("\(head)\r\n")
      #expect(connection.reply()?.status == 100)
      connection.send(other.body)
      #expect(connection.reply()?.text.contains("\"statusCode\":800") == true)
    }
  }

  @Test func olderClientsAreAnsweredAndLeft() async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      for (version, field, isKept) in [
        ("1.0", "", false), ("1.0", "Connection: keep-alive\r\n", true),
        ("1.1", "Connection: close\r\n", false),
      ] {
        let request = bench.list()
        var text = "GET \(request.path)?\(request.query) HTTP/\(version)\r\n\(field)"
        for (name, value) in request.headers { text += "\(name): \(value)\r\n" }
        let connection = try #require(RawConnection(port: served.port))
        connection.send("\(text)\r\n")
        let reply = try #require(connection.reply())
        #expect(reply.status == 200)
        #expect((reply.header("connection") == "close") == !isKept)
        if !isKept { #expect(connection.receive() == .end) }
      }
    }
  }

  @Test func aClientThatHasSaidAllIsAnswered() async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.list()))
      connection.finish()
      #expect(connection.reply()?.status == 200)
      #expect(connection.receive() == .end)
    }
  }

  /// Connections that never finish a request are ended, however they dawdle; the others are served meanwhile.
  @Test func dawdlersAreEnded() async throws {
    var limits = EmulatorServer.Limits()
    limits.request = .milliseconds(300)
    try await withServer(limits: limits) { served in
      let idle = try #require(RawConnection(port: served.port))
      let half = try #require(RawConnection(port: served.port))
      half.send("POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Le")
      let body = try #require(RawConnection(port: served.port))
      body.send("POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
      let dripping = try #require(RawConnection(port: served.port))
      dripping.send("GET / HTTP/1.1\r\nX: ")
      while dripping.send("a") { usleep(5000) }
      for connection in [idle, half, body] {
        let piece = connection.receive()
        #expect(piece == .end || piece == .reset)
      }
      try isWell(served)
    }
  }

  @Test func manyConnectionsAtOnce() async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      let connections = try (0..<200).map { _ in try #require(RawConnection(port: served.port)) }
      for connection in connections { connection.send(SocketCarrier.bytes(of: bench.list())) }
      for connection in connections { #expect(connection.reply()?.status == 200) }
    }
  }
}
