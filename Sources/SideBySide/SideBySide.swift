import Dispatch
import Synchronization

/// Does two pieces of work side by side, on two processors where there are two, and returns when both are done.
///
/// Both take values and give values, so the result does not depend on which of them is done first. It is worth its
/// while for work of a millisecond and more.
public func sideBySide<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let results = Mutex<(first: First?, second: Second?)>((nil, nil))
  // The calling thread takes part: no thread waits for a piece that nobody works on, however deep calls are nested.
  DispatchQueue.concurrentPerform(iterations: 2) { piece in
    if piece == 0 {
      let result = first()
      results.withLock { $0.first = result }
    } else {
      let result = second()
      results.withLock { $0.second = result }
    }
  }
  // Each piece has been worked once by now, so what stands behind ?? is never called.
  let done = results.withLock { $0 }
  return (done.first ?? first(), done.second ?? second())
}
