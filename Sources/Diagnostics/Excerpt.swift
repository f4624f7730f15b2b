/// One line of source as it is printed, and where its marks stand.
struct ExcerptLine {
  /// The line's number, from one.
  var number: Int
  /// The text, safe to print, tabs expanded, cut to the window.
  var text: String
  /// Display columns before the marks.
  var markStart: Int
  /// Display columns to mark; zero for a line that is only context.
  var markWidth: Int
}

/// The lines to show for a place: one, or the first and last of several.
///
/// Work is bounded by the window, not by the line: a minified JSON of megabytes on one line costs the same
/// for each of its findings as any other.
struct Excerpt {
  /// Columns of source shown at most.
  static let maximumColumns = 100
  /// A tab reaches to the next multiple of this.
  private static let tabStop = 4
  /// Bytes decoded before and behind the start of the marks.
  private static let bytesBefore = 256
  private static let bytesBehind = 256

  var lines: [ExcerptLine] = []
  /// Whether lines between the first and the last are left out.
  var hasGap = false

  init(_ place: ResolvedPlace, source: SourceFile) {
    let start = Int(place.location.start)
    let end = Int(place.location.end)
    guard let first = source.lineRange(place.line) else { return }
    if first.isEmpty, place.line > 1, let before = source.lineRange(place.line - 1), !before.isEmpty {
      // An empty line says nothing, often it is the end of the file: show what stands before it.
      lines.append(Self.line(place.line - 1, range: before, marked: nil, in: source))
    }
    guard place.endLine > place.line, let last = source.lineRange(place.endLine) else {
      lines.append(Self.line(place.line, range: first, marked: start..<end, in: source))
      return
    }
    lines.append(
      Self.line(place.line, range: first, marked: start..<max(start, first.upperBound), in: source))
    hasGap = place.endLine > place.line + 1
    var indented = last.lowerBound
    let blankLimit = min(end, last.lowerBound + Self.bytesBefore)
    while indented < blankLimit, [0x20, 0x09].contains(source.bytes[indented]) { indented += 1 }
    lines.append(Self.line(place.endLine, range: last, marked: indented..<end, in: source))
  }

  /// A printed scalar; its text is made only if it lies in the window.
  private struct Cell {
    /// Nil for what is not UTF-8.
    var scalar: Unicode.Scalar?
    var width: Int
    var offset: Int

    func append(to text: inout String) {
      guard let scalar else {
        text += "\u{FFFD}"
        return
      }
      if scalar == "\t" {
        text += String(repeating: " ", count: width)
      } else if let replacement = VisibleText.replacement(for: scalar) {
        text += replacement
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  private static func line(
    _ number: Int, range: Range<Int>, marked: Range<Int>?, in source: SourceFile
  ) -> ExcerptLine {
    // The offset the window must show.
    let anchor = min(max(marked?.lowerBound ?? range.lowerBound, range.lowerBound), range.upperBound)
    let markedEnd = min(max(marked?.upperBound ?? anchor, anchor), range.upperBound)
    if range.count <= maximumColumns, let text = plainText(range, in: source) {
      return ExcerptLine(
        number: number, text: text, markStart: anchor - range.lowerBound,
        markWidth: marked == nil ? 0 : max(1, markedEnd - anchor))
    }

    var lower = max(range.lowerBound, anchor - bytesBefore)
    while lower > range.lowerBound, source.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
    let upper = min(range.upperBound, anchor + bytesBehind)
    let cells = cells(lower..<upper, in: source)
    let window = window(
      cells, anchor: anchor, markedEnd: markedEnd, isCutBefore: lower > range.lowerBound,
      isCutBehind: upper < range.upperBound)

    var text = window.isCutBefore ? "…" : ""
    var column = window.isCutBefore ? 1 : 0
    var markStart: Int?
    var markEnd = 0
    for cell in cells[window.cells] {
      if cell.offset >= anchor, markStart == nil { markStart = column }
      cell.append(to: &text)
      column += cell.width
      if cell.offset < markedEnd { markEnd = column }
    }
    if window.isCutBehind { text += "…" }
    let start = markStart ?? column
    return ExcerptLine(
      number: number, text: text, markStart: start, markWidth: marked == nil ? 0 : max(1, markEnd - start))
  }

  /// The line as it is, when it is short and holds nothing but printable ASCII: nearly every line.
  private static func plainText(_ range: Range<Int>, in source: SourceFile) -> String? {
    let slice = source.bytes[range]
    return slice.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? String(decoding: slice, as: UTF8.self) : nil
  }

  private static func cells(_ range: Range<Int>, in source: SourceFile) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(range.count)
    var column = 0
    var offset = range.lowerBound
    let span = source.bytes.span
    // The byte order mark is no part of the text.
    if offset == 0, source.hasByteOrderMark { offset = min(3, range.upperBound) }
    while offset < range.upperBound {
      let step = UTF8Step(span, at: offset, end: span.count)
      var width = 1
      if let scalar = step.scalar {
        if scalar == "\t" {
          width = tabStop - column % tabStop
        } else if let replacement = VisibleText.replacement(for: scalar) {
          width = replacement.unicodeScalars.count
        } else {
          width = DisplayWidth.columns(of: scalar)
        }
      }
      cells.append(Cell(scalar: step.scalar, width: width, offset: offset))
      column += width
      offset += step.length
    }
    return cells
  }

  /// The cells that fit: all of them if possible, else from the line's start if that shows the marks, else
  /// so that a quarter of the window stands before the marks.
  private static func window(
    _ cells: [Cell], anchor: Int, markedEnd: Int, isCutBefore: Bool, isCutBehind: Bool
  ) -> (cells: Range<Int>, isCutBefore: Bool, isCutBehind: Bool) {
    let total = cells.reduce(0) { $0 + $1.width }
    if total <= maximumColumns, !isCutBefore, !isCutBehind { return (cells.indices, false, false) }

    let markedCells = cells.partitioningIndex { $0.offset >= markedEnd }
    let toMarkedEnd = cells[..<markedCells].reduce(0) { $0 + $1.width }
    var first = 0
    // One column for the ellipsis behind, one for a caret behind the last cell.
    if isCutBefore || toMarkedEnd > maximumColumns - 2 {
      first = cells.partitioningIndex { $0.offset >= anchor }
      var before = maximumColumns / 4
      // Rather fill the window than leave it empty behind the end of the line.
      let behind = cells[first...].reduce(0) { $0 + $1.width }
      if !isCutBehind, behind < maximumColumns - before { before = maximumColumns - 2 - behind }
      while first > 0, cells[first - 1].width <= before {
        before -= cells[first - 1].width
        first -= 1
      }
    }
    let cutsBefore = isCutBefore || first > 0
    var room = maximumColumns - (cutsBefore ? 1 : 0) - 1
    var last = first
    while last < cells.count, cells[last].width <= room {
      room -= cells[last].width
      last += 1
    }
    return (first..<last, cutsBefore, isCutBehind || last < cells.count)
  }
}
