import NIOCore

/// Stands between TLS and HTTP: tells the handler at the socket that HTTP has ended the connection.
///
/// TLS says that it ends and then waits seconds for the client to say the same. An idle client never does, and a server
/// that stops has no reason to wait for it.
final class CloseWatch: ChannelOutboundHandler {
  typealias OutboundIn = NIOAny
  typealias OutboundOut = NIOAny

  private let control: ConnectionControl

  init(_ control: ConnectionControl) { self.control = control }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    context.close(mode: mode, promise: promise)
    if mode == .all { control.hasEnded() }
  }
}
