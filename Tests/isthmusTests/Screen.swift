import Diagnostics

/// What a terminal of some width shows of the bytes a program writes: every line since it began, the scroll-back
/// included. Knows what Isthmus uses and notes whatever else it is sent.
struct Screen {
  /// One cell: a character; nil behind a wide one.
  private typealias Line = [Character?]

  private var lines: [Line] = [[]]
  private var row = 0
  private var column = 0
  private let width: Int
  private var escape = ""
  private var undecoded: [UInt8] = []
  /// Sequences that it does not know, and lines that ran over the right edge: a torn picture.
  private(set) var complaints: [String] = []
  /// Whether anything was coloured.
  private(set) var isColored = false

  init(width: Int) { self.width = width }

  /// Its lines, without blanks at their ends.
  var text: String {
    lines.map { line in
      var text = String(line.compactMap { $0 })
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  /// Whether the cursor stands at the beginning of a line below everything.
  var isCursorBelow: Bool { column == 0 && lines[row...].allSatisfy(\.isEmpty) }

  /// Takes in bytes; a character may come in pieces.
  mutating func write(_ bytes: [UInt8]) {
    undecoded += bytes
    var end = undecoded.count
    // What begins a character in the last three bytes may not be complete.
    for place in stride(from: end - 1, through: max(0, end - 3), by: -1) where undecoded[place] >= 0xC0 {
      let length = undecoded[place] >= 0xF0 ? 4 : undecoded[place] >= 0xE0 ? 3 : 2
      if place + length > end { end = place }
      break
    }
    let whole = String(decoding: undecoded[..<end], as: UTF8.self)
    undecoded.removeFirst(end)
    for scalar in whole.unicodeScalars { take(scalar) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if !escape.isEmpty || scalar == "\u{1B}" {
      escape.unicodeScalars.append(scalar)
      if escape.unicodeScalars.count > 2, scalar.properties.isAlphabetic {
        obey(String(escape.dropFirst(2)))
        escape = ""
      }
      return
    }
    switch scalar {
    case "\r": column = 0
    case "\n":
      row += 1
      if row == lines.count { lines.append([]) }
    default: show(scalar)
    }
  }

  private mutating func obey(_ sequence: String) {
    switch sequence {
    case "K": lines[row].removeSubrange(min(column, lines[row].count)...)
    case "J":
      lines[row].removeSubrange(min(column, lines[row].count)...)
      lines.removeSubrange((row + 1)...)
    case "?2026h", "?2026l": break
    case let text where text.hasSuffix("A"): row = max(0, row - (Int(text.dropLast()) ?? 1))
    case let text where text.hasSuffix("m"): isColored = true
    default: complaints.append("unknown sequence \(sequence)")
    }
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    let size = DisplayWidth.columns(of: scalar)
    if column + size > width {
      complaints.append("wrapped: \(String(lines[row].compactMap { $0 }))")
      row += 1
      column = 0
      if row == lines.count { lines.append([]) }
    }
    while lines[row].count < column + size { lines[row].append(" ") }
    lines[row][column] = Character(scalar)
    if size == 2 { lines[row][column + 1] = nil }
    column += size
  }
}
