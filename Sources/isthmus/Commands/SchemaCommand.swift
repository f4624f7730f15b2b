import ArgumentParser
import JSON
import LocalFiles
import Scenario

/// `isthmus schema`: the JSON Schema of scenarios, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenarios, so that editors complete and underline.",
    discussion: """
      The schema is made from the decoder's own tables (JSON Schema, draft 2020-12).

      Example, with the YAML extension of VS Code or any editor that speaks its language server:
        isthmus schema -o isthmus.schema.json
        # yaml-language-server: $schema=isthmus.schema.json      (first line of the scenario)
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Files.write(ScenarioSchema.json.text(), to: output.output)
  }
}
