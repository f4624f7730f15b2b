import ArgumentParser
import Emulator
import JSON
import LocalFiles

/// `isthmus emulator behaviours`: the fidelity ledger.
struct EmulatorBehavioursCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "behaviours",
    abstract: "List every behaviour of the cloud that the emulator keeps, with its source.",
    discussion: """
      The source is contract (the published interface states it), provider (a public client relies on it) or \
      assumption (nobody states it).

      Examples:
        isthmus emulator behaviours
        isthmus emulator behaviours VPCE-012
        isthmus emulator behaviours --source assumption
        isthmus emulator behaviours --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  enum Source: String, ExpressibleByArgument, CaseIterable { case contract, provider, assumption }

  @Argument(help: "Ids, or the beginnings of ids: VPCE, CLD-01. All when there is none.") var ids: [String] =
    []
  @Option(name: .long, help: "Only those of this source.") var source: Source?
  @Option(name: .shortAndLong, help: "How it is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions

  func run() throws {
    let wanted = ids.map { $0.uppercased() }
    for id in wanted where !Behaviours.all.contains(where: { $0.id.hasPrefix(id) }) {
      throw UsageFailure(message: "there is no behaviour \(id); `isthmus emulator behaviours` lists all ids")
    }
    let rows = Behaviours.all.filter { row in
      (wanted.isEmpty || wanted.contains { row.id.hasPrefix($0) })
        && (source.map { $0.rawValue == row.source.rawValue } ?? true)
    }
    switch format {
    case .json: try Files.write(Behaviours.json(of: rows).text(), to: output.output)
    case .text:
      let width = rows.map(\.id.count).max() ?? 0
      let text = rows.map { row in
        "\(row.id.padded(to: width))  \(row.source.rawValue.padded(to: 10))  \(row.sentence)\n"
          + (row.detail.isEmpty ? "" : String(repeating: " ", count: width + 14) + "(\(row.detail))\n")
      }
      try Files.write(text.joined(), to: output.output)
    }
  }
}

/// `isthmus emulator coverage`: which operations are kept.
struct EmulatorCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "List the operations of the cloud and how well the emulator keeps each.",
    discussion: """
      Examples:
        isthmus emulator coverage
        isthmus emulator coverage --level partly
        isthmus emulator coverage --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }
  enum Level: String, ExpressibleByArgument, CaseIterable { case implemented, partly, refused }

  @Option(name: .long, help: "Only those kept so well.") var level: Level?
  @Option(name: .shortAndLong, help: "How it is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions

  func run() throws {
    let coverage =
      level.map { level in Coverage().filtered { $0.level.rawValue == level.rawValue } } ?? Coverage()
    switch format {
    case .json: try Files.write(coverage.json.text(), to: output.output)
    case .markdown: try Files.write(coverage.markdown, to: output.output)
    case .text:
      let width = coverage.entries.map(\.operation.count).max() ?? 0
      let text = coverage.entries.map { entry in
        "\(entry.operation.padded(to: width))  \(entry.level.rawValue.padded(to: 11))"
          + (entry.note.isEmpty ? "" : "  \(entry.note)") + "\n"
      }
      try Files.write(text.joined(), to: output.output)
    }
  }
}
