import JSON
import Planning
import Runbook
import Testing

@Suite("Runbooks of random scenarios")
struct RandomRunbookTests {
  private func planned(_ seed: UInt64) throws -> Sample.Planned {
    var generator = RandomScenario(seed: seed)
    return try Sample.plan(JSONValue.object(generator.make()).text(), path: "scenario.json")
  }

  @Test("can be run, create everything once, adopt without touching, keep their phases", arguments: 0..<50)
  func properties(_ seed: UInt64) throws {
    let planned = try planned(seed)
    let runbook = planned.runbook
    #expect(runbook.problems() == [])
    ResourceCoverage(plan: planned.plan, runbook: runbook).check()

    let phases = Dictionary(uniqueKeysWithValues: runbook.steps.map { ($0.id, $0.phase) })
    for step in runbook.steps {
      for dependency in step.dependsOn {
        let phase = try #require(phases[dependency])
        #expect(phase <= step.phase, "\(step.id) <- \(dependency)")
      }
    }
    #expect(runbook.steps.map(\.phase) == runbook.steps.map(\.phase).sorted())
  }

  @Test("come out the same every time, and from their file", arguments: 0..<10)
  func determinism(_ seed: UInt64) throws {
    let planned = try planned(seed)
    let runbook = planned.runbook
    #expect(runbook == planned.runbook)
    let text = runbook.jsonText
    #expect(text == runbook.json.text())
    let json = try JSONValue(parsing: text)
    #expect(json == runbook.json)
    #expect(try Runbook(json: json) == runbook)
  }
}
