import TestSupport
import Testing

@testable import Runbook

@Suite("Order of steps")
struct StepOrderTests {
  private static let nothing = Text(en: "x", zh: "x")

  private func step(
    _ id: String, phase: Phase = .network, owner: Owner = .carrier, after dependencies: [String] = [],
    isReversible: Bool = true
  ) -> Step {
    Step(
      id: id, phase: phase, owner: owner, resource: "x", title: Self.nothing, dependsOn: dependencies,
      action: .manual(Instruction(text: Self.nothing)),
      check: Check(text: Self.nothing, expected: Self.nothing), impact: .none, impactReason: Self.nothing,
      isReversible: isReversible, durationSeconds: 1)
  }

  /// A graph whose edges go from earlier to later phases, or inside one.
  private func randomSteps(_ seed: UInt64) -> [Step] {
    var random = SeededGenerator(seed: seed)
    let owners: [Owner] = [.carrier, .account("a"), .account("b"), .siteEngineer(site: "hq")]
    var steps: [Step] = []
    for index in 0..<Int.random(in: 1...60, using: &random) {
      let phase = Phase.allCases[Int.random(in: 0..<Phase.allCases.count, using: &random)]
      let candidates = steps.filter { $0.phase <= phase }
      let dependencies = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
        candidates.randomElement(using: &random)?.id
      }
      steps.append(
        step(
          "s\(index)", phase: phase, owner: owners[Int.random(in: 0..<owners.count, using: &random)],
          after: Set(dependencies).sorted(), isReversible: Int.random(in: 0..<10, using: &random) > 0))
    }
    return steps
  }

  @Test("respects the graph and the phases, loses nothing", arguments: UInt64(0)..<80)
  func valid(_ seed: UInt64) {
    let steps = randomSteps(seed)
    let sorted = StepOrder.sorted(steps)
    #expect(Set(sorted.map(\.id)) == Set(steps.map(\.id)))
    #expect(sorted.count == steps.count)
    let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.id, $0) })
    for step in sorted {
      for dependency in step.dependsOn { #expect(places[dependency] ?? .max < places[step.id] ?? 0) }
    }
    #expect(sorted.map(\.phase) == sorted.map(\.phase).sorted())
  }

  @Test("puts what cannot be taken back last in its phase", arguments: UInt64(0)..<80)
  func irreversible(_ seed: UInt64) {
    let sorted = StepOrder.sorted(randomSteps(seed))
    for phase in Phase.allCases {
      // Behind the first irreversible step stand only irreversible ones and what waits for one.
      var late: Set<String> = []
      for step in sorted where step.phase == phase {
        let waits = step.dependsOn.contains { late.contains($0) }
        if !step.isReversible || waits { late.insert(step.id) } else { #expect(late.isEmpty, "\(step.id)") }
      }
    }
  }

  @Test("keeps the work of one owner together")
  func owners() {
    let sorted = StepOrder.sorted([
      step("a1", owner: .account("a")), step("b1", owner: .account("b")),
      step("a2", owner: .account("a"), after: ["a1"]), step("b2", owner: .account("b"), after: ["b1"]),
    ])
    #expect(sorted.map(\.id) == ["a1", "a2", "b1", "b2"])
  }

  @Test("puts side by side what can go side by side")
  func levels() {
    let sorted = StepOrder.sorted([
      step("vpc-1"), step("subnet-1", after: ["vpc-1"]), step("vpc-2"), step("subnet-2", after: ["vpc-2"]),
    ])
    #expect(sorted.map(\.id) == ["vpc-1", "vpc-2", "subnet-1", "subnet-2"])
  }

  @Test("does not depend on how often it is done")
  func stable() {
    let once = StepOrder.sorted(randomSteps(7))
    #expect(StepOrder.sorted(once).map(\.phase) == once.map(\.phase))
    #expect(StepOrder.sorted(randomSteps(7)) == once)
  }

  @Test("keeps what is caught in a cycle, at the end")
  func cycle() {
    let sorted = StepOrder.sorted([
      step("a", after: ["b"]), step("b", after: ["a"]), step("self", after: ["self"]),
      step("free", phase: .prove, after: ["unknown"]),
    ])
    #expect(sorted.map(\.id) == ["free", "a", "b", "self"])
  }
}
