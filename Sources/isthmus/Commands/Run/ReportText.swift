import Diagnostics
import Execution
import Runbook

/// A run's report in words.
struct ReportText {
  private let report: RunReport
  private let language: Language
  private let state: StateOptions

  /// - Parameter state: where the run is, for the commands that are named.
  init(_ report: RunReport, language: Language, state: StateOptions) {
    self.report = report
    self.language = language
    self.state = state
  }

  /// The commands that may be typed next.
  private var nextCommands: String {
    guard let next = report.nextCommand else { return "" }
    return "Next: \(state.naming(next))\n"
      + report.otherCommands.map { "  or: \(state.naming($0))\n" }.joined()
  }

  /// What is said at the end of a session.
  ///
  /// - Parameter direction: where the session was to go.
  func ending(_ state: RunState, of direction: RunState.Direction) -> String {
    let name = report.run?.text ?? ""
    let count = "\(report.settledCount) of \(report.steps.count) steps"
    var text =
      switch state.standing {
      case .succeeded: "\(name) is done: \(count).\n"
      case .rolledBack where direction == .forward: "\(name) failed and is taken back.\n"
      case .rolledBack: "\(name) is taken back.\n"
      case .paused, .running:
        "\(name) is paused: \(count) are \(state.direction == .forward ? "done" : "settled").\n"
      case .failed: "\(name) failed: \(count) are done; nothing was taken back.\n"
      case .stuck: "\(name) is stuck: something could not be taken back (`isthmus explain EXE009`).\n"
      }
    text += particulars
    text += nextCommands
    return text
  }

  /// What failed, what is waited for, what stays.
  private var particulars: String {
    var text = ""
    let costs = Dictionary(
      report.remainders.map { ($0.step, $0.cost) }, uniquingKeysWith: { first, _ in first })
    for step in report.failed {
      text += "  ✗ \(line(step))\n"
      if let cost = costs[step.id] ?? nil { text += "      \(VisibleText.line(cost[language]))\n" }
    }
    for step in report.steps where step.status.isUncertain && step.status.reason != nil {
      text += "  ? \(line(step))\n"
    }
    for step in report.waiting { text += "  … \(line(step))\n" }
    let failed = Set(report.failed.map(\.id))
    for remainder in report.remainders where !failed.contains(remainder.step) {
      // What has no undo stays for the very reason that the runbook gives.
      let cost = remainder.cost?[language]
      let isSaid = remainder.cost?.en == remainder.reason
      let reason = isSaid ? cost ?? remainder.reason : remainder.reason
      text += "  ! stays: \(remainder.step): \(VisibleText.line(reason))\n"
      if !isSaid, let cost { text += "    \(VisibleText.line(cost))\n" }
    }
    return text
  }

  private func line(_ step: RunReport.StepReport) -> String {
    let isGoingBack = step.status.isGoingBack
    let title = isGoingBack ? step.undoTitle ?? step.title : step.title
    var text = "\(step.id): \(VisibleText.line(title[language]))"
    switch step.status.stage {
    case .failed(let failure, _), .undoFailed(let failure):
      text += "\n      \(VisibleText.line(failure.description))"
    default: if let reason = step.status.reason { text += "\n      \(VisibleText.line(reason))" }
    }
    return text
  }

  /// The whole run: state, steps, what is next.
  func status(owner: String?) -> String {
    var text = "\(report.run?.text ?? "no run")  \(VisibleText.line(report.scenario))"
    if let state = report.state {
      text += "  \(state.standing.rawValue)\(state.direction == .backward ? ", going back" : "")"
    }
    text += "\n  at \(report.endpointURL ?? "the real cloud")\n"
    if let owner { text += "  in use: \(VisibleText.line(owner))\n" }
    var phase = ""
    for step in report.steps {
      if step.phase != phase {
        phase = step.phase
        text += "\n\(phase)\n"
      }
      text += "  \(step.status.word.padding(to: 14)) \(step.id)\n"
    }
    let rest = particulars
    if !rest.isEmpty { text += "\n" + rest }
    if !nextCommands.isEmpty { text += "\n" + nextCommands }
    return text
  }
}
