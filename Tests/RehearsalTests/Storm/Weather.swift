import CtyunAPI
import Emulator
import Rehearsal
import Runbook
import Scenario
import TestSupport

/// What goes wrong on one way of a storm: faults of the cloud, and the requests at which the process is killed.
struct Weather: CustomStringConvertible {
  var faults: Faults
  /// One for each session, while there are any.
  var kills: [Kill]

  struct Kill: CustomStringConvertible {
    var request: Int
    var side: KillSwitch.Side

    var description: String { "killed \(side.rawValue) of request \(request)" }
  }

  /// Random weather for a change.
  init(for runbook: Runbook, using random: inout SeededGenerator) {
    let operations = Set(runbook.steps.flatMap { $0.calledOperations }).sorted()
    faults = Faults(seed: UInt64.random(in: 0...9_999, using: &random))
    for number in 0..<Int.random(in: 0...4, using: &random) {
      let fault = Self.fault(using: &random)
      faults.rules.append(
        FaultRule(
          name: "rule-\(number)",
          operations: Bool.random(using: &random) ? ["*"] : [operations.randomElement(using: &random) ?? "*"],
          calls: [.all, .writes, .writes, .reads].randomElement(using: &random) ?? .all,
          occasion: Self.occasion(of: fault, using: &random), fault: fault))
    }
    kills = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      Kill(
        request: Int.random(in: 1...max(1, runbook.steps.count / 2), using: &random),
        side: KillSwitch.Side.allCases.randomElement(using: &random) ?? .afterEffect)
    }
  }

  private static func fault(using random: inout SeededGenerator) -> Fault {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: .refused(milliseconds: 0)
    case 1: .resetBefore
    case 2: .resetAfter
    case 3: .replyDropped
    case 4: .slow(milliseconds: Int.random(in: 1_000...60_000, using: &random))
    case 5: .throttled(retryAfterSeconds: Int.random(in: 0...60, using: &random))
    case 6: .serverError(status: 503, afterEffect: false)
    case 7: .serverError(status: 504, afterEffect: true)
    case 8: .garbage
    case 9: .twice(isNoticed: false)
    case 10: .twice(isNoticed: true)
    case 11: .stale(changes: Int.random(in: 1...8, using: &random))
    case 12: .quota(.endpointsPerAccount, Int.random(in: 0...20, using: &random))
    default: .businessFailure(code: "Openapi.Storm.Denied", message: "denied by the storm")
    }
  }

  private static func occasion(of fault: Fault, using random: inout SeededGenerator) -> Occasion {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .nth(Int.random(in: 1...60, using: &random))
    case 1: .every(Int.random(in: 3...20, using: &random))
    case 2: .first(Int.random(in: 1...4, using: &random))
    default: .probability(Double.random(in: 0.02...0.3, using: &random))
    }
  }

  var description: String {
    let rules = faults.rules.map {
      "\($0.fault) at \($0.operations[0]), \($0.calls.rawValue), \($0.occasion)"
    }
    return (rules + kills.map(\.description)).joined(separator: "; ")
  }
}

extension Step {
  /// What it calls there and back.
  fileprivate var calledOperations: [String] {
    [action, undo?.action].compactMap { if case .apiCall(let call)? = $0 { call.operation } else { nil } }
  }
}
