import ArgumentParser
import Execution
import JSON

/// The step that is answered, and the evidence.
struct AnswerOptions: ParsableArguments {
  @Argument(help: "The step's id, as `isthmus status` shows it.") var step: String
  @Option(name: .long, help: "The evidence: who did what, a ticket, what was seen.") var note: String
  @Option(name: .long, help: "Take the lock of this run although its owner was on another machine.")
  var steal: String?
  @OptionGroup var state: StateOptions

  /// Writes the answer into the journal.
  func record(_ answer: ManualAnswer, command: String) async throws {
    let store = try state.journal()
    let id = try store.find("").id
    let owner = LockOwner.current(
      run: id.text, command: command, who: RunSession.who, since: SystemClock().now)
    let lock = try RunLock(directory: state.state, as: owner, steal: steal)
    let writer = try JournalStore(path: state.path, for: .write)
    let journal = try Journal(writer, run: id, clock: SystemClock())
    let event: JournalEvent
    do throws(AnswerError) { event = try await journal.ledger.event(for: answer, of: step) } catch {
      throw UsageFailure(message: error.description)
    }
    try await journal.record(event, of: step)
    withExtendedLifetime(lock) {}
    let report = RunReport(await journal.ledger)
    Terminal.write("\(step) is \(await journal.status(of: step).word).\n")
    if let next = report.nextCommand { Terminal.write("Next: \(state.naming(next))\n") }
  }
}

/// `isthmus done`: a person did a step.
struct DoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Say that a step that waits for a person is done.",
    discussion: """
      The check of the step is made when the run goes on. Also settles an undo that a person finished by hand.

      Examples:
        isthmus done line/hq-dc/line-a/order --note "order 4711, Li Wei" --state change
        isthmus done line/hq-dc/line-a/land --note "mail of 3 Dec" --value hostname=sw-1 --value portName=XGE1/0/1

      Exit codes: 0 written down, 2 the step does not wait for a person, 11 the state directory is in use.
      """)

  @OptionGroup var answer: AnswerOptions
  @Option(name: .long, help: "NAME=VALUE: a value that the step asks for.") var value: [String] = []

  func run() async throws {
    var outputs = JSONObject()
    for text in value {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw UsageFailure(message: "--value \(text): write NAME=VALUE") }
      outputs[parts[0]] = .string(parts[1])
    }
    try await answer.record(.done(note: answer.note, outputs: outputs), command: "done")
  }
}

/// `isthmus failed`: a person could not do a step.
struct FailedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failed",
    abstract: "Say that a step that waits for a person could not be done.",
    discussion: """
      Examples:
        isthmus failed line/hq-dc/line-a/fibre --note "no light on either end" --state change

      Exit codes: as those of `isthmus done`.
      """)

  @OptionGroup var answer: AnswerOptions

  func run() async throws { try await answer.record(.failed(note: answer.note), command: "failed") }
}

/// `isthmus skip`: a step is left out.
struct SkipCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Leave a step out that waits for a person, where the runbook allows it.",
    discussion: """
      Of an undo it says that the thing stays.

      Examples:
        isthmus skip line/hq-dc/line-a/loss-test --note "tested by the carrier" --state change

      Exit codes: as those of `isthmus done`.
      """)

  @OptionGroup var answer: AnswerOptions

  func run() async throws { try await answer.record(.skip(note: answer.note), command: "skip") }
}
