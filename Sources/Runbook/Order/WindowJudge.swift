public import Diagnostics
public import Planning
public import Scenario

/// Judges whether a change fits the window that the scenario gives it. Only a runbook knows: it has the steps with
/// their durations and owners.
public enum WindowJudge {
  /// What is wrong with the window of a plan (RUN001), where nobody needs the runbook itself: its steps are built
  /// without what is read in them. n log n in the number of steps.
  ///
  /// - Parameters:
  ///   - profile: the cloud profile the plan was made with, the scenario's overrides applied.
  ///   - flows: what an analysis has proved of the plan's flows, as for ``RunbookBuilder``.
  public static func judge(_ plan: Plan, profile: CloudProfile, flows: ProvenFlows?) -> [Diagnostic] {
    guard plan.changeWindow != nil else { return [] }
    return judge(RunbookBuilder.skeleton(plan: plan, profile: profile, flows: flows), plan: plan)
  }

  /// What is wrong with the window (RUN001); nothing when the scenario says none. Costs what ``RunbookSchedule`` costs.
  public static func judge(_ runbook: Runbook, plan: Plan) -> [Diagnostic] {
    guard let wanted = plan.changeWindow else { return [] }
    let schedule = RunbookSchedule(runbook, changeWindow: wanted)
    guard let window = schedule.window, !window.fits else { return [] }
    let steps = text(schedule.windowSeconds)
    let back = text(schedule.rollbackSeconds)
    let needed = RunbookSchedule.sum(schedule.windowSeconds, schedule.rollbackSeconds)
    return [
      Diagnostic(
        code: "RUN001", severity: .warning,
        message: schedule.windowSeconds > window.seconds
          ? "the change window of \(text(window.seconds)) is shorter than its steps, which take \(steps)"
          : "the change window of \(text(window.seconds)) holds its steps (\(steps)) and not their rollback (\(back))",
        location: wanted.durationMinutes.location,
        help:
          "make it \(needed / 3_600 + (needed % 3_600 == 0 ? 0 : 1))h, or do more before it; the runbook's section "
          + "“Change window” lists the steps")
    ]
  }

  private static func text(_ seconds: Int) -> String { DurationText.text(seconds, .en) }
}
