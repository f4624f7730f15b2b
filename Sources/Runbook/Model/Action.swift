public import CtyunAPI
public import JSON

/// What a step does. An action is data, so that a runbook can be read, compared, signed and run by the same file.
public enum Action: Sendable, Equatable {
  /// A call of the cloud's API.
  case apiCall(APICall)
  /// Something a person does.
  case manual(Instruction)
  /// A condition in the cloud that others bring about (a carrier lands a line, an order finishes).
  case wait(Condition)

  /// The form used in JSON: `api`, `manual`, `wait`.
  public var kind: String {
    switch self {
    case .apiCall: "api"
    case .manual: "manual"
    case .wait: "wait"
    }
  }
}

/// A call of one operation on behalf of one account.
public struct APICall: Sendable, Equatable {
  /// The operation's id in ``Operations`` (`vpc.CreateVpc`).
  public var operation: String
  /// The account that signs.
  public var account: String
  /// The parameters. A member that is known only later is a reference: `{"$result": {"step": …, "output": …}}`.
  /// `clientToken` never stands here: execution derives it from run and step.
  public var parameters: JSONObject

  /// Joins the parts.
  public init(operation: String, account: String, parameters: JSONObject) {
    self.operation = operation
    self.account = account
    self.parameters = parameters
  }
}

/// A reference to what an earlier step gave.
public struct ResultReference: Sendable, Hashable {
  /// The step's id.
  public var step: String
  /// The name of its output.
  public var output: String

  /// Joins step and output.
  public init(step: String, output: String) {
    self.step = step
    self.output = output
  }

  /// The JSON form that stands in parameters.
  public var json: JSONValue {
    ["$result": ["step": .string(step), "output": .string(output)]]
  }

  /// Reads the JSON form; nil when the value is no reference.
  public init?(json: JSONValue) {
    guard case .object(let object) = json, object.count == 1, let inner = object["$result"],
      case .object(let members) = inner, members.count == 2,
      let step = members["step"]?.stringValue, let output = members["output"]?.stringValue
    else { return nil }
    self.init(step: step, output: output)
  }
}

/// A value that a step gives to later ones.
public struct Output: Sendable, Hashable {
  /// Where the value comes from.
  public enum Source: String, Sendable {
    /// The reply of the action.
    case action
    /// The reply of the check, for operations whose reply carries no id.
    case check
    /// The person who did the manual step enters it.
    case operatorInput = "operator"
  }

  /// Its name, such as `vpcID`.
  public var name: String
  /// Where it comes from.
  public var source: Source
  /// The path into the reply; nil for what a person enters.
  public var path: ResultPath?
  /// What a person is asked for; nil for replies.
  public var prompt: Text?

  /// A value out of a reply.
  public init(name: String, source: Source, path: ResultPath) {
    self.name = name
    self.source = source
    self.path = path
    self.prompt = nil
  }

  /// A value that a person enters.
  public init(name: String, prompt: Text) {
    self.name = name
    self.source = .operatorInput
    self.path = nil
    self.prompt = prompt
  }
}

/// Something a person does, in full.
public struct Instruction: Sendable, Equatable {
  /// What to do, in Markdown without headings.
  public var text: Text
  /// What to type, verbatim and the same in every language but for headings.
  public var blocks: [Block]

  /// Joins text and blocks.
  public init(text: Text, blocks: [Block] = []) {
    self.text = text
    self.blocks = blocks
  }

  /// Lines to type on one device.
  public struct Block: Sendable, Equatable {
    /// Where they are typed (`ce1 (Huawei VRP)`).
    public var device: String
    /// The language for highlighting, or `text`.
    public var syntax: String
    /// The lines.
    public var lines: [String]
    /// What must be known before typing; nil when nothing.
    public var notice: Text?
    /// The line above a table's rows, which names its columns; nil for what is typed.
    public var heading: Text?

    /// Joins the parts.
    public init(
      device: String, syntax: String = "text", lines: [String], notice: Text? = nil, heading: Text? = nil
    ) {
      self.device = device
      self.syntax = syntax
      self.lines = lines
      self.notice = notice
      self.heading = heading
    }

    /// The lines as they read in a language: remarks among what is typed are translated.
    public func lines(in language: Language) -> [String] { lines.map { RouterText.line($0, language) } }
  }
}

/// A condition on what the cloud answers to a read.
public struct Condition: Sendable, Equatable {
  /// The read.
  public var call: APICall
  /// What must hold of its reply; all of them.
  public var expectations: [ReplyExpectation]
  /// In words.
  public var text: Text
  /// Seconds to wait before giving up.
  public var timeoutSeconds: Int

  /// Joins the parts.
  public init(call: APICall, expectations: [ReplyExpectation], text: Text, timeoutSeconds: Int) {
    self.call = call
    self.expectations = expectations
    self.text = text
    self.timeoutSeconds = timeoutSeconds
  }
}

/// What one place of a reply must hold.
public struct ReplyExpectation: Sendable, Equatable {
  /// How it is compared.
  public enum Comparison: String, Sendable {
    /// Equal to the value; references are resolved first; text and number forms of a number are the same.
    case equals
    /// The place holds something that is not null and not empty.
    case present
    /// The place does not exist, or is null or empty.
    case absent
    /// The list at the place, or its comma-joined text, holds the value.
    case contains
  }

  /// The place.
  public var path: ResultPath
  /// How it is compared.
  public var comparison: Comparison
  /// With what; null for ``Comparison/present`` and ``Comparison/absent``.
  public var value: JSONValue

  /// Joins the parts.
  public init(path: ResultPath, comparison: Comparison, value: JSONValue = .null) {
    self.path = path
    self.comparison = comparison
    self.value = value
  }
}

/// How one sees that a step worked.
public struct Check: Sendable, Equatable {
  /// What to look at, and what must be seen, in words.
  public var text: Text
  /// The expected result, in words.
  public var expected: Text
  /// A read with conditions, for steps the cloud can answer for.
  public var condition: Condition?
  /// Commands to type and their expected answers, for steps people answer for.
  public var commands: [Command]

  /// Joins the parts.
  public init(text: Text, expected: Text, condition: Condition? = nil, commands: [Command] = []) {
    self.text = text
    self.expected = expected
    self.condition = condition
    self.commands = commands
  }

  /// A command with its expected answer.
  public struct Command: Sendable, Equatable {
    /// Where it is typed.
    public var host: String
    /// The command.
    public var command: String
    /// What it must answer.
    public var expect: Text

    /// Joins the parts.
    public init(host: String, command: String, expect: Text) {
      self.host = host
      self.command = command
      self.expect = expect
    }
  }
}

/// How a step is taken back.
public struct Undo: Sendable, Equatable {
  /// What it does, in the imperative.
  public var title: Text
  /// What is done.
  public var action: Action
  /// How one sees that it is gone.
  public var check: Check
  /// How long it usually takes.
  public var durationSeconds: Int

  /// Joins the parts.
  public init(title: Text, action: Action, check: Check, durationSeconds: Int) {
    self.title = title
    self.action = action
    self.check = check
    self.durationSeconds = durationSeconds
  }
}
