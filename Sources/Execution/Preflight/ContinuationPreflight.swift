public import CtyunClient
import Diagnostics
import Runbook

/// Looks before a session goes on with a run, or takes it back, whether its calls can be made: keys, secrets and clock; and
/// whether they reach what the run made.
///
/// It looks at what the steps that are left need and at nothing else: not at names, quotas and what is adopted, which
/// the run itself has changed. Nothing is sent that changes anything. What does not certainly keep the session from its
/// work only warns: a cloud that is away is waited for, and what other accounts own is taken back although one cannot
/// sign.
public struct ContinuationPreflight: Sendable {
  private let ledger: Ledger
  private let direction: RunState.Direction
  private let reader: CloudReader
  private let secrets: any SecretKeeper
  private let isAbsenceExpected: Bool

  /// A preflight of what is left of a run.
  ///
  /// - Parameters:
  ///   - ledger: how far the run is.
  ///   - direction: which way it is to go.
  ///   - caller: whoever calls the cloud.
  ///   - secrets: who knows what stands in no file.
  ///   - isAbsenceExpected: whether nothing of what the run made need be there.
  public init(
    _ ledger: Ledger, _ direction: RunState.Direction, caller: any CloudCaller, secrets: any SecretKeeper,
    isAbsenceExpected: Bool = false
  ) {
    self.ledger = ledger
    self.direction = direction
    reader = CloudReader(caller: caller)
    self.secrets = secrets
    self.isAbsenceExpected = isAbsenceExpected
  }

  /// Looks at everything.
  ///
  /// - Returns: what was seen, by topic; an error among it means that the session should not begin.
  public func findings() async -> [PreflightFinding] {
    let left = left
    let inspection = AccountInspection(
      reader: reader, region: ledger.runbook.region, purpose: direction == .forward ? .goOn : .takeBack)
    let result = await inspection.look(at: APICall.accounts(of: left.flatMap(\.calls)))
    let missing = SecretInspection(keeper: secrets, severity: direction == .forward ? .error : .warning)
    let sight = SightInspection(reader: reader, isAbsenceExpected: isAbsenceExpected)
    return await result.findings + sight.look(at: ledger)
      + inspection.clock(result.clockLead?.inMilliseconds, result)
      + missing.look(at: left.map { ($0.step, $0.action) })
  }

  /// What a step has left to do.
  private struct Rest {
    var step: String
    var action: Action?
    var calls: [APICall]
  }

  private var left: [Rest] {
    zip(ledger.runbook.steps, ledger.statuses).compactMap { step, status in
      switch direction {
      case .forward: status.isDone ? nil : Rest(step: step.id, action: step.action, calls: step.forwardCalls)
      case .backward:
        // What may be there or not is looked for as on the way forward.
        status.hasOwnEffect
          ? Rest(
            step: step.id, action: step.undo?.action,
            calls: step.undoCalls + (status.isUncertain ? step.forwardCalls : [])) : nil
      }
    }
  }
}

extension Step {
  /// What it calls on the way forward.
  var forwardCalls: [APICall] { action.calls + [check.condition?.call].compactMap(\.self) }
  /// What it calls to take itself back.
  var undoCalls: [APICall] { (undo?.action.calls ?? []) + [undo?.check.condition?.call].compactMap(\.self) }
}

extension Action {
  /// The calls that it makes.
  fileprivate var calls: [APICall] {
    switch self {
    case .apiCall(let call): [call]
    case .wait(let condition): [condition.call]
    case .manual: []
    }
  }
}

extension APICall {
  /// The accounts of some calls, in the order in which they first appear.
  static func accounts(of calls: [APICall]) -> [String] {
    var seen: Set<String> = []
    return calls.map(\.account).filter { seen.insert($0).inserted }
  }
}
