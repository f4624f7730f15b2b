/// Writes a Markdown document block by block: a blank line between blocks, none at the start, no trailing spaces.
///
/// It takes Markdown, not text: what comes from outside passes through ``MarkdownText`` first. What is written is
/// handed out in pieces, so that a large document is never held as one text.
struct MarkdownWriter {
  /// What is written and not yet handed out.
  private var document = ""
  private var isAtStart = true
  private let use: (UnsafeRawBufferPointer) -> Void

  /// From how many bytes on they are handed out.
  private static let pieceSize = 1 << 16

  private init(to use: @escaping (UnsafeRawBufferPointer) -> Void) { self.use = use }

  /// Gives a writer to `body`, and what is written there to `use`, in pieces of whole lines that are valid during
  /// the call only.
  static func write(to use: (UnsafeRawBufferPointer) -> Void, _ body: (inout MarkdownWriter) -> Void) {
    withoutActuallyEscaping(use) { use in
      var writer = MarkdownWriter(to: use)
      body(&writer)
      writer.handOut()
    }
  }

  /// A heading, with an anchor of its own when links lead to it: the anchors that renderers make from a heading's
  /// words differ between them and between languages.
  mutating func heading(_ level: Int, _ text: String, anchor: String? = nil) {
    begin()
    document += String(repeating: "#", count: level)
    document += " "
    if let anchor { document += "<a name=\"\(anchor)\"></a>" }
    end(text)
  }

  /// A paragraph on one line.
  mutating func paragraph(_ text: String) {
    begin()
    end(text)
  }

  /// Lines that form one block as they are.
  mutating func lines(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    begin()
    for line in lines { end(line) }
  }

  /// A list.
  mutating func bullets(_ items: [String]) { lines(items.map { "- " + $0 }) }

  /// A quotation, for what must not be overlooked.
  mutating func notice(_ text: String) { lines(["> " + text]) }

  /// A table. Rows with fewer cells than the header are filled up, so that every row has the same columns.
  ///
  /// The rows of a long table come lazily, one for each step: each is made when it is written.
  mutating func table(_ header: [String], _ rows: some Sequence<[String]>) {
    var isEmpty = true
    for cells in rows {
      if isEmpty {
        begin()
        row(header, columns: header.count)
        document += "|" + String(repeating: "---|", count: header.count) + "\n"
        isEmpty = false
      }
      row(cells, columns: header.count)
    }
  }

  /// A fenced block. The fence is longer than any run of backticks inside.
  mutating func fence(_ lines: [String], syntax: String = "text") {
    begin()
    let lines = lines.map(MarkdownText.verbatim)
    let fence = String(repeating: "`", count: max(3, (lines.map(Self.longestRun).max() ?? 0) + 1))
    let safe = syntax.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    document += fence + String(String.UnicodeScalarView(safe)) + "\n"
    for line in lines {
      document += line
      document += "\n"
    }
    document += fence + "\n"
  }

  private mutating func begin() {
    if !isAtStart { document += "\n" }
    isAtStart = false
  }

  /// Adds a line, or the end of one, without the spaces at its end.
  private mutating func end(_ text: String) {
    var text = text[...]
    while text.utf8.last == 0x20 { text.removeLast() }
    document += text
    document += "\n"
    handOutIfLarge()
  }

  private mutating func row(_ cells: [String], columns: Int) {
    document += "|"
    for column in 0..<columns {
      document += " "
      if column < cells.count, !cells[column].isEmpty {
        document += cells[column]
        document += " "
      }
      document += "|"
    }
    document += "\n"
    handOutIfLarge()
  }

  private mutating func handOutIfLarge() {
    if document.utf8.count >= Self.pieceSize { handOut() }
  }

  private mutating func handOut() {
    document.withUTF8 { use(UnsafeRawBufferPointer($0)) }
    document.removeAll(keepingCapacity: true)
  }

  private static func longestRun(_ line: String) -> Int {
    var longest = 0
    var run = 0
    for byte in line.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
