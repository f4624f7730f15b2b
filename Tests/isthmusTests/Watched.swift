import Foundation
import Synchronization

/// A state that one thread changes and others wait for.
final class Watched<State: Sendable>: Sendable {
  private let state: Mutex<State>
  private let changed = NSCondition()

  init(_ state: State) { self.state = Mutex(state) }

  func change(_ body: (inout State) -> Void) {
    changed.lock()
    state.withLock { body(&$0) }
    changed.broadcast()
    changed.unlock()
  }

  /// Waits until `body` finds what it looks for.
  func wait<Value>(_ body: (State) -> Value?) -> Value {
    changed.lock()
    defer { changed.unlock() }
    while true {
      if let value = state.withLock({ body($0) }) { return value }
      changed.wait()
    }
  }
}

/// A value that one thread gives and others wait for.
final class Handover<Value: Sendable>: Sendable {
  private let content = Watched<Value?>(nil)

  func give(_ value: Value) { content.change { $0 = value } }

  var value: Value { content.wait { $0 } }
}
