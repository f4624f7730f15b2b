import Planning
import Scenario

/// The arithmetic of the change window: how long it takes, for whom, and what decides it.
extension RunbookDocument {
  /// The window as the scenario says it, and whether the change fits.
  var window: String {
    guard let window = schedule.window else { return word(DocumentSentences.noWindow) }
    let length = MarkdownText.code(window.start) + word(DocumentText.clause) + duration(window.seconds)
    return "\(length)<br>**\(word(window.fits ? DocumentSentences.fits : DocumentSentences.doesNotFit))**"
  }

  /// The same for the head of the document, with what is done in the window.
  var windowAndSteps: String {
    let inside = index.links(to: schedule.windowSteps.compactMap(index.place(of:)))
    guard schedule.window != nil, !inside.isEmpty else { return window }
    return "\(window)<br>\(word(DocumentSentences.inTheWindow(inside)))"
  }

  /// Work, and waiting beside it.
  var workAndWaiting: String {
    let wait = longestWait(index.steps.indices)
    let work = work(index.steps.indices)
    return wait.isEmpty ? work : word(DocumentSentences.workAndWait(work, wait))
  }

  func writeChangeWindow(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.changeWindow))
    writer.paragraph(word(DocumentSentences.windowIntroduction))
    writer.table([word(DocumentText.changeWindow), window], windowRows)
    if let window = schedule.window, !window.fits {
      writer.notice(word(DocumentSentences.tooLong))
    }
    writer.table(
      columns(DocumentText.owner, DocumentText.steps, DocumentText.work),
      schedule.shares.map { [name($0.owner), "\($0.steps)", duration($0.seconds)] })
    write(
      schedule.criticalPathWithoutWaiting, DocumentText.criticalPath,
      DocumentSentences.criticalPath(duration(schedule.criticalPathWithoutWaiting.seconds)),
      countsWaiting: false,
      to: &writer)
    guard schedule.criticalPath.seconds > schedule.criticalPathWithoutWaiting.seconds else { return }
    let withWaiting = duration(schedule.criticalPath.seconds)
    if schedule.criticalPath.steps == schedule.criticalPathWithoutWaiting.steps {
      writer.paragraph(word(DocumentSentences.sameWithWaiting(withWaiting)))
    } else {
      write(
        schedule.criticalPath, DocumentText.criticalPathWithWaiting,
        DocumentSentences.criticalPathWithWaiting(withWaiting), countsWaiting: true, to: &writer)
    }
  }

  private var windowRows: [[String]] {
    var rows = [
      [word(DocumentText.windowSteps), steps(schedule.windowSteps)],
      [word(DocumentText.windowWork), duration(schedule.windowSeconds)],
      [word(DocumentText.windowRollback), duration(schedule.rollbackSeconds)],
    ]
    if let window = schedule.window {
      rows.append([
        word(DocumentText.lastDecision),
        word(DocumentSentences.afterStart(duration(window.lastDecisionSeconds))),
      ])
    }
    rows.append([word(DocumentText.elapsed), duration(schedule.elapsedSecondsWithoutWaiting)])
    if schedule.elapsedSeconds > schedule.elapsedSecondsWithoutWaiting {
      rows.append([word(DocumentText.elapsedWithWaiting), duration(schedule.elapsedSeconds)])
    }
    return rows
  }

  /// How many steps, and which.
  private func steps(_ ids: [String]) -> String {
    let places = ids.compactMap(index.place(of:))
    return places.isEmpty ? "0" : "\(places.count)\(word(DocumentText.colon))\(index.links(to: places))"
  }

  private func write(
    _ path: RunbookSchedule.Path, _ title: Text, _ sentence: Text, countsWaiting: Bool,
    to writer: inout MarkdownWriter
  ) {
    guard !path.steps.isEmpty else { return }
    writer.heading(3, word(title))
    writer.paragraph(word(sentence))
    writer.table(
      columns(DocumentText.step, DocumentText.stepID, DocumentText.owner, DocumentText.duration),
      path.steps.compactMap(index.place(of:)).map { place in
        let step = index.steps[place]
        let time = duration(step.durationSeconds)
        return [
          index.titledLink(to: place, language), MarkdownText.code(step.id), name(step.owner),
          step.isWaitMostly && !countsWaiting ? "(\(time))" : time,
        ]
      })
  }
}
