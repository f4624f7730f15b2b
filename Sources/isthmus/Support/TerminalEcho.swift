import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether what is typed shows up by itself.
///
/// A picture that is drawn over and over is torn by every key that shows up in it. A shell brings its own settings back
/// when a process dies of a signal, so that nothing has to be mended after a crash.
final class TerminalEcho: Sendable {
  private let settings = Mutex<termios?>(nil)

  /// What is typed is not shown, nor are lines ended by it.
  func off() {
    settings.withLock { saved in
      var now = termios()
      guard Terminal.isForeground, tcgetattr(STDIN_FILENO, &now) == 0 else { return }
      saved = saved ?? now
      now.c_lflag &= ~tcflag_t(ECHO | ECHONL)
      tcsetattr(STDIN_FILENO, TCSANOW, &now)
    }
  }

  /// As it was before.
  func on() {
    settings.withLock { saved in
      guard Terminal.isForeground, var settings = saved else { return }
      saved = nil
      tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
  }
}
