import ArgumentParser
import CtyunAPI
import JSON
import LocalFiles

/// `isthmus api describe`: what an operation takes, does and answers.
struct APIDescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract:
      "Show an operation: its parameters with their limits, what sending it twice does, what it answers.",
    discussion: """
      Examples:
        isthmus api describe vpce.CreateEndpoint
        isthmus api describe CreateEndpoint --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The operation's id, or its bare name where only one service has it.") var operation: String
  @Option(name: .shortAndLong, help: "How it is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions

  func run() throws {
    let operation = try OperationLookup.operation(operation)
    switch format {
    case .text: try Files.write(OperationPage(operation).text, to: output.output)
    case .json: try Files.write(OperationPage(operation).json.text(), to: output.output)
    }
  }
}
