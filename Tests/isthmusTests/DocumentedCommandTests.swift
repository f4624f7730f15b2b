import Foundation
import TestSupport
import Testing

/// Every command that the documentation shows is run, and prints what the documentation says.
///
/// A fenced block of the language `console` is a transcript. Within it a line `…` stands for any number of lines.
@Suite struct DocumentedCommandTests {
  static let pages: [String] = {
    var pages = ["README.md"]
    for folder in ["docs", "scenarios"] {
      let names = FileManager.default.enumerator(atPath: Shell.root.appending(path: folder).path)
      while let name = names?.nextObject() as? String {
        if name.hasSuffix(".md"), !name.hasPrefix("rules/") { pages.append("\(folder)/\(name)") }
      }
    }
    return pages.sorted()
  }()

  @Test(arguments: pages)
  func commandsOfPage(_ page: String) throws {
    let text = try String(contentsOf: Shell.root.appending(path: page), encoding: .utf8)
    let blocks = Self.consoleBlocks(of: text)
    guard !blocks.isEmpty else { return }
    try Shell.inScratchFolder { folder in
      for block in blocks {
        let written = Transcript(parsing: block)
        let run = try written.run(in: folder)
        for (wanted, got) in zip(written.entries, run.entries) {
          #expect(
            Self.matches(got.output, wanted.output),
            "\(page): $ \(wanted.command)\n--- written\n\(wanted.output)--- printed\n\(got.output)")
        }
      }
    }
  }

  /// The contents of the fenced blocks of the language `console`.
  static func consoleBlocks(of text: String) -> [String] {
    var blocks: [String] = []
    var block: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let content = block {
        if line.hasPrefix("```") {
          blocks.append(content)
          block = nil
        } else {
          block = content + line + "\n"
        }
      } else if line.hasPrefix("```console") {
        block = ""
      }
    }
    return blocks
  }

  /// Whether the printed text is the written one, where `…` on a line of its own stands for any lines.
  static func matches(_ printed: String, _ written: String) -> Bool {
    func trimmed(_ text: String) -> [Substring] {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
    let parts = trimmed(written).split(separator: "…", omittingEmptySubsequences: false)
    var rest = trimmed(printed)[...]
    for (index, part) in parts.enumerated() {
      let isFirst = index == 0
      let isLast = index == parts.count - 1
      if isFirst, isLast { return Array(rest) == Array(part) }
      if isFirst {
        guard rest.starts(with: part) else { return false }
        rest = rest.dropFirst(part.count)
      } else if isLast {
        return rest.count >= part.count && rest.suffix(part.count).elementsEqual(part)
      } else {
        guard let start = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
        rest = rest[(start + part.count)...]
      }
    }
    return true
  }

  @Test func ellipsisStandsForLines() {
    #expect(Self.matches("a\nb\nc\n", "a\n…\nc\n"))
    #expect(Self.matches("a\n", "a\n\n"))
    #expect(!Self.matches("a\nb\n", "a\n"))
    #expect(!Self.matches("a\nb\nc\n", "b\n…\n"))
    #expect(!Self.matches("a\nb\nc\n", "a\n…\nd\n"))
  }
}
