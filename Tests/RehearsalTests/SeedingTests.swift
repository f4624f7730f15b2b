import CtyunAPI
import Emulator
import JSON
import Planning
import Rehearsal
import Runbook
import Scenario
import Testing

@testable import PlanningTests

@Suite("The cloud as a scenario finds it")
struct SeedingTests {
  @Test("holds what every shipped scenario adopts, as the scenario describes it", arguments: Shipped.names)
  func adopted(_ name: String) throws {
    let planned = try Shipped.plan(name)
    var cloud = try Seeding.cloud(for: planned.plan, profile: planned.profile)
    let before = try cloud.inventory()
    let verifications = planned.runbook.steps.filter { $0.id.hasSuffix("/verify") && $0.action.kind == "api" }
    for step in verifications {
      let condition = try #require(step.check.condition)
      let operation = try #require(Operations.named(condition.call.operation))
      // What the cloud is asked for by an adopted thing's step never refers to what is made later.
      let answer = cloud.handle(
        Call(
          account: condition.call.account, operation: operation, parameters: condition.call.parameters),
        at: .start)
      #expect(answer.isSuccess, "\(step.id): \(answer.envelope["message"] ?? "")")
      for expectation in condition.expectations {
        #expect(expectation.holds(in: .object(answer.envelope)), "\(step.id): \(expectation.path)")
      }
    }
    #expect(try cloud.inventory() == before, "the verifications only read")
  }

  @Test(
    "has the limits that the scenario knows, for an emulator that does not know it", arguments: Shipped.names)
  func limits(_ name: String) throws {
    let planned = try Shipped.plan(name)
    var cloud = Cloud(CloudConfiguration(regions: []))
    try cloud.plant(Seeding.seed(for: planned.plan, profile: planned.profile), at: .start)
    for key in ProfileKey.allCases where key.kind == .integer {
      #expect(cloud.configuration.profile[key].value == planned.profile[key].value, "\(key)")
    }
  }

  /// Foreign services, adopted subnets and endpoints among them, as no shipped scenario has them.
  @Test("can be made for random scenarios", arguments: 1...20 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    let planned = try Planned(FaultlessScenario.make(seed: seed), bytes: [])
    #expect(throws: Never.self) { try Seeding.cloud(for: planned.plan, profile: planned.profile) }
  }

  @Test("holds nothing of what the change makes", arguments: Shipped.names)
  func empty(_ name: String) throws {
    let planned = try Shipped.plan(name)
    let cloud = try Seeding.cloud(for: planned.plan, profile: planned.profile)
    let vpcs = try cloud.inventory()["vpc"]?.arrayValue?.count ?? 0
    #expect(vpcs == planned.plan.vpcs.count { $0.existing != nil })
    #expect(try cloud.inventory()["endpoint"] == nil)
  }
}

extension ReplyExpectation {
  /// Whether a reply holds what is expected, for expectations that refer to nothing.
  fileprivate func holds(in reply: JSONValue) -> Bool {
    // Null, an empty text and an empty list tell as little as a place that is not there.
    let found = path.value(in: reply).flatMap { ["", []].contains($0) ? nil : $0 }
    return switch comparison {
    case .present: found != nil
    case .absent: found == nil
    case .equals: found == value || found?.stringValue == value.text(pretty: false)
    case .contains: found?.arrayValue?.contains(value) ?? false
    }
  }
}

@Suite("The people of a rehearsal")
struct StandInTests {
  @Test("know every value that a shipped runbook asks people for", arguments: Shipped.names)
  func answers(_ name: String) throws {
    let planned = try Shipped.plan(name)
    var cloud = try Seeding.cloud(for: planned.plan, profile: planned.profile)
    let people = StandIn(plan: planned.plan)
    var ports: Set<[String]> = []
    for step in planned.runbook.steps {
      let answers = try #require(people.answers(to: step, in: &cloud), "\(step.id)")
      #expect(Set(answers.keys) == Set(step.outputs.filter { $0.source == .operatorInput }.map(\.name)))
      #expect(answers.values.allSatisfy { !$0.isEmpty })
      if let port = answers["portName"] { #expect(ports.insert([answers["hostname"] ?? "", port]).inserted) }
    }
  }
}
