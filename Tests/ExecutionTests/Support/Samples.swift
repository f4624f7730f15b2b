import Digests
import Execution
import JSON
import Runbook

/// A clock that stands still until somebody sleeps; sleeping takes no time.
final class StillClock: RunClock {
  private let time: Locked<Int64>

  init(_ start: Int64 = 1_764_770_400_000) { time = Locked(start) }

  var now: Moment { Moment(milliseconds: time.value) }

  func sleep(milliseconds: Int64) async throws(CancellationError) {
    time.change { $0 += max(0, milliseconds) }
    await Task.yield()
    if Task.isCancelled { throw CancellationError() }
  }
}

/// Runbooks without a cloud: steps of people, in a chain or side by side.
enum Samples {
  static func text(_ text: String) -> Text { Text(en: text, zh: text) }

  static func manual(_ id: String, after dependencies: [String] = [], undo: Bool = true) -> Step {
    let check = Check(text: text("look"), expected: text("it is there"))
    return Step(
      id: id, phase: .site, owner: .siteEngineer(site: "hq"), resource: "site/hq", title: text("do \(id)"),
      dependsOn: dependencies, action: .manual(Instruction(text: text("do it"))), check: check,
      undo: undo
        ? Undo(
          title: text("take \(id) back"), action: .manual(Instruction(text: text("undo it"))), check: check,
          durationSeconds: 60) : nil,
      impact: .none, impactReason: text("none"), isReversible: true, durationSeconds: 60, isSkippable: true)
  }

  static func runbook(_ steps: [Step]) -> Runbook {
    Runbook(
      scenario: "sample", region: "region-1", planDigest: String(repeating: "0", count: 64), steps: steps)
  }

  static func header(
    of runbook: Runbook, id: String = "run-0123456789ab", chain: Hash = .sha256
  ) -> RunHeader {
    RunHeader(
      id: RunID(id) ?? fallback, scenario: runbook.scenario, region: runbook.region,
      endpointURL: "https://localhost:8443", planDigest: runbook.planDigest, lockDigest: "",
      runbookDigest: chain.digest(runbook.jsonText).hex, chain: chain, who: "ops", program: "0.1",
      began: Moment(milliseconds: 1_764_770_400_000))
  }

  private static var fallback: RunID {
    var generator = SystemRandomNumberGenerator()
    return RunID(using: &generator)
  }
}
