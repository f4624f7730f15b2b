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
    let words = ProgressWords(language)
    switch event {
    case .sessionBegan(let run, let direction, let count):
      write("\(moment)  \(words.verb(direction)) \(words.steps(count)), \(run)\n")
    case .stepChanged(let id, let what, _):
      guard let step = steps[id], let note = RunNote(what, of: step, language) else { return }
      write("\(moment)  \(note.line)\n")
    case .looking: break
    case .tookOver(let owner): write("\(moment)  \(RunNote.tookOver(from: owner).line)\n")
    case .sessionEnded(let state, let reason):
      write("\(moment)  \(state.standing.rawValue)\(reason.map { ": \(VisibleText.line($0))" } ?? "")\n")
    }
  }
}

/// What happens, as JSON, one object per line.
struct JSONProgress: RunObserver {
  func observe(_ event: RunEvent, at moment: Moment) {
    Terminal.write(event.json(at: moment).text(pretty: false) + "\n")
  }
}
