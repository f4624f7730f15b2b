import Planning
import Scenario
import Testing

@testable import Runbook

@Suite("The rollback section")
struct RollbackTests {
  /// The rows of the tables below a heading, up to the next one.
  private static func rows(_ document: String, below heading: String) -> [String] {
    let lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "### \(heading)") else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("#") }.filter { $0.hasPrefix("| ") }.dropFirst().map {
      $0
    }
  }

  @Test("draws a line where the window may end", arguments: Sample.shipped, Language.allCases)
  func line(_ name: String, _ language: Language) throws {
    let planned = try Sample.plan(shipped: name)
    let runbook = planned.runbook
    let document = RunbookMarkdown.render(runbook, plan: planned.plan, language: language)
    let undone = runbook.steps.reversed().filter { $0.undo != nil }
    let within = Self.rows(document, below: DocumentText.rollbackWithin[language])
    let after = Self.rows(document, below: DocumentText.rollbackAfter[language])
    #expect(within.count == undone.count(where: RunbookSchedule.belongsToWindow))
    #expect(within.count + after.count == undone.count)
    // One order, whose numbers go on behind the line.
    for (number, row) in (within + after).enumerated() { #expect(row.hasPrefix("| \(number + 1) |")) }
    // What goes on being billed stands with what is undone later.
    let billed = undone.filter { !RunbookSchedule.belongsToWindow($0) && $0.remains != nil }.count
    #expect(after.count { !$0.hasSuffix("☐ | |") } == billed)
  }
}
