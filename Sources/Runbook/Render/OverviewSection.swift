/// Who has how much to do when, and what waits for what.
extension RunbookDocument {
  func writeOverview(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.overview))
    writer.heading(3, word(DocumentText.phasesAndOwners))
    writer.table(
      columns(
        DocumentText.phase, DocumentText.owner, DocumentText.step, DocumentText.steps, DocumentText.work,
        DocumentText.waiting, DocumentText.worstImpact),
      index.shares.map { share in
        let steps = share.places.map { index.steps[$0] }
        return [
          word(share.phase.title), name(share.owner), index.links(to: share.places), "\(steps.count)",
          work(steps), longestWait(steps), word(Self.worst(steps).title),
        ]
      })
    writer.heading(3, word(DocumentText.stepGraph))
    let chart = StepChart(self)
    writer.paragraph(word(chart.explanation))
    writer.fence(chart.lines, syntax: "mermaid")
  }

  /// The sum of what people and calls take; empty when there is none.
  func work(_ steps: some Sequence<Step>) -> String {
    var total = 0
    for step in steps where !step.isWaitMostly {
      total = total.addingReportingOverflow(step.durationSeconds).partialValue
    }
    return total == 0 ? "" : duration(total)
  }

  /// The longest of the waits, which run side by side; empty when there is none.
  func longestWait(_ steps: some Sequence<Step>) -> String {
    let longest = steps.lazy.filter(\.isWaitMostly).map(\.durationSeconds).max() ?? 0
    return longest == 0 ? "" : duration(longest)
  }

  private static func worst(_ steps: some Sequence<Step>) -> Impact {
    let order = Impact.allCases
    let ranks = steps.map { order.firstIndex(of: $0.impact) ?? 0 }
    return order[ranks.max() ?? 0]
  }
}
