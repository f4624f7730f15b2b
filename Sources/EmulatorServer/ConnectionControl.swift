import NIOCore
import NIOPosix

/// The handler next to the socket: ends connections that must not go on, past TLS and HTTP.
///
/// A whole request must come within a time limit, counted from the opening of the connection or from the last
/// reply. That covers idle connections and those that send a byte now and then alike.
final class ConnectionControl: ChannelDuplexHandler {
  typealias InboundIn = NIOAny
  typealias InboundOut = NIOAny
  typealias OutboundIn = NIOAny
  typealias OutboundOut = NIOAny

  private let limits: EmulatorServer.Limits
  private var context: ChannelHandlerContext?
  private var deadline: Scheduled<Void>?
  private var isQuiescing = false
  /// Whether the client waits for a reply that never comes.
  private var isSilent = false

  init(limits: EmulatorServer.Limits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    if context.channel.isActive { awaitRequest() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    awaitRequest()
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, !isQuiescing {
      isQuiescing = true
      if isSilent { return reset() }
      schedule(after: limits.stop)
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// Begins to wait for a request.
  func awaitRequest() {
    guard !isQuiescing else { return }
    schedule(after: limits.request)
  }

  /// A request has come; whatever it waits for is no fault of the client.
  func requestIsComplete() {
    guard !isQuiescing else { return }
    deadline?.cancel()
    deadline = nil
  }

  /// Never answers the request that came last.
  func staySilent() {
    isSilent = true
    if isQuiescing { reset() }
  }

  /// HTTP has ended the connection, and whatever was written is out. When the server stops, the socket goes with it.
  func hasEnded() {
    guard isQuiescing, let context, context.channel.isActive else { return }
    context.close(promise: nil)
  }

  /// Ends the connection so that the client sees a reset, and not an orderly end.
  func reset() {
    guard let context else { return }
    // A socket that is closed without lingering sends RST in place of FIN.
    if let provider = context.channel as? any SocketOptionProvider {
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
        bound.value.close(promise: nil)
      }
    } else {
      context.close(promise: nil)
    }
  }

  private func schedule(after time: TimeAmount) {
    guard let context else { return }
    deadline?.cancel()
    // The handler belongs to the loop on which the task runs.
    let control = NIOLoopBound(self, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: time) { control.value.reset() }
  }
}
