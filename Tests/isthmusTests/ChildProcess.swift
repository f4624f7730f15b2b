import Foundation
import Synchronization

/// A process of the tests, started and awaited without Foundation: its `Process` takes a command for running as long as
/// anything that the command left in the background.
final class ChildProcess {
  /// How a process ended.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private static let starting = Mutex(())

  let pid: pid_t
  private let output: Int32
  private var end: End?

  /// Starts a program with its standard output, and standard error if wanted, in a pipe.
  convenience init(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String], withErrors: Bool
  ) throws {
    try self.init(path, arguments, in: folder, environment: environment) { ends, actions, _ in
      guard pipe(&ends) == 0 else { return errno }
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      if withErrors { posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO) }
      return 0
    }
  }

  /// Starts a program with a terminal of that size as its own, which a person would sit at.
  convenience init(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String],
    terminal: (columns: Int, rows: Int)
  ) throws {
    try self.init(path, arguments, in: folder, environment: environment) { ends, actions, attributes in
      var size = winsize()
      (size.ws_col, size.ws_row) = (UInt16(terminal.columns), UInt16(terminal.rows))
      var name = [CChar](repeating: 0, count: 256)
      var (person, program): (Int32, Int32) = (-1, -1)
      guard openpty(&person, &program, &name, nil, &size) == 0 else { return errno }
      ends = [person, program]
      // The leader of a session gets the first terminal that it opens.
      posix_spawnattr_setflags(&attributes, Self.newSession)
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
      return 0
    }
  }

  /// `POSIX_SPAWN_SETSID`, which the C library shows to GNU sources only.
  private static let newSession: Int16 = {
    #if os(Linux)
      0x80
    #else
      0x400
    #endif
  }()

  /// - Parameter connect: opens the reading and the writing end of what the child prints, and says what the child does
  ///   with them; an error number where that fails.
  private init(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String],
    connect: (inout [Int32], inout posix_spawn_file_actions_t, inout posix_spawnattr_t) -> Int32
  ) throws {
    // The shell goes to the folder and becomes the program.
    let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, path] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      words.forEach { free($0) }
      variables.forEach { free($0) }
    }
    var pid = pid_t()
    var ends: [Int32] = [-1, -1]
    // One at a time: a child that comes in between would keep the pipe of another one open.
    let result = Self.starting.withLock { _ in
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      let problem = connect(&ends, &actions, &attributes)
      guard problem == 0 else { return problem }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      defer { close(ends[1]) }
      return posix_spawn(&pid, "/bin/sh", &actions, &attributes, &words, &variables)
    }
    output = ends[0]
    self.pid = pid
    if result != 0 {
      end = .exit(127)
      throw POSIXError(.init(rawValue: result) ?? .EIO)
    }
  }

  deinit {
    if end == nil {
      kill(pid, SIGKILL)
      _ = wait()
    }
    close(output)
  }

  /// What it prints, to the end or to the end of the first line.
  func read(onlyALine: Bool = false) -> String {
    var bytes: [UInt8] = []
    while let piece = next(upTo: onlyALine ? 1 : 1 << 16), !(onlyALine && piece == [0x0A]) { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What it prints next, as soon as it prints anything; nil when it prints no more.
  func next(upTo size: Int = 1 << 16) -> [UInt8]? {
    var piece = [UInt8](repeating: 0, count: size)
    while true {
      let count = Foundation.read(output, &piece, size)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(piece.prefix(count)) : nil
    }
  }

  /// Whether what is typed at its terminal shows up by itself; nil when it has none.
  var isEchoing: Bool? {
    var settings = termios()
    return tcgetattr(output, &settings) == 0 ? settings.c_lflag & tcflag_t(ECHO) != 0 : nil
  }

  /// Types at its terminal.
  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits for its end.
  func wait() -> End {
    if let end { return end }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let end: End = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    self.end = end
    return end
  }
}
