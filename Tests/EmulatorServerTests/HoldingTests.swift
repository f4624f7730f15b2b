import Emulator
import Foundation
import Logging
import NIOCore
import NIOEmbedded
import NIOSSL
import Testing

@testable import EmulatorServer
@testable import EmulatorTests

/// What a server holds on to: connections, on channels whose time only goes on when it is told to, and its port.
@Suite struct HoldingTests {
  /// TLS ends with a message of either side. A client that is idle never sends its own, and a server that waited for it
  /// would wait as long as the handler of TLS does.
  @Test func doesNotWaitForClientsThatAreIdle() throws {
    let certificate = try GeneratedCertificate(now: Date())
    let server = EmbeddedChannel()
    try server.pipeline.syncOperations.addHandler(
      NIOSSLServerHandler(context: try NIOSSLContext(configuration: certificate.tls)))
    _ = try GatewayChannel(services: services(of: server)).setup(
      channel: server, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ).wait()

    var trust = TLSConfiguration.makeClientConfiguration()
    trust.trustRoots = .certificates([
      try NIOSSLCertificate(bytes: Array(certificate.authorityPEM.utf8), format: .pem)
    ])
    let client = EmbeddedChannel(
      handler: try NIOSSLClientHandler(
        context: try NIOSSLContext(configuration: trust), serverHostname: "localhost"))
    let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
    try server.connect(to: address).wait()
    try client.connect(to: address).wait()
    try exchange(client, server)
    try client.writeOutbound(ByteBuffer(string: "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"))
    try exchange(client, server)
    let reply = try #require(try client.readInbound(as: ByteBuffer.self))
    #expect(String(buffer: reply).hasPrefix("HTTP/1.1 404"))

    #expect(server.isActive)
    server.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    #expect(!server.isActive)
    // Its own end of TLS went out before.
    #expect(try server.readOutbound(as: ByteBuffer.self) != nil)
  }

  @Test func aPortIsTakenOnce() async throws {
    try await withServer { served in
      let failure = #expect(throws: PortFailure.self) { _ = try HeldPort(served.port, on: "127.0.0.1") }
      #expect(failure?.description.hasPrefix("another process has the port") == true)
    }
  }

  @Test(arguments: [(0, 0), (3, 3), (10, 10), (11, 10)]) func triesToListenAgain(
    _ failures: Int, _ pauses: Int
  ) async {
    var left = failures
    var paused: [Duration] = []
    let result: String
    do {
      result = try await HeldPort.listenAgain(pausing: { paused.append($0) }) {
        guard left > 0 else { return "listens" }
        left -= 1
        throw IOError(errnoCode: EADDRINUSE, reason: "bind")
      }
    } catch {
      result = "in use"
    }
    #expect(result == (failures > 10 ? "in use" : "listens"))
    #expect(paused == (0..<pauses).map { .milliseconds(10 << $0) })
  }

  @Test func givesUpAtOnceForOtherReasons() async {
    var pauses = 0
    await #expect(throws: IOError.self) {
      try await HeldPort.listenAgain(pausing: { _ in pauses += 1 }) {
        throw IOError(errnoCode: EACCES, reason: "bind")
      }
    }
    #expect(pauses == 0)
  }

  private func services(of channel: EmbeddedChannel) -> GatewayServices {
    let wire = EmulatedWire.bench(clock: ManualClock())
    let loop = channel.eventLoop
    return GatewayServices(
      wire: wire, admin: AdminInterface(wire: wire), limits: .init(),
      refuseConnections: { _ in loop.makeSucceededVoidFuture() }, exit: {})
  }

  /// Carries what either side has sent to the other until both are quiet.
  private func exchange(_ client: EmbeddedChannel, _ server: EmbeddedChannel) throws {
    var isQuiet = false
    while !isQuiet {
      isQuiet = true
      while let bytes = try client.readOutbound(as: ByteBuffer.self) {
        try server.writeInbound(bytes)
        isQuiet = false
      }
      while let bytes = try server.readOutbound(as: ByteBuffer.self) {
        try client.writeInbound(bytes)
        isQuiet = false
      }
    }
  }
}
