import ArgumentParser
import JSON
import LocalFiles
import Planning
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
    guard let network else {
      Findings.report(of: pipeline)
      throw ExitStatus.errorsFound
    }
    Findings.mention(pipeline)
    var maker = MatrixMaker(network)
    let matrix = maker.matrix()
    let broken = failures == 1 ? FailureMatrix(network, &maker, normal: matrix) : nil
    switch format {
    case .text:
      let width = output.output == "-" ? Terminal.width : nil
      try Files.write(MatrixText(matrix, failures: broken, width: width).text, to: output.output)
    case .csv:
      try Files.write(to: output.output) { use in
        MatrixData(matrix, failures: broken).writeCSV { piece in
          var piece = piece
          piece.withUTF8 { use(UnsafeRawBufferPointer($0)) }
        }
      }
    case .json: try Files.write(MatrixData(matrix, failures: broken).json.text(), to: output.output)
    case .html:
      try Files.write(
        MatrixPage(matrix, failures: broken, title: network.plan.scenario).html, to: output.output)
    }
  }
}
