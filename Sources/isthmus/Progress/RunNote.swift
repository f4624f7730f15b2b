import Diagnostics
import Execution
import Runbook

/// Something that happened and is worth keeping: a line of a log, or of what a terminal scrolls back to.
struct RunNote: Sendable, Equatable {
  /// What kind of thing it is, at a glance.
  enum Mark: String, Sendable {
    case done = "✓"
    case failed = "✗"
    case unclear = "?"
    case waiting = "…"
    case leftOut = "–"
    case undone = "↶"
    case stays = "!"
    case session = "·"
  }

  var mark: Mark
  /// One line, safe to print.
  var text: String

  /// The line with its mark.
  var line: String { "\(mark.rawValue) \(text)" }

  private init(_ mark: Mark, _ text: String) {
    self.mark = mark
    self.text = text
  }

  /// A dead session's lock was taken over.
  static func tookOver(from owner: String) -> RunNote {
    RunNote(.session, "took the lock over from \(VisibleText.line(owner))")
  }

  /// What happened to a step; nil when people need not hear of it.
  init?(_ event: JournalEvent, of step: Step, _ language: Language) {
    let words = ProgressWords(language)
    let title = VisibleText.line(step.title[language])
    let undoTitle = VisibleText.line(step.undo?.title[language] ?? step.title[language])
    func with(_ title: String, _ reason: String) -> String {
      "\(title)\(words.colon)\(VisibleText.line(reason))"
    }
    switch event {
    case .succeeded: self.init(.done, title)
    case .found: self.init(.done, "\(title) (\(words.stoodThere))")
    case .failed(let failure, _), .drifted(let failure):
      self.init(.failed, with(title, failure.description))
    case .manualFailed(let note): self.init(.failed, with(title, note))
    case .ambiguous(let reason): self.init(.unclear, with(title, reason))
    case .waiting(let reason): self.init(.waiting, with(title, reason))
    case .skipped(let note): self.init(.leftOut, with(title, "\(words.leftOut) \(note)"))
    case .undone: self.init(.undone, undoTitle)
    case .undoFailed(let failure): self.init(.failed, with(undoTitle, failure.description))
    case .undoAmbiguous(let reason): self.init(.unclear, with(undoTitle, reason))
    case .undoWaiting(let reason): self.init(.waiting, with(undoTitle, reason))
    case .remains(let reason): self.init(.stays, with(title, "\(words.stays) \(reason)"))
    case .planned, .started, .accepted, .performed, .absent, .manualDone, .released, .undoStarted,
      .undoAccepted:
      return nil
    }
  }
}
