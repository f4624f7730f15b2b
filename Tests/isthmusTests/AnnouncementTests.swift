import Diagnostics
import Execution
import Foundation
import JSON
import Runbook
import TestSupport
import Testing

@testable import isthmus

/// What a person reads before the question whether to begin.
@Suite struct AnnouncementTests {
  private static func runbook(_ scenario: String) throws -> Runbook {
    let file = Shell.root.appending(path: "scenarios/\(scenario)/runbook.json")
    return try Runbook(json: JSONValue(parsing: Array(Data(contentsOf: file))))
  }

  private static let findings = [
    PreflightFinding(.credentials, .info, "account hub can sign and read"),
    PreflightFinding(.clock, .error, "the clock is 400 s ahead of the cloud's", help: "set the clock"),
  ]

  @Test(arguments: Language.allCases) func ofAChange(language: Language) throws {
    for scenario in ["idc-direct-connect", "zos-from-vpc"] {
      let report = RunReport(
        announcing: try Self.runbook(scenario), isDryRun: false, endpointURL: nil, findings: Self.findings)
      #expect(report.kind == .announcement)
      expectGolden(
        Announcement(report, language: language).text(at: "the real cloud"),
        "announcement/\(scenario).\(language.rawValue).txt")
    }
  }
}
