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
  private static let handlers = Mutex<[(id: ObjectIdentifier, handle: @Sendable () -> Void)]>([])
  /// Made once and kept: a second source for a signal, or the end of the first, would take it away from the other.
  ///
  /// Unchecked, since nothing is ever asked of them again: they are only kept.
  private nonisolated(unsafe) static let sources: [any DispatchSourceSignal] = {
    let queue = DispatchQueue(label: "isthmus.signals")
    return [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { received(number) }
      source.activate()
      return source
    }
  }()

  /// Calls `handle` at each SIGTERM and SIGINT for as long as the value lives.
  init(_ handle: @escaping @Sendable () -> Void) {
    let id = ObjectIdentifier(self)
    Self.handlers.withLock { $0.append((id, handle)) }
    _ = Self.sources
  }

  deinit {
    let id = ObjectIdentifier(self)
    Self.handlers.withLock { $0.removeAll { $0.id == id } }
  }

  private static func received(_ number: Int32) {
    if let handle = handlers.withLock({ $0.last?.handle }) { return handle() }
    signal(number, SIG_DFL)
    raise(number)
  }
}
