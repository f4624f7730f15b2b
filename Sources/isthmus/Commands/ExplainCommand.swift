import ArgumentParser
import Diagnostics
import JSON
import LocalFiles
import Planning

/// `isthmus explain`: the page of a diagnostic.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a diagnostic means, why it matters and what to write instead.",
    discussion: """
      Examples:
        isthmus explain ADR002
        isthmus explain --list
        isthmus explain PRT003 --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "A code, such as ADR002.", completion: .list(RuleRegistry.all.map(\.code))) var code:
    String?
  @Flag(name: .long, help: "List every code with its title.") var list = false
  @Option(name: .shortAndLong, help: "How it is printed.") var format: Format = .text
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if code == nil && !list { throw ValidationError("give a code such as ADR002, or --list") }
    if code != nil && list { throw ValidationError("give a code or --list, not both") }
  }

  func run() throws {
    guard let code else {
      let rules = RuleRegistry.all
      let text =
        switch format {
        case .text: rules.map { "\($0.code)  \($0.severity.rawValue.padded(to: 7))  \($0.title)\n" }.joined()
        case .json: JSONValue.array(rules.map(\.json)).text()
        }
      return try Files.write(text, to: output.output)
    }
    let wanted = code.uppercased()
    guard let rule = RuleRegistry.metadata(wanted), let page = RulePages.page(wanted) else {
      let similar = closestMatch(to: wanted, among: RuleRegistry.all.map(\.code))
      throw UsageFailure(
        message: "there is no diagnostic \(code)"
          + (similar.map { " (did you mean \($0)?)" } ?? "") + "; `isthmus explain --list` shows all codes")
    }
    switch format {
    case .text: try Files.write(page, to: output.output)
    case .json:
      var object = rule.json.objectValue ?? JSONObject()
      object["page"] = .string(page)
      try Files.write(JSONValue.object(object).text(), to: output.output)
    }
  }
}

extension String {
  /// The text with spaces behind it up to that many characters.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
