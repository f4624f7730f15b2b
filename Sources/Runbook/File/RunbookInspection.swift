import CtyunAPI
import JSON

/// Something that keeps a runbook from being run.
public struct RunbookProblem: Sendable, Hashable, CustomStringConvertible {
  /// The step it is about.
  public let step: String
  /// What is wrong, in one sentence.
  public let message: String

  /// Step and sentence.
  public var description: String { "\(step): \(message)" }
}

extension Runbook {
  /// Everything that keeps this runbook from being run, in the order of its steps; empty when it can be.
  ///
  /// The steps must have ids of their own, depend on known steps that stand before them, and refer to outputs that
  /// earlier steps declare and that they wait for, directly or not. Calls must fit the contract: known operations,
  /// parameters without a fault, reads that only read. `clientToken` is execution's and must not be there.
  ///
  /// n log n in the size of the runbook, for references that lead to a step nearby; a reference to a step far away
  /// costs a walk up its dependencies.
  public func problems() -> [RunbookProblem] {
    var inspection = RunbookInspection(steps)
    inspection.run()
    return inspection.problems
  }
}

private struct RunbookInspection {
  private let steps: [Step]
  private var positions: [String: Int] = [:]
  private(set) var problems: [RunbookProblem] = []

  init(_ steps: [Step]) { self.steps = steps }

  mutating func run() {
    for (index, step) in steps.enumerated() {
      if positions.updateValue(index, forKey: step.id) != nil { report(step, "another step has the same id") }
    }
    for (index, step) in steps.enumerated() {
      if step.dependsOn.count > 1,
        zip(step.dependsOn, step.dependsOn.dropFirst()).contains(where: { $0 >= $1 })
      {
        report(step, "its dependencies are not sorted")
      }
      for dependency in step.dependsOn {
        guard let position = positions[dependency] else {
          report(step, "depends on \(dependency), which is not there")
          continue
        }
        if position >= index { report(step, "depends on \(dependency), which does not stand before it") }
      }
      inspect(step, at: index)
    }
  }

  private mutating func report(_ step: Step, _ message: String) {
    problems.append(RunbookProblem(step: step.id, message: message))
  }

  private mutating func inspect(_ step: Step, at index: Int) {
    let fromAction = Set(step.outputs.filter { $0.source != .check }.map(\.name))
    let all = Set(step.outputs.map(\.name))
    if all.count < step.outputs.count { report(step, "two of its outputs have one name") }
    inspect(step.action, of: step, at: index, own: [])
    inspect(step.check, of: step, at: index, own: fromAction)
    for output in step.outputs where output.source == .check && step.check.condition == nil {
      report(step, "output \(output.name) comes from a check that reads nothing")
    }
    for output in step.outputs where output.source == .action {
      if case .manual = step.action {
        report(step, "output \(output.name) comes from an action without reply")
      }
    }
    guard let undo = step.undo else { return }
    if !step.isReversible { report(step, "has an undo and is called irreversible") }
    inspect(undo.action, of: step, at: index, own: all)
    inspect(undo.check, of: step, at: index, own: all)
  }

  private mutating func inspect(_ action: Action, of step: Step, at index: Int, own: Set<String>) {
    switch action {
    case .apiCall(let call): inspect(call, of: step, at: index, own: own)
    case .wait(let condition): inspect(condition, of: step, at: index, own: own)
    case .manual: break
    }
  }

  private mutating func inspect(_ check: Check, of step: Step, at index: Int, own: Set<String>) {
    if let condition = check.condition { inspect(condition, of: step, at: index, own: own) }
  }

  private mutating func inspect(_ condition: Condition, of step: Step, at index: Int, own: Set<String>) {
    if Operations.named(condition.call.operation)?.isMutating == true {
      report(step, "reads by \(condition.call.operation), which changes something")
    }
    if condition.expectations.isEmpty {
      report(step, "reads \(condition.call.operation) and expects nothing")
    }
    inspect(condition.call, of: step, at: index, own: own)
    for expectation in condition.expectations {
      if let reference = ResultReference(json: expectation.value) {
        inspect(reference, of: step, at: index, own: own)
      }
    }
  }

  private mutating func inspect(_ call: APICall, of step: Step, at index: Int, own: Set<String>) {
    guard let operation = Operations.named(call.operation), operation.id == call.operation else {
      report(step, "calls \(call.operation), which the contract does not know")
      return
    }
    if call.parameters["clientToken"] != nil { report(step, "\(call.operation) carries a client token") }
    for problem in operation.problems(in: call.parameters, isUnknownYet: \.isRunbookReference) {
      report(step, "\(call.operation): \(problem)")
    }
    for reference in call.references { inspect(reference, of: step, at: index, own: own) }
  }

  private mutating func inspect(_ reference: ResultReference, of step: Step, at index: Int, own: Set<String>)
  {
    if reference.step == step.id {
      if !own.contains(reference.output) {
        report(step, "refers to its own output \(reference.output), which is not known then")
      }
      return
    }
    guard let position = positions[reference.step] else {
      report(step, "refers to \(reference.step), which is not there")
      return
    }
    if !steps[position].outputs.contains(where: { $0.name == reference.output }) {
      report(step, "refers to \(reference.output) of \(reference.step), which gives no such output")
    }
    if !waits(index, for: position) { report(step, "refers to \(reference.step) without waiting for it") }
  }

  /// Whether a step stands behind another in the graph.
  private func waits(_ index: Int, for target: Int) -> Bool {
    var seen: Set<Int> = []
    var open = [index]
    while let current = open.popLast() {
      for id in steps[current].dependsOn {
        guard let position = positions[id] else { continue }
        if position == target { return true }
        if position > target, seen.insert(position).inserted { open.append(position) }
      }
    }
    return false
  }
}
