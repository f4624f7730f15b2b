import Diagnostics
import TestSupport
import Testing

@testable import Planning

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The page that lists the codes, `docs/diagnostics.md`: its tables are those of the registry.
@Suite struct DiagnosticsPageTests {
  private static let families = [
    ("FMT", "format of the file"), ("REF", "references"), ("ADR", "addresses"), ("RTE", "routing"),
    ("PRT", "port mappings"), ("ACC", "accounts"), ("END", "endpoints"), ("SEC", "access control"),
    ("CAP", "quotas and unconfirmed values"), ("NAM", "names"), ("FLW", "expectations"),
    ("RUN", "the change itself"), ("EXE", "what stops a run"),
    ("LCK", "lock file"), ("PLN", "plan check"),
  ]

  private static let docs = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs")

  private static func table(_ codes: [RuleMetadata]) -> String {
    "| code | severity | what is wrong |\n|---|---|---|\n"
      + codes.map { code in
        let title = code.status == .retired ? "\(code.title) (retired)" : code.title
        return "| [\(code.code)](rules/\(code.code).md) | \(code.severity.rawValue) | \(title) |\n"
      }.joined()
  }

  @Test func listsEveryCode() throws {
    let page = Self.docs.appendingPathComponent("diagnostics.md")
    let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    let mark = try #require(text.firstRange(of: "<!-- From here on "))
    let lineEnd = try #require(text[mark.upperBound...].firstIndex(of: "\n"))

    var made = String(text[...lineEnd]) + "\n## All codes\n"
    for (family, heading) in Self.families {
      let codes = RuleRegistry.all.filter { $0.code.hasPrefix(family) }
      #expect(!codes.isEmpty)
      made += "\n### \(family): \(heading)\n\n" + Self.table(codes)
    }
    expectFile(made, at: page.path)
    #expect(RuleRegistry.all.allSatisfy { code in Self.families.contains { code.code.hasPrefix($0.0) } })
  }
}
