import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waits for the signals that ask a process to stop, in place of dying of them.
///
/// The newest value that lives is asked. When none lives any more, a signal does what it does by itself.
final class StopSignals: Sendable {
  private struct Listening {
    var handlers: [(id: ObjectIdentifier, handle: @Sendable () -> Void)] = []
    /// Made once and kept: a second source for a signal, or the end of the first, would take it away from the other.
    var sources: [any DispatchSourceSignal] = []
    var isHungUp = false
  }

  private static let listening = Mutex(Listening())

  /// Calls `handle` at each SIGTERM, SIGINT and SIGHUP for as long as the value lives.
  init(_ handle: @escaping @Sendable () -> Void) {
    let id = ObjectIdentifier(self)
    Self.listening.withLock { listening in
      listening.handlers.append((id, handle))
      if listening.sources.isEmpty { listening.sources = [SIGTERM, SIGINT, SIGHUP].compactMap(Self.source) }
    }
  }

  deinit {
    let id = ObjectIdentifier(self)
    Self.listening.withLock { $0.handlers.removeAll { $0.id == id } }
  }

  private static func source(of number: Int32) -> (any DispatchSourceSignal)? {
    let previous = signal(number, SIG_IGN)
    // Whoever started it with `nohup` wants it to outlive the terminal.
    if number == SIGHUP, unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      return nil
    }
    let source = DispatchSource.makeSignalSource(
      signal: number, queue: DispatchQueue(label: "isthmus.signals"))
    source.setEventHandler { received(number) }
    source.activate()
    return source
  }

  private static func received(_ number: Int32) {
    // A connection that drops is told by the kernel and by the shell: it is one wish to stop, not two.
    if number == SIGHUP {
      let isRepeated = listening.withLock { listening in
        defer { listening.isHungUp = true }
        return listening.isHungUp
      }
      if isRepeated { return }
    }
    if let handle = listening.withLock({ $0.handlers.last?.handle }) { return handle() }
    signal(number, SIG_DFL)
    raise(number)
  }
}
