import ArgumentParser
import JSON
import LocalFiles
import Planning

/// `isthmus plan`: every address, VLAN, number and name, decided and remembered.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Decide every address, VLAN, number and name, and remember it.",
    discussion: """
      What was decided once stays: decisions are kept in the lock file, whatever is added or reordered later. \
      Commit the lock file beside the scenario. Findings go to standard error, the plan to standard output.

      Examples:
        isthmus plan scenario.yaml
        isthmus plan scenario.yaml --format json -o plan.json
        isthmus plan scenario.yaml --explain endpoint/orders
        isthmus plan scenario.yaml --frozen   (CI: is the lock file up to date?)
        isthmus plan scenario.yaml --prune    (forget what is gone)
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var input: ScenarioArgument
  @OptionGroup var locking: LockOptions
  @Option(name: .shortAndLong, help: "How the plan is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions
  @Option(
    name: .long,
    help: ArgumentHelp("Say why a resource got its values (endpoint/orders, or a name).", valueName: "id"))
  var explain: String?
  @Flag(name: .long, help: "Forget decisions for things that the scenario no longer has.") var prune = false

  @Flag(name: .long, help: "Say, phase by phase, what was chosen, kept, fixed and left to others.")
  var report = false

  func run() throws {
    try locking.validate(for: input.scenario)
    try output.refuse(input.scenario, locking.path(for: input.scenario))
    var pipeline = IsthmusPipeline()
    let outcome = try pipeline.plan(
      path: input.scenario, lockPath: locking.path(for: input.scenario), prunesLock: prune)
    Findings.report(of: pipeline)
    guard let outcome else { throw ExitStatus.errorsFound }
    if let explain {
      return try Files.write(explanation(of: explain, in: outcome), to: output.output)
    }
    try locking.keep(outcome, for: input.scenario)
    switch format {
    case .text:
      try Files.write(report ? outcome.report.text : PlanText.render(plan: outcome.plan), to: output.output)
    case .json: try Files.write(to: output.output) { outcome.document.write(to: $0) }
    }
  }

  private func explanation(of id: String, in outcome: Outcome) throws(UsageFailure) -> String {
    let explanation = PlanExplanation.explain(
      id, allocations: outcome.plan.allocations, resources: outcome.graph.resources.map(\.id))
    switch explanation {
    case .found(let text): return text
    case .unknown(let suggestion):
      throw UsageFailure(
        message: "the plan has no \(id)" + (suggestion.map { " (did you mean \($0)?)" } ?? "")
          + "; `isthmus plan --format json` lists all resources")
    }
  }
}
