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
  init(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String], withErrors: Bool
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
    var ends: [Int32] = [0, 0]
    // One at a time: a child that comes in between would keep the pipe of another one open.
    let result = Self.starting.withLock { _ in
      guard pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      if withErrors { posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO) }
      defer { close(ends[1]) }
      return posix_spawn(&pid, "/bin/sh", &actions, nil, &words, &variables)
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
