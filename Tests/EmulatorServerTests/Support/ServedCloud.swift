import CtyunAPI
import EmulatorServer
import Foundation
import NIOCore
import NIOSSL
import Synchronization
import Testing

@testable import Emulator
@testable import EmulatorTests

/// A server that runs for one test.
struct ServedCloud: Sendable {
  let wire: EmulatedWire
  let clock: ManualClock
  let port: Int
  let server: EmulatorServer
  /// Counts how often a fault wanted the process to end.
  let exits: ExitCount

  var carrier: SocketCarrier { SocketCarrier(port: port) }

  final class ExitCount: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }
}

/// Serves a cloud while `work` runs on a thread of its own, where it may wait for sockets.
func withServer(
  _ wire: EmulatedWire? = nil, clock: ManualClock = ManualClock(), limits: EmulatorServer.Limits = .init(),
  tls: TLSConfiguration? = nil, _ work: @escaping @Sendable (ServedCloud) throws -> Void
) async throws {
  let wire = wire ?? .bench(clock: clock)
  var configuration = EmulatorServer.Configuration()
  configuration.limits = limits
  configuration.tls = tls
  let exits = ServedCloud.ExitCount()
  let server = EmulatorServer(wire, configuration) { exits.add() }
  let (urls, ready) = AsyncStream<String>.makeStream()
  async let running: Void = {
    defer { ready.finish() }
    try await server.run { ready.yield($0) }
  }()
  var result: Result<Void, any Error> = .success(())
  if let url = await urls.first(where: { _ in true }) {
    let port = Int(url.split(separator: ":").last ?? "") ?? 0
    let cloud = ServedCloud(wire: wire, clock: clock, port: port, server: server, exits: exits)
    result = await onThread { Result { try work(cloud) } }
    server.stop()
  }
  try await running
  try result.get()
}

/// Runs work that waits where it holds up nobody.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    let thread = Thread { continuation.resume(returning: work()) }
    thread.stackSize = 4 << 20
    thread.start()
  }
}

/// Carries requests over a connection that is kept, and opened anew when the server has closed it.
final class SocketCarrier: WireCarrier {
  private let port: Int
  private let connection = Mutex<Kept>(Kept())

  private struct Kept: ~Copyable {
    // Only ever used while the lock is held.
    nonisolated(unsafe) var connection: RawConnection?
  }

  init(port: Int) { self.port = port }

  func send(_ request: WireRequest) throws -> WireReply? {
    connection.withLock { kept in
      for _ in 0..<2 {
        let isFresh = kept.connection == nil
        guard let open = kept.connection ?? RawConnection(port: port) else { return nil }
        kept.connection = open
        open.send(Self.bytes(of: request))
        if let reply = open.reply() {
          if reply.header("connection") == "close" { kept.connection = nil }
          return WireReply(status: reply.status, headers: reply.headers, body: reply.body)
        }
        kept.connection = nil
        if isFresh { return nil }
      }
      return nil
    }
  }

  /// The request in the form of HTTP/1.1.
  static func bytes(of request: WireRequest) -> [UInt8] {
    var text =
      "\(request.method) \(request.path)\(request.query.isEmpty ? "" : "?\(request.query)") HTTP/1.1\r\n"
    text += "Host: 127.0.0.1\r\n"
    for (name, value) in request.headers { text += "\(name): \(value)\r\n" }
    if !request.body.isEmpty || request.method == "POST" {
      text += "Content-Length: \(request.body.count)\r\n"
    }
    return Array("\(text)\r\n".utf8) + request.body
  }
}
