import Foundation
import Synchronization

/// A running `isthmus` whose output is read while it runs.
final class RunProcess: Sendable {
  private struct State {
    var output: [UInt8] = []
    var end: ChildProcess.End?
  }

  let pid: pid_t
  private let state = Mutex(State())
  private let changed = NSCondition()

  /// Starts it in a folder, with nothing of this process's environment but the path.
  init(_ arguments: [String], in folder: URL, environment: [String: String]) throws {
    var all = ["HOME": folder.path, "USER": "ops", "PATH": "/usr/bin:/bin"]
    all.merge(environment) { $1 }
    // Given to the thread below and used by nobody else.
    nonisolated(unsafe) let process = try ChildProcess(
      Shell.products.appending(path: "isthmus").path, arguments, in: folder, environment: all,
      withErrors: true)
    pid = process.pid
    Thread.detachNewThread {
      while let bytes = process.next() { self.change { $0.output += bytes } }
      let end = process.wait()
      self.change { $0.end = end }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    changed.lock()
    state.withLock { body(&$0) }
    changed.broadcast()
    changed.unlock()
  }

  /// Waits until it has printed something; false when it ends without that.
  @discardableResult
  func prints(_ text: String) -> Bool {
    wait { state in
      if String(decoding: state.output, as: UTF8.self).contains(text) { return true }
      return state.end == nil ? nil : false
    }
  }

  /// Waits for its end.
  func wait() -> (end: ChildProcess.End, output: String) {
    wait { state in state.end.map { ($0, String(decoding: state.output, as: UTF8.self)) } }
  }

  /// Kills it as nothing can prevent, and waits until it is gone.
  func kill() {
    Foundation.kill(pid, SIGKILL)
    _ = wait()
  }

  private func wait<Value>(_ body: (State) -> Value?) -> Value {
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
  private let content = Mutex<Value?>(nil)
  private let changed = NSCondition()

  func give(_ value: Value) {
    changed.lock()
    content.withLock { $0 = value }
    changed.broadcast()
    changed.unlock()
  }

  var value: Value {
    changed.lock()
    defer { changed.unlock() }
    while true {
      if let value = content.withLock({ $0 }) { return value }
      changed.wait()
    }
  }
}
