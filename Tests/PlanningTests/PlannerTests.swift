import Addressing
import Diagnostics
import Digests
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
    expectGolden(outcome.document.text(), "planner/sample-plan.json")
    expectGolden(outcome.report.text, "planner/sample-report.txt")
  }

  @Test func theFormsOfAPlanFileAgree() throws {
    let document = try outcome(of: sampleScenario()).document
    #expect(document.text() == document.json.text())
    #expect(document.text(.canonical) == String(decoding: document.json.canonicalBytes(), as: UTF8.self))
  }

  @Test func theDigestIsOfEverythingButItselfAndTheWayThere() throws {
    let outcome = try outcome(of: sampleScenario())
    var body = try #require(outcome.document.json.objectValue)
    body["digest"] = nil
    let allocations = try #require(body["allocations"]?.arrayValue)
    body["allocations"] = .array(
      allocations.map { allocation in
        var kept = JSONObject()
        for key in ["kind", "owner", "value", "reason"] { kept[key] = allocation[key] }
        return .object(kept)
      })
    #expect(outcome.document.digest == Hash.sha256.digest(JSONValue.object(body).canonicalBytes()).hex)
    #expect(outcome.document.digest == outcome.plan.digest)
    #expect(outcome.plan.lockDigest == outcome.lock.digest)
    #expect(outcome.plan.scenarioDigest == Hash.sha256.digest("sample").hex)
  }

  @Test func thePlanMadeAgainFromItsLockFileHasTheSameDigest() throws {
    let first = try outcome(of: sampleScenario())
    let second = try outcome(of: sampleScenario(), lock: first.lock)
    #expect(first.plan != second.plan)
    #expect(first.document.digest == second.document.digest)
  }

  @Test(arguments: ["scenario", "profile", "lock", "name"])
  func theDigestChangesWithWhatThePlanRestsOn(part: String) throws {
    var scenario = sampleScenario()
    let before = try outcome(of: scenario)
    var lock = LockFile()
    switch part {
    case "scenario":
      scenario.endpoints.change("orders") { $0.names = [at("orders2.example.internal")] }
    case "profile":
      scenario.profile = [ProfileOverride(key: at("reserved-first"), value: at(.integer(5)))]
    case "lock":
      lock = LockFile(entries: [
        LockFile.Entry(
          kind: "endpoint-address", owner: "endpoint/orders", value: "192.168.0.20", reason: "kept")
      ])
    default: scenario.name = at("other")
    }
    #expect(try outcome(of: scenario, lock: lock).document.digest != before.document.digest)
  }
}
