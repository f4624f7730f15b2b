import Diagnostics

/// Text from outside, made safe to stand in a Markdown document.
///
/// A runbook repeats names, notes and reasons that somebody wrote into a scenario. Whatever they hold, they must
/// not end a table cell, open a tag, or pose as a heading of ours. What Markdown gives a meaning is written as an
/// entity or behind a backslash; control and invisible scalars are shown as pictures. Code spans are kept, since
/// the catalogue's own texts use them.
enum MarkdownText {
  /// Plain text on one line. Balanced code spans stay; all else is literal.
  static func inline(_ text: String) -> String {
    isPlain(text) ? text : Escaper(place: .inline).run(text)
  }

  /// The same for a table's cell: line breaks become `<br>`, and no pipe is left anywhere.
  static func cell(_ text: String) -> String {
    isPlain(text) ? text : Escaper(place: .cell).run(text)
  }

  /// A value as a code span that is safe in tables as well; empty for an empty value.
  static func code(_ value: String) -> String {
    if value.isEmpty { return "" }
    let isSimple =
      value.utf8.first != 0x20 && value.utf8.last != 0x20
      && value.utf8.allSatisfy {
        $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "|")
      }
    return isSimple ? "`\(value)`" : span(Array(value.unicodeScalars))
  }

  /// What is typed, as code that is safe in tables: one span for each of its lines.
  static func command(_ command: String) -> String {
    command.split { $0.isNewline }.map { code(String($0)) }.joined(separator: "<br>")
  }

  /// Lines of Markdown with lists, emphasis and code spans, but without headings, links, tables and tags.
  static func block(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line in
      let indentation = min(line.prefix { $0 == " " }.count, 6)
      let body = String(line.trimmingSpaces)
      if body.isEmpty { return "" }
      let marker = listMarker(body)
      let rest = String(body.dropFirst(marker.count))
      if marker.isEmpty, body.allSatisfy({ "-*_= ".contains($0) }) {
        return String(repeating: " ", count: indentation) + "\\" + body
      }
      return String(repeating: " ", count: indentation) + marker + Escaper(place: .block).run(rest)
    }
  }

  /// One line of a fenced block: nothing is escaped there, so only what cannot be seen is replaced.
  static func verbatim(_ line: String) -> String {
    if line.utf8.last != 0x20, line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return line }
    let expanded =
      line.utf8.contains(0x09)
      ? line.split(separator: "\t", omittingEmptySubsequences: false)
        .joined(separator: "    ") : line
    var visible = VisibleText.line(expanded)[...]
    while visible.utf8.last == 0x20 { visible.removeLast() }
    return String(visible)
  }

  /// Whether no character of the text means anything to Markdown: the common case, decided by bytes.
  private static func isPlain(_ text: String) -> Bool {
    var first = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): if first { return false }
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"),
        UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: "?"):
        break
      default: return false
      }
      first = false
    }
    return true
  }

  /// `- `, `* ` or `12. ` at the start of a line; empty when there is none.
  private static func listMarker(_ line: String) -> String {
    if line.hasPrefix("- ") || line.hasPrefix("* ") { return String(line.prefix(2)) }
    let digits = line.utf8.prefix { (0x30...0x39).contains($0) }.count
    guard (1...3).contains(digits), line.dropFirst(digits).hasPrefix(". ") else { return "" }
    return String(line.prefix(digits + 2))
  }

  /// A code span with that content. A pipe ends a cell even inside backticks, and how a backslash before it is
  /// read differs between renderers, so such content is written as an element with entities.
  fileprivate static func span(_ content: [Unicode.Scalar]) -> String {
    var visible = String.UnicodeScalarView()
    var longestRun = 0
    var run = 0
    var needsElement = false
    for scalar in content {
      run = scalar == "`" ? run + 1 : 0
      longestRun = max(longestRun, run)
      if scalar == "|" { needsElement = true }
      if let replacement = VisibleText.replacement(for: scalar) {
        visible.append(contentsOf: replacement.unicodeScalars)
      } else {
        visible.append(scalar)
      }
    }
    if needsElement { return element(visible) }
    let text = String(visible)
    let fence = String(repeating: "`", count: longestRun + 1)
    let needsSpace =
      text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
    return needsSpace ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  private static func element(_ content: String.UnicodeScalarView) -> String {
    var result = "<code>"
    for scalar in content {
      let isWord =
        !scalar.isASCII || " .,/-=()".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      if isWord { result.unicodeScalars.append(scalar) } else { result += "&#\(scalar.value);" }
    }
    return result + "</code>"
  }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  fileprivate var trimmingSpaces: SubSequence {
    var result = self[...]
    while let first = result.first, first == " " || first == "\t" { result.removeFirst() }
    while let last = result.last, last == " " || last == "\t" { result.removeLast() }
    return result
  }
}

