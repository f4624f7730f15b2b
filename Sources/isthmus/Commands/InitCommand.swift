import ArgumentParser
import Diagnostics
import LocalFiles

/// `isthmus init`: a commented scenario to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented scenario from a template.",
    discussion: """
      Examples:
        isthmus init --list
        isthmus init                             (the flagship)
        isthmus init dual-stack -o my-change.yaml
        isthmus init static-single-line -o -     (to standard output)
      """)

  @Argument(
    help: "The template; see --list.", completion: .list(ScenarioTemplates.all.map(\.name)))
  var template: String = "idc-direct-connect"
  @Flag(name: .long, help: "List the templates.") var list = false
  @Option(name: .shortAndLong, help: "Write to this file; - is standard output.", completion: .file())
  var output: String = "scenario.yaml"
  @Flag(name: .long, help: "Replace the file when there is one already.") var force = false

  func run() throws {
    if list {
      let width = ScenarioTemplates.all.map(\.name.count).max() ?? 0
      return Terminal.write(
        ScenarioTemplates.all.map { "\($0.name.padded(to: width))  \($0.summary)\n" }.joined())
    }
    guard let chosen = ScenarioTemplates.all.first(where: { $0.name == template }) else {
      let similar = closestMatch(to: template, among: ScenarioTemplates.all.map(\.name))
      throw UsageFailure(
        message: "there is no template \(template)"
          + (similar.map { " (did you mean \($0)?)" } ?? "") + "; `isthmus init --list` shows all")
    }
    if output != "-", !force, Files.exists(output) {
      throw FileFailure(
        path: output, action: "write", reason: "there is such a file already",
        hint: "choose another name with --output, or replace it with --force")
    }
    try Files.write(chosen.text, to: output)
    if output != "-" {
      Terminal.writeError("Wrote \(output). Next: isthmus check \(output)\n")
    }
  }
}
