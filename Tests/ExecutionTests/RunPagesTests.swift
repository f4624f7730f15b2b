import Execution
import Foundation
import Planning
import TestSupport
import Testing

/// Everything that can stop a run has its page, and the registry knows it.
@Suite struct RunPagesTests {
  private static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/rules")

  @Test func codesAreThoseOfTheRegistry() {
    let registered = RuleRegistry.all.filter { $0.finder == .execution }.map(\.code)
    #expect(registered == RunCode.allCases.map(\.rawValue))
  }

  @Test(arguments: RunCode.allCases) func pagesSayWhatHappenedAndWhatToDo(code: RunCode) throws {
    let file = Self.directory.appendingPathComponent("\(code.rawValue).md")
    let page = try MarkdownPage(parsing: String(decoding: try Data(contentsOf: file), as: UTF8.self))
    let registered = try #require(RuleRegistry.metadata(code.rawValue))
    #expect(page.title == "\(code.rawValue): \(registered.name)")
    #expect(
      page.sections.map(\.heading) == ["What happened", "Why it matters", "Example", "What to do", "Source"])
    #expect(page.sections.filter { section in section.text.allSatisfy { $0.isWhitespace } }.isEmpty)
    let example = try #require(page["Example"]?.blocks.first)
    #expect(example.text.hasPrefix("error[\(code.rawValue)]: "))
  }
}
