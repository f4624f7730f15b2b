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
    guard let path = path(for: scenario) else { return }
    let text = outcome.lockText
    let old = Files.exists(path) ? try Files.read(path, limit: text.utf8.count + 1) : nil
    if let old, old.elementsEqual(text.utf8) { return }
    if frozen {
      Terminal.writeError(
        """
        isthmus: \(path) \(old == nil ? "is missing" : "is not up to date"), and --frozen forbids to write it
          = help: run `isthmus plan \(scenario)` and commit the lock file

        """)
      throw ExitStatus.errorsFound
    }
    try Files.write(text, to: path)
    Terminal.writeError(
      "\(old == nil ? "Wrote" : "Updated") \(path) (\(outcome.lock.entries.count) decisions).\n")
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
