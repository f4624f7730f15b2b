import ArgumentParser
import JSON
import Reachability

/// `isthmus matrix`: who can reach what, and what single failures take away.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Say who can reach what, and what single failures take away.",
    discussion: """
      Rows are source ranges, split only where the answer differs; columns are endpoints and their ports. \
      Nothing is sent anywhere and nothing is written but the output.

      Examples:
        isthmus matrix scenario.yaml
        isthmus matrix scenario.yaml --failures 1
        isthmus matrix scenario.yaml --format csv -o matrix.csv
        isthmus matrix scenario.yaml --format html -o matrix.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json, html }

  @OptionGroup var input: ScenarioArgument
  @Option(name: .shortAndLong, help: "How the matrix is printed.") var format: Format = .text
  @Option(name: .long, help: "How many things fail at once: 0 or 1.") var failures: Int = 0
  @OptionGroup var output: OutputOptions
  @Option(name: .long, help: "The lock file; by default it lies beside the scenario.", completion: .file())
  var lock: String?

  func validate() throws {
    guard (0...1).contains(failures) else { throw ValidationError("--failures takes 0 or 1") }
  }

  func run() throws {
    var pipeline = IsthmusPipeline()
    let network = try pipeline.network(
      path: input.scenario, lockPath: LockOptions.path(lock, for: input.scenario))
    if pipeline.hasErrors { Findings.report(of: pipeline) }
    guard let network else { throw ExitStatus.errorsFound }
    let matrix = Matrix(network)
    let written = MatrixOutput(
      matrix, failures: failures == 1 ? FailureMatrix(network, normal: matrix) : nil)
    let text =
      switch format {
      case .text: written.text
      case .csv: written.csv
      case .json: written.json.text()
      case .html: written.html
      }
    try Files.write(text, to: output.output)
  }
}
