import Emulator
import Runbook
import TestSupport
import Testing

@Suite("Runbooks against the cloud")
struct NaiveRunTests {
  @Test("work step by step, and leave nothing behind when taken back", arguments: Shipped.names)
  func shipped(_ name: String) throws {
    let planned = try Shipped.plan(name)
    var run = try NaiveRun(planned)
    let before = try run.wire.inventory()
    try run.apply()
    #expect(try run.wire.inventory() != before)
    try run.rollBack()
    #expect(try run.wire.inventory() == before)
  }

  @Test(
    "need no more order than the steps say, neither forward nor back",
    arguments: Shipped.names, [.standard, .slow] as [Speed])
  func anyOrder(_ name: String, _ speed: Speed) throws {
    let planned = try Shipped.plan(name)
    for seed in 1...10 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var run = try NaiveRun(planned, progressions: speed.progressions)
      let before = try run.wire.inventory()
      let order = NaiveRun.shuffled(planned.runbook.steps, using: &random)
      #expect(order.count == planned.runbook.steps.count)
      do {
        try run.apply(in: order)
        try run.rollBack(in: NaiveRun.shuffled(planned.runbook.steps, using: &random).reversed())
        #expect(try run.wire.inventory() == before)
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }
  }
}

/// How fast the cloud is.
enum Speed: String, CustomTestStringConvertible {
  case standard, slow

  var testDescription: String { rawValue }

  var progressions: [Progression.Subject: Progression] {
    guard self == .slow else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: Progression.Subject.allCases.map { ($0, .after(milliseconds: 25_000)) })
  }
}
