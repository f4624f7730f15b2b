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
        [
          word(share.phase.title), name(share.owner), index.links(to: share.places), "\(share.places.count)",
          work(share.places), longestWait(share.places), word(worstImpact(share.places).title),
        ]
      })
    writer.heading(3, word(DocumentText.stepGraph))
    let chart = StepChart(self)
    writer.paragraph(word(chart.explanation))
    writer.fence(chart.lines, syntax: "mermaid")
  }

  /// The sum of what people and calls take in the steps at those places; empty when there is none.
  func work(_ places: some Sequence<Int>) -> String {
    var total = 0
    for place in places where !index.steps[place].isWaitMostly {
      total = total.addingReportingOverflow(index.steps[place].durationSeconds).partialValue
    }
    return total == 0 ? "" : duration(total)
  }

  /// The longest of the waits, which run side by side; empty when there is none.
  func longestWait(_ places: some Sequence<Int>) -> String {
    var longest = 0
    for place in places where index.steps[place].isWaitMostly {
      longest = max(longest, index.steps[place].durationSeconds)
    }
    return longest == 0 ? "" : duration(longest)
  }

  private func worstImpact(_ places: some Sequence<Int>) -> Impact {
    let impacts = Set(places.lazy.map { index.steps[$0].impact })
    return Impact.allCases.last(where: impacts.contains) ?? .none
  }
}
