import Foundation
import JSON
import TestSupport
import Testing

@testable import bench

/// What `script/bench` measures is a good scenario: a refused one would be measured as a very fast one.
@Suite struct GeneratedScenarioTests {
  @Test func isPlannedAlikeFromBothForms() throws {
    try Shell.inScratchFolder { folder in
      let json = GeneratedScenario(endpoints: 120).json()
      try json.write(to: folder.appending(path: "large.json"), atomically: true, encoding: .utf8)
      try BlockYAML.text(of: JSONValue(parsing: Array(json.utf8)))
        .write(to: folder.appending(path: "large.yaml"), atomically: true, encoding: .utf8)
      var decided: [JSONValue?] = []
      for file in ["large.json", "large.yaml"] {
        let (findings, code) = try Shell.run("isthmus check \(file)", in: folder)
        #expect(code == 0, "\(findings)")
        let (output, planned) = try Shell.run("isthmus plan \(file) --format json -o plan.json", in: folder)
        #expect(planned == 0, "\(output)")
        let plan = try Data(contentsOf: folder.appending(path: "plan.json"))
        decided.append(try JSONValue(parsing: Array(plan))["resources"])
      }
      #expect(decided[0] != nil && decided[0] == decided[1])
    }
  }

  @Test func ofFourSitesHasNoErrors() throws {
    try Shell.inScratchFolder { folder in
      try FourSiteScenario(endpoints: 20).json()
        .write(to: folder.appending(path: "reach.json"), atomically: true, encoding: .utf8)
      let (findings, code) = try Shell.run("isthmus check reach.json", in: folder)
      #expect(code == 0, "\(findings)")
    }
  }
}
