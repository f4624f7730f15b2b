/// What stands at the end of a terminal and is drawn anew there, as the bytes that lead from one state to the next.
///
/// Everything goes out in one piece, between the marks of a synchronised update, which terminals that do not know them
/// pass over; no line is empty in between, so nothing flickers. The cursor is never hidden and always left below the
/// picture: whatever ends the process leaves a terminal that needs no mending.
struct Picture: Sendable {
  private(set) var lines: [String] = []
  /// The terminal's width when they were drawn.
  private var drawnWidth: Int?
  private let paint: Paint

  init(paint: Paint) { self.paint = paint }

  /// The bytes that put other lines in the place of the present ones, below what is to stay for good.
  ///
  /// - Parameters:
  ///   - next: the new lines, none as wide as the terminal.
  ///   - kept: lines that scroll away above them, none as wide as the terminal.
  ///   - width: the terminal's width now; it may have changed since the lines were drawn.
  /// - Returns: nil when there is nothing to change.
  mutating func replace(with next: [String], keeping kept: [String] = [], width: Int) -> String? {
    guard next != lines || !kept.isEmpty else { return nil }
    var text = "\u{1B}[?2026h" + back(width)
    // Rows that the terminal broke itself count as one line to it until they are cleared: it would join them again.
    if let drawnWidth, drawnWidth != width { text += "\u{1B}[J" }
    drawnWidth = width
    for line in kept + next { text += line + "\u{1B}[K\n" }
    lines = next
    return text + "\u{1B}[J\u{1B}[?2026l"
  }

  /// The present lines stay where they are, and nobody comes back to them.
  mutating func forget() { lines = [] }

  /// Back to the first row of the picture; a terminal that became narrower has broken its lines.
  private func back(_ width: Int) -> String {
    let rows = lines.reduce(0) { $0 + max(1, (paint.width(of: $1) + width - 1) / max(1, width)) }
    return rows == 0 ? "\r" : "\r\u{1B}[\(rows)A"
  }
}
