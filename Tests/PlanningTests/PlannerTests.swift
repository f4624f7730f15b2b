import Addressing
import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

/// The outcome of planning a scenario that must plan; a failure prints what stood in the way.
func outcome(
  of scenario: Scenario, lock: LockFile = LockFile(), prunesLock: Bool = false,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> Outcome {
  let checked = Planner.plan(
    scenario: scenario, scenarioBytes: Array("sample".utf8), lock: lock, prunesLock: prunesLock)
  let errors = checked.diagnostics.filter { $0.severity == .error }
  #expect(
    errors.isEmpty, "\(errors.prefix(5).map { "\($0.code) \($0.message)" })", sourceLocation: sourceLocation)
  return try #require(checked.value, sourceLocation: sourceLocation)
}

struct PlannerTests {
  @Test func planFileIsPinned() throws {
    let outcome = try outcome(of: sampleScenario())
    expectGolden(outcome.document.json.text(), "planner/sample-plan.json")
    expectGolden(outcome.report.text, "planner/sample-report.txt")
  }
}
