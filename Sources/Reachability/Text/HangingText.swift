import Diagnostics

/// Lines for a terminal: what does not fit goes on below, further in.
enum HangingText {
  /// The width when nobody says how wide the terminal is.
  static let usualWidth = 100
  /// Nothing is broken into narrower lines than this.
  static let narrowest = 40

  /// Breaks a text between words, so that no line is wider than `width` where its words allow it.
  ///
  /// - Parameters:
  ///   - text: the words; control scalars become visible.
  ///   - first: what stands before the first line, indentation and all.
  ///   - indent: how far the other lines are set in.
  static func lines(_ text: String, first: String, indent: Int, width: Int) -> [String] {
    let width = max(width, narrowest)
    var lines: [String] = []
    var line = first
    var column = columns(of: first)
    var isEmpty = true
    for word in VisibleText.line(text).split(separator: " ") {
      let size = columns(of: word)
      if !isEmpty, column + 1 + size > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        column = indent
        isEmpty = true
      }
      line += isEmpty ? word : " " + word
      column += size + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines + [line]
  }

  /// The width of a text in terminal columns.
  static func columns(of text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }

  /// The text and spaces up to a width.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }
}
