import CtyunAPI
import JSON

/// The steps themselves: phase by phase, owner by owner.
extension RunbookDocument {
  func writeSteps(to writer: inout MarkdownWriter) {
    var operations: [String: String] = [:]
    var phases: [Phase] = []
    for group in index.groups where phases.last != group.phase { phases.append(group.phase) }
    var phase = 0
    for group in index.groups {
      if phase == 0 || phases[phase - 1] != group.phase {
        phase += 1
        writer.heading(
          2, word(DocumentSentences.phase(phase, phases.count, word(group.phase.title))),
          anchor: "phase-\(phase)")
      }
      writer.heading(3, name(group.owner))
      for place in group.steps { write(index.steps[place], at: place, operations: &operations, to: &writer) }
    }
  }

  private func write(
    _ step: Step, at place: Int, operations: inout [String: String], to writer: inout MarkdownWriter
  ) {
    writer.heading(4, "\(place + 1). \(inline(step.title))", anchor: index.anchor(at: place))
    writer.lines(["- [ ] " + word(DocumentSentences.doneBy)])
    writer.table(
      [word(DocumentText.stepID), MarkdownText.code(step.id)], fields(of: step))

    write(step.action, DocumentText.action, of: step, operations: &operations, to: &writer)
    if !step.checksByWaiting {
      write(step.check, DocumentText.check, of: step, operations: &operations, to: &writer)
    }
    guard let undo = step.undo else {
      let sentence = step.isReversible ? DocumentSentences.noUndoNeeded : DocumentSentences.noUndo
      writer.paragraph(labelled(DocumentText.undo, word(sentence)))
      return
    }
    let sentence = DocumentSentences.withDuration(inline(undo.title), duration(undo.durationSeconds))
    writer.paragraph(labelled(DocumentText.undo, word(sentence)))
    write(undo.action, nil, of: step, operations: &operations, to: &writer)
    write(undo.check, DocumentText.undoCheck, of: step, operations: &operations, to: &writer)
  }

  private func fields(of step: Step) -> [[String]] {
    var rows = [[word(DocumentText.owner), name(step.owner)]]
    let before = step.dependsOn.compactMap(index.place(of:)).sorted()
    if !before.isEmpty {
      rows.append([
        word(DocumentText.after),
        before.count > 4
          ? index.links(to: before)
          : before.map { index.titledLink(to: $0, language) }.joined(separator: "<br>"),
      ])
    }
    rows.append([
      word(DocumentText.impact),
      "**\(word(step.impact.title))**\(word(DocumentText.colon))\(cell(step.impactReason))",
    ])
    var time = duration(step.durationSeconds)
    if step.isWaitMostly { time += word(DocumentText.clause) + word(DocumentText.mostlyWaiting) }
    rows.append([word(DocumentText.duration), time])
    var reversible = yesNo(step.isReversible)
    if step.isReversible, step.undo == nil {
      reversible += word(DocumentText.clause) + word(DocumentText.nothingToUndo)
    }
    if step.isSkippable { reversible += word(DocumentText.clause) + word(DocumentText.skippable) }
    rows.append([word(DocumentText.reversible), reversible])
    if let remains = step.remains { rows.append([word(DocumentText.remains), cell(remains)]) }
    if !step.outputs.isEmpty {
      let outputs = step.outputs.map { output in
        MarkdownText.code(output.name) + (output.prompt.map { word(DocumentText.colon) + cell($0) } ?? "")
      }
      rows.append([word(DocumentText.gives), outputs.joined(separator: "<br>")])
    }
    return rows
  }

  // MARK: Actions

  private func write(
    _ action: Action, _ label: Text?, of step: Step, operations: inout [String: String],
    to writer: inout MarkdownWriter
  ) {
    func head(_ markdown: String) -> String { label.map { labelled($0, markdown) } ?? markdown }
    switch action {
    case .apiCall(let call):
      let sentence = DocumentSentences.apiCall(
        operation(call.operation, &operations), MarkdownText.code(call.account))
      let sources = write(call, head(word(sentence)), of: step, to: &writer)
      writer.bullets(
        sources.list.map { source in
          word(
            DocumentSentences.comesFrom(
              MarkdownText.code(source.output), index.titledLink(to: source.place, language)))
        })
    case .manual(let instruction):
      let lines = MarkdownText.block(instruction.text[language])
      if let label { writer.paragraph(labelled(label, lines.count == 1 ? lines[0] : "")) }
      if label == nil || lines.count > 1 { writer.lines(lines) }
      for block in instruction.blocks {
        writer.paragraph("**\(MarkdownText.cell(block.device))**")
        // An undo, which has no label, is typed on the same device: what was said of the action holds.
        if let notice = block.notice, label != nil || !step.action.says(notice) {
          writer.notice(inline(notice))
        }
        writer.fence(
          (block.heading.map { [$0[language]] } ?? []) + block.lines(in: language), syntax: block.syntax)
      }
    case .wait(let condition):
      writer.paragraph(
        head(
          inline(condition.text) + " "
            + word(DocumentSentences.waitAtMost(duration(condition.timeoutSeconds)))))
      write(condition, of: step, operations: &operations, to: &writer)
    }
  }

