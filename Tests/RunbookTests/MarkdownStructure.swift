/// What a reader of Markdown sees of a document, as far as tests ask.
struct MarkdownStructure {
  /// Lines outside fences, with their numbers.
  var prose: [(number: Int, text: Substring)] = []
  /// The content of each fence, with its language.
  var fences: [(language: String, lines: [Substring])] = []
  /// Each table as rows of cells.
  var tables: [[[Substring]]] = []
  /// Whether a fence is left open at the end.
  var hasOpenFence = false

  init(_ document: String) {
    var fence: (marker: Substring, language: String, lines: [Substring])?
    var table: [[Substring]] = []
    for (number, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let open = fence {
        if line == open.marker {
          fences.append((open.language, open.lines))
          fence = nil
        } else {
          fence?.lines.append(line)
        }
        continue
      }
      if line.hasPrefix("```") {
        let marker = line.prefix { $0 == "`" }
        fence = (marker, String(line.dropFirst(marker.count)), [])
        continue
      }
      prose.append((number + 1, line))
      if line.hasPrefix("|") {
        // Pipes of cells are written as entities, so every pipe left is a border.
        table.append(line.split(separator: "|", omittingEmptySubsequences: false))
      } else if !table.isEmpty {
        tables.append(table)
        table = []
      }
    }
    if !table.isEmpty { tables.append(table) }
    hasOpenFence = fence != nil
  }

  /// Names of anchors in the document.
  var anchors: [String] {
    prose.flatMap { Self.pieces(Self.withoutCode($0.text), after: "<a name=\"", until: "\"") }
  }

  /// Where links inside the document lead.
  var targets: [String] { prose.flatMap { Self.pieces(Self.withoutCode($0.text), after: "](#", until: ")") } }

  /// Tags outside code spans, such as `<br`.
  var tags: Set<String> {
    var tags: Set<String> = []
    for (_, line) in prose {
      for piece in Self.withoutCode(line).split(separator: "<", omittingEmptySubsequences: false).dropFirst()
      {
        tags.insert("<" + piece.prefix { $0 != ">" && $0 != " " })
      }
    }
    return tags
  }

  /// The line without code spans and without what a backslash makes literal.
  static func withoutCode(_ line: Substring) -> String {
    let characters = Array(line.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < characters.count {
      if characters[index] == "\\" {
        index += 2
        continue
      }
      guard characters[index] == "`" else {
        result.append(characters[index])
        index += 1
        continue
      }
      let run = Self.run(characters, index)
      var close = index + run
      while close < characters.count, Self.run(characters, close) != run {
        close += max(Self.run(characters, close), 1)
      }
      // Without a partner the backticks are text; what follows is looked at as such.
      index = close < characters.count ? close + run : index + run
    }
    return String(result)
  }

  private static func run(_ characters: [Unicode.Scalar], _ start: Int) -> Int {
    characters[start...].prefix { $0 == "`" }.count
  }

  private static func pieces(_ text: String, after start: String, until end: Character) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let range = rest.firstRange(of: start) {
      rest = rest[range.upperBound...]
      found.append(String(rest.prefix { $0 != end }))
    }
    return found
  }
}
