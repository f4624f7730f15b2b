import Dispatch
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
/// the last time. What is worth keeping scrolls away above it. Whoever wants to print something else holds it meanwhile.
final class LiveBoard: RunObserver {
  private struct State {
    var board: RunBoard
    var picture: Picture
    var notes: [(moment: Moment, note: RunNote)] = []
    var isHeld = false
    var hasEnded = false
  }

  private let state: Mutex<State>
  private let paint: Paint
  private let clock = SystemClock()
  private let echo = TerminalEcho()
  private let ticks: Mutex<Task<Void, Never>?> = Mutex(nil)
  private let comebacks: Mutex<ComebackSignal?> = Mutex(nil)

  init(_ board: RunBoard, paint: Paint) {
    state = Mutex(State(board: board, picture: Picture(paint: paint)))
    self.paint = paint
    echo.off()
    comebacks.withLock { $0 = ComebackSignal { [weak self] in self?.comeBack() } }
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
    state.withLock { state in
      if let note = state.board.take(event, at: moment) { state.notes.append((moment, note)) }
    }
    if case .sessionEnded = event { draw() }
  }

  /// Takes the board away until ``release()``, so that something else can be printed in its place, under a line that
  /// says how the run stands.
  func hold() {
    state.withLock { state in
      guard !state.isHeld, !state.hasEnded else { return }
      state.isHeld = true
      let width = Terminal.size.columns
      let line = state.board.summary(width: width, now: clock.now, paint: paint)
      Terminal.write(
        state.picture.replace(with: [], keeping: takeNotes(&state, width) + ["", line], width: width) ?? "")
      state.picture.forget()
    }
    echo.on()
  }

  /// Shows the board again.
  func release() {
    echo.off()
    state.withLock { $0.isHeld = false }
    draw()
  }

  /// What happened since the board was taken away, for whoever holds it.
  func catchUp() {
    state.withLock { state in
      let lines = takeNotes(&state, Terminal.size.columns)
      Terminal.write(lines.map { $0 + "\n" }.joined())
    }
  }

  /// Says on the board that the session is coming to its end.
  func stop() {
    state.withLock { $0.board.stop() }
    draw()
  }

  /// Draws no more; the last picture stays.
  func end() {
    draw()
    ticks.withLock { $0?.cancel() }
    comebacks.withLock { $0 = nil }
    state.withLock { $0.hasEnded = true }
    echo.on()
  }

  /// The process was stopped, the shell wrote in between, and it goes on: a new picture below.
  private func comeBack() {
    let isHeld = state.withLock { state in
      state.picture.forget()
      return state.isHeld || state.hasEnded
    }
    guard !isHeld else { return }
    echo.off()
    draw()
  }

  private func draw() {
    state.withLock { state in
      guard !state.isHeld, !state.hasEnded else { return }
      let (columns, rows) = Terminal.size
      let lines = state.board.lines(width: columns, height: rows, now: clock.now, paint: paint)
      let notes = takeNotes(&state, columns)
      if let text = state.picture.replace(with: lines, keeping: notes, width: columns) {
        Terminal.write(text)
      }
    }
  }

  private func takeNotes(_ state: inout State, _ width: Int) -> [String] {
    defer { state.notes = [] }
    return state.notes.flatMap { $0.note.lines(at: $0.moment, width: width, paint: paint) }
  }
}

extension RunNote {
  /// The note for a terminal: the time of day in UTC, the mark, the text in as many lines as it takes.
  func lines(at moment: Moment, width: Int, paint: Paint) -> [String] {
    let time = String("\(moment)".drop { $0 != "T" }.dropFirst())
    let indent = String(repeating: " ", count: time.count + 4)
    let lines = TextWrap.lines(text, columns: max(width - 1, indent.count + 8), first: indent, rest: indent)
    return lines.enumerated().map { place, line in
      place == 0
        ? "\(paint.dim(time))  \(mark.painted(paint)) \(line.dropFirst(indent.count))" : line
    }
  }
}

extension RunNote.Mark {
  fileprivate func painted(_ paint: Paint) -> String {
    switch self {
    case .done: paint.green(rawValue)
    case .failed, .stays: paint.red(rawValue)
    case .unclear, .waiting: paint.yellow(rawValue)
    case .undone: paint.cyan(rawValue)
    case .leftOut, .session: rawValue
    }
  }
}

/// Notices that the process goes on after it was stopped.
private final class ComebackSignal {
  private let source: any DispatchSourceSignal

  init(_ handle: @escaping @Sendable () -> Void) {
    source = DispatchSource.makeSignalSource(
      signal: SIGCONT, queue: DispatchQueue(label: "isthmus.comeback"))
    source.setEventHandler(handler: handle)
    source.activate()
  }

  deinit { source.cancel() }
}
