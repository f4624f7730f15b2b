/// What a reader of Markdown sees of a document, as far as tests ask.
struct MarkdownStructure {
  /// Lines outside fences.
  var prose: [String] = []
  /// The content of each fence, with its language.
  var fences: [(language: String, lines: [String])] = []
  /// Each table as rows of cells.
  var tables: [[[String]]] = []
  /// Names of anchors.
  var anchors: [String] = []
  /// Where links inside the document lead.
  var targets: Set<String> = []
  /// Tags outside code spans, such as `<br`.
  var tags: Set<String> = []
  /// Whether a fence is left open at the end.
  var hasOpenFence = false

  init(_ document: String) {
    var fence: (marker: String, language: String, lines: [String])?
    var table: [[String]] = []
    for bytes in document.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = String(decoding: bytes, as: UTF8.self)
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
        let marker = String(line.prefix { $0 == "`" })
        fence = (marker, String(line.dropFirst(marker.count)), [])
        continue
      }
      prose.append(line)
      if line.utf8.first == UInt8(ascii: "|") {
        // Pipes of cells are written as entities, so every pipe left is a border.
        table.append(
          line.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) })
      } else if !table.isEmpty {
        tables.append(table)
        table = []
      }
      if line.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "]") }) {
        collect(Self.withoutCode(line))
      }
    }
    if !table.isEmpty { tables.append(table) }
    hasOpenFence = fence != nil
  }

  private mutating func collect(_ line: String) {
    for piece in line.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      tags.insert("<" + piece.prefix { $0 != ">" && $0 != " " })
    }
    anchors += Self.pieces(line, after: "<a name=\"", until: "\"")
    targets.formUnion(Self.pieces(line, after: "](#", until: ")"))
  }

  /// The line without code spans and without what a backslash makes literal.
  private static func withoutCode(_ line: String) -> String {
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
