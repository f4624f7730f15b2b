import TestSupport
import Testing

@testable import Planning
@testable import Runbook

@Suite("Runbooks as Markdown")
struct RunbookMarkdownTests {
  @Test("the document reads well", arguments: Language.allCases)
  func golden(language: Language) throws {
    var plan = try Sample.plan(shipped: "idc-direct-connect").plan
    // What the profile holds is not this document's business.
    plan.assumptions = [
      Assumption(
        key: "endpoint-nat", value: "198.19.128.0/17", source: "Another cloud of the same family.",
        sourceZh: "同类的另一朵云。"),
      Assumption(
        key: "line-name-pattern", value: "^[a-zA-Z][0-9a-zA-Z_-]+$", source: "No source states it.",
        sourceZh: "未见资料说明。"),
    ]
    let document = RunbookMarkdown.render(RunbookFixture.runbook(), plan: plan, language: language)
    expectGolden(document, "markdown/fixture.\(language.rawValue).md")
  }

  @Test("the document is well formed", arguments: Language.allCases)
  func structure(language: Language) throws {
    let plan = try Sample.plan(shipped: "idc-direct-connect").plan
    let runbook = RunbookFixture.runbook()
    let document = RunbookMarkdown.render(runbook, plan: plan, language: language)
    expectWellFormed(document, runbook)
  }

  @Test("the shipped scenarios' documents are well formed", arguments: Sample.shipped, Language.allCases)
  func shipped(scenario: String, language: Language) throws {
    let planned = try Sample.plan(shipped: scenario)
    let runbook = planned.runbook
    expectWellFormed(RunbookMarkdown.render(runbook, plan: planned.plan, language: language), runbook)
  }

  @Test("what is too much for a picture is drawn together", arguments: [10, 40, 200])
  func large(endpoints: Int) throws {
    var planned = try Sample.plan(shipped: "idc-direct-connect")
    let endpoint = try #require(planned.plan.endpoints.first)
    planned.plan.endpoints = (0..<endpoints).map { number in
      var copy = endpoint
      copy.name = "ep-\(number)"
      return copy
    }
    let runbook = planned.runbook
    let document = RunbookMarkdown.render(runbook, plan: planned.plan, language: .en)
    expectWellFormed(document, runbook)
    let pictures = MarkdownStructure(document).fences.filter { $0.language == "mermaid" }
    #expect(pictures.count == 2)
    for picture in pictures { #expect(picture.lines.count < 300) }
    #expect(document.contains("ep-\(endpoints - 1)"))
    #expect(document.contains(DocumentSentences.collapsedTopology.en) == (endpoints > 20))
  }

  @Test(
    "hostile names break no table and open no tag", arguments: Language.allCases,
    [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func hostile(language: Language, seed: UInt64) throws {
    var hostility = Hostility(seed: seed)
    var plan = try Sample.plan(shipped: "idc-direct-connect").plan
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
    #expect(!document.utf8.split(separator: 0x0A).contains { $0.last == 0x20 || $0.last == 0x09 })
    for table in structure.tables where Set(table.map(\.count)).count > 1 || table.count < 3 {
      Issue.record("a broken table: \(table[0])")
    }
    #expect(structure.tags.isSubset(of: ["<a", "</a", "<br", "<code", "</code"]))
    let anchors = structure.anchors
    #expect(Set(anchors).count == anchors.count)
    #expect(structure.targets.isSubset(of: anchors))
    let ids = Set(structure.tables.map { $0[0].count > 2 ? $0[0][2] : "" })
    for step in runbook.steps where !ids.contains(" \(MarkdownText.code(step.id)) ") {
      Issue.record("\(step.id) is missing")
    }
    let headings = structure.prose.filter { $0.hasPrefix("#### ") }
    #expect(headings.count == runbook.steps.count)
    for (language, lines) in structure.fences where language == "mermaid" { MermaidGrammar.expect(lines) }
  }
}
