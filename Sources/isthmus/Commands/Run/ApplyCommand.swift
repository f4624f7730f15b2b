import ArgumentParser
import Diagnostics
import Execution
import JSON
import LocalFiles
import Planning
import Runbook

/// `isthmus apply`: the change runs itself, with a person in command.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry the change out step by step, journalled, resumable and reversible.",
    discussion: """
      Says what will be done, by whom, how long it takes and from where on there is no way back, and asks. Every step \
      is in the journal before it is sent and checked after it. Ctrl-C, a crash or a power cut lose nothing: \
      `isthmus resume` goes on.

      Examples:
        isthmus apply scenario.yaml --endpoint-url http://127.0.0.1:8080 --state change
        isthmus apply scenario.yaml --dry-run
        isthmus apply scenario.yaml --state change --profile hub=production --on-failure rollback

      Exit codes: 0 done, 1 errors in the scenario, 2 wrong usage, 8 paused, 9 a step failed, 10 stuck, 11 the state \
      directory is in use, 12 the journal, 13 not started.
      """)

  @OptionGroup var input: ScenarioArgument
  @OptionGroup var locking: LockOptions
  @OptionGroup var state: StateOptions
  @OptionGroup var session: SessionOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var cloud: CloudOptions
  @Flag(name: .long, help: "Say what would be done, and send nothing that changes anything.") var dryRun =
    false

  func run() async throws {
    try locking.validate(for: input.scenario)
    var pipeline = IsthmusPipeline()
    let made = try pipeline.runbook(path: input.scenario, lockPath: locking.path(for: input.scenario))
    Findings.report(of: pipeline)
    guard let (outcome, runbook) = made else { throw ExitStatus.errorsFound }
    let report = RunReport(
      dryRun: runbook, endpointURL: cloud.endpointURL.first, findings: [])
    if dryRun {
      switch display.format {
      case .json: Terminal.write(report.json.text() + "\n")
      case .text:
        Terminal.write(
          ReportText(report, language: display.lang, state: state).announcement(at: cloud.addressText))
      }
      return
    }
    try RunLock.expectFree(directory: state.state)
    try state.refuseSecondRun()
    try locking.keep(outcome, for: input.scenario)
    if display.format == .text {
      Terminal.write(
        ReportText(report, language: display.lang, state: state).announcement(at: cloud.addressText))
    }
    try await confirm()
    try state.prepare()
    let running = try RunSession(
      beginning: runbook, plan: outcome.plan.lockDigest, in: state, session, display, cloud)
    try await running.work(.forward, command: "apply \(input.scenario)")
  }

  private func confirm() async throws {
    if session.yes { return }
    guard Terminal.isInteractive else {
      throw UsageFailure(message: "nobody is there to be asked; give --yes when the change is to begin")
    }
    let isReal = cloud.endpointURL.isEmpty
    let question =
      isReal
      ? "This is the REAL cloud: things are made and billed. Type yes to begin: " : "Begin? [y/N] "
    let answer = await Keyboard().ask(question)?.lowercased() ?? ""
    guard answer == "yes" || (!isReal && answer == "y") else {
      Terminal.write("Nothing was done.\n")
      throw ExitStatus.notStarted
    }
  }
}
