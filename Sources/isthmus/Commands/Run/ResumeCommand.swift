import ArgumentParser
import Execution
import Runbook

/// `isthmus resume`: goes on with a run.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run, wherever and however it stopped.",
    discussion: """
      What the last session left uncertain is looked up in the cloud first. A run that was being taken back goes on \
      being taken back. Address, profiles and paths are those the run was begun with. Keys, secrets and the clock are \
      looked at first, as far as the steps that are left need them.

      Examples:
        isthmus resume --state change
        isthmus resume --state change --on-failure rollback

      Exit codes: as those of `isthmus apply`.
      """)

  @OptionGroup var state: StateOptions
  @OptionGroup var session: SessionOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var cloud: CloudOptions

  func run() async throws {
    let running = try RunSession(continuing: state, command: "resume", session, display, cloud)
    let standing = running.ledger.state
    if standing?.isFinished == true {
      Terminal.write("\(running.ledger.header.id) is finished: there is nothing to resume.\n")
      return
    }
    let direction = standing?.direction ?? .forward
    try await running.lookAhead(direction)
    try await running.work(direction, command: "resume")
  }
}

/// `isthmus rollback`: takes an unfinished run back.
struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Take back what an unfinished run made, in reverse order, and check that it is gone.",
    discussion: """
      Only what the run made is taken back, never what it found. What has to stay is listed with what it costs.

      Examples:
        isthmus rollback --state change

      Exit codes: 0 all is taken back, 8 paused, 10 stuck: something could not be taken back, 13 not begun: the \
      preflight found an error.
      """)

  @OptionGroup var state: StateOptions
  @OptionGroup var session: SessionOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var cloud: CloudOptions

  func run() async throws {
    let running = try RunSession(continuing: state, command: "rollback", session, display, cloud)
    switch running.ledger.state?.standing {
    case .succeeded?:
      throw UsageFailure(
        message:
          "\(running.ledger.header.id) is done; `\(state.naming("isthmus destroy"))` takes back what a finished run made"
      )
    case .rolledBack?: Terminal.write("\(running.ledger.header.id) is taken back already.\n")
    default:
      try await running.lookAhead(.backward)
      try await running.work(.backward, command: "rollback")
    }
  }
}

/// `isthmus destroy`: takes a finished run back.
struct DestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy",
    abstract: "Take back what a finished run made.",
    discussion: """
      The same as `isthmus rollback`, for a change that is done; it asks first.

      Examples:
        isthmus destroy --state change

      Exit codes: as those of `isthmus rollback`; 13 also when the answer was no.
      """)

  @OptionGroup var state: StateOptions
  @OptionGroup var session: SessionOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var cloud: CloudOptions

  func run() async throws {
    let running = try RunSession(continuing: state, command: "destroy", session, display, cloud)
    let id = running.ledger.header.id
    if running.ledger.state?.standing == .rolledBack {
      Terminal.write("\(id) is taken back already.\n")
      return
    }
    guard running.ledger.state?.standing == .succeeded else {
      throw UsageFailure(
        message: "\(id) is not done; `\(state.naming("isthmus rollback"))` takes an unfinished run back")
    }
    try await running.lookAhead(.backward)
    if !session.yes {
      guard Terminal.isInteractive else {
        throw UsageFailure(message: "nobody is there to be asked; give --yes when \(id) is to be taken back")
      }
      let undos = zip(running.ledger.runbook.steps, running.ledger.statuses)
        .compactMap { step, status in status.hasOwnEffect ? step.undo?.action : nil }
      let byPeople = undos.count { if case .manual = $0 { true } else { false } }
      let place = running.cloud.addressText + (running.cloud.isReal ? ", which is REAL" : "")
      let answer = await Keyboard().ask(
        "\(id): \(undos.count - byPeople) steps are taken back by call, \(byPeople) by people, at \(place). "
          + "Type yes to take all of it back: ")
      guard answer?.lowercased() == "yes" else {
        Terminal.write("Nothing was done.\n")
        throw ExitStatus.notStarted
      }
    }
    try await running.work(.backward, command: "destroy")
  }
}
