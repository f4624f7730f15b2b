import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A server on the loopback address that does with each request what its script says, byte for byte.
final class LoopbackServer: Sendable {
  enum Behaviour: Sendable {
    /// These bytes, and the connection stays open.
    case bytes(String)
    /// These bytes, and the connection is closed.
    case bytesThenClose(String)
    /// The connection is reset.
    case reset
    /// Nothing ever comes.
    case silence

    static func answer(_ body: String, status: String = "200 OK", headers: String = "") -> Behaviour {
      .bytes("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
  }

  private struct State {
    var script: [Behaviour]
    var requests: [String] = []
    var connections = 0
  }

  private let state: Mutex<State>
  private let channel = Mutex<(any Channel)?>(nil)

  /// What came, head and body as text.
  var requests: [String] { state.withLock { $0.requests } }
  /// How many connections were accepted.
  var connections: Int { state.withLock { $0.connections } }
  /// Where it listens.
  var port: Int { channel.withLock { $0?.localAddress?.port ?? 0 } }

  private init(_ script: [Behaviour]) { state = Mutex(State(script: script)) }

  /// Starts a server whose last behaviour is repeated for ever, uses it, and stops it.
  static func with<Value>(
    _ script: Behaviour..., tls: NIOSSLContext? = nil, _ use: (LoopbackServer) async throws -> Value
  ) async throws -> Value {
    let server = LoopbackServer(script)
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(Handler(server: server))
        }
      }
    let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
    server.channel.withLock { $0 = channel }
    do {
      let value = try await use(server)
      try await channel.close()
      return value
    } catch {
      try await channel.close()
      throw error
    }
  }

  private func accepted() { state.withLock { $0.connections += 1 } }

  private func behaviour(for request: String) -> Behaviour {
    state.withLock { state in
      state.requests.append(request)
      return state.script.count > 1 ? state.script.removeFirst() : state.script[0]
    }
  }

  /// Collects requests and does what the script says.
  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: LoopbackServer
    private var bytes: [UInt8] = []

    init(server: LoopbackServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
      server.accepted()
      context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes += unwrapInboundIn(data).readableBytesView
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.ranges(of: "\r\n\r\n").first else { return }
      let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n").first {
        $0.hasPrefix("content-length:")
      }
      let wanted = length.flatMap { Int($0.dropFirst("content-length:".count).filter(\.isNumber)) } ?? 0
      guard text[end.upperBound...].utf8.count >= wanted else { return }
      bytes = []
      switch server.behaviour(for: text) {
      case .bytes(let answer):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
      case .bytesThenClose(let answer):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        context.close(promise: nil)
      case .reset:
        // Lingering for no time at all makes close(2) send a reset.
        let options = context.channel as? any SocketOptionProvider
        _ = options?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        context.close(mode: .all, promise: nil)
      case .silence: break
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
