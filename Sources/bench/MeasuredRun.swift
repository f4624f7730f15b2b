#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of a command as a whole process: its times and its peak memory, by the system's own accounting.
struct MeasuredRun {
  /// Seconds from start to exit.
  var seconds: Double
  /// Seconds that a processor worked for it, in the program and in the system: what the load of the machine changes
  /// least.
  var processorSeconds: Double
  /// The largest resident size, in mebibytes.
  var peakMebibytes: Double
  /// The exit code; negative when it could not be started or was killed.
  var exitCode: Int32

  /// Runs a command with its output thrown away, and measures it.
  init(_ command: [String]) {
    var fileActions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&fileActions)
    posix_spawn_file_actions_addopen(&fileActions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&fileActions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&fileActions) }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let start = ContinuousClock.now
    guard posix_spawn(&process, command[0], &fileActions, nil, &arguments, environ) == 0 else {
      (seconds, processorSeconds, peakMebibytes, exitCode) = (0, 0, 0, -1)
      return
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let elapsed = ContinuousClock.now - start
    seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    #if os(Linux)
      peakMebibytes = Double(usage.ru_maxrss) / 1024
    #else
      peakMebibytes = Double(usage.ru_maxrss) / 1_048_576
    #endif
    exitCode = status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }

  /// The medians of several runs, each for itself; the exit code is the worst.
  static func median(of count: Int, _ command: [String]) -> MeasuredRun {
    let runs = (0..<count).map { _ in MeasuredRun(command) }
    var median = runs[0]
    func middle(_ part: KeyPath<MeasuredRun, Double>) -> Double {
      runs.map { $0[keyPath: part] }.sorted()[count / 2]
    }
    median.seconds = middle(\.seconds)
    median.processorSeconds = middle(\.processorSeconds)
    median.peakMebibytes = middle(\.peakMebibytes)
    median.exitCode = runs.first { $0.exitCode != 0 }?.exitCode ?? 0
    return median
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
