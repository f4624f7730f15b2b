import Emulator
import NIOCore
import NIOHTTP1
import NIOPosix

/// Turns the HTTP requests of one connection into requests of the wire, and what comes of them into replies.
///
/// The pipeline hands over one request at a time. Answering takes the event loop some tens of microseconds; nothing
/// waits on it.
final class GatewayHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let services: GatewayServices
  private let control: ConnectionControl
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var isKeptAlive = false
  /// Whether the reply is out already and the rest of the request is thrown away.
  private var isDiscarding = false
  /// Whether a reply is on its way, now or later.
  private var isAnswering = false
  private var hasInputEnded = false

  init(_ services: GatewayServices, control: ConnectionControl) {
    self.services = services
    self.control = control
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let part): take(part, context)
    case .end: complete(context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      hasInputEnded = true
      if !isAnswering { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  // MARK: The request

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    self.head = head
    body = ByteBuffer()
    isKeptAlive = head.isKeepAlive
    isDiscarding = false
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    if length > limit(of: head, context) { return refuseLargeBody(context) }
    if head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" }) {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: head.version, status: .continue))), promise: nil)
    }
  }

  private func take(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
    guard !isDiscarding, let head else { return }
    guard body.readableBytes + part.readableBytes <= limit(of: head, context) else {
      return refuseLargeBody(context)
    }
    if body.readableBytes == 0 {
      body = part
    } else {
      body.writeImmutableBuffer(part)
    }
  }

  private func complete(_ context: ChannelHandlerContext) {
    control.requestIsComplete()
    if isDiscarding {
      context.close(promise: nil)
      return
    }
    guard let head else { return }
    self.head = nil
    isAnswering = true
    let (path, query) = Self.target(head.uri)
    let request = WireRequest(
      method: head.method.rawValue, path: path, query: query,
      headers: head.headers.map { ($0.name, $0.value) },
      body: body.readBytes(length: body.readableBytes) ?? [])
    if path.hasPrefix(AdminInterface.prefix) {
      return administer(request, version: head.version, context)
    }
    follow(services.wire.answer(request), version: head.version, context)
  }

  /// Whoever is not let in anyway cannot have a large body kept.
  private func limit(of head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Int {
    head.uri.hasPrefix(AdminInterface.prefix) && Self.isLoopback(context.remoteAddress)
      ? AdminInterface.maximumBodyBytes : EmulatedWire.maximumBodyBytes
  }

  /// Answers before the body is there, and throws the body away: closing at once would let the client see a reset
  /// in place of the answer.
  private func refuseLargeBody(_ context: ChannelHandlerContext) {
    isKeptAlive = false
    isDiscarding = true
    let version = head?.version ?? .http1_1
    body = ByteBuffer()
    let reply = WireReply.error(413, "TooLarge", "the body is too large")
    write(services.wire.dated(reply), version: version, context)
  }

  /// Path and query of a request's target, which a proxy writes with scheme and host.
  private static func target(_ uri: String) -> (path: String, query: String) {
    var rest = Substring(uri)
    for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (String(rest), "") }
    return (String(rest[..<mark]), String(rest[rest.utf8.index(after: mark)...]))
  }

  // MARK: What comes of it

  private func follow(_ outcome: WireOutcome, version: HTTPVersion, _ context: ChannelHandlerContext) {
    switch outcome {
    case .reply(let reply, let delay):
      later(delay, context) { $0.answer(reply, version: version, $1) }
    case .reset(let delay):
      later(delay, context) { handler, _ in handler.control.reset() }
    case .silence:
      isAnswering = false
      if hasInputEnded { context.close(promise: nil) }
      control.staySilent()
    case .refused(let milliseconds):
      let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
      services.refuseConnections(milliseconds).hop(to: context.eventLoop).whenComplete { _ in
        handler.value.control.reset()
      }
    case .exit:
      services.exit()
      control.reset()
    }
  }

  private func later(
    _ milliseconds: Int, _ context: ChannelHandlerContext,
    _ act: @escaping @Sendable (GatewayHandler, ChannelHandlerContext) -> Void
  ) {
    guard milliseconds > 0 else { return act(self, context) }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
      let (handler, context) = bound.value
      if context.channel.isActive { act(handler, context) }
    }
  }

  /// Has an administrator's request answered beside the event loop: an inventory can be large.
  private func administer(_ request: WireRequest, version: HTTPVersion, _ context: ChannelHandlerContext) {
    let admin = services.admin
    let isLocal = Self.isLoopback(context.remoteAddress)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) {
      isLocal ? admin.answer(request) : AdminInterface.refusal
    }.whenComplete { result in
      let (handler, context) = bound.value
      let reply = handler.services.wire.dated(
        (try? result.get()) ?? .error(500, "Failed", "the emulator is stopping"))
      if context.channel.isActive { handler.answer(reply, version: version, context) }
    }
  }

  private static func isLoopback(_ address: SocketAddress?) -> Bool {
    switch address {
    case .unixDomainSocket?: true
    case nil: false
    case let address?:
      address.ipAddress?.hasPrefix("127.") == true || address.ipAddress == "::1"
        || address.ipAddress?.hasPrefix("::ffff:127.") == true
    }
  }

  // MARK: The reply

  private func answer(_ reply: WireReply, version: HTTPVersion, _ context: ChannelHandlerContext) {
    isAnswering = false
    guard !isKeptAlive || hasInputEnded else {
      write(reply, version: version, context)
      return control.awaitRequest()
    }
    // Only when all of it is written: what a closed connection still holds is lost.
    let isWritten = context.eventLoop.makePromise(of: Void.self)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    isWritten.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
    write(reply, version: version, context, isWritten)
  }

  private func write(
    _ reply: WireReply, version: HTTPVersion, _ context: ChannelHandlerContext,
    _ isWritten: EventLoopPromise<Void>? = nil
  ) {
    var headers = HTTPHeaders()
    headers.reserveCapacity(reply.headers.count + 2)
    for (name, value) in reply.headers { headers.add(name: name, value: value) }
    headers.add(name: "Content-Length", value: String(reply.body.count))
    if !isKeptAlive {
      headers.add(name: "Connection", value: "close")
    } else if version == .http1_0 {
      headers.add(name: "Connection", value: "keep-alive")
    }
    let head = HTTPResponseHead(version: version, status: .init(statusCode: reply.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if !reply.body.isEmpty {
      context.write(
        wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: reply.body)))), promise: nil
      )
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: isWritten)
  }
}
