import Addressing
import Planning
import Scenario

/// A runbook on its way to paper: what all sections of the document share.
struct RunbookDocument: Sendable {
  let runbook: Runbook
  let plan: Plan
  let language: Language
  let index: RunbookIndex
  let schedule: RunbookSchedule
  let secrets: RunbookSecrets

  init(_ runbook: Runbook, plan: Plan, language: Language) {
    self.runbook = runbook
    self.plan = plan
    self.language = language
    index = RunbookIndex(runbook)
    secrets = RunbookSecrets(runbook.steps)
    schedule = RunbookSchedule(runbook, changeWindow: plan.changeWindow)
  }

  /// A word of the catalogue.
  func word(_ text: Text) -> String { text[language] }

  /// A text of a step as one line of Markdown.
  func inline(_ text: Text) -> String { MarkdownText.inline(text[language]) }

  /// A text of a step as a cell.
  func cell(_ text: Text) -> String { MarkdownText.cell(text[language]) }

  /// An owner's name as Markdown.
  func name(_ owner: Owner) -> String { MarkdownText.cell(owner.title[language]) }

  /// A span of time.
  func duration(_ seconds: Int) -> String { DurationText.text(seconds, language) }

  /// Column titles.
  func columns(_ texts: Text...) -> [String] { texts.map(word) }

  /// Addresses and prefixes as code, below each other while they are few.
  func codes(_ values: some Sequence<some CustomStringConvertible>) -> String {
    let codes = values.map { MarkdownText.code("\($0)") }
    return codes.joined(separator: codes.count > 6 ? ", " : "<br>")
  }

  /// Ports as text; all of them as a word.
  func ports(_ ranges: [PortRange]) -> String {
    if ranges.isEmpty || ranges == [.all] { return word(DocumentText.all) }
    return ranges.map { "\($0)" }.joined(separator: ", ")
  }

  /// Whether a thing stands already, with its id.
  func state(_ existing: String?) -> String {
    guard let existing else { return word(DocumentText.new) }
    return word(DocumentText.existing) + " " + MarkdownText.code(existing)
  }

  /// Yes or no.
  func yesNo(_ value: Bool) -> String { word(value ? DocumentText.yes : DocumentText.no) }

  /// Label and text of one paragraph.
  func labelled(_ label: Text, _ markdown: String) -> String {
    let head = "**\(word(label))\(language == .zh ? "：" : ":")**"
    return markdown.isEmpty ? head : "\(head) \(markdown)"
  }

  /// The display name of a router's platform; empty when the scenario does not say.
  func platform(_ router: PlannedRouter) -> String {
    router.platform.flatMap { RouterDialects.dialect(for: $0)?.displayName } ?? ""
  }
}
