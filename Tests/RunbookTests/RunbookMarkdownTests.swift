import TestSupport
import Testing

@testable import Planning
@testable import Runbook

@Suite("Runbooks as Markdown")
struct RunbookMarkdownTests {
  @Test("the document reads well", arguments: Language.allCases)
  func golden(language: Language) throws {
    let plan = try RunbookFixture.plan(of: "idc-direct-connect")
    let document = RunbookMarkdown.render(RunbookFixture.runbook(), plan: plan, language: language)
    expectGolden(document, "markdown/fixture.\(language.rawValue).md")
  }

  @Test("the document is well formed", arguments: Language.allCases)
  func structure(language: Language) throws {
    let plan = try RunbookFixture.plan(of: "idc-direct-connect")
    let runbook = RunbookFixture.runbook()
    let document = RunbookMarkdown.render(runbook, plan: plan, language: language)
    expectWellFormed(document, runbook)
  }

  @Test(
    "hostile names break no table and open no tag", arguments: Language.allCases,
    [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func hostile(language: Language, seed: UInt64) throws {
    var hostility = Hostility(seed: seed)
    var plan = try RunbookFixture.plan(of: "idc-direct-connect")
    var runbook = RunbookFixture.runbook()
    hostility.spoil(&plan)
    hostility.spoil(&runbook)
    expectWellFormed(RunbookMarkdown.render(runbook, plan: plan, language: language), runbook)
  }

  @Test("an empty runbook is still a document")
  func empty() {
    let runbook = Runbook(scenario: "empty", region: "r", planDigest: "00", steps: [])
    let plan = Plan(scenario: "empty", region: "r", scenarioDigest: "00", lockDigest: "00")
    expectWellFormed(RunbookMarkdown.render(runbook, plan: plan, language: .en), runbook)
  }

  private func expectWellFormed(_ document: String, _ runbook: Runbook) {
    let structure = MarkdownStructure(document)
    #expect(!structure.hasOpenFence)
    #expect(document.hasSuffix("\n") && !document.hasSuffix("\n\n"))
    for line in document.split(separator: "\n") { #expect(line.last != " " && line.last != "\t") }
    for table in structure.tables {
      #expect(Set(table.map(\.count)).count == 1, "\(table[0])")
      #expect(table.count > 2)
    }
    #expect(structure.tags.isSubset(of: ["<a", "</a", "<br", "<code", "</code"]))
    let anchors = structure.anchors
    #expect(Set(anchors).count == anchors.count)
    #expect(Set(structure.targets).isSubset(of: anchors))
    for step in runbook.steps { #expect(document.contains(MarkdownText.code(step.id))) }
    let headings = structure.prose.filter { $0.text.hasPrefix("#### ") }
    #expect(headings.count == runbook.steps.count)
    for (language, lines) in structure.fences where language == "mermaid" { MermaidGrammar.expect(lines) }
  }
}
