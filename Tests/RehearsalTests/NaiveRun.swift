import CtyunAPI
import Emulator
import JSON
import Rehearsal
import Runbook
import Synchronization

import struct Runbook.Condition

/// The simplest thing that carries a runbook out: one step after the other, straight on the cloud's engine, without
/// wire, journal or faults. It shares no code with the executor, so that it can tell what an undisturbed run leaves
/// behind.
struct NaiveRun {
  let runbook: Runbook
  let people: StandIn
  var wire: EmulatedWire
  private var outputs: [ResultReference: JSONValue] = [:]
  private let clock: Clock
  private var done: [Step] = []

  /// Moves by a second with every call.
  final class Clock: Sendable {
    private let seconds = Atomic<Int64>(0)
    var now: EmulatorInstant {
      EmulatorInstant.start.advanced(byMilliseconds: seconds.load(ordering: .relaxed) * 1_000)
    }
    func tick() { seconds.add(1, ordering: .relaxed) }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  init(_ planned: Planned, progressions: [Progression.Subject: Progression] = [:]) throws {
    runbook = planned.runbook
    let clock = Clock()
    self.clock = clock
    wire = EmulatedWire(
      try Seeding.cloud(for: planned.plan, profile: planned.profile, progressions: progressions),
      now: { clock.now })
    people = StandIn(plan: planned.plan)
  }

  /// Does every step and looks at its check.
  mutating func apply(in order: [Step]? = nil) throws(Failure) {
    for step in order ?? runbook.steps { try perform(step) }
  }

  /// Takes everything back, last step first.
  mutating func rollBack(in order: [Step]? = nil) throws(Failure) {
    let own = Set(done.map(\.id))
    for step in order ?? done.reversed() where own.contains(step.id) {
      guard let undo = step.undo else { continue }
      switch undo.action {
      case .apiCall(let call): _ = try settled(call, "the undo of \(step.id)")
      case .manual: people.perform(step, isUndo: true, in: &wire)
      case .wait(let condition): _ = try wait(condition, "the undo of \(step.id)")
      }
      if let condition = undo.check.condition {
        _ = try wait(condition, "the check of the undo of \(step.id)")
      }
    }
    done = []
  }

  /// An order that the graph of the steps allows, and that is as far from the runbook's as chance makes it.
  static func shuffled(_ steps: [Step], using random: inout some RandomNumberGenerator) -> [Step] {
    var waiting = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0.dependsOn.count) })
    var dependants: [String: [Step]] = [:]
    for step in steps { for id in step.dependsOn { dependants[id, default: []].append(step) } }
    var ready = steps.filter(\.dependsOn.isEmpty)
    var order: [Step] = []
    while !ready.isEmpty {
      let step = ready.remove(at: Int.random(in: ready.indices, using: &random))
      order.append(step)
      for dependant in dependants[step.id] ?? [] {
        waiting[dependant.id, default: 0] -= 1
        if waiting[dependant.id] == 0 { ready.append(dependant) }
      }
    }
    return order
  }

  private mutating func perform(_ step: Step) throws(Failure) {
    if case .apiCall = step.action, let condition = step.check.condition, step.undo != nil,
      let found = try? look(condition, step.id), try holds(condition, in: found)
    {
      // It stands there already: a reverse service, for example, brings a transit address along.
      return try take(.check, of: step, from: found)
    }
    var reply: JSONValue?
    switch step.action {
    case .apiCall(let call): reply = try settled(call, step.id)
    case .manual:
      people.perform(step, isUndo: false, in: &wire)
      for (name, value) in people.answers(to: step, in: &wire) ?? [:] {
        outputs[ResultReference(step: step.id, output: name)] = .string(value)
      }
    case .wait(let condition): reply = try wait(condition, step.id)
    }
    if let reply { try take(.action, of: step, from: reply) }
    if let condition = step.check.condition {
      try take(.check, of: step, from: try wait(condition, "the check of \(step.id)"))
    }
    done.append(step)
  }

  private mutating func take(_ source: Output.Source, of step: Step, from reply: JSONValue) throws(Failure) {
    for output in step.outputs where output.source == source {
      guard let value = output.path?.value(in: reply) else {
        throw Failure(description: "\(step.id): no output \(output.name) in \(reply)")
      }
      outputs[ResultReference(step: step.id, output: output.name)] = value
    }
  }

  /// A call, repeated as the contract says until its order is done.
  private mutating func settled(_ call: APICall, _ what: String) throws(Failure) -> JSONValue {
    for _ in 1...100 {
      let reply = try answer(call, token: what, what)
      let status = reply["returnObj"]?["masterResourceStatus"] ?? reply["returnObj"]?["status"]
      if !["starting", "in_progress"].contains(status) { return reply }
    }
    throw Failure(description: "\(what): the order never ends")
  }

  private mutating func wait(_ condition: Condition, _ what: String) throws(Failure) -> JSONValue {
    var reply = JSONValue.null
    for _ in 1...30 {
      reply = try look(condition, what)
      if try holds(condition, in: reply) { return reply }
    }
    throw Failure(
      description: "\(what): \(condition.text.en) never holds; \(condition.expectations) in \(reply)")
  }

  private mutating func look(_ condition: Condition, _ what: String) throws(Failure) -> JSONValue {
    try answer(condition.call, token: nil, what)
  }

  private func holds(_ condition: Condition, in reply: JSONValue) throws(Failure) -> Bool {
    for expectation in condition.expectations where !(try holds(expectation, in: reply)) { return false }
    return true
  }

  private mutating func answer(_ call: APICall, token: String?, _ what: String) throws(Failure) -> JSONValue {
    clock.tick()
    guard let operation = Operations.named(call.operation) else {
      throw Failure(description: "\(what): no operation \(call.operation)")
    }
    let resolved = try resolve(.object(call.parameters), what)
    let answer = wire.perform(
      Call(
        account: call.account, operation: operation, parameters: resolved.objectValue ?? [:],
        clientToken: operation.takesClientToken ? token : nil))
    guard answer.isSuccess else {
      throw Failure(
        description: "\(what): \(call.operation) was refused: \(answer.envelope["message"] ?? "") \(resolved)"
      )
    }
    return .object(answer.envelope)
  }

  private func resolve(_ value: JSONValue, _ what: String) throws(Failure) -> JSONValue {
    if let reference = ResultReference(json: value) {
      guard let known = outputs[reference] else {
        throw Failure(description: "\(what): \(reference) is unknown")
      }
      return known
    }
    if SecretReference(json: value) != nil { return "Rehearsed1" }
    switch value {
    case .array(let elements):
      var resolved: [JSONValue] = []
      for element in elements { resolved.append(try resolve(element, what)) }
      return .array(resolved)
    case .object(let object):
      var resolved = JSONObject()
      for member in object { resolved[member.key] = try resolve(member.value, what) }
      return .object(resolved)
    default: return value
    }
  }

  private func holds(_ expectation: ReplyExpectation, in reply: JSONValue) throws(Failure) -> Bool {
    let found = expectation.path.value(in: reply).flatMap { ["", []].contains($0) ? nil : $0 }
    let value = try resolve(expectation.value, "\(expectation.path)")
    func text(_ value: JSONValue?) -> String? { value.map { $0.stringValue ?? $0.text(pretty: false) } }
    return switch expectation.comparison {
    case .present: found != nil
    case .absent: found == nil
    case .equals: text(found) == text(value)
    case .contains:
      // A list, or its comma-joined text.
      found?.arrayValue?.contains { text($0) == text(value) }
        ?? text(found)?.split(separator: ",").contains { text(value) == String($0) } ?? false
    }
  }
}
