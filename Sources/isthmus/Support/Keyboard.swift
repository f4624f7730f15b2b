import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a person's answers come from, a line each, until it hangs up.
final class Keyboard: Sendable {
  private let hungUp = Atomic<Bool>(false)
  /// A pipe whose reading end ends with the answers, which wakes whoever waits for a line.
  private let wake: (reading: Int32, writing: Int32)

  init() {
    var ends: [Int32] = [-1, -1]
    // Without a pipe the wait for a line cannot be interrupted, and nothing else is lost.
    if pipe(&ends) == 0 { for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
    wake = (ends[0], ends[1])
  }

  deinit {
    close(wake.reading)
    if !isHungUp { close(wake.writing) }
  }

  /// Whether nobody answers any more.
  var isHungUp: Bool { hungUp.load(ordering: .acquiring) }

  /// No more answers: whoever waits for one gets nil.
  func hangUp() {
    if !hungUp.exchange(true, ordering: .acquiringAndReleasing) { close(wake.writing) }
  }

  /// Forgets what was typed before there was a question.
  func forgetTyped() { tcflush(STDIN_FILENO, TCIFLUSH) }

  /// Asks; nil when nobody answers any more.
  func ask(_ question: String) async -> String? {
    guard !isHungUp else { return nil }
    Terminal.write(question)
    let line = await withCheckedContinuation { continuation in
      // A thread of its own: reading blocks for as long as a person thinks.
      DispatchQueue(label: "isthmus.question").async { continuation.resume(returning: self.line()) }
    }
    // The question's line was not ended by the person.
    if line == nil { Terminal.write("\n") }
    return line
  }

  private func line() -> String? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.last != UInt8(ascii: "\n") {
      var watched = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&watched, nfds_t(watched.count), -1) < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if watched[1].revents != 0 { return nil }
      // A terminal hands over a line at a time.
      let count = read(STDIN_FILENO, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += piece.prefix(count)
    }
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
