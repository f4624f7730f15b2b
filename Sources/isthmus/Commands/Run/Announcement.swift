import Diagnostics
import Execution
import Runbook

/// What a session says before it does anything.
struct Announcement {
  private let report: RunReport
  private let language: Language
  private var words: ProgressWords { ProgressWords(language) }
  /// More steps that interrupt something are counted, not named.
  private static let mostNamed = 5

  init(_ report: RunReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// Of a change that begins: what is done, by whom, how long it takes, what it interrupts, and from where on there is
  /// no way back.
  func text(at address: String) -> String {
    var text = "\(VisibleText.line(report.scenario)): \(report.steps.count) steps at \(address)\n"
    text += "  phases     \(counts(of: \.phase) { phase in words.name(ofPhase: phase) })\n"
    text += "  by whom    \(counts(of: \.owner, sorted: true) { $0 })\n"
    text += "  how long   usually \(Elapsed.text(Int64(report.expectedSeconds) * 1000))"
    text += ", lead times of carriers included\n"
    text += interruptions
    text += "  way back   "
    if let point = report.pointOfNoReturn.flatMap({ id in report.steps.first { $0.id == id } }) {
      text += "none after: \(VisibleText.line(point.title[language])) (\(point.id))\n"
    } else {
      text += "every step can be taken back\n"
    }
    return text + findings
  }

  /// Of a session that goes on with a run.
  ///
  /// - Parameter direction: which way it goes.
  func text(goingOn direction: RunState.Direction, at address: String) -> String {
    var text = "\(VisibleText.line(report.scenario)): "
    switch direction {
    case .forward: text += "going on after \(report.settledCount) of \(report.steps.count) steps\n"
    case .backward: text += "taking back what \(report.steps.count { $0.status.hasOwnEffect }) steps made\n"
    }
    return text + "  at         \(address)\n" + findings
  }

  /// The steps that do something to traffic that flows already.
  private var interruptions: String {
    let steps = report.steps.filter { [.mayInterrupt, .willInterrupt].contains($0.impact) }
    guard !steps.isEmpty else { return "  interrupts nothing that flows today\n" }
    var text = "  interrupts \(steps.count == 1 ? "at one step" : "at \(steps.count) steps")\n"
    for step in steps.prefix(Self.mostNamed) {
      text +=
        "    \(words.name(of: step.impact))\(words.colon)\(VisibleText.line(step.title[language])) (\(step.id))\n"
    }
    if steps.count > Self.mostNamed { text += "    \(words.more(steps.count - Self.mostNamed))\n" }
    return text
  }

  private var findings: String {
    report.findings.map { finding in
      "  \(finding.severity.rawValue)[\(finding.topic.rawValue)] \(VisibleText.line(finding.message))\n"
        + (finding.help.map { "    = help: \(VisibleText.line($0))\n" } ?? "")
    }.joined()
  }

  /// How many steps have each value, in the order in which the values first appear or of the alphabet.
  private func counts(
    of member: KeyPath<RunReport.StepReport, String>, sorted: Bool = false, name: (String) -> String
  ) -> String {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for step in report.steps {
      let value = step[keyPath: member]
      if counts[value] == nil { order.append(value) }
      counts[value, default: 0] += 1
    }
    if sorted { order.sort() }
    return order.map { "\(name($0)) (\(counts[$0, default: 0]))" }.joined(separator: ", ")
  }
}

extension [PreflightFinding] {
  /// Does not begin what could not come to its end.
  func refuseErrors() throws(ExitStatus) {
    guard !allowsRun else { return }
    let count = count { $0.severity == .error }
    Terminal.writeError(
      """
      error[\(RunCode.preflight.rawValue)]: the preflight found \(count == 1 ? "an error" : "\(count) errors"); \
      nothing was done
        = help: follow the help of each finding, and give the command again (`isthmus explain \(RunCode.preflight.rawValue)`)

      """)
    throw .notStarted
  }
}
