public import Emulator
import HummingbirdCore
import HummingbirdTLS
public import Logging
public import NIOCore
import NIOPosix
public import NIOSSL
import Synchronization

/// Serves an emulated cloud over HTTP or HTTPS.
///
/// Hummingbird listens and shuts down in good order; what arrives is answered on the event loops without any
/// further hop.
public final class EmulatorServer: Sendable {
  /// What connections may cost.
  public struct Limits: Sendable {
    /// How long a whole request may take to arrive, from the opening of the connection or the last reply on.
    public var request = TimeAmount.seconds(30)
    /// How long requests in flight have when the server stops.
    public var stop = TimeAmount.seconds(5)

    /// The usual limits.
    public init() {}
  }

  /// Where and how to listen.
  public struct Configuration: Sendable {
    /// The address to bind.
    public var host = "127.0.0.1"
    /// The port; 0 takes one that is free.
    public var port = 0
    /// The certificate and its key, for HTTPS.
    public var tls: TLSConfiguration?
    /// How many threads answer.
    public var threads = 1
    /// What connections may cost.
    public var limits = Limits()
    /// Where the server's own troubles are told.
    public var logger = Logger(label: "isthmus.emulator", factory: { _ in SwiftLogNoOpLogHandler() })

    /// HTTP on a free port of the loopback address.
    public init() {}
  }

  private enum Phase {
    /// Nobody can connect now.
    case down(pause: Task<Void, Never>?)
    /// Whoever connects is accepted.
    case listening(any Channel)
    case stopped
  }

  private struct State {
    var phase = Phase.down(pause: nil)
    /// For how long nobody listens after the channel that listens now.
    var pauseMilliseconds = 0
    /// End the connections of every channel that has ever listened.
    var endings: [@Sendable () async -> Void] = []
    /// The endings under way; the event loops must not go before they are over.
    var ended: [Task<Void, Never>] = []
  }

  private let wire: EmulatedWire
  private let configuration: Configuration
  private let exit: @Sendable () -> Void
  private let state = Mutex(State())

  /// A server that does not listen yet.
  ///
  /// - Parameters:
  ///   - wire: what answers.
  ///   - configuration: where and how to listen.
  ///   - exit: ends the process; called when a fault says so.
  public init(_ wire: EmulatedWire, _ configuration: Configuration, exit: @escaping @Sendable () -> Void) {
    self.wire = wire
    self.configuration = configuration
    self.exit = exit
  }

  /// Listens and serves until `stop()`.
  ///
  /// - Parameter onReady: told the base URL, such as `http://127.0.0.1:8080`, as soon as connections are accepted.
  /// - Throws: when the address cannot be bound.
  public func run(onReady: @Sendable (String) async throws -> Void) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.threads)
    let outcome: Result<Void, any Error>
    do {
      let services = GatewayServices(
        wire: wire, admin: AdminInterface(wire: wire), limits: configuration.limits,
        refuseConnections: { [self] in refuseConnections(milliseconds: $0, on: group.any()) }, exit: exit)
      let channel = GatewayChannel(services: services)
      if let tls = configuration.tls {
        try await run(TLSChannel(channel, tlsConfiguration: tls), group, onReady)
      } else {
        try await run(channel, group, onReady)
      }
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    for ending in state.withLock({ $0.ended }) { await ending.value }
    try? await group.shutdownGracefully()
    try outcome.get()
  }

  private func run(
    _ setup: some ServerChildChannel, _ group: MultiThreadedEventLoopGroup,
    _ onReady: @Sendable (String) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup { tasks in
      let port = try HeldPort(configuration.port, on: configuration.host)
      var isFirst = true
      while let channel = try await HeldPort.listenAgain({
        try await listen(setup, port: port.number, group, &tasks)
      }) {
        if isFirst {
          isFirst = false
          do { try await onReady(baseURL(port: port.number)) } catch {
            stop()
            throw error
          }
        }
        _ = try? await channel.closeFuture.get()
        await pause()
      }
      try await tasks.waitForAll()
    }
  }

  /// Begins to listen; nil when the server shall stop.
  private func listen<Setup: ServerChildChannel>(
    _ setup: Setup, port: Int, _ group: MultiThreadedEventLoopGroup,
    _ tasks: inout ThrowingTaskGroup<Void, any Error>
  ) async throws -> (any Channel)? {
    if case .stopped = state.withLock({ $0.phase }) { return nil }
    let (channels, started) = AsyncThrowingStream<any Channel, any Error>.makeStream()
    let server = Server(
      childChannelSetup: setup,
      configuration: ServerConfiguration(
        address: .hostname(configuration.host, port: port), backlog: 1024, reuseAddress: true),
      onServerRunning: { started.yield($0) }, eventLoopGroup: group, logger: configuration.logger)
    tasks.addTask {
      do {
        try await server.run()
        started.finish()
      } catch {
        started.finish(throwing: error)
      }
    }
    guard let channel = try await channels.first(where: { _ in true }) else { return nil }
    let ending: @Sendable () async -> Void = { _ = try? await server.shutdownGracefully() }
    let isStopped = state.withLock { state in
      state.endings.append(ending)
      if case .stopped = state.phase { return true }
      state.phase = .listening(channel)
      return false
    }
    if isStopped { await ending() }
    return channel
  }

  private func baseURL(port: Int) -> String {
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    return "\(configuration.tls == nil ? "http" : "https")://\(host):\(port)"
  }

  /// Stops: nobody can connect any more, requests in flight get their replies, then `run` returns. From any thread,
  /// as often as wanted.
  public func stop() {
    let pause = state.withLock { state in
      var pause: Task<Void, Never>?
      if case .down(let task) = state.phase { pause = task }
      state.phase = .stopped
      for ending in state.endings { state.ended.append(Task { await ending() }) }
      return pause
    }
    pause?.cancel()
  }

  // MARK: Nobody listens for a while

  /// Stops listening. Connections that are open end as they would when the server stops.
  private func refuseConnections(milliseconds: Int, on loop: any EventLoop) -> EventLoopFuture<Void> {
    let (channel, ending) = state.withLock { state -> ((any Channel)?, (@Sendable () async -> Void)?) in
      guard case .listening(let channel) = state.phase else { return (nil, nil) }
      state.phase = .down(pause: nil)
      state.pauseMilliseconds = milliseconds
      return (channel, state.endings.last)
    }
    guard let channel, let ending else { return loop.makeSucceededVoidFuture() }
    return channel.close().always { [self] _ in
      state.withLock { $0.ended.append(Task { await ending() }) }
    }
  }

  /// Waits until it is time to listen again, or to stop.
  private func pause() async {
    let task = state.withLock { state -> Task<Void, Never>? in
      guard case .down = state.phase else { return nil }
      let milliseconds = state.pauseMilliseconds
      let task = Task { _ = try? await Task.sleep(for: .milliseconds(milliseconds)) }
      state.phase = .down(pause: task)
      return task
    }
    await task?.value
  }
}
