import Planning
import Scenario

/// The arithmetic of the change window: how long it takes, for whom, and what decides it.
extension RunbookDocument {
  /// The window as the scenario says it.
  var window: String {
    guard let window = plan.changeWindow else { return word(DocumentSentences.noWindow) }
    return MarkdownText.code(window.start.value) + word(DocumentText.comma)
      + duration(window.durationMinutes.value.multipliedReportingOverflow(by: 60).partialValue)
  }

  /// Work, and waiting beside it.
  var workAndWaiting: String {
    let wait = longestWait(index.steps)
    let work = work(index.steps)
    return wait.isEmpty ? work : word(DocumentSentences.workAndWait(work, wait))
  }

  func writeChangeWindow(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.changeWindow))
    writer.table(
      [word(DocumentText.changeWindow), window],
      [
        [word(DocumentText.work), work(index.steps)], [word(DocumentText.waiting), longestWait(index.steps)],
      ])
  }
}
