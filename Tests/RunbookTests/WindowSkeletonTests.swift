import Diagnostics
import JSON
import Planning
import Reachability
import Testing

@testable import Runbook
@testable import Scenario

/// The change window is judged on steps without their texts: that must time the change as the whole runbook does.
@Suite("Skeletons of runbooks")
struct WindowSkeletonTests {
  @Test("time the shipped scenarios as their runbooks do", arguments: Sample.shipped)
  func shipped(_ name: String) throws { try expectSameTimes(Sample.plan(shipped: name)) }

  @Test("time random scenarios as their runbooks do", arguments: 0..<50 as Range<UInt64>)
  func random(_ seed: UInt64) throws {
    var generator = RandomScenario(seed: seed)
    let text = JSONValue.object(generator.make()).text()
    try expectSameTimes(Sample.plan(text, path: "scenario.json"))
  }

  private func expectSameTimes(_ planned: Sample.Planned) throws {
    var plan = planned.plan
    // So short that every change has a finding, with its durations in it.
    plan.changeWindow = Self.minute
    let network = Network(plan)
    var maker = MatrixMaker(network)
    for flows in [nil, FlowProof.flows(of: network, maker.matrix())] {
      let whole = RunbookBuilder.build(plan: plan, profile: planned.profile, planDigest: "", flows: flows)
      let skeleton = RunbookBuilder.skeleton(plan: plan, profile: planned.profile, flows: flows)
      #expect(skeleton.steps.map(\.id) == whole.steps.map(\.id))
      #expect(
        RunbookSchedule(skeleton, changeWindow: plan.changeWindow)
          == RunbookSchedule(whole, changeWindow: plan.changeWindow))
      let judged = WindowJudge.judge(plan, profile: planned.profile, flows: flows)
      #expect(judged == WindowJudge.judge(whole, plan: plan))
    }
  }

  private static let minute: ChangeWindow = {
    let place = SourceLocation(file: SourceFileID(rawValue: 0), start: 0, end: 0)
    return ChangeWindow(
      start: Located("2026-12-03T22:00:00+08:00", at: place), durationMinutes: Located(1, at: place),
      location: place)
  }()
}
