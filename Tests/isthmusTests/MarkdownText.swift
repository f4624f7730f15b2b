/// As much of Markdown as the tests of the documentation look at: code, links, and what links can lead to.
///
/// Written for the pages of this repository (CommonMark 0.31, with the anchors of GitHub and Gitee): fences begin at
/// the start of a line, and link targets hold no blanks.
struct MarkdownText {
  /// A fenced block of code.
  struct Fence {
    /// The first word behind the fence, such as `console`; "" when there is none.
    var language: String
    var lines: [String] = []
  }

  /// The fenced blocks, in order.
  private(set) var fences: [Fence] = []
  /// What stands between backticks in running text.
  private(set) var codeSpans: [String] = []
  /// The targets of links and pictures, as written.
  private(set) var targets: [String] = []
  /// The names that a link to this page can end in, behind `#`.
  private(set) var anchors: Set<String> = []

  /// Reads a page.
  init(_ text: String) {
    var prose = ""
    var isInFence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInFence.toggle()
        if isInFence { fences.append(Fence(language: String(line.drop { $0 == "`" }.prefix { $0 != " " }))) }
      } else if isInFence {
        fences[fences.count - 1].lines.append(String(line))
      } else {
        if line.hasPrefix("#") { addAnchor(of: line) }
        prose += line + "\n"
      }
    }
    readProse(Array(prose.utf8))
  }

  /// The anchor of a heading: its letters, digits, hyphens and underscores in lower case, blanks as hyphens, and a
  /// number from the second such heading on.
  private mutating func addAnchor(of heading: Substring) {
    var slug = ""
    var isInTag = false
    for character in heading.trimmingPrefix(while: { $0 == "#" || $0 == " " }) {
      if character == "<" { isInTag = true }
      if !isInTag, character.isLetter || character.isNumber || character == "-" || character == "_" {
        slug += character.lowercased()
      } else if !isInTag, character == " " {
        slug += "-"
      }
      if character == ">" { isInTag = false }
    }
    var anchor = slug
    var number = 1
    while !anchors.insert(anchor).inserted {
      anchor = "\(slug)-\(number)"
      number += 1
    }
  }

  private mutating func readProse(_ text: [UInt8]) {
    var place = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "`"): place = readCodeSpan(text, from: place)
      case UInt8(ascii: "]") where place + 1 < text.count && text[place + 1] == UInt8(ascii: "("):
        let end = text[place...].firstIndex(of: UInt8(ascii: ")")) ?? text.count
        targets.append(Self.string(text[(place + 2)..<end]))
        place = end
      case UInt8(ascii: "<"):
        let end = text[place...].firstIndex(of: UInt8(ascii: ">")) ?? text.count
        readTag(Self.string(text[place..<end]))
        place += 1
      default: place += 1
      }
    }
  }

  /// Reads a code span and gives the place behind it; backticks that nothing closes stand for themselves.
  private mutating func readCodeSpan(_ text: [UInt8], from start: Int) -> Int {
    let tick = UInt8(ascii: "`")
    let length = text[start...].prefix { $0 == tick }.count
    var place = start + length
    while let next = text[place...].firstIndex(of: tick) {
      let run = text[next...].prefix { $0 == tick }.count
      if run == length {
        let content = text[(start + length)..<next]
        codeSpans.append(Self.string(content.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }[...]))
        return next + run
      }
      place = next + run
    }
    return start + length
  }

  private mutating func readTag(_ tag: String) {
    guard tag.hasPrefix("<a "), let open = tag.firstIndex(of: "\""), tag.hasSuffix("\"") else { return }
    let value = String(tag[tag.index(after: open)...].dropLast())
    if tag.hasPrefix("<a name=") || tag.hasPrefix("<a id=") { anchors.insert(value) }
    if tag.hasPrefix("<a href=") { targets.append(value) }
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
