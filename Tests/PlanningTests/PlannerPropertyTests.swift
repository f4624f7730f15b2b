import Addressing
import JSON
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

/// What holds of every plan, whatever the scenario: the plan check is the oracle, and `Planner` runs it.
/// Raise the number of seeds for a night: 1500 of them held when the tests were written.
struct PlannerPropertyTests {
  static let seeds: [UInt64] = Array(1...40)

  @Test(arguments: seeds)
  func everyScenarioWithoutMistakesGetsASoundPlan(seed: UInt64) throws {
    let scenario = FaultlessScenario.make(seed: seed)
    let once = try outcome(of: scenario)
    let again = try outcome(of: scenario)
    #expect(once.document.json == again.document.json, "seed \(seed)")
    #expect(once.lock == again.lock, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func orderOfTheFilePlaysNoPart(seed: UInt64) throws {
    let scenario = FaultlessScenario.make(seed: seed)
    var generator = SeededGenerator(seed: seed)
    var shuffled = scenario
    shuffled.accounts = scenario.accounts.shuffled(&generator)
    shuffled.sites = scenario.sites.shuffled(&generator)
    shuffled.backends = scenario.backends.shuffled(&generator)
    shuffled.endpointServices = scenario.endpointServices.shuffled(&generator)
    shuffled.endpoints = scenario.endpoints.shuffled(&generator)
    shuffled.privateZones = scenario.privateZones.shuffled(&generator)
    var inner = SeededGenerator(seed: seed &+ 1)
    shuffled.vpcs = scenario.vpcs.shuffled(&generator) { $0.subnets = $0.subnets.shuffled(&inner) }
    shuffled.directConnects = scenario.directConnects.shuffled(&generator) {
      $0.lines = $0.lines.shuffled(&inner)
      $0.attachments = $0.attachments.shuffled(&inner)
    }
    #expect(try outcome(of: shuffled).document.json == outcome(of: scenario).document.json, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func aSecondPlanKeepsEveryDecision(seed: UInt64) throws {
    let scenario = FaultlessScenario.make(seed: seed)
    let first = try outcome(of: scenario)
    let second = try outcome(of: scenario, lock: first.lock)
    #expect(second.lock.bytes == first.lock.bytes, "seed \(seed)")
    #expect(second.plan.allocations.allSatisfy { $0.origin != .chosen }, "seed \(seed)")
    #expect(second.graph == first.graph, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func whatIsAddedMovesNothing(seed: UInt64) throws {
    let whole = FaultlessScenario.make(seed: seed)
    // The same without every second endpoint, planned first.
    var part = whole
    part.endpoints = NamedMap()
    let needed = Set(whole.endpointServices.flatMap { $0.value.reverseRules.map(\.endpoint.value) })
    for (index, entry) in whole.endpoints.entries.enumerated()
    where index.isMultiple(of: 2) || needed.contains(entry.name.value) {
      part.endpoints.append(name: entry.name, value: entry.value)
    }
    let first = try outcome(of: part)
    let second = try outcome(of: whole, lock: first.lock)
    for endpoint in first.plan.endpoints {
      let later = try #require(second.plan.endpoints.first { $0.name == endpoint.name })
      #expect(later.address == endpoint.address, "seed \(seed) \(endpoint.name)")
      #expect(later.ipv6Address == endpoint.ipv6Address, "seed \(seed) \(endpoint.name)")
      #expect(later.cloudName == endpoint.cloudName, "seed \(seed) \(endpoint.name)")
    }
    #expect(second.plan.vpcs == first.plan.vpcs, "seed \(seed)")
    #expect(second.plan.directConnects == first.plan.directConnects, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func resourcesFollowWhatTheyDependOn(seed: UInt64) throws {
    let graph = try outcome(of: FaultlessScenario.make(seed: seed)).graph
    // The definition itself, slow and plain: of all resources that are ready the smallest id comes next.
    var done: Set<String> = []
    for resource in graph.resources {
      let next = graph.resources
        .filter { !done.contains($0.id) && $0.dependsOn.allSatisfy(done.contains) }
        .map(\.id).min()
      #expect(resource.id == next, "seed \(seed)")
      done.insert(resource.id)
    }
    #expect(done.count == graph.resources.count)
  }
}
