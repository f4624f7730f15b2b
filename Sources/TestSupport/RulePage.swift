/// The page of one rule, which is its fixture too.
///
/// The form is `# CODE: name`, then the sections *What it checks*, *Why it matters*, *Example* (or
/// *Examples*), *Write instead* and *Source*. The `yaml` blocks of the examples carry marks that must match
/// exactly (`expectedMarks`); those of *Write instead* must be clean.
public struct RulePage: Sendable, Hashable {
  /// The stable code.
  public let code: String
  /// The rule's name, as the registry has it.
  public let name: String
  /// Scenarios with the fault, marked.
  public let examples: [FencedBlock]
  /// Scenarios without it.
  public let remedies: [FencedBlock]
  /// The whole page.
  public let page: MarkdownPage

  /// The sections a page must have beside its examples, in their order.
  public static let requiredSections = ["What it checks", "Why it matters", "Write instead", "Source"]

  /// Reads a page.
  ///
  /// - Throws: `MarkdownError` when the page lacks a part of the form, has an empty section, or an example or
  ///   a remedy without a `yaml` block.
  public init(parsing text: String) throws {
    page = try MarkdownPage(parsing: text)
    let parts = page.title.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let first = parts.first, let last = parts.last, last.first == " " else {
      throw MarkdownError(line: 1, reason: "write the title as `# CODE: name`")
    }
    code = String(first)
    name = String(last.drop { $0 == " " })

    for heading in Self.requiredSections where page[heading] == nil {
      throw MarkdownError(line: 1, reason: "the section `\(heading)` is missing")
    }
    for section in page.sections where section.text.allSatisfy({ $0.isWhitespace }) {
      throw MarkdownError(line: section.line, reason: "the section `\(section.heading)` is empty")
    }
    guard let example = page["Example"] ?? page["Examples"] else {
      throw MarkdownError(line: 1, reason: "the section `Example` is missing")
    }
    examples = example.blocks.filter { $0.language == "yaml" }
    remedies = page["Write instead"]?.blocks.filter { $0.language == "yaml" } ?? []
    guard !examples.isEmpty else {
      throw MarkdownError(line: example.line, reason: "no yaml block shows the fault")
    }
    guard !remedies.isEmpty else {
      throw MarkdownError(line: page["Write instead"]?.line ?? 1, reason: "no yaml block shows the cure")
    }
  }
}
