import ArgumentParser
import Execution
import JSON
import LocalFiles
import Runbook

/// `isthmus status`: how a run stands.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how a run stands, who works on it, and the command to type next.",
    discussion: """
      Reads the journal only; the run may go on meanwhile.

      Examples:
        isthmus status --state change
        isthmus status --state change --format json

      Exit codes: 0 shown, 12 the journal cannot be read.
      """)

  @OptionGroup var state: StateOptions
  @OptionGroup var display: DisplayOptions
  @Option(
    name: .customLong("run"), help: "The run, by its id or how it begins; the last one unless said otherwise."
  )
  var id = ""

  func run() throws {
    let store = try state.journal()
    let header = try store.find(id)
    let report = RunReport(try store.load(header.id))
    let owner = RunLock.owner(directory: state.state)
    switch display.format {
    case .json: Terminal.write(report.json.text() + "\n")
    case .text:
      let runs = try store.runs()
      if runs.count > 1 {
        for other in runs where other.id != header.id {
          Terminal.write("\(other.id)  began \(other.began)\n")
        }
      }
      let text = owner.map { $0.owner.description + ($0.isAlive ? "" : ", which is dead") }
      Terminal.write(ReportText(report, language: display.lang, state: state).status(owner: text))
    }
  }
}

/// `isthmus evidence`: what an auditor gets.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write down what a run did: who, when, each step with its request, check and notes.",
    discussion: """
      Made from the journal alone, whose chain of digests is followed; readable without Isthmus.

      Examples:
        isthmus evidence --state change -o evidence.md
        isthmus evidence --state change --format json -o evidence.json

      Exit codes: 0 written, 3 the file cannot be written, 12 the journal cannot be read or was changed.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, json }

  @Argument(help: "The run, by its id or how it begins; the last one unless said otherwise.") var id = ""
  @OptionGroup var state: StateOptions
  @Option(name: .long, help: "How it is written.") var format: Format = .markdown
  @Option(name: .long, help: "The language of the Markdown.") var lang: Language = .en
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try state.journal()
    let evidence = try Evidence(store, run: store.find(id).id)
    switch format {
    case .markdown: try Files.write(evidence.markdown(lang), to: output.output)
    case .json: try Files.write(evidence.json.text() + "\n", to: output.output)
    }
  }
}
