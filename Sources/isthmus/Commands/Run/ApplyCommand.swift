import ArgumentParser
import Diagnostics
import Execution
import JSON
import LocalFiles
import Planning
import Runbook
import Scenario

/// `isthmus apply`: the change runs itself, with a person in command.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry the change out step by step, journalled, resumable and reversible.",
    discussion: """
      Says what will be done, by whom, how long it takes and from where on there is no way back; reads whether it can \
      come to its end (keys, resource pool, quotas, prices, names, what is adopted, the clock); and asks. Every step \
      is in the journal before it is sent and checked after it. Ctrl-C, a crash or a power cut lose nothing: \
      `isthmus resume` goes on.

      Examples:
        isthmus apply scenario.yaml --endpoint-url http://127.0.0.1:8080 --state change
        isthmus apply scenario.yaml --dry-run
        isthmus apply scenario.yaml --state change --profile hub=production --on-failure rollback

      Exit codes: 0 done, 1 errors in the scenario, 2 wrong usage, 8 paused, 9 a step failed, 10 stuck, 11 the state \
      directory is in use, 12 the journal, 13 not started, 14 failed and taken back.
      """)

  @OptionGroup var input: ScenarioArgument
  @OptionGroup var locking: LockOptions
  @OptionGroup var state: StateOptions
  @OptionGroup var session: SessionOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var cloud: CloudOptions
  @Flag(
    name: .long,
    help: "Say what would be done and what the preflight finds; change nothing, here or in the cloud.")
  var dryRun = false

  func run() async throws {
    try locking.validate(for: input.scenario)
    var pipeline = IsthmusPipeline()
    let made = try pipeline.runbook(path: input.scenario, lockPath: locking.path(for: input.scenario))
    Findings.report(of: pipeline)
    guard let (outcome, runbook) = made else { throw ExitStatus.errorsFound }
    try locking.refuseFrozen(outcome, for: input.scenario)
    try session.refuseAssuming(at: cloud)
    if !dryRun { try refuseOther() }
    let files = PlannedFiles(
      outcome, by: pipeline, scenario: input.scenario, lockPath: locking.path(for: input.scenario))
    let findings = try await findings(
      for: runbook, from: files, limits: pipeline.appliedProfile.accountLimits)
    show(
      RunReport(
        announcing: runbook, isDryRun: dryRun, endpointURL: cloud.endpointURL.first, findings: findings))
    if !dryRun, !findings.allowsRun { try refuseOther() }
    try findings.refuseErrors()
    if dryRun { return }
    try await confirm()
    try files.refuseChanged()
    try locking.keep(outcome, for: input.scenario)
    try state.prepare()
    let running = try RunSession(
      beginning: runbook, plan: outcome.plan.lockDigest, in: state, session, display, cloud)
    try await running.work(.forward, command: "apply \(input.scenario)")
  }

  /// Looks at everything the preflight knows of: by reading alone, at the cloud and in the files.
  ///
  /// - Parameter limits: how many things an account may have, by the operation that makes them.
  private func findings(
    for runbook: Runbook, from files: PlannedFiles, limits: [String: CloudProfile.AccountLimit]
  ) async throws -> [PreflightFinding] {
    let accounts = Set(runbook.steps.compactMap(\.callingAccount))
    let keys = try cloud.keys(isForOneAccount: accounts.count == 1)
    let secrets = try session.secrets()
    let binding = try files.binding()
    let limits = limits.mapValues {
      Preflight.Limit($0.value, name: $0.key.rawValue, severityOfExcess: $0.severityOfExcess)
    }
    return try await cloud.withClient(keys) { client in
      await Preflight(runbook, caller: client, secrets: secrets, binding: binding, limits: limits).findings()
    }
  }

  /// Another run has the state directory. Asked again when the preflight found an error: what stands in the way may
  /// have been made by a run that began here meanwhile.
  private func refuseOther() throws {
    try RunLock.expectFree(directory: state.state)
    try state.refuseSecondRun()
  }

  /// Everything that is known before the start.
  private func show(_ report: RunReport) {
    switch display.format {
    case .json: Terminal.write(report.json.text(pretty: dryRun) + "\n")
    case .text:
      Terminal.write(
        Announcement(report, language: display.lang).text(at: cloud.addressText))
    }
  }

  private func confirm() async throws {
    if session.yes { return }
    guard Terminal.isInteractive else {
      throw UsageFailure(message: "nobody is there to be asked; give --yes when the change is to begin")
    }
    let isReal = cloud.isReal
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
