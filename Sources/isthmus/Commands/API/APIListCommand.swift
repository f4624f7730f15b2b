public import ArgumentParser
public import CtyunAPI
import JSON
import LocalFiles

/// `isthmus api list`: which operations there are.
struct APIListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the operations, or those in whose name, path or summary all the given words stand.",
    discussion: """
      Examples:
        isthmus api list
        isthmus api list endpoint create
        isthmus api list --service cda --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Words that must all occur; case does not matter.") var words: [String] = []
  @Option(
    name: .long, help: "Only this service: \(Service.allCases.map(\.rawValue).joined(separator: ", ")).")
  var service: Service?
  @Flag(name: .long, help: "Only operations that change nothing.") var reads = false
  @Option(name: .shortAndLong, help: "How it is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions

  func run() throws {
    let found = Operations.all.filter { operation in
      (service == nil || operation.service == service) && !(reads && operation.isMutating)
        && words.allSatisfy { word in
          let word = word.lowercased()
          return [operation.id, operation.path, operation.summary].contains { $0.lowercased().contains(word) }
        }
    }
    switch format {
    case .text:
      let width = found.map(\.id.count).max() ?? 0
      let lines = found.map { operation in
        "\(operation.id.padded(to: width))  \(operation.isMutating ? "changes" : "reads  ")  \(operation.summary)\n"
      }
      try Files.write(lines.isEmpty ? "no operation matches\n" : lines.joined(), to: output.output)
    case .json:
      let rows = found.map { operation in
        JSONValue.object([
          "id": .string(operation.id), "method": .string(operation.method.rawValue),
          "path": .string(operation.path), "mutating": .bool(operation.isMutating),
          "summary": .string(operation.summary),
        ])
      }
      try Files.write(JSONValue.array(rows).text(), to: output.output)
    }
  }
}

extension Service: ExpressibleByArgument {}
