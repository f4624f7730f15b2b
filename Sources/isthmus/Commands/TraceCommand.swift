import ArgumentParser
import JSON
import LocalFiles
import Reachability

/// `isthmus trace`: where packets go, hop by hop, out and back.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Say where packets go, hop by hop, out and back, and everything in their way.",
    discussion: """
      The answer holds for every packet asked for: where they do not all share one fate, each class of them is \
      listed with one example. Nothing is sent anywhere and nothing is written.

      Examples:
        isthmus trace scenario.yaml --from 10.1.123.10 --to orders:443/tcp
        isthmus trace scenario.yaml --from hq --to app.example.internal:443
        isthmus trace scenario.yaml --from hq --to orders:443/tcp --line line-a=down
        isthmus trace scenario.yaml --from any --to 192.168.5.30:443/tcp --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var input: ScenarioArgument
  @Option(
    name: .long, help: "The client: an address, a prefix, a site, a VPC, a subnet (VPC.SUBNET) or any.")
  var from: String
  @Option(
    name: .long,
    help: "The server: an endpoint, a name, an address or a prefix, with its port (orders:443/tcp).")
  var to: String
  @Option(
    name: .long,
    help: ArgumentHelp("A line, router or attachment that is down.", valueName: "name=down"))
  var line: [String] = []
  @Option(name: .shortAndLong, help: "How the trace is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions
  @Option(name: .long, help: "The lock file; by default it lies beside the scenario.", completion: .file())
  var lock: String?

  func run() throws {
    var pipeline = IsthmusPipeline()
    let network = try pipeline.network(
      path: input.scenario, lockPath: LockOptions.path(lock, for: input.scenario))
    guard let network else {
      Findings.report(of: pipeline)
      throw ExitStatus.errorsFound
    }
    Findings.mention(pipeline)
    let down = try failures(in: network)
    do {
      let source = try QuestionText.source(from, in: network)
      let target = try QuestionText.destination(to, in: network)
      var inquiry = Inquiry(network, down: down)
      let answers = target.ports.map { inquiry.answer(from: source, to: target.destination, port: $0) }
      let trace = Trace(
        from: from, to: to, down: down.sorted().map { network.model.components[$0].name }, answers: answers,
        sources: pipeline.sources)
      let width = output.output == "-" ? Terminal.width : nil
      try Files.write(
        format == .text ? trace.text(width: width) : trace.json.text(), to: output.output)
    } catch let error as QuestionError {
      throw UsageFailure(message: error.message)
    }
  }

  private func failures(in network: Network) throws(UsageFailure) -> Set<Int> {
    var down: Set<Int> = []
    for entry in line {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1] == "down" || parts[1] == "up" else {
        throw UsageFailure(message: "\(entry) is no state of a line: write `--line line-a=down`")
      }
      let found = network.components(named: String(parts[0]))
      guard !found.isEmpty else {
        let names = network.model.components.map(\.name).joined(separator: ", ")
        throw UsageFailure(message: "there is no line, router or attachment \(parts[0]); there are: \(names)")
      }
      if parts[1] == "down" { down.formUnion(found) }
    }
    return down
  }
}
