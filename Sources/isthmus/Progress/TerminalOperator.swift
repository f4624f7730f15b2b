import Diagnostics
import Execution
import JSON
import Runbook

/// The person at the terminal.
struct TerminalOperator: Operator {
  let language: Language
  let onFailure: SessionOptions.OnFailure
  let keyboard: Keyboard
  let board: LiveBoard?

  private var words: ProgressWords { ProgressWords(language) }

  func carryOut(_ task: ManualTask) async -> ManualAnswer {
    await asking(orElse: .later) {
      say("\n" + ManualTaskText.text(task, language, columns: Terminal.size.columns - 1) + "\n")
      let choices = "done, failed" + (task.isSkippable ? ", skip" : "") + ", later"
      while true {
        switch await answer("\(choices)? ")?.lowercased() {
        case "d", "done":
          var outputs = JSONObject()
          for input in task.isUndo ? [] : task.inputs {
            guard let value = await answer("  \(input.prompt?[language] ?? input.name): "), !value.isEmpty
            else { return .later }
            outputs[input.name] = .string(value)
          }
          guard let note = await answer("  \(words.evidence): ") else { return .later }
          return .done(note: note, outputs: outputs)
        case "f", "failed":
          guard let note = await answer("  \(words.whatHappened): ") else { return .later }
          return .failed(note: note)
        case let word? where task.isSkippable && ["s", "skip"].contains(word):
          guard let note = await answer("  \(words.why): ") else { return .later }
          return .skip(note: note)
        case "l", "later", nil: return .later
        case "": board?.catchUp()
        default: say("\(words.typeOne(of: choices))\n")
        }
      }
    }
  }

  func confirm(_ step: Step) async -> Bool {
    await asking(orElse: false) {
      let what =
        switch step.action {
        case .apiCall(let call): call.operation
        case .manual, .wait: step.action.kind
        }
      let particulars = "\(step.id) · \(step.owner.identifier) · \(what)"
      let columns = Terminal.size.columns - 1
      let title = TextWrap.lines(
        "\(words.next)\(words.colon)\(VisibleText.line(step.title[language]))", columns: columns, rest: "  ")
      let lines =
        title + TextWrap.lines(VisibleText.line(particulars), columns: columns, first: "  ", rest: "  ")
      say("\n" + lines.map { $0 + "\n" }.joined())
      return ["y", "yes"].contains(await answer("\(words.goOn) [y/N] ")?.lowercased() ?? "")
    }
  }

  func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
    switch onFailure {
    case .rollback: return .rollback
    case .pause: return .pause
    case .ask: break
    }
    return await asking(orElse: .pause) {
      let columns = Terminal.size.columns - 1
      var lines = TextWrap.lines(
        VisibleText.line(step.title[language]), columns: columns, first: "✗ ", rest: "  ")
      lines += TextWrap.lines(
        VisibleText.line(failure.description), columns: columns, first: "  ", rest: "  ")
      lines.append("  " + words.explain(failure.code))
      if !undoable.isEmpty { lines.append("  " + words.wouldTakeBack(undoable.count)) }
      say("\n" + lines.map { $0 + "\n" }.joined() + "\n")
      let choices = "retry, rollback, pause"
      while true {
        switch await answer("\(choices)? ")?.lowercased() {
        case "retry", "r": return .retry
        case "rollback", "b": return .rollback
        case "pause", "p", nil: return .pause
        case "": board?.catchUp()
        default: say("\(words.typeOne(of: choices))\n")
        }
      }
    }
  }

  /// Has the terminal to itself while it asks; what was typed before is no answer.
  private func asking<Answer>(orElse absent: Answer, _ body: () async -> Answer) async -> Answer {
    guard !keyboard.isHungUp else { return absent }
    board?.hold()
    keyboard.forgetTyped()
    let answer = await body()
    board?.release()
    return answer
  }

  private func say(_ text: String) { Terminal.write(text) }

  private func answer(_ question: String) async -> String? { await keyboard.ask(question) }
}

/// A manual step in words, in full.
enum ManualTaskText {
  /// The words, in lines of so many columns; what is to be typed somewhere is never broken.
  static func text(_ task: ManualTask, _ language: Language, columns: Int) -> String {
    let words = ProgressWords(language)
    let title = task.isUndo ? task.step.undo?.title ?? task.step.title : task.step.title
    func wrapped(_ text: String, _ first: String, _ rest: String) -> [String] {
      TextWrap.lines(VisibleText.line(text), columns: columns, first: first, rest: rest)
    }
    func indented(_ text: String) -> [String] { VisibleText.lines(text).flatMap { wrapped($0, "  ", "  ") } }

    var lines = wrapped(title[language], "▌ ", "▌ ")
    lines += wrapped("\(task.step.id), for \(task.step.owner.identifier)", "  ", "  ") + [""]
    lines += indented(task.instruction.text[language])
    for block in task.instruction.blocks {
      lines += [""] + wrapped(words.on(VisibleText.line(block.device)), "  ", "  ")
      if let notice = block.notice { lines += indented(notice[language]) }
      lines += block.lines(in: language).map { "    \(VisibleText.line($0))" }
    }
    lines += [""] + wrapped(words.workedWhen + task.check.expected[language], "  ", "  ")
    for command in task.check.commands {
      lines.append("    \(VisibleText.line(command.host))$ \(VisibleText.line(command.command))")
      lines += wrapped(command.expect[language], "      ", "      ")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
