import Foundation

/// A running `isthmus` whose output is read while it runs.
final class RunProcess: Sendable {
  private struct State {
    var output: [UInt8] = []
    var end: ChildProcess.End?
  }

  let pid: pid_t
  private let state = Watched(State())

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
      while let bytes = process.next() { self.state.change { $0.output += bytes } }
      let end = process.wait()
      self.state.change { $0.end = end }
    }
  }

  /// Waits until it has printed something; false when it ends without that.
  @discardableResult
  func prints(_ text: String) -> Bool {
    state.wait { state in
      if String(decoding: state.output, as: UTF8.self).contains(text) { return true }
      return state.end == nil ? nil : false
    }
  }

  /// Waits for its end.
  func wait() -> (end: ChildProcess.End, output: String) {
    state.wait { state in state.end.map { ($0, String(decoding: state.output, as: UTF8.self)) } }
  }

  /// Kills it as nothing can prevent, and waits until it is gone.
  func kill() {
    Foundation.kill(pid, SIGKILL)
    _ = wait()
  }
}
