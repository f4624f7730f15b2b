import Planning

/// Title and summary: what this is, for when, for whom, and how much of it there is.
extension RunbookDocument {
  func writeTitle(to writer: inout MarkdownWriter) {
    writer.heading(
      1, "\(word(DocumentText.runbook))\(word(DocumentText.colon))\(MarkdownText.inline(runbook.scenario))")
    writer.paragraph(word(DocumentSentences.writtenBy))
    var rows: [[String]] = [
      [word(DocumentText.region), MarkdownText.code(runbook.region)],
      [word(DocumentText.plan), MarkdownText.code(String(runbook.planDigest.prefix(12)))],
      [word(DocumentText.changeWindow), windowAndSteps],
      [word(DocumentText.writtenFor), index.owners.map(name).joined(separator: "<br>")],
      [word(DocumentText.steps), steps],
    ]
    rows.append([word(DocumentText.work), workAndWaiting])
    writer.table([word(DocumentText.scenario), MarkdownText.cell(runbook.scenario)], rows)
  }

  private var steps: String {
    var calls = 0
    var manual = 0
    var waits = 0
    for place in runbook.steps.indices {
      switch runbook.steps[place].action {
      case .apiCall: calls += 1
      case .manual: manual += 1
      case .wait: waits += 1
      }
    }
    return word(DocumentSentences.stepKinds(runbook.steps.count, calls: calls, manual: manual, waits: waits))
  }
}
