import Diagnostics
import TestSupport
import Testing

@testable import Planning

@Suite("Plans as text")
struct PlanTextTests {
  @Test("tables are aligned, also behind wide characters, and nothing is cut")
  func golden() { expectGolden(PlanText.render(plan: Self.sample), "plan-text/sample.txt") }

  @Test("a plan without decisions still says what it is")
  func empty() {
    let plan = Plan(scenario: "empty", region: "r", scenarioDigest: "00", lockDigest: "11")
    expectGolden(PlanText.render(plan: plan), "plan-text/empty.txt")
  }

  @Test("no line is too wide, ends in a space or reaches the terminal as a command", arguments: 0..<50)
  func hostile(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [Unicode.Scalar] = [
      "a", "Z", "0", " ", "/", ",", "|", "\n", "\r", "\t", "\u{1B}", "\u{202E}", "\u{301}", "云", "（",
      "\u{1F600}", "-",
    ]
    func text() -> String {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...90, using: &generator) {
        if let scalar = alphabet.randomElement(using: &generator) { view.append(scalar) }
      }
      return String(view)
    }
    var plan = Plan(scenario: text(), region: text(), scenarioDigest: text(), lockDigest: text())
    plan.allocations = (0..<8).map { _ in
      Allocation(
        kind: .name, owner: text(), value: text(), reason: text() + text(), origin: .chosen)
    }
    plan.assumptions = (0..<4).map { _ in Assumption(key: text(), value: text(), source: text(), sourceZh: "")
    }
    let rendered = PlanText.render(plan: plan)
    for line in rendered.split(separator: "\n") {
      #expect(line.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) } <= PlanText.width)
      #expect(line.last != " ")
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    }
    // Wrapping moves text, it never drops any.
    let letters = { (text: String) in text.unicodeScalars.filter { $0 == "Z" || $0 == "云" }.count }
    let given = plan.allocations.reduce(0) { $0 + letters($1.owner) + letters($1.value) + letters($1.reason) }
    let others = plan.assumptions.reduce(0) { $0 + letters($1.key) + letters($1.value) + letters($1.source) }
    let head = [plan.scenario, plan.region, plan.scenarioDigest, plan.lockDigest].map(letters).reduce(0, +)
    #expect(letters(rendered) == given + others + head)
  }

  static var sample: Plan {
    var plan = Plan(
      scenario: "hq-idc-to-cloud", region: "81f7728662dd11ec810800155d307d5b",
      scenarioDigest: String(repeating: "0123456789abcdef", count: 4),
      lockDigest: String(repeating: "fedcba9876543210", count: 4))
    plan.allocations = [
      Allocation(
        kind: .endpointAddress, owner: "endpoint/orders", value: "192.168.0.4", reason: "lowest free address",
        origin: .chosen),
      Allocation(
        kind: .endpointAddress, owner: "endpoint/对象存储", value: "192.168.0.5", reason: "下一个空闲地址，取自子网",
        origin: .kept),
      Allocation(
        kind: .endpointAddress, owner: "endpoint/zos", value: "192.168.5.20", reason: "the scenario says it",
        origin: .fixed),
      Allocation(
        kind: .interconnect, owner: "line/hq-dc/line-a", value: "10.0.0.1/30 10.0.0.2/30",
        reason:
          "first free /30 of the interconnect pool, behind the links of two other lines that stand already",
        origin: .chosen),
      Allocation(
        kind: .name, owner: "endpoint-service/a-service-with-a-very-long-name/transit/transit-to-the-idc",
        value: "a-name-in-the-cloud-of-32-chars-", reason: "shortened to 32 characters", origin: .chosen),
    ]
    plan.assumptions = [
      Assumption(
        key: "endpoint-nat", value: "198.19.128.0/17",
        source: "documentation of another cloud of the same family; nobody has measured it here",
        sourceZh: "")
    ]
    return plan
  }
}
