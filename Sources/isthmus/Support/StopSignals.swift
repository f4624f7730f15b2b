import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waits for the signals that ask a process to stop, in place of dying of them.
///
/// Only one value may live at a time: to ignore a signal a second time takes it away from the first.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `handle` at each SIGTERM and SIGINT for as long as the value lives.
  init(_ handle: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "isthmus.signals")
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handle)
      source.activate()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
