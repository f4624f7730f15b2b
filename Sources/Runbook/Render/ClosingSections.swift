/// What follows the steps: proof, the way back, who gets which list, and who signs.
extension RunbookDocument {
  func writeVerificationLadder(to writer: inout MarkdownWriter) {
    var rows: [[String]] = []
    for (place, step) in index.steps.enumerated() where step.phase == .verify || step.phase == .prove {
      let rung = index.titledLink(to: place, language)
      if step.check.commands.isEmpty {
        rows.append([
          "\(rows.count + 1)", rung, name(step.owner), cell(step.check.text), cell(step.check.expected), "☐",
        ])
      }
      for command in step.check.commands {
        rows.append([
          "\(rows.count + 1)", rung, MarkdownText.cell(command.host), MarkdownText.command(command.command),
          cell(command.expect), "☐",
        ])
      }
    }
    guard !rows.isEmpty else { return }
    writer.heading(2, word(DocumentText.verificationLadder))
    writer.paragraph(word(DocumentSentences.ladderIntroduction))
    writer.table(
      columns(
        DocumentText.number, DocumentText.step, DocumentText.host, DocumentText.command,
        DocumentText.expected,
        DocumentText.done), rows)
  }

  func writeRollback(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.rollback))
    writer.paragraph(word(DocumentSentences.rollbackIntroduction))

    var rows: [[String]] = []
    for place in index.steps.indices.reversed() {
      guard let undo = index.steps[place].undo else { continue }
      rows.append([
        "\(rows.count + 1)", index.link(to: place), name(index.steps[place].owner), cell(undo.title),
        duration(undo.durationSeconds), "☐",
      ])
    }
    if !rows.isEmpty {
      writer.heading(3, word(DocumentText.rollbackOrder))
      writer.table(
        columns(
          DocumentText.number, DocumentText.step, DocumentText.owner, DocumentText.undo,
          DocumentText.duration,
          DocumentText.done), rows)
    }

    writer.heading(3, word(DocumentText.whatRemains))
    let remaining = index.steps.indices.filter {
      index.steps[$0].remains != nil && index.steps[$0].isReversible
    }
    if remaining.isEmpty { writer.paragraph(word(DocumentSentences.nothingRemains)) }
    writer.table(
      columns(DocumentText.step, DocumentText.owner, DocumentText.remains),
      remaining.map { place in
        let step = index.steps[place]
        return [index.titledLink(to: place, language), name(step.owner), step.remains.map(cell) ?? ""]
      })

    writer.heading(3, word(DocumentText.cannotBeUndone))
    if index.steps.allSatisfy(\.isReversible) {
      writer.paragraph(word(DocumentSentences.nothingIrreversible))
    }
    writeIrreversible(to: &writer)
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
        places.map { place in
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
