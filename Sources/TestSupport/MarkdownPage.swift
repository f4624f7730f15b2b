/// A fenced block of a Markdown page.
public struct FencedBlock: Sendable, Hashable {
  /// The first word behind the fence, such as `yaml`; "" when there is none.
  public let language: String
  /// The lines between the fences, each with its line break.
  public let text: String
  /// The page's line of the first line of `text`, from one.
  public let line: Int
}

/// A part of a Markdown page under a heading of the second level.
public struct MarkdownSection: Sendable, Hashable {
  /// The heading without its `##`.
  public let heading: String
  /// The page's line of the heading, from one.
  public let line: Int
  /// Everything up to the next such heading, fences included.
  public internal(set) var text: String = ""
  /// The fenced blocks in it, in order.
  public internal(set) var blocks: [FencedBlock] = []

  init(heading: String, line: Int) {
    self.heading = heading
    self.line = line
  }
}

/// As much of Markdown as pages that are also fixtures need: the title, the sections, the fenced blocks
/// (CommonMark 0.31, sections 4.2 and 4.5). Headings inside fences are none.
public struct MarkdownPage: Sendable, Hashable {
  /// The heading of the first level.
  public let title: String
  /// The parts under headings of the second level, in order.
  public let sections: [MarkdownSection]

  /// Reads a page.
  ///
  /// - Throws: `MarkdownError` when the page does not start with a title, has a second one, repeats a heading
  ///   or leaves a fence open.
  public init(parsing page: String) throws {
    var title: String?
    var sections: [MarkdownSection] = []
    var fence: (marker: Character, length: Int, language: String, line: Int, text: String)?

    let lines = page.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let number = index + 1
      let line = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
      // What follows the last line break is no line when it is empty.
      if number == lines.count, line.isEmpty { break }
      defer {
        if !sections.isEmpty, sections[sections.count - 1].line != number {
          sections[sections.count - 1].text += line + "\n"
        }
      }

      let indentation = line.prefix { $0 == " " }.count
      let content = indentation <= 3 ? line.dropFirst(indentation) : ""
      if let open = fence {
        let run = content.prefix { $0 == open.marker }
        if run.count >= open.length, content.dropFirst(run.count).allSatisfy({ $0 == " " || $0 == "\t" }) {
          if !sections.isEmpty {
            sections[sections.count - 1].blocks.append(
              FencedBlock(language: open.language, text: open.text, line: open.line + 1))
          }
          fence = nil
        } else {
          fence?.text += line + "\n"
        }
        continue
      }
      if let marker = content.first, marker == "`" || marker == "~" {
        let run = content.prefix { $0 == marker }
        let info = content.dropFirst(run.count)
        if run.count >= 3, marker == "~" || !info.contains("`") {
          let language = info.split(separator: " ").first.map { String($0) } ?? ""
          fence = (marker, run.count, language, number, "")
          continue
        }
      }
      guard let heading = Self.heading(content) else {
        if title == nil, content.contains(where: { $0 != " " }) {
          throw MarkdownError(line: number, reason: "the page must start with `# title`")
        }
        continue
      }
      if heading.level == 1 {
        guard title == nil else { throw MarkdownError(line: number, reason: "a second title") }
        title = heading.text
      } else if title == nil {
        throw MarkdownError(line: number, reason: "a section before the title")
      } else if heading.level == 2 {
        guard !sections.contains(where: { $0.heading == heading.text }) else {
          throw MarkdownError(line: number, reason: "a second section `\(heading.text)`")
        }
        sections.append(MarkdownSection(heading: heading.text, line: number))
      }
    }
    if let fence { throw MarkdownError(line: fence.line, reason: "the fence is never closed") }
    guard let title else { throw MarkdownError(line: 1, reason: "the page has no title") }
    self.title = title
    self.sections = sections
  }

  /// The section of that heading, if any.
  public subscript(heading: String) -> MarkdownSection? { sections.first { $0.heading == heading } }

  private static func heading(_ content: Substring) -> (level: Int, text: String)? {
    let marks = content.prefix { $0 == "#" }
    let rest = content.dropFirst(marks.count)
    guard (1...6).contains(marks.count), rest.isEmpty || rest.first == " " || rest.first == "\t" else {
      return nil
    }
    var text = rest.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return (marks.count, String(text))
  }
}

/// A page that does not have the form of one.
public struct MarkdownError: Error, Hashable, CustomStringConvertible {
  /// The page's line, from one.
  public let line: Int
  /// What is wrong there.
  public let reason: String

  /// Line and reason.
  public var description: String { "line \(line): \(reason)" }
}