  /// A call: one line with its parameters when they are short, else a block. Gives the results it refers to.
  @discardableResult
  private func write(
    _ call: APICall, _ sentence: String, of step: Step, to writer: inout MarkdownWriter
  ) -> ResultSources {
    var sources = ResultSources()
    let parameters = readable(.object(call.parameters), of: step, sources: &sources)
    let short = parameters.text(pretty: false)
    if short.utf8.count <= 100 {
      writer.paragraph(sentence + word(DocumentText.colon) + MarkdownText.code(short))
    } else {
      writer.paragraph(sentence + (language == .zh ? "：" : ":"))
      writer.fence(
        parameters.text().utf8.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) },
        syntax: "json")
    }
    return sources
  }

  /// `vpc.CreateVpc` with verb and path, where the operation is declared.
  private func operation(_ id: String, _ known: inout [String: String]) -> String {
    if let text = known[id] { return text }
    var text = MarkdownText.code(id)
    if let operation = Operations.named(id) {
      text += " (" + MarkdownText.code("\(operation.method.rawValue) \(operation.path)") + ")"
    }
    known[id] = text
    return text
  }

  /// Parameters with their references in words; `sources` gets the results of other steps, each once.
  ///
  /// Parameters are a few levels deep by the contract.
  private func readable(
    _ value: JSONValue, of step: Step, sources: inout ResultSources
  ) -> JSONValue {
    if let reference = ResultReference(json: value) {
      if reference.step == step.id { return .string(word(DocumentSentences.ownResult(reference.output))) }
      guard let place = index.place(of: reference.step) else {
        return .string(word(DocumentSentences.resultOf(reference.output, reference.step)))
      }
      sources.add(reference, place: place)
      return .string(word(DocumentSentences.resultOf(reference.output, "\(place + 1)")))
    }
    if let secret = SecretReference(json: value) {
      return .string(secret.placeholder)
    }
    switch value {
    case .array(let elements):
      return .array(elements.map { readable($0, of: step, sources: &sources) })
    case .object(var object):
      for (key, value) in object { object[key] = readable(value, of: step, sources: &sources) }
      return .object(object)
    default: return value
    }
  }

  // MARK: Checks

  private func write(
    _ check: Check, _ label: Text, of step: Step, operations: inout [String: String],
    to writer: inout MarkdownWriter
  ) {
    writer.paragraph(labelled(label, inline(check.text)))
    if let condition = check.condition { write(condition, of: step, operations: &operations, to: &writer) }
    writer.table(
      columns(DocumentText.host, DocumentText.command, DocumentText.expected),
      check.commands.map { [MarkdownText.cell($0.host), MarkdownText.command($0.command), cell($0.expect)] })
    writer.paragraph(labelled(DocumentText.expected, inline(check.expected)))
  }

  private func write(
    _ condition: Condition, of step: Step, operations: inout [String: String], to writer: inout MarkdownWriter
  ) {
    let sentence = DocumentSentences.read(
      operation(condition.call.operation, &operations), MarkdownText.code(condition.call.account))
    write(condition.call, word(sentence), of: step, to: &writer)
    let sentences = condition.expectations.map { word(self.sentence(of: $0, step)) }
    if sentences.count == 1 {
      writer.paragraph(word(DocumentSentences.thisHolds(sentences[0])))
    } else if sentences.count > 1 {
      writer.paragraph(word(DocumentSentences.everythingHolds))
      writer.bullets(sentences)
    }
  }

  private func sentence(of expectation: ReplyExpectation, _ step: Step) -> Text {
    let path = MarkdownText.code(expectation.path.description)
    var sources = ResultSources()
    let wanted = readable(expectation.value, of: step, sources: &sources)
    let value = MarkdownText.code(wanted.stringValue ?? wanted.text(pretty: false))
    switch expectation.comparison {
    case .equals: return DocumentSentences.equals(path, value)
    case .present: return DocumentSentences.present(path)
    case .absent: return DocumentSentences.absent(path)
    case .contains: return DocumentSentences.contains(path, value)
    }
  }
}

extension Step {
  /// Whether its check would only repeat the read that it waits on.
  fileprivate var checksByWaiting: Bool {
    guard case .wait(let condition) = action, check.commands.isEmpty, let checked = check.condition else {
      return false
    }
    return condition.call == checked.call && condition.expectations == checked.expectations
  }
}

extension Action {
  /// Whether one of its blocks carries that notice.
  fileprivate func says(_ notice: Text) -> Bool {
    guard case .manual(let instruction) = self else { return false }
    return instruction.blocks.contains { $0.notice == notice }
  }
}

/// Results of other steps that a call refers to, each once, in the order in which they stand.
struct ResultSources {
  private(set) var list: [(output: String, place: Int)] = []
  private var known: Set<ResultReference> = []

  mutating func add(_ reference: ResultReference, place: Int) {
    if known.insert(reference).inserted { list.append((reference.output, place)) }
  }
}
