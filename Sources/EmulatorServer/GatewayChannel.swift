import Emulator
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// What a connection needs of the server that it came to.
struct GatewayServices: Sendable {
  var wire: EmulatedWire
  var admin: AdminInterface
  var limits: EmulatorServer.Limits
  /// Lets nobody connect for so many milliseconds; done as soon as nobody can.
  var refuseConnections: @Sendable (Int) -> EventLoopFuture<Void>
  /// Ends the process.
  var exit: @Sendable () -> Void
}

/// How an accepted connection is set up: HTTP/1 with one request at a time, and the gateway behind it.
struct GatewayChannel: ServerChildChannel {
  /// A connection that looks after itself.
  struct Value: ServerChildChannelValue {
    let channel: any Channel
  }

  let services: GatewayServices

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let control = ConnectionControl(limits: services.limits)
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(control, position: .first)
      try pipeline.addHandler(CloseWatch(control))
      // Whoever does not read replies gets no further requests read; the time limit of requests then ends it.
      try pipeline.addHandler(BackPressureHandler())
      var decoder = NIOHTTPDecoderLimitConfiguration()
      decoder.maxHeaderFieldSize = 32 << 10
      decoder.maxHeaderListSize = 64 << 10
      decoder.maxHeaderFieldCount = 100
      try pipeline.configureHTTPServerPipeline(
        withPipeliningAssistance: true, withErrorHandling: true, withOutboundHeaderValidation: true,
        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
      try pipeline.addHandler(GatewayHandler(services, control: control))
      return Value(channel: channel)
    }
  }

  func handle(value: Value, logger: Logger) async {
    // An error of the connection is one of its ends.
    _ = try? await value.channel.closeFuture.get()
  }
}
