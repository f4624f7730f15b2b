import ArgumentParser
import Diagnostics
import LocalFiles

/// `isthmus check`: every mistake of a scenario, at its line, with the fix.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake of a scenario, at its line, with the fix.",
    discussion: """
      All findings come in one pass; none merely follows from another. Warnings do not fail the check.

      Examples:
        isthmus check scenario.yaml
        isthmus check scenario.yaml --format sarif -o findings.sarif
        generate-scenario | isthmus check - --format json
        isthmus check scenario.yaml --suggest-expectations
        isthmus explain ADR002
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

  @OptionGroup var input: ScenarioArgument
  @Option(name: .shortAndLong, help: "How findings are printed.") var format: Format = .text
  @Flag(
    name: .long,
    help: "Instead of findings, write the `expect` entries that describe what the plan answers today.")
  var suggestExpectations = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.refuse(input.scenario)
    var pipeline = IsthmusPipeline()
    if suggestExpectations {
      let scenario = try pipeline.check(path: input.scenario)
      guard let scenario, let text = pipeline.suggestedExpectations(of: scenario) else {
        Findings.report(of: pipeline)
        throw ExitStatus.errorsFound
      }
      return try Files.write(text, to: output.output)
    }
    try pipeline.checkAndJudge(path: input.scenario)
    try Files.write(Findings.rendered(of: pipeline, as: format, to: output.output), to: output.output)
    if pipeline.hasErrors { throw ExitStatus.errorsFound }
  }
}
