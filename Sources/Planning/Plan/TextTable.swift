import Diagnostics

/// A table for terminals: columns as wide as their content asks, up to a limit; longer cells go on in the next row.
struct TextTable {
  /// A column.
  struct Column {
    /// Its title; a table whose titles are all empty has no title row.
    var title: String
    /// The most terminal columns it takes; nil for the last one, which takes what is left.
    var limit: Int?

    init(_ title: String, limit: Int? = nil) {
      self.title = title
      self.limit = limit
    }
  }

  /// The columns.
  var columns: [Column]
  /// The cells, a row each; every row has as many as there are columns.
  var rows: [[String]]

  /// A column is at least this wide, however little is left.
  private static let narrowest = 16
  private static let gap = 2

  /// The lines, none wider than `width` and none with spaces at its end.
  func lines(width: Int) -> [String] {
    let safe = rows.map { $0.map { Cell($0) } }
    var widths = columns.map { Cell($0.title).width }
    for row in safe {
      for (index, cell) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], cell.width)
      }
    }
    for (index, column) in columns.enumerated() { widths[index] = min(widths[index], column.limit ?? width) }
    if let last = widths.indices.last {
      let left = width - widths[..<last].reduce(0) { $0 + $1 + Self.gap }
      widths[last] = min(widths[last], max(left, Self.narrowest))
    }

    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines += Self.layOut(columns.map { Cell($0.title) }, widths: widths)
      lines += Self.layOut(widths.map { Cell(String(repeating: "-", count: $0)) }, widths: widths)
    }
    for row in safe { lines += Self.layOut(row, widths: widths) }
    return lines
  }

  private static func layOut(_ row: [Cell], widths: [Int]) -> [String] {
    // Most rows fit on one line: they need no pieces.
    if zip(row, widths).allSatisfy({ $0.width <= $1 }) { return [layOutLine(row, widths: widths)] }
    let wrapped = zip(row, widths).map { $0.wrapped(to: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      layOutLine(wrapped.map { line < $0.count ? $0[line] : Cell("") }, widths: widths)
    }
  }

  private static func layOutLine(_ row: [Cell], widths: [Int]) -> String {
    var result = ""
    var missing = 0
    for (cell, width) in zip(row, widths) {
      if cell.width > 0 {
        result += String(repeating: " ", count: missing)
        result += cell.text
        missing = 0
      }
      missing += width - cell.width + gap
    }
    while result.utf8.last == 0x20 { result.removeLast() }
    return result
  }
}

/// A text with its width in terminal columns.
private struct Cell {
  let text: String
  let width: Int

  /// Control and invisible scalars are shown as pictures, so that no name reaches the terminal as a command.
  init(_ text: String) {
    let visible = VisibleText.line(text)
    self.text = visible
    width = Cell.columns(of: visible)
  }

  /// Pieces no wider than that: broken between words, else behind a slash, else where the column ends.
  func wrapped(to limit: Int) -> [Cell] {
    guard width > limit else { return [self] }
    var pieces: [Cell] = []
    var line: [Unicode.Scalar] = []
    var lineWidth = 0
    /// Where the line may be broken, as how many scalars stay on it: between words, or else behind a slash.
    var lastBreak: Int?
    var lastSlash: Int?
    for scalar in text.unicodeScalars {
      let columns = DisplayWidth.columns(of: scalar)
      while lineWidth + columns > limit, lineWidth > 0 {
        let keep = lastBreak ?? lastSlash ?? line.count
        pieces.append(Cell(line[..<keep]))
        line = Array(line[keep...].drop { $0 == " " })
        lineWidth = Cell.columns(line)
        lastBreak = nil
        lastSlash = nil
      }
      if scalar == " ", line.isEmpty { continue }
      line.append(scalar)
      lineWidth += columns
      // A wide scalar is an ideograph or its punctuation: a line may end behind it.
      if scalar == " " || scalar == "," || columns == 2 { lastBreak = line.count }
      if scalar == "/" { lastSlash = line.count }
    }
    if !line.isEmpty { pieces.append(Cell(line[...])) }
    return pieces
  }

  private init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var scalars = scalars
    while scalars.last == " " { scalars.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    text = String(view)
    width = Cell.columns(scalars)
  }

  /// The width of a text without control scalars.
  private static func columns(of text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : columns(text.unicodeScalars)
  }

  private static func columns(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }
}
