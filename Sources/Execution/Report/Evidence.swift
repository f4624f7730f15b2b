import Digests
public import JSON
public import Runbook

/// What a run leaves for an auditor: who did what, when, with which request, and what the check said. Made from the
/// journal alone, readable without Isthmus, and without secrets, because the journal holds none.
public struct Evidence: Sendable {
  /// One thing that happened.
  struct Line: Sendable {
    let moment: Moment
    let event: JournalEvent
  }

  private let ledger: Ledger
  private let sessions: [(moment: Moment, mark: RunMark)]
  private let lines: [String: [Line]]
  private let digest: String

  /// The evidence of a run; its chain of digests is followed.
  ///
  /// - Throws: ``JournalError`` when the journal cannot be read or was changed.
  public init(_ store: JournalStore, run: RunID) throws(JournalError) {
    var sessions: [(moment: Moment, mark: RunMark)] = []
    var lines: [String: [Line]] = [:]
    let loaded = try store.loadWithChain(run) { entry in
      switch entry.content {
      case .run(let mark): sessions.append((entry.moment, mark))
      case .step(let id, let event): lines[id, default: []].append(Line(moment: entry.moment, event: event))
      }
    }
    ledger = loaded.ledger
    digest = hex(loaded.chain.last)
    self.sessions = sessions
    self.lines = lines
  }

  /// The document for people.
  public func markdown(_ language: Language = .en) -> String {
    let header = ledger.header
    let words = EvidenceWords(language)
    var text = "# \(words.title): \(header.scenario)\n\n"
    text += "| | |\n|---|---|\n"
    for (name, value) in [
      (words.run, header.id.text), (words.state, state), (words.region, header.region),
      (words.cloud, header.endpointURL ?? words.realCloud), (words.who, header.who),
      (words.began, header.began.description), (words.program, "Isthmus \(header.program)"),
      (words.plan, "`\(header.planDigest)`"),
      (words.lock, header.lockDigest.isEmpty ? "–" : "`\(header.lockDigest)`"),
      (words.runbook, "`\(header.runbookDigest)` (\(header.chain.rawValue))"),
      (words.journal, "`\(digest)` (\(header.chain.rawValue), \(ledger.count))"),
    ] { text += "| \(name) | \(Self.cell(value)) |\n" }

    text += "\n## \(words.sessions)\n\n| \(words.when) | \(words.what) |\n|---|---|\n"
    for (moment, mark) in sessions { text += "| \(moment) | \(Self.cell(Self.sentence(mark))) |\n" }

    text += "\n## \(words.steps)\n"
    for (index, step) in ledger.runbook.steps.enumerated() {
      let status = ledger.statuses[index]
      text += "\n### \(index + 1). \(Self.cell(step.title[language]))\n\n"
      text += "`\(step.id)` – \(step.owner.identifier) – **\(status.word)**"
      if let requestID = status.requestID { text += " – \(words.request) `\(Self.code(requestID))`" }
      text += "\n"
      let happened = lines[step.id] ?? []
      if happened.isEmpty { continue }
      text += "\n| \(words.when) | \(words.what) | |\n|---|---|---|\n"
      for line in happened {
        text += "| \(line.moment) | \(line.event.name) | \(Self.cell(Self.details(line.event))) |\n"
      }
      if case .succeeded = status.stage {
        text += "\n\(words.check): \(Self.cell(step.check.expected[language]))\n"
      }
    }
    return text
  }

  /// The document for programs.
  public var json: JSONValue {
    let header = ledger.header
    return [
      "run": .string(header.id.text), "scenario": .string(header.scenario), "state": .string(state),
      "region": .string(header.region), "endpointURL": header.endpointURL.map { .string($0) } ?? .null,
      "who": .string(header.who), "began": .string(header.began.description),
      "program": .string(header.program), "planDigest": .string(header.planDigest),
      "lockDigest": .string(header.lockDigest), "runbookDigest": .string(header.runbookDigest),
      "hash": .string(header.chain.rawValue), "journalDigest": .string(digest),
      "journalEntries": .integer(Int64(ledger.count)),
      "sessions": .array(
        sessions.map { moment, mark in
          ["at": .string(moment.description), "what": .string(Self.sentence(mark))]
        }),
      "steps": .array(
        ledger.runbook.steps.enumerated().map { index, step in
          let status = ledger.statuses[index]
          return [
            "id": .string(step.id), "title": ["en": .string(step.title.en), "zh": .string(step.title.zh)],
            "owner": .string(step.owner.identifier), "status": .string(status.word),
            "generation": .integer(Int64(status.generation)),
            "request": status.requestID.map { .string($0) } ?? .null,
            "expected": ["en": .string(step.check.expected.en), "zh": .string(step.check.expected.zh)],
            "outputs": .object(status.outputs),
            "events": .array(
              (lines[step.id] ?? []).map { line in
                var object: JSONObject = [
                  "at": .string(line.moment.description), "event": .string(line.event.name),
                ]
                for (name, value) in line.event.particulars { object[name] = value }
                return .object(object)
              }),
          ]
        }),
    ]
  }

  private var state: String {
    ledger.state.map { "\($0.standing.rawValue) (\($0.direction.rawValue))" } ?? "new"
  }

  private static func sentence(_ mark: RunMark) -> String {
    switch mark {
    case .began(let direction, let command, let who): "\(command) (\(direction.rawValue)), \(who)"
    case .ended(let standing, let reason): standing.rawValue + (reason.map { ": \($0)" } ?? "")
    }
  }

  private static func details(_ event: JournalEvent) -> String {
    event.particulars.map { name, value in
      "\(name): \(value.stringValue ?? value.text(pretty: false))"
    }.joined(separator: "; ")
  }

  /// A text in a table: on one line, and nothing in it is markup.
  private static func cell(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|", "*", "_", "<", ">", "[", "]", "\\", "#": result += "\\\(character)"
      case "\n", "\r", "\r\n", "\t": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// A text between back quotes.
  private static func code(_ text: String) -> String { text.filter { $0 != "`" && !$0.isNewline } }
}

/// What the document calls things.
private struct EvidenceWords {
  let title, run, state, region, cloud, realCloud, who, began, program, plan, lock, runbook, journal: String
  let sessions, steps, when, what, request, check: String

  init(_ language: Language) {
    switch language {
    case .en:
      title = "Evidence"
      run = "Run"
      state = "State"
      region = "Resource pool"
      cloud = "Cloud"
      realCloud = "CTyun"
      who = "Begun by"
      began = "Begun"
      program = "Program"
      plan = "Digest of the plan"
      lock = "Digest of the lock file"
      runbook = "Digest of the runbook"
      journal = "Digest of the journal, entries"
      sessions = "Sessions"
      steps = "Steps"
      when = "When"
      what = "What"
      request = "request"
      check = "Check held"
    case .zh:
      title = "执行记录"
      run = "执行编号"
      state = "状态"
      region = "资源池"
      cloud = "云平台"
      realCloud = "天翼云"
      who = "发起人"
      began = "开始时间"
      program = "程序"
      plan = "计划摘要"
      lock = "锁定文件摘要"
      runbook = "操作手册摘要"
      journal = "日志摘要，条数"
      sessions = "会话"
      steps = "步骤"
      when = "时间"
      what = "事件"
      request = "请求"
      check = "检查通过"
    }
  }
}
