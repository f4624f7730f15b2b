public import ArgumentParser
import JSON
import LocalFiles
import Planning
public import Runbook

/// `isthmus runbook`: the ordered change.
struct RunbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Write the ordered change: who does what, how to check it, how to undo it.",
    discussion: """
      The Markdown is for the people named in it (carrier, site engineers, account holders); the JSON holds the \
      same steps for programs. Findings go to standard error.

      Examples:
        isthmus runbook scenario.yaml -o runbook.md
        isthmus runbook scenario.yaml --lang zh -o runbook.zh.md
        isthmus runbook scenario.yaml --format json -o runbook.json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, json }

  @OptionGroup var input: ScenarioArgument
  @OptionGroup var locking: LockOptions
  @Option(name: .shortAndLong, help: "How the runbook is written.") var format: Format = .markdown
  @Option(name: .long, help: "The language of the Markdown.") var lang: Language = .en
  @OptionGroup var output: OutputOptions

  func run() throws {
    try locking.validate(for: input.scenario)
    try output.refuse(input.scenario, locking.path(for: input.scenario))
    var pipeline = IsthmusPipeline()
    let made = try pipeline.runbook(path: input.scenario, lockPath: locking.path(for: input.scenario))
    Findings.report(of: pipeline)
    guard let (outcome, runbook) = made else { throw ExitStatus.errorsFound }
    try locking.keep(outcome, for: input.scenario)
    switch format {
    case .markdown:
      try Files.write(to: output.output) {
        RunbookMarkdown.write(runbook, plan: outcome.plan, language: lang, to: $0)
      }
    case .json: try Files.write(to: output.output) { runbook.write(to: $0) }
    }
  }
}

extension Language: ExpressibleByArgument {}
