import Execution
import Runbook
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a board at the end of a terminal up to date: a few times a second, each time in one write, over the lines of
/// the last time. Whoever wants to print something else holds it meanwhile.
final class LiveBoard: RunObserver {
  private struct State {
    var board: RunBoard
    var drawn: [String] = []
    var isHeld = false
  }

  private let state: Mutex<State>
  private let paint: Paint
  private let ticks: Mutex<Task<Void, Never>?> = Mutex(nil)
  private let clock = SystemClock()

  init(_ board: RunBoard, paint: Paint) {
    state = Mutex(State(board: board))
    self.paint = paint
    ticks.withLock {
      $0 = Task { [weak self] in
        while !Task.isCancelled {
          self?.draw()
          try? await Task.sleep(for: .milliseconds(250))
        }
      }
    }
  }

  func observe(_ event: RunEvent, at moment: Moment) {
    state.withLock { $0.board.take(event, at: moment) }
    if case .sessionEnded = event { draw() }
  }

  /// Takes the board away until ``release()``, so that something else can be printed in its place.
  func hold() {
    state.withLock { state in
      guard !state.isHeld else { return }
      state.isHeld = true
      Terminal.write(Self.back(over: state.drawn, width: Self.size().columns, paint) + "\u{1B}[J")
      state.drawn = []
    }
  }

  /// Shows the board again.
  func release() {
    state.withLock { $0.isHeld = false }
    draw()
  }

  /// Draws no more; the last picture stays.
  func end() {
    draw()
    ticks.withLock { $0?.cancel() }
    state.withLock { $0.isHeld = true }
  }

  private func draw() {
    state.withLock { state in
      guard !state.isHeld else { return }
      let (columns, rows) = Self.size()
      let lines = state.board.lines(width: columns, height: rows, now: clock.now, paint: paint)
      guard lines != state.drawn else { return }
      var text = Self.back(over: state.drawn, width: columns, paint)
      for line in lines { text += line + "\u{1B}[K\n" }
      Terminal.write(text + "\u{1B}[J")
      state.drawn = lines
    }
  }

  /// Back to the first row of what was drawn; a terminal that became narrower has broken its lines.
  private static func back(over lines: [String], width: Int, _ paint: Paint) -> String {
    let rows = lines.reduce(0) { $0 + max(1, (paint.width(of: $1) + width - 1) / width) }
    return rows == 0 ? "\r" : "\r\u{1B}[\(rows)A"
  }

  private static func size() -> (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(window.ws_col), Int(window.ws_row))
  }
}
