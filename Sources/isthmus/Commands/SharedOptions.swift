import ArgumentParser
import LocalFiles
import Planning

/// The scenario a command works on.
struct ScenarioArgument: ParsableArguments {
  @Argument(
    help: "The scenario file, YAML or JSON; - reads standard input.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var scenario: String
}

/// Where the decisions are remembered.
struct LockOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The lock file; by default it lies beside the scenario (scenario.yaml: scenario.lock.json).",
    completion: .file(extensions: ["json"]))
  var lock: String?
  @Flag(name: .long, help: "Fail, and write nothing, when the lock file is missing or would change.")
  var frozen = false

  /// The lock file of a scenario; nil for standard input without `--lock`.
  func path(for scenario: String) -> String? { Self.path(lock, for: scenario) }

  /// The lock file of a scenario, given what `--lock` says.
  static func path(_ lock: String?, for scenario: String) -> String? {
    if let lock { return lock }
    guard scenario != "-" else { return nil }
    let name = scenario.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return scenario + ".lock.json" }
    return String(scenario[..<dot]) + ".lock.json"
  }

  /// Refuses `--frozen` where there is no lock file that could be up to date.
  func validate(for scenario: String) throws(UsageFailure) {
    guard frozen, path(for: scenario) == nil else { return }
    throw UsageFailure(
      message: "--frozen needs a lock file; name it with --lock when the scenario comes by standard input")
  }

  /// Remembers the decisions of a plan. A lock file that says the same already is left alone.
  func keep(_ outcome: Outcome, for scenario: String) throws {
    try refuseFrozen(outcome, for: scenario)
    guard let path = path(for: scenario), let change = try change(of: path, by: outcome) else { return }
    try Files.write(outcome.lockText, to: path)
    Terminal.writeError(
      "\(change == .made ? "Wrote" : "Updated") \(path) (\(outcome.lock.entries.count) decisions).\n")
  }

  /// Refuses what would have to be remembered where `--frozen` forbids it. Writes nothing.
  func refuseFrozen(_ outcome: Outcome, for scenario: String) throws {
    guard frozen, let path = path(for: scenario), let change = try change(of: path, by: outcome) else {
      return
    }
    Terminal.writeError(
      """
      isthmus: \(path) \(change == .made ? "is missing" : "is not up to date"), and --frozen forbids to write it
        = help: run `isthmus plan \(scenario)` and commit the lock file

      """)
    throw ExitStatus.errorsFound
  }

  /// What becomes of a lock file.
  private enum Change { case made, updated }

  /// What remembering would do to the lock file; nil when it says the same already.
  private func change(of path: String, by outcome: Outcome) throws(FileFailure) -> Change? {
    let text = outcome.lockText
    guard Files.exists(path) else { return .made }
    return try Files.read(path, limit: text.utf8.count + 1).elementsEqual(text.utf8) ? nil : .updated
  }
}

/// Where the output goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "Write to this file, in one stroke; - is standard output.",
    completion: .file())
  var output: String = "-"

  /// Refuses an output that is one of the command's own inputs, under whatever name.
  func refuse(_ inputs: String?...) throws(UsageFailure) {
    for input in inputs {
      guard let input, output != "-", input != "-", Files.areSame(output, input) else { continue }
      throw UsageFailure(message: "--output \(output) would replace \(input), which the command reads")
    }
  }
}
