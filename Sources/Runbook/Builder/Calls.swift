import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

extension RunbookBuilder {
  /// A call in the plan's resource pool.
  func call(
    _ operation: String, by account: String, _ parameters: @autoclosure () -> JSONObject
  ) -> APICall {
    guard !isSkeleton else { return APICall(operation: operation, account: account, parameters: [:]) }
    var all: JSONObject = ["regionID": .string(plan.region)]
    for (key, value) in parameters() { all[key] = value }
    return APICall(operation: operation, account: account, parameters: all)
  }

  /// A check that reads and compares.
  func check(
    _ text: @autoclosure () -> Text, _ expected: @autoclosure () -> Text, _ call: @autoclosure () -> APICall,
    _ expectations: @autoclosure () -> [ReplyExpectation], timeoutSeconds: Int = Self.checkTimeout
  ) -> Check {
    guard !isSkeleton else { return .blank }
    let expected = expected()
    return Check(
      text: text(), expected: expected,
      condition: Condition(
        call: call(), expectations: expectations(), text: expected, timeoutSeconds: timeoutSeconds))
  }

  /// An undo by one call.
  func undo(
    _ title: @autoclosure () -> Text, _ call: @autoclosure () -> APICall, gone: @autoclosure () -> Check,
    seconds: Int = Self.callSeconds
  ) -> Undo {
    Undo(
      title: isSkeleton ? .blank : title(), action: .apiCall(call()), check: isSkeleton ? .blank : gone(),
      durationSeconds: seconds)
  }

  /// The cloud answers within seconds; a few of its parts lag behind their own replies.
  static let checkTimeout = 120
  /// How long a call and its check usually take.
  static let callSeconds = 5
  /// The largest page of a list; execution walks through the pages that an operation declares.
  static let fullPage: JSONValue = .integer(Int64(Paging.maximumSize))

  /// The e-mail address of an account; asked for when the scenario gives none.
  func email(of account: String) -> JSONValue {
    if let email = index.accounts[account]?.email, !email.isEmpty { return .string(email) }
    return ResultReference(step: Self.preparation(of: account), output: "email").json
  }

  /// The number of an account; asked for when the scenario gives none.
  func number(of account: String) -> JSONValue {
    if let id = index.accounts[account]?.id, !id.isEmpty { return .string(id) }
    return ResultReference(step: Self.preparation(of: account), output: "accountID").json
  }

  /// The step that makes an account ready.
  static func preparation(of account: String) -> String { ResourceID.account(account) + "/prepare" }

  /// The id of a thing; an empty text, which every check of parameters refuses, when the plan lacks it.
  func id(_ resource: String) -> JSONValue { handles[resource]?.id ?? .string("") }

  /// The step after which a thing is there.
  func ready(_ resource: String) -> [String] { handles[resource].map { [$0.step] } ?? [] }
}

extension Text {
  /// What stands in a skeleton for any text.
  static let blank = Text(en: "", zh: "")
}

extension Check {
  /// What stands in a skeleton for any check.
  static let blank = Check(text: .blank, expected: .blank)
}

/// Places in replies that several steps look at.
enum Place {
  static let returnObj = ResultPath(members: "returnObj")
  static let statusCode = ResultPath(members: "statusCode")

  static func member(_ name: String) -> ResultPath { ResultPath(members: "returnObj", name) }
  static func row(_ list: String, _ matches: [(String, String)]) -> ResultPath {
    ResultPath(members: "returnObj", list).row(matches)
  }
}

extension ResultPath {
  /// The first element of which all of these hold.
  func row(_ matches: [(String, String)]) -> ResultPath {
    element(matching: matches.map { Match($0.0, $0.1) })
  }
}

extension ReplyExpectation {
  static func equals(_ path: ResultPath, _ value: JSONValue) -> Self {
    Self(path: path, comparison: .equals, value: value)
  }
  static func present(_ path: ResultPath) -> Self { Self(path: path, comparison: .present) }
  static func absent(_ path: ResultPath) -> Self { Self(path: path, comparison: .absent) }
  static func contains(_ path: ResultPath, _ value: JSONValue) -> Self {
    Self(path: path, comparison: .contains, value: value)
  }
}

extension JSONValue {
  init(_ prefix: Prefix) { self = .string(prefix.description) }
  init(_ address: IPAddress) { self = .string(address.description) }
  init(_ prefixes: [Prefix]) { self = .array(prefixes.map { JSONValue($0) }) }
  init(_ number: Int) { self = .integer(Int64(number)) }
  init(_ port: UInt16) { self = .integer(Int64(port)) }
}

extension RunbookBuilder {
  /// Adds a step of one API call, owned by the account that signs it.
  mutating func addCall(
    _ id: String, _ phase: Phase, resource: String, title: @autoclosure () -> Text,
    after dependencies: [String],
    _ call: APICall, check: Check, undo: Undo?, impact: Impact = .none, reason: Text = CommonText.unusedYet,
    outputs: [Output] = [], remains: Text? = nil, seconds: Int = Self.callSeconds, isSkippable: Bool = false
  ) {
    add(
      Step(
        id: id, phase: phase, owner: .account(call.account), resource: resource,
        title: isSkeleton ? .blank : title(),
        dependsOn: dependencies, action: .apiCall(call), check: check, undo: undo, impact: impact,
        impactReason: reason, isReversible: true, remains: remains, durationSeconds: seconds,
        isSkippable: isSkippable, outputs: outputs))
  }

  /// Adds the step that reads a thing which stands already and compares it with the plan, and remembers the
  /// thing's id. Nothing is changed, so there is nothing to take back.
  mutating func addAdoption(
    _ resource: String, existing: String, _ phase: Phase, after dependencies: [String], _ call: APICall,
    _ expectations: [ReplyExpectation], outputs: [Output] = []
  ) {
    let step = resource + "/verify"
    addCall(
      step, phase, resource: resource, title: CommonText.verifyAdopted(resource, existing),
      after: dependencies, call,
      check: check(CommonText.readAndCompare, CommonText.adoptedMatches, call, expectations), undo: nil,
      reason: CommonText.onlyReads, outputs: outputs)
    handles[resource] = Handle(id: .string(existing), step: step)
  }

  /// Remembers that a step creates a thing and that its id is one of the step's outputs.
  mutating func remember(_ resource: String, step: String, output: String) {
    handles[resource] = Handle(id: ResultReference(step: step, output: output).json, step: step)
  }

  /// A step's own output, for its check and its undo.
  func own(_ step: String, _ output: String) -> JSONValue { ResultReference(step: step, output: output).json }
}
