import Diagnostics
import JSON
import Planning
import Runbook
import Testing

@testable import Scenario

@Suite("Arithmetic of the change")
struct RunbookScheduleTests {
  private static let nothing = Text(en: "x", zh: "x")

  private func step(
    _ id: String, _ seconds: Int, phase: Phase = .site, owner: Owner = .carrier, after: [String] = [],
    impact: Impact = .none, wait: Bool = false, api: Bool = false, undo: Int? = nil, isReversible: Bool = true
  ) -> Step {
    Step(
      id: id, phase: phase, owner: owner, resource: "x", title: Self.nothing, dependsOn: after,
      action: api
        ? .apiCall(APICall(operation: "vpc.ListVpcs", account: "a", parameters: [:]))
        : .manual(Instruction(text: Self.nothing)),
      check: Check(text: Self.nothing, expected: Self.nothing),
      undo: undo.map {
        Undo(
          title: Self.nothing, action: .manual(Instruction(text: Self.nothing)),
          check: Check(text: Self.nothing, expected: Self.nothing), durationSeconds: $0)
      },
      impact: impact, impactReason: Self.nothing, isReversible: isReversible, durationSeconds: seconds,
      isWaitMostly: wait)
  }

  private func runbook(_ steps: [Step]) -> Runbook {
    Runbook(scenario: "s", region: "r", planDigest: "00", steps: steps)
  }

  private func window(minutes: Int) -> ChangeWindow {
    let place = SourceLocation(file: SourceFileID(rawValue: 0), start: 0, end: 0)
    return ChangeWindow(
      start: Located("2026-12-03T22:00:00+08:00", at: place), durationMinutes: Located(minutes, at: place),
      location: place)
  }

  @Test("counts work apart from waiting")
  func shares() {
    let schedule = RunbookSchedule(
      runbook([
        step("order", 100, phase: .prepare, owner: .account("a")),
        step("land", 1_000_000, phase: .prepare, after: ["order"], wait: true),
        step("port", 200, owner: .siteEngineer(site: "hq"), after: ["land"]),
      ]))
    #expect(schedule.shares.map(\.owner) == [.account("a"), .carrier, .siteEngineer(site: "hq")])
    #expect(schedule.shares.map(\.seconds) == [100, 0, 200])
    #expect(schedule.criticalPath.steps == ["order", "land", "port"])
    #expect(schedule.criticalPath.seconds == 1_000_300)
    #expect(schedule.criticalPathWithoutWaiting.seconds == 300)
    #expect(schedule.elapsedSeconds == 1_000_300)
    #expect(schedule.elapsedSecondsWithoutWaiting == 300)
    #expect(schedule.pointOfNoReturn == nil)
    #expect(schedule.window == nil)
  }

  @Test("gives every owner one pair of hands, and the cloud as many as it wants")
  func hands() {
    let manual = RunbookSchedule(runbook([step("a", 100), step("b", 100), step("c", 50, after: ["a"])]))
    #expect(manual.criticalPath.seconds == 150)
    #expect(manual.criticalPath.steps == ["a", "c"])
    #expect(manual.elapsedSeconds == 250)
    let calls = RunbookSchedule(runbook([step("a", 100, api: true), step("b", 100, api: true)]))
    #expect(calls.elapsedSeconds == 100)
  }

  @Test("puts into the window what touches traffic of today")
  func windowSteps() {
    let schedule = RunbookSchedule(
      runbook([
        step("vpc", 1_000, phase: .network),
        step("bind", 60, phase: .network, impact: .mayInterrupt, undo: 30),
        step("port", 600, after: ["vpc"], undo: 300),
        step("dns", 600, phase: .cutover, after: ["port"], undo: 120),
      ]), changeWindow: window(minutes: 40))
    #expect(schedule.windowSteps == ["bind", "port", "dns"])
    #expect(schedule.windowSeconds == 1_260)
    #expect(schedule.rollbackSeconds == 450)
    #expect(schedule.window?.seconds == 2_400)
    #expect(schedule.window?.fits == true)
    #expect(schedule.window?.lastDecisionSeconds == 1_950)
  }

  @Test("says when the undo no longer fits")
  func tooShort() {
    let steps = [step("port", 1_000, undo: 900)]
    #expect(RunbookSchedule(runbook(steps), changeWindow: window(minutes: 30)).window?.fits == false)
    let hopeless = RunbookSchedule(runbook(steps), changeWindow: window(minutes: 10)).window
    #expect(hopeless?.lastDecisionSeconds == 0)
  }

  @Test("names the first step without return")
  func pointOfNoReturn() {
    let schedule = RunbookSchedule(
      runbook([step("a", 1), step("b", 1, isReversible: false), step("c", 1, isReversible: false)]))
    #expect(schedule.pointOfNoReturn == "b")
  }

  @Test("does not trap on durations from a hostile file")
  func overflow() {
    let schedule = RunbookSchedule(
      runbook([step("a", .max), step("b", .max, after: ["a"]), step("c", -5, after: ["b"])]),
      changeWindow: window(minutes: .max))
    #expect(schedule.elapsedSeconds == .max)
    #expect(schedule.window?.seconds == .max)
  }

  @Test("fits the flagship into its six hours")
  func flagship() throws {
    let planned = try Sample.plan(shipped: "idc-direct-connect")
    let schedule = RunbookSchedule(planned.runbook, changeWindow: planned.plan.changeWindow)
    #expect(schedule.window?.fits == true)
    #expect(schedule.pointOfNoReturn == nil)
    #expect(schedule.criticalPath.seconds > 60 * 24 * 3_600)
    #expect(schedule.criticalPathWithoutWaiting.seconds < 12 * 3_600)
    #expect(
      Set(schedule.windowSteps).isSuperset(of: [
        "line/hq-dc/line-a/routing", "site/hq/switch-dns-10.1.123.53",
      ]))
    #expect(!schedule.windowSteps.contains("endpoint/ep-app/create"))
  }
}
