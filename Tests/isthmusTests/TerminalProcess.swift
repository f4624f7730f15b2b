import Foundation

/// A running `isthmus` with a terminal of its own, and somebody who looks at it and types.
final class TerminalProcess: Sendable {
  private struct State {
    var screen: Screen
    var end: ChildProcess.End?
  }

  private let state: Watched<State>
  // Read by the thread below; typing and asking for settings disturb no reader.
  nonisolated(unsafe) private let process: ChildProcess

  /// Starts it in a folder, with nothing of this process's environment but the path.
  init(
    _ arguments: [String], in folder: URL, environment: [String: String], columns: Int, rows: Int
  ) throws {
    var all = ["HOME": folder.path, "USER": "ops", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
    all.merge(environment) { $1 }
    process = try ChildProcess(
      Shell.products.appending(path: "isthmus").path, arguments, in: folder, environment: all,
      terminal: (columns, rows))
    state = Watched(State(screen: Screen(width: columns)))
    Thread.detachNewThread { [self] in
      while let bytes = process.next() { state.change { $0.screen.write(bytes) } }
      let end = process.wait()
      state.change { $0.end = end }
    }
  }

  /// Types something.
  func type(_ text: String) { process.type(text) }

  /// Whether what is typed shows up by itself.
  var isEchoing: Bool? { process.isEchoing }

  /// Waits until it shows something; what it shows at its end when it never does.
  func shows(_ isWanted: (String) -> Bool) -> (screen: String, isShown: Bool) {
    state.wait { state in
      let text = state.screen.text
      if isWanted(text) { return (text, true) }
      return state.end == nil ? nil : (text, false)
    }
  }

  /// Waits for its end.
  func wait() -> (end: ChildProcess.End, screen: Screen) {
    state.wait { state in state.end.map { ($0, state.screen) } }
  }
}
