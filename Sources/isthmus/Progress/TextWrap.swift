import Diagnostics

/// Lines of a terminal's width out of text of any length.
enum TextWrap {
  /// Breaks a text at its spaces, and between wide characters, so that no line takes more columns.
  ///
  /// - Parameters:
  ///   - text: one line, safe to print.
  ///   - columns: the width of a line.
  ///   - first: what the first line begins with.
  ///   - rest: what every other line begins with.
  static func lines(_ text: String, columns: Int, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    var line = first
    var width = self.width(of: first)
    var isEmpty = true
    func room(_ more: Int) -> Bool { width + more <= columns }
    func open() {
      lines.append(line)
      line = rest
      width = self.width(of: rest)
      isEmpty = true
    }
    for word in words(of: text) {
      let size = self.width(of: word.text)
      let gap = word.hasGap && !isEmpty ? 1 : 0
      if !isEmpty, !room(gap + size) { open() }
      if word.hasGap, !isEmpty {
        line += " "
        width += 1
      }
      if room(size) {
        line += word.text
        width += size
      } else {
        // Longer than a line: broken anywhere.
        for scalar in word.text.unicodeScalars {
          let size = DisplayWidth.columns(of: scalar)
          if !isEmpty, !room(size) { open() }
          line.unicodeScalars.append(scalar)
          width += size
          isEmpty = false
        }
      }
      isEmpty = false
    }
    return lines + [line]
  }

  /// How many columns a text without escape sequences takes.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }

  /// What stays on one line, and whether a space goes before it. A line may break around every wide character, only
  /// not before punctuation.
  private static func words(of text: String) -> [(text: String, hasGap: Bool)] {
    var words: [(text: String, hasGap: Bool)] = []
    var canJoin = false
    var hasGap = false
    for character in text {
      if character == " " {
        canJoin = false
        hasGap = true
        continue
      }
      let isWide = character.unicodeScalars.contains { DisplayWidth.columns(of: $0) == 2 }
      let isJoined = isWide ? !hasGap && noLineStart.contains(character) && !words.isEmpty : canJoin
      if isJoined {
        words[words.count - 1].text.append(character)
      } else {
        words.append((String(character), hasGap))
      }
      canJoin = !isWide
      hasGap = false
    }
    return words
  }

  private static let noLineStart: Set<Character> = ["，", "。", "、", "；", "：", "！", "？", "）", "」", "》", "”"]
}
