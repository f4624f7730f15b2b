import Diagnostics

/// Colours, and the width of what is coloured.
struct Paint: Sendable {
  /// Whether there are any colours.
  var isColorful = false

  func bold(_ text: String) -> String { style("1", text) }
  func dim(_ text: String) -> String { style("2", text) }
  func green(_ text: String) -> String { style("32", text) }
  func yellow(_ text: String) -> String { style("33", text) }
  func cyan(_ text: String) -> String { style("36", text) }
  func red(_ text: String) -> String { style("31", text) }

  private func style(_ parameters: String, _ text: String) -> String {
    isColorful ? "\u{1B}[\(parameters)m\(text)\u{1B}[0m" : text
  }

  /// How many columns a text takes; our own colours take none.
  func width(of text: String) -> Int {
    var width = 0
    walk(text) { scalar in
      if let scalar { width += DisplayWidth.columns(of: scalar) }
      return true
    }
    return width
  }

  /// The text, cut so that it takes no more columns, with a mark where it was cut.
  func cut(_ text: String, to columns: Int) -> String {
    guard width(of: text) > columns else { return text }
    var left = columns - 1
    var end = text.unicodeScalars.startIndex
    var place = text.unicodeScalars.startIndex
    var isOpen = true
    walk(text) { scalar in
      defer { place = text.unicodeScalars.index(after: place) }
      if let scalar {
        let columns = DisplayWidth.columns(of: scalar)
        guard columns <= left else { isOpen = false; return false }
        left -= columns
      }
      end = text.unicodeScalars.index(after: place)
      return true
    }
    return String(text.unicodeScalars[..<end]) + "…" + (isColorful && !isOpen ? "\u{1B}[0m" : "")
  }

  /// Visits the scalars until told to stop; those of an escape sequence come as nil.
  private func walk(_ text: String, _ visit: (Unicode.Scalar?) -> Bool) {
    var isEscape = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true }
      guard visit(isEscape ? nil : scalar) else { return }
      if isEscape, scalar == "m" { isEscape = false }
    }
  }
}
