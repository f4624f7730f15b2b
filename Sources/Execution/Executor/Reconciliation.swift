import CtyunAPI
import JSON
import Runbook

/// How one finds out what became of a call that nobody answered, and what is looked at before the first sending.
///
/// This is the only place where that is decided. It follows from what the contract says about the operation
/// (`Operation.idempotency`) and from the step's check:
///
/// | the contract says | before the first sending | after an ambiguous one |
/// |---|---|---|
/// | client token | nothing | send again with the same token: the cloud answers with the order it has |
/// | natural key | look; what stands there is a conflict, or for a relation (a line bound to a gateway) simply so | look and compare: equal is success, different a question for a person, nothing (seen several times) means: send again |
/// | natural (settings, removals by id) | nothing | send again |
/// | nothing, or a key that the check cannot look up | nothing | a person has to look |
enum Reconciliation: Sendable, Equatable {
  /// Sending again is harmless.
  case sendAgain
  /// The step's check finds the thing by its natural key.
  case lookUp(StepCondition)
  /// Only a person can tell.
  case ask

  /// How a step's action is reconciled.
  init(_ operation: CtyunAPI.Operation, of step: Step) {
    if !operation.isMutating {
      self = .sendAgain
      return
    }
    switch operation.idempotency {
    case .clientToken, .natural: self = .sendAgain
    case .naturalKey:
      // A check that asks for the thing by an id which only the lost reply could tell finds nothing.
      if let condition = step.check.condition, !condition.refers(to: step.id) {
        self = .lookUp(condition)
      } else {
        self = .ask
      }
    case .none: self = .ask
    }
  }
}

/// What a look by natural key found.
enum Finding: Sendable, Equatable {
  /// Nothing of that key.
  case absent
  /// What was asked for.
  case equal
  /// Something of that key that is not what was asked for.
  case different(expected: String, found: String)

  /// Compares a reply with what a call asked for.
  ///
  /// - Parameters:
  ///   - expectations: those of the step's check, references resolved.
  ///   - arguments: the call's, references resolved.
  init(
    _ document: JSONValue, _ expectations: [ReplyExpectation], _ operation: CtyunAPI.Operation,
    _ arguments: JSONObject
  ) {
    let judgements = expectations.map { $0.judge(document) }
    for case .different(let expected, let found) in judgements {
      self = .different(expected: expected, found: found)
      return
    }
    let row = Self.row(in: document, expectations, operation, arguments)
    let missing = judgements.first { $0 != .holds }
    if case .absent(let expected)? = missing {
      // Half of it, or a thing of that name without what was asked for.
      let isHalf = judgements.contains(.holds)
      self = isHalf || row != nil ? .different(expected: expected, found: "nothing there") : .absent
      return
    }
    if let row, let (expected, found) = Self.difference(arguments, operation, row) {
      self = .different(expected: expected, found: found)
      return
    }
    self = .equal
  }

  /// The row of a list that has the call's natural key; nil when none does, or the check looks elsewhere.
  private static func row(
    in document: JSONValue, _ expectations: [ReplyExpectation], _ operation: CtyunAPI.Operation,
    _ arguments: JSONObject
  ) -> JSONValue? {
    guard case .naturalKey(let names) = operation.idempotency else { return nil }
    let keys = names.compactMap { arguments[$0] }
    for expectation in expectations {
      var prefix = ResultPath?.none
      for step in expectation.path.steps {
        switch step {
        case .member(let name): prefix = prefix?.member(name) ?? ResultPath(members: name)
        case .index(let index): prefix = prefix?.element(index)
        case .matching(let matches):
          prefix = prefix?.element(matching: matches)
          let isKey = matches.contains { match in keys.contains { $0.lists(.string(match.text)) } }
          guard isKey else { break }
          return prefix?.value(in: document)
        }
        if case .matching = step { break }
      }
    }
    return nil
  }

  /// The first argument that the row shows under the same name with another value. Who asked and what was noted
  /// down is no part of the thing.
  private static func difference(
    _ arguments: JSONObject, _ operation: CtyunAPI.Operation, _ row: JSONValue
  ) -> (expected: String, found: String)? {
    let ignored: Set = ["regionID", "resourcePool", "account", "description", "clientToken"]
    for (name, value) in arguments where !ignored.contains(name) {
      guard let asked = value.scalarText, !asked.isEmpty,
        let found = ResultPath(members: name).value(in: row)?.scalarText, !found.isEmpty,
        found.plain != asked.plain
      else { continue }
      return ("\(name) = \(asked.bounded(300))", found.bounded(300))
    }
    return nil
  }
}

extension String {
  /// The same for all forms in which the cloud writes one value: flags as words or numbers, letters in either case.
  fileprivate var plain: String {
    switch lowercased() {
    case "true": "1"
    case "false": "0"
    case let text: text
    }
  }
}

extension CtyunAPI.Operation {
  /// Whether it makes a thing of its own, rather than a relation between things or a setting.
  var makesThing: Bool { name.hasPrefix("Add") || name.hasPrefix("Create") }
}

extension StepCondition {
  /// Whether it refers to what the step itself gives.
  func refers(to step: String) -> Bool {
    call.references.contains { $0.step == step }
      || expectations.contains { ResultReference(json: $0.value)?.step == step }
  }
}
