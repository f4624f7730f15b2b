import ArgumentParser
import Execution
import LocalFiles
import Runbook

/// Where a run keeps its journal and its lock.
struct StateOptions: ParsableArguments {
  @Option(
    name: .long, help: "The directory that keeps the journal; one for each change.", completion: .directory)
  var state = Self.usual

  private static let usual = ".isthmus"

  /// The journal for reading.
  ///
  /// - Throws: `JournalError` when there is none, or it cannot be read.
  func journal() throws(JournalError) -> JournalStore { try JournalStore(path: path, for: .read) }

  /// Where the journal lies.
  var path: String { "\(state)/\(JournalStore.fileName)" }

  /// Makes the directory if it is not there.
  func prepare() throws(FileFailure) { try Files.makeDirectory(state) }

  /// A command about the run as it has to be typed, with the directory if it is not the usual one.
  func naming(_ command: String) -> String {
    state == Self.usual ? command : "\(command) --state \(ShellText.quoted(state))"
  }

  /// The last run's ledger.
  func lastRun() throws(JournalError) -> Ledger {
    let store = try journal()
    return try store.load(store.find("").id)
  }

  /// One state directory holds one change: another one begins where that one is taken back, or elsewhere.
  func refuseSecondRun() throws {
    guard Files.exists(path) else { return }
    let ledger: Ledger
    do { ledger = try lastRun() } catch JournalError.unknownRun { return }
    guard ledger.state?.standing != .rolledBack else { return }
    let id = ledger.header.id
    throw UsageFailure(
      message: ledger.state?.standing == .succeeded
        ? "\(state) holds \(id), which is done; `\(naming("isthmus destroy"))` takes it back, or name another --state"
        : "\(state) holds \(id), which is not finished; go on with `\(naming("isthmus resume"))` or `\(naming("isthmus rollback"))`"
    )
  }
}

/// How a session tells what happens.
struct DisplayOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(name: .long, help: "Text for people, or one JSON object per line and event.") var format: Format =
    .text
  @Option(name: .long, help: "The language of instructions.") var lang: Language = .en
}

/// How a session asks and decides.
struct SessionOptions: ParsableArguments {
  enum OnFailure: String, ExpressibleByArgument, CaseIterable { case ask, rollback, pause }

  @Flag(name: .long, help: "Ask before every step.") var step = false
  @Flag(name: .long, help: "Ask nothing before the start.") var yes = false
  @Option(name: .long, help: "What to do when a step fails; without a terminal, ask means pause.")
  var onFailure: OnFailure = .ask
  @Flag(
    name: .long,
    help: "Take every manual step for done; refused unless the cloud's address is this machine's own.")
  var assumeManualDone = false
  @Option(name: .long, help: "How many steps of one account run at the same time.") var parallel = 4
  @Option(name: .long, help: "Leave waits after so many minutes, for `isthmus resume` to go on later.")
  var waitAtMost: Int?
  @Option(
    name: .long,
    help: "NAME=VARIABLE: the environment variable that holds a secret, such as bgp-key/hq-dc/line-a.")
  var secret: [String] = []
  @Flag(name: .long, help: "Go on with a run although nothing of what it made can be seen any more.")
  var gone = false
  @Option(name: .long, help: "Take the lock of this run although its owner was on another machine.")
  var steal: String?

  func validate() throws {
    guard (1...64).contains(parallel) else { throw ValidationError("--parallel is between 1 and 64") }
    if let waitAtMost, !(0...1_000_000).contains(waitAtMost) {
      throw ValidationError("--wait-at-most is a number of minutes from 0")
    }
    if step && yes { throw ValidationError("--step asks before every step and --yes never; give one") }
  }

  /// The executor's patience.
  var policy: RunPolicy {
    var policy = RunPolicy()
    policy.stepsPerAccount = parallel
    policy.isStepByStep = step
    policy.longestWaitMilliseconds = waitAtMost.map { Int64($0) * 60_000 }
    return policy
  }

  /// The secrets that were given.
  func secrets() throws(UsageFailure) -> KnownSecrets {
    var values: [String: String] = [:]
    for text in secret {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageFailure(
          message: "--secret \(text): write NAME=VARIABLE; a secret itself never stands in a command")
      }
      guard let value = Terminal.environment(parts[1]), !value.isEmpty else {
        // What is no variable's name may be the secret itself.
        let isName = parts[1].allSatisfy { $0 == "_" || $0.isASCII && ($0.isUppercase || $0.isNumber) }
        throw UsageFailure(
          message: isName
            ? "--secret \(parts[0]): the variable \(parts[1]) is not set"
            : "--secret \(parts[0]): what follows = is no variable that is set; write the variable's name there, never the secret itself"
        )
      }
      values[parts[0]] = value
    }
    return KnownSecrets(values)
  }
}
