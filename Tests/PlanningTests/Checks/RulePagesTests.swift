import Diagnostics
import Planning
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Every code has one page, and the page's scenarios are the code's tests.
@Suite struct RulePagesTests {
  private static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/rules")
  private static let rules = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/Planning/Checks/Rules")

  /// Whoever rests on unconfirmed numbers is told so on every scenario: only that page speaks of it.
  private static let saidEverywhere = "CAP002"

  private static func page(_ code: String) throws -> RulePage {
    let file = directory.appendingPathComponent("\(code).md")
    return try RulePage(parsing: String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test func codesNamesAndTypesAreOneToOne() throws {
    let all = RuleRegistry.all
    #expect(Set(all.map(\.code)).count == all.count)
    #expect(Set(all.map(\.name)).count == all.count)
    var types: [String] = []
    for rule in RuleRegistry.rules {
      let metadata = rule.metadata
      let type = String(describing: rule)
      types.append(type)
      #expect(metadata.finder == .rule, "\(type)")
      #expect(
        type.lowercased() == (metadata.code + metadata.name.filter { $0 != "-" }).lowercased(),
        "a type is named after its code and name")
    }
    #expect(types == types.sorted() || Set(types).count == types.count)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.rules.path)
    #expect(Set(files) == Set(types.map { "\($0).swift" }), "one rule is one file")
  }

  @Test func everyCodeHasAPageAndEveryPageACode() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path)
    let pages = files.filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }
    #expect(Set(pages) == Set(RuleRegistry.all.map(\.code)))
  }

  @Test(arguments: RuleRegistry.all.map(\.code)) func metadataIsWellFormed(_ code: String) throws {
    let rule = try #require(RuleRegistry.metadata(code))
    #expect(rule.name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" })
    #expect(!rule.title.isEmpty && !rule.title.hasSuffix(".") && rule.title.first?.isUppercase == false)
  }

  @Test(
    arguments: RuleRegistry.all.filter { $0.finder == .rule || $0.finder == .decoder }.map(\.code))
  func pagesShowTheFaultAndTheCure(_ code: String) throws {
    let rule = try #require(RuleRegistry.metadata(code))
    let page = try Self.page(rule.code)
    #expect(page.code == rule.code && page.name == rule.name)
    var marked: Set<String> = []
    for example in page.examples {
      let name = "docs/rules/\(rule.code).md:\(example.line)"
      let marks = try expectedMarks(in: example.text)
      marked.formUnion(marks.map(\.code))
      let checked = CheckedText(example.text, path: name)
      // Remarks of other rules would only draw the eye away from what the page shows.
      let found = checked.findings(without: rule.code == Self.saidEverywhere ? [] : [Self.saidEverywhere])
        .filter { $0.severity != .info || $0.code == rule.code || marks.map(\.code).contains($0.code) }
      expectMarks(found, marks, in: SourceFileID(rawValue: 0), sources: checked.sources, name: name)
      for finding in found where finding.code == rule.code && rule.finder == .rule {
        #expect(finding.help?.isEmpty == false, "\(name): every finding says what to write instead")
      }
    }
    #expect(marked.contains(rule.code), "an example shows \(rule.code)")
    for remedy in page.remedies {
      let name = "docs/rules/\(rule.code).md:\(remedy.line)"
      let checked = CheckedText(remedy.text, path: name)
      let found = checked.findings(without: rule.code == Self.saidEverywhere ? [] : [Self.saidEverywhere])
        .filter { $0.severity != .info || $0.code == rule.code }
      #expect(found.isEmpty, "\(name):\n\(renderText(found, sources: checked.sources))")
    }
  }

  /// The planner's pages show a scenario and, where it matters, the lock file beside it in a `json` block.
  @Test(arguments: RuleRegistry.all.filter { $0.finder == .planner }.map(\.code))
  func pagesOfThePlannerShowTheFaultAndTheCure(_ code: String) throws {
    let rule = try #require(RuleRegistry.metadata(code))
    let page = try Self.page(rule.code)
    #expect(page.code == rule.code && page.name == rule.name)
    // A fault of Isthmus itself: no scenario brings it about.
    guard rule.code != "PLN001" else { return }
    let blocks = (page.page["Example"] ?? page.page["Examples"])?.blocks ?? []
    let lock = blocks.first { $0.language == "json" }?.text
    for example in page.examples {
      let name = "docs/rules/\(rule.code).md:\(example.line)"
      let planned = PlannedText(example.text, lock: lock, path: name)
      #expect(planned.diagnostics.contains { $0.code == rule.code }, "\(name)")
      let marks = try expectedMarks(in: example.text)
      let inScenario = planned.diagnostics.filter {
        $0.location?.file.rawValue == 0 && $0.severity == .error
      }
      expectMarks(inScenario, marks, in: SourceFileID(rawValue: 0), sources: planned.sources, name: name)
    }
    for remedy in page.remedies {
      let name = "docs/rules/\(rule.code).md:\(remedy.line)"
      let lock = page.page["Write instead"]?.blocks.first { $0.language == "json" }?.text
      let found = PlannedText(remedy.text, lock: lock, path: name).diagnostics
      #expect(!found.contains { $0.code == rule.code || $0.severity == .error }, "\(name)")
    }
  }
}
