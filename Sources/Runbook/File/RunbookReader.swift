import CtyunAPI
public import JSON

/// Why a document is no runbook.
public struct RunbookError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where: `steps[3].action.parameters`.
  public let path: String
  /// What is wrong, completing the sentence after the path.
  public let message: String

  /// One sentence.
  public var description: String { path.isEmpty ? message : "\(path) \(message)" }
}

extension Runbook {
  /// Reads a runbook file's content.
  ///
  /// The shape is strict: every member that ``json`` writes is there with its type, and no other is. Whether the
  /// steps fit together is another question, which ``problems()`` answers.
  ///
  /// - Throws: ``RunbookError`` for the first thing that does not fit.
  public init(json: JSONValue) throws(RunbookError) {
    let reader = ObjectReader(value: json, path: "")
    let object = try reader.object(["plan", "scenario", "region", "steps"])
    planDigest = try object.text("plan")
    scenario = try object.text("scenario")
    region = try object.text("region")
    steps = try object.list("steps") { element throws(RunbookError) in try Step(element) }
  }
}

extension Step {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object([
      "id", "phase", "kind", "owner", "resource", "title", "dependsOn", "action", "check", "undo", "impact",
      "impactReason", "reversible", "remains", "durationSeconds", "waitMostly", "skippable", "outputs",
    ])
    let action = try Action(object.member("action"))
    self.init(
      id: try object.text("id"),
      phase: try object.word("phase") { word in Phase.allCases.first { $0.identifier == word } },
      owner: try object.word("owner", Owner.init(identifier:)), resource: try object.text("resource"),
      title: try Text(object.member("title")),
      dependsOn: try object.list("dependsOn") { element throws(RunbookError) in try element.text() },
      action: action, check: try Check(object.member("check")),
      undo: try object.optional("undo") { value throws(RunbookError) in try Undo(value) },
      impact: try object.word("impact", Impact.init(rawValue:)),
      impactReason: try Text(object.member("impactReason")), isReversible: try object.truth("reversible"),
      remains: try object.optional("remains") { value throws(RunbookError) in try Text(value) },
      durationSeconds: try object.seconds("durationSeconds"), isWaitMostly: try object.truth("waitMostly"),
      isSkippable: try object.truth("skippable"),
      outputs: try object.list("outputs") { element throws(RunbookError) in try Output(element) })
    guard try object.text("kind") == action.kind else {
      throw RunbookError(path: object.path("kind"), message: "does not say the kind of the action")
    }
  }
}

extension Owner {
  /// Reads the form used in JSON.
  public init?(identifier: String) {
    if identifier == "carrier" {
      self = .carrier
    } else if identifier.hasPrefix("site:"), identifier.utf8.count > 5 {
      self = .siteEngineer(site: String(identifier.dropFirst(5)))
    } else if identifier.hasPrefix("account:"), identifier.utf8.count > 8 {
      self = .account(String(identifier.dropFirst(8)))
    } else {
      return nil
    }
  }
}

extension Text {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object(["en", "zh"])
    self.init(en: try object.text("en"), zh: try object.text("zh"))
  }
}

extension Action {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    switch reader.value["kind"]?.stringValue {
    case "api":
      let object = try reader.object(["kind", "operation", "account", "parameters"])
      self = .apiCall(try APICall(object))
    case "manual":
      let object = try reader.object(["kind", "text", "blocks"])
      self = .manual(
        Instruction(
          text: try Text(object.member("text")),
          blocks: try object.list("blocks") { element throws(RunbookError) in
            try Instruction.Block(element)
          }))
    case "wait":
      let object = try reader.object(["kind", "call", "expectations", "text", "timeoutSeconds"])
      self = .wait(try Condition(object))
    default: throw RunbookError(path: reader.path, message: "must have a kind: api, manual or wait")
    }
  }
}

extension APICall {
  fileprivate init(_ object: ObjectReader.Members) throws(RunbookError) {
    let parameters = try object.member("parameters")
    guard case .object(let members) = parameters.value else {
      throw RunbookError(path: parameters.path, message: "must be an object")
    }
    self.init(
      operation: try object.text("operation"), account: try object.text("account"), parameters: members)
  }
}

extension Condition {
  fileprivate init(_ object: ObjectReader.Members) throws(RunbookError) {
    let call = try object.member("call").object(["operation", "account", "parameters"])
    self.init(
      call: try APICall(call),
      expectations: try object.list("expectations") { element throws(RunbookError) in
        try ReplyExpectation(element)
      },
      text: try Text(object.member("text")), timeoutSeconds: try object.seconds("timeoutSeconds"))
  }
}

extension ReplyExpectation {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object(["path", "comparison", "value"])
    self.init(
      path: try object.replyPath("path"),
      comparison: try object.word("comparison", Comparison.init(rawValue:)),
      value: try object.member("value").value)
  }
}

extension Instruction.Block {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object(["device", "syntax", "lines", "notice", "heading"])
    self.init(
      device: try object.text("device"), syntax: try object.text("syntax"),
      lines: try object.list("lines") { element throws(RunbookError) in try element.text() },
      notice: try object.optional("notice") { value throws(RunbookError) in try Text(value) },
      heading: try object.optional("heading") { value throws(RunbookError) in try Text(value) })
  }
}

extension Check {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object(["text", "expected", "condition", "commands"])
    self.init(
      text: try Text(object.member("text")), expected: try Text(object.member("expected")),
      condition: try object.optional("condition") { value throws(RunbookError) in
        let members = try value.object(["call", "expectations", "text", "timeoutSeconds"])
        return try Condition(members)
      },
      commands: try object.list("commands") { element throws(RunbookError) in
        let members = try element.object(["host", "command", "expect"])
        return Command(
          host: try members.text("host"), command: try members.text("command"),
          expect: try Text(members.member("expect")))
      })
  }
}

extension Undo {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object(["title", "action", "check", "durationSeconds"])
    self.init(
      title: try Text(object.member("title")), action: try Action(object.member("action")),
      check: try Check(object.member("check")), durationSeconds: try object.seconds("durationSeconds"))
  }
}

extension Output {
  fileprivate init(_ reader: ObjectReader) throws(RunbookError) {
    let object = try reader.object(["name", "source", "path", "prompt"])
    let name = try object.text("name")
    let source = try object.word("source", Source.init(rawValue:))
    let path = try object.member("path")
    let prompt = try object.optional("prompt") { value throws(RunbookError) in try Text(value) }
    switch (source, path.value, prompt) {
    case (.operatorInput, .null, let prompt?): self.init(name: name, prompt: prompt)
    case (.action, _, nil), (.check, _, nil):
      self.init(name: name, source: source, path: try object.replyPath("path"))
    default:
      throw RunbookError(
        path: reader.path, message: "must have a prompt when the operator enters it, and a path otherwise")
    }
  }
}
