import Diagnostics
import Execution
import JSON
import Runbook

/// What happens, as lines that stay: for logs, pipes and terminals without a cursor.
struct PlainProgress: RunObserver {
  private let steps: [String: Step]
  private let language: Language
  private let write: @Sendable (String) -> Void

  /// Writes about the steps of a runbook.
  init(_ runbook: Runbook, language: Language, write: @escaping @Sendable (String) -> Void) {
    steps = Dictionary(runbook.steps.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.language = language
    self.write = write
  }

  func observe(_ event: RunEvent, at moment: Moment) {
    switch event {
    case .sessionBegan(let run, let direction, let count):
      write("\(moment)  \(direction == .forward ? "applying" : "taking back") \(count) steps, \(run)\n")
    case .stepChanged(let id, let what, let status):
      guard let step = steps[id], let line = Self.line(for: step, what, status, language) else { return }
      write("\(moment)  \(line)\n")
    case .looking: break
    case .tookOver(let owner): write("\(moment)  took the lock over from \(VisibleText.line(owner))\n")
    case .sessionEnded(let state, let reason):
      write("\(moment)  \(state.standing.rawValue)\(reason.map { ": \(VisibleText.line($0))" } ?? "")\n")
    }
  }

  /// The line about something that happened to a step; nil when people need not hear of it.
  static func line(for step: Step, _ event: JournalEvent, _ status: StepStatus, _ language: Language)
    -> String?
  {
    let title = VisibleText.line(step.title[language])
    let undoTitle = VisibleText.line(step.undo?.title[language] ?? step.title[language])
    switch event {
    case .succeeded, .found: return "✓ \(title)" + (event.name == "found" ? " (stood there already)" : "")
    case .failed(let failure, _): return "✗ \(title): \(VisibleText.line(failure.description))"
    case .manualFailed(let note): return "✗ \(title): \(VisibleText.line(note))"
    case .ambiguous(let reason): return "? \(title): \(VisibleText.line(reason))"
    case .waiting(let reason): return "… \(title): \(VisibleText.line(reason))"
    case .skipped(let note): return "– \(title) (left out: \(VisibleText.line(note)))"
    case .undone: return "↶ \(undoTitle)"
    case .undoFailed(let failure): return "✗ \(undoTitle): \(VisibleText.line(failure.description))"
    case .undoAmbiguous(let reason): return "? \(undoTitle): \(VisibleText.line(reason))"
    case .undoWaiting(let reason): return "… \(undoTitle): \(VisibleText.line(reason))"
    case .remains(let reason): return "! stays: \(title): \(VisibleText.line(reason))"
    case .planned, .started, .accepted, .performed, .absent, .manualDone, .released, .undoStarted,
      .undoAccepted:
      return nil
    }
  }
}

/// What happens, as JSON, one object per line.
struct JSONProgress: RunObserver {
  func observe(_ event: RunEvent, at moment: Moment) {
    Terminal.write(event.json(at: moment).text(pretty: false) + "\n")
  }
}
