import Diagnostics
import Dispatch
import Execution
import JSON
import Runbook

/// The person at the terminal.
struct TerminalOperator: Operator {
  let language: Language
  let onFailure: SessionOptions.OnFailure
  let board: LiveBoard?

  func carryOut(_ task: ManualTask) async -> ManualAnswer {
    await asking {
      say("\n" + ManualTaskText.text(task, language) + "\n")
      var outputs = JSONObject()
      let choices = "done, failed" + (task.isSkippable ? ", skip" : "") + ", later"
      while true {
        switch await answer("\(choices)? ")?.lowercased() {
        case "d", "done":
          for input in task.isUndo ? [] : task.inputs {
            guard let value = await answer("  \(input.prompt?[language] ?? input.name): "), !value.isEmpty
            else {
              return .later
            }
            outputs[input.name] = .string(value)
          }
          return .done(note: await answer("  evidence: ") ?? "", outputs: outputs)
        case "f", "failed": return .failed(note: await answer("  what happened: ") ?? "")
        case let word? where task.isSkippable && ["s", "skip"].contains(word):
          return .skip(note: await answer("  why: ") ?? "")
        case "l", "later", nil: return .later
        default: say("Type one of: \(choices).\n")
        }
      }
    }
  }

  func confirm(_ step: Step) async -> Bool {
    await asking {
      say("\nNext: \(VisibleText.line(step.title[language])) (\(step.owner.identifier))\n")
      return await isYes("Go on? [y/N] ")
    }
  }

  func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
    switch onFailure {
    case .rollback: return .rollback
    case .pause: return .pause
    case .ask: break
    }
    return await asking {
      say("\n✗ \(VisibleText.line(step.title[language]))\n  \(VisibleText.line(failure.description))\n")
      say("  `isthmus explain \(failure.code)` says what it means.\n")
      if !undoable.isEmpty { say("  A rollback would take back \(undoable.count) steps.\n") }
      while true {
        switch await answer("retry, rollback, pause? ")?.lowercased() {
        case "retry", "r": return .retry
        case "rollback", "b": return .rollback
        case "pause", "p", nil: return .pause
        default: say("Type one of: retry, rollback, pause.\n")
        }
      }
    }
  }

  private func asking<Answer>(_ body: () async -> Answer) async -> Answer {
    board?.hold()
    let answer = await body()
    board?.release()
    return answer
  }

  private func say(_ text: String) { Terminal.write(text) }

  private func isYes(_ question: String) async -> Bool {
    ["y", "yes"].contains(await answer(question)?.lowercased() ?? "")
  }

  private func answer(_ question: String) async -> String? { await Terminal.ask(question) }
}

/// A manual step in words, in full.
enum ManualTaskText {
  static func text(_ task: ManualTask, _ language: Language) -> String {
    let title = task.isUndo ? task.step.undo?.title ?? task.step.title : task.step.title
    var text =
      "▌ \(VisibleText.line(title[language]))\n  \(task.step.id), for \(task.step.owner.identifier)\n\n"
    text += indented(task.instruction.text[language])
    for block in task.instruction.blocks {
      text += "\n  on \(VisibleText.line(block.device)):\n"
      if let notice = block.notice { text += indented(notice[language]) }
      for line in block.lines { text += "    \(VisibleText.line(line))\n" }
    }
    text += "\n  It worked when: \(VisibleText.line(task.check.expected[language]))\n"
    for command in task.check.commands {
      text += "    \(VisibleText.line(command.host))$ \(VisibleText.line(command.command))\n"
      text += "      \(VisibleText.line(command.expect[language]))\n"
    }
    return text
  }

  private static func indented(_ text: String) -> String {
    VisibleText.lines(text).map { "  \($0)\n" }.joined()
  }
}
