import Dispatch
import LocalFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The three standard streams.
enum Terminal {
  /// Writes to standard output. A reader that went away (`isthmus … | head`) is no failure.
  static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes bytes to standard output.
  static func write(_ bytes: UnsafeRawBufferPointer) { write(bytes, to: STDOUT_FILENO) }

  /// Writes to standard error.
  static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether people read standard output, and want colour.
  static func isColorful(standardError: Bool = false) -> Bool {
    isatty(standardError ? STDERR_FILENO : STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
      && environment("TERM") != "dumb"
  }

  /// How many columns the terminal behind standard output has, or `COLUMNS` says; nil where nobody says it.
  static var width: Int? {
    if let written = environment("COLUMNS").flatMap({ Int($0) }), written > 0 { return written }
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// How many columns and rows the terminal behind standard output has.
  static var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(window.ws_col), Int(window.ws_row))
  }

  /// Whether a person sits at both ends, and this process has their attention.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && isForeground }

  /// Whether what is written to standard error shows up on a terminal.
  static var isErrorShown: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether the terminal is this process's own: one that works in the background would be stopped for touching it.
  static var isForeground: Bool { tcgetpgrp(STDIN_FILENO) == getpgrp() }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  /// The variables whose names start so.
  static func environmentVariables(prefix: String) -> [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0].hasPrefix(prefix) { result[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return result
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}
