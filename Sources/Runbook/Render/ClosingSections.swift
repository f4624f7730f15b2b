/// What follows the steps: proof, the way back, who gets which list, and who signs.
extension RunbookDocument {
  func writeVerificationLadder(to writer: inout MarkdownWriter) {
    let rungs = index.steps.indices.filter { [.verify, .prove].contains(index.steps[$0].phase) }
    guard !rungs.isEmpty else { return }
    writer.heading(2, word(DocumentText.verificationLadder))
    writer.paragraph(word(DocumentSentences.ladderIntroduction))
    writer.table(
      columns(
        DocumentText.number, DocumentText.step, DocumentText.host, DocumentText.command,
        DocumentText.expected, DocumentText.done),
      rungs.lazy.flatMap(ladderRows).enumerated().lazy.map { ["\($0 + 1)"] + $1 })
  }

  /// The rows of one rung without their numbers: one for each command, or one for the step.
  private func ladderRows(_ place: Int) -> [[String]] {
    let step = index.steps[place]
    let rung = index.titledLink(to: place, language)
    if step.check.commands.isEmpty {
      return [[rung, name(step.owner), cell(step.check.text), cell(step.check.expected), "☐"]]
    }
    return step.check.commands.map {
      [rung, MarkdownText.cell($0.host), MarkdownText.command($0.command), cell($0.expect), "☐"]
    }
  }

  func writeRollback(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.rollback))
    writer.paragraph(word(DocumentSentences.rollbackIntroduction))

    // The line is drawn where the window may end. Numbers go on behind it: it is one order.
    let undone = index.steps.indices.reversed().filter { index.steps[$0].undo != nil }
    let within = undone.filter { RunbookSchedule.belongsToWindow(index.steps[$0]) }
    let after = undone.filter { !RunbookSchedule.belongsToWindow(index.steps[$0]) }
    if !within.isEmpty {
      writer.heading(3, word(DocumentText.rollbackWithin))
      var sentence = word(DocumentSentences.rollbackWithin(duration(schedule.rollbackSeconds)))
      if let window = schedule.window, window.fits {
        sentence +=
          word(DocumentText.space)
          + word(DocumentSentences.rollbackDeadline(duration(window.lastDecisionSeconds)))
      }
      writer.paragraph(sentence)
      writer.table(
        columns(
          DocumentText.number, DocumentText.step, DocumentText.owner, DocumentText.undo,
          DocumentText.duration, DocumentText.done), rollbackRows(within, from: 1))
    }
    if !after.isEmpty {
      writer.heading(3, word(DocumentText.rollbackAfter))
      writer.paragraph(
        word(within.isEmpty ? DocumentSentences.rollbackDaylight : DocumentSentences.rollbackAfter))
      writer.table(
        columns(
          DocumentText.number, DocumentText.step, DocumentText.owner, DocumentText.undo,
          DocumentText.duration, DocumentText.done, DocumentText.meanwhile),
        zip(rollbackRows(after, from: within.count + 1), after).lazy.map { row, place in
          row + [index.steps[place].remains.map(cell) ?? ""]
        })
    }

    writer.heading(3, word(DocumentText.whatRemains))
    let remaining = index.steps.indices.filter {
      index.steps[$0].remains != nil && index.steps[$0].isReversible
    }
    if remaining.isEmpty { writer.paragraph(word(DocumentSentences.nothingRemains)) }
    writer.table(
      columns(DocumentText.step, DocumentText.owner, DocumentText.remains),
      remaining.lazy.map { place in
        let step = index.steps[place]
        return [index.titledLink(to: place, language), name(step.owner), step.remains.map(cell) ?? ""]
      })

    writer.heading(3, word(DocumentText.cannotBeUndone))
    if index.steps.allSatisfy(\.isReversible) {
      writer.paragraph(word(DocumentSentences.nothingIrreversible))
    }
    writeIrreversible(to: &writer)
  }

  private func rollbackRows(_ places: [Int], from first: Int) -> some Sequence<[String]> {
    places.enumerated().lazy.map { number, place in
      let step = index.steps[place]
      return [
        "\(first + number)", index.link(to: place), name(step.owner), step.undo.map { cell($0.title) } ?? "",
        duration(step.undo?.durationSeconds ?? 0), "☐",
      ]
    }
  }

  func writeHandouts(to writer: inout MarkdownWriter) {
    guard !index.owners.isEmpty else { return }
    writer.heading(2, word(DocumentText.handouts))
    writer.paragraph(word(DocumentSentences.handoutIntroduction))
    for owner in index.owners {
      writer.heading(3, name(owner))
      let places = index.placesOfOwner[owner] ?? []
      writer.table(
        columns(
          DocumentText.done, DocumentText.step, DocumentText.phase, DocumentText.waitsFor,
          DocumentText.duration),
        places.lazy.map { place in
          let step = index.steps[place]
          let others = step.dependsOn.compactMap(index.place(of:)).filter { index.steps[$0].owner != owner }
          return [
            "☐", index.titledLink(to: place, language), word(step.phase.title), index.links(to: others),
            duration(step.durationSeconds),
          ]
        })
    }
  }

  func writeSignOff(to writer: inout MarkdownWriter) {
    guard !index.owners.isEmpty else { return }
    writer.heading(2, word(DocumentText.signOff))
    writer.paragraph(word(DocumentSentences.signOffIntroduction))
    writer.table(
      columns(DocumentText.owner, DocumentText.who, DocumentText.date, DocumentText.signature),
      index.owners.map { [name($0)] })
  }
}
