import CtyunAPI
import CtyunClient
import Execution
import JSON
import Runbook

/// Takes every manual step for done, against an emulator, and looks up or makes up what a person would enter. All other
/// questions are somebody else's.
struct AssumingOperator: Operator {
  /// Who answers what is no manual step.
  let other: any Operator
  let region: String
  let caller: any CloudCaller
  /// The accounts of the run, any of which may look up what belongs to nobody.
  let accounts: [String]

  func carryOut(_ task: ManualTask) async -> ManualAnswer {
    var outputs = JSONObject()
    for input in task.isUndo ? [] : task.inputs {
      guard let value = await value(of: input.name, for: task.step) else {
        return .failed(note: "--assume-manual-done knows no \(input.name) for \(task.step.id)")
      }
      outputs[input.name] = .string(value)
    }
    return .done(note: "assumed (--assume-manual-done)", outputs: outputs)
  }

  func confirm(_ step: Step) async -> Bool { await other.confirm(step) }

  func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer {
    await other.decide(failure, of: step, undoable: undoable)
  }

  private func value(of name: String, for step: Step) async -> String? {
    let subject = step.resource.split(separator: "/").dropFirst().joined(separator: "-")
    switch name {
    case "email": return "\(subject)@accounts.example"
    case "accountID": return subject
    case "portName": return "port-\(subject)"
    case "hostname": return await row("cda.ListSwitch", of: step, \.first)?["hostname"]?.stringValue
    case "endpointServiceID":
      return await row("vpce.ListCtyunServices", of: step) { rows in
        rows.first { $0["name"]?.stringValue == subject }
      }?["endpointServiceID"]?.stringValue
    default: return nil
    }
  }

  /// A row of a list, as any account sees it.
  private func row(
    _ name: String, of step: Step, _ choose: ([JSONValue]) -> JSONValue?
  ) async -> JSONValue? {
    guard let operation = Operations.named(name) else { return nil }
    var arguments: JSONObject = ["regionID": .string(region)]
    if let paging = operation.paging { arguments[paging.sizeParameter] = .integer(Int64(Paging.maximumSize)) }
    // The carrier has no account.
    let account = if case .account(let name) = step.owner { name } else { accounts.first ?? "" }
    do throws(CallFailure) {
      let document = try await caller.call(operation, arguments, as: account).envelope.document
      let items = operation.paging?.items ?? ResultPath(members: "returnObj", "result")
      return choose(items.value(in: document)?.arrayValue ?? [])
    } catch { return nil }
  }
}