/// One pass over a text. Linear: the partner of every run of backticks is known before the pass begins.
private struct Escaper {
  enum Place {
    case inline, cell, block
  }

  let place: Place

  func run(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let closing = closingRuns(scalars)
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "`" {
        let length = runLength(scalars, at: index)
        if let close = closing[index] {
          result += MarkdownText.span(Array(scalars[(index + length)..<close]))
          index = close + length
        } else {
          result += String(repeating: "\\`", count: length)
          index += length
        }
        continue
      }
      append(scalar, at: index, of: scalars, to: &result)
      index += 1
    }
    return result
  }

  private func append(
    _ scalar: Unicode.Scalar, at index: Int, of scalars: [Unicode.Scalar], to result: inout String
  ) {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "|": result += "&#124;"
    case "\\", "[", "]", "~", "$":
      result += "\\"
      result.unicodeScalars.append(scalar)
    case "*": result += place == .block ? "*" : "\\*"
    case "_":
      let inWord =
        index > 0 && isWord(scalars[index - 1]) && index + 1 < scalars.count && isWord(scalars[index + 1])
      result += inWord ? "_" : "\\_"
    case "#", "+", "=", "-":
      // Only at the start of a line are these headings, rules or list items.
      if index == 0, place != .cell { result += "\\" }
      result.unicodeScalars.append(scalar)
    case ".", ")":
      // `1.` at the start of a line begins a list.
      if place != .cell, index > 0, index <= 9,
        scalars[..<index].allSatisfy({ $0.isASCII && $0.properties.numericType != nil })
      {
        result += "\\"
      }
      result.unicodeScalars.append(scalar)
    case "\r" where index + 1 < scalars.count && scalars[index + 1] == "\n": break
    case "\n", "\r": result += place == .cell ? "<br>" : " "
    default:
      let isCommon = (0x20..<0x7F).contains(scalar.value) || (0x3000...0x9FFF).contains(scalar.value)
      if !isCommon, let replacement = VisibleText.replacement(for: scalar) {
        result += replacement.replacingAngles
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private func runLength(_ scalars: [Unicode.Scalar], at start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] == "`" { end += 1 }
    return end - start
  }

  /// For every run of backticks the start of the next run of the same length, found from the back.
  private func closingRuns(_ scalars: [Unicode.Scalar]) -> [Int: Int] {
    guard scalars.contains("`") else { return [:] }
    var runs: [(start: Int, length: Int)] = []
    var index = 0
    while index < scalars.count {
      let length = runLength(scalars, at: index)
      if length > 0 { runs.append((index, length)) }
      index += max(length, 1)
    }
    var closing: [Int: Int] = [:]
    var next: [Int: Int] = [:]
    for run in runs.reversed() {
      closing[run.start] = next[run.length]
      next[run.length] = run.start
    }
    return closing
  }
}

extension String {
  /// What `VisibleText` puts in place of an invisible scalar is in angle brackets.
  fileprivate var replacingAngles: String {
    var result = ""
    for character in self {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }
}
