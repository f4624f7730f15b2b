import CtyunAPI
import Diagnostics
import JSON
import Runbook

/// Looks whether what a run made can be seen with the keys and at the address that a session has. A wrong key, or
/// another cloud, shows nothing at all – and to take things back there would find all of them gone already.
struct SightInspection: Sendable {
  let reader: CloudReader
  /// Whether somebody said that it may all be gone.
  let isAbsenceExpected: Bool
  /// So many things of an account are looked for until one is seen.
  private static let looks = 5

  /// Looks for what each account made.
  ///
  /// - Returns: a finding for each account that made something which can be looked for.
  func look(at ledger: Ledger) async -> [PreflightFinding] {
    let made = zip(ledger.runbook.steps, ledger.statuses).compactMap { step, status -> StepCondition? in
      guard case .succeeded(isOwn: true) = status.stage, case .apiCall(let call) = step.action,
        Operations.named(call.operation)?.makesThing == true
      else { return nil }
      return step.check.condition
    }
    var findings: [PreflightFinding] = []
    for account in APICall.accounts(of: made.map(\.call)).sorted() {
      let conditions = made.filter { $0.call.account == account }
      guard let isSeen = await isSeen(conditions.prefix(Self.looks), of: account, ledger) else { continue }
      if isSeen {
        findings.append(
          PreflightFinding(.sight, .info, "account \(account) shows what the run made"))
        continue
      }
      findings.append(
        PreflightFinding(
          .sight, isAbsenceExpected ? .warning : .error,
          "nothing of what the run made for account \(account) can be seen with this key at this address",
          help: "check key, profile and address; when it is really all gone, --gone goes on"))
    }
    return findings
  }

  /// Whether one of some things is seen; nil when nobody can tell.
  private func isSeen(
    _ conditions: ArraySlice<StepCondition>, of account: String, _ ledger: Ledger
  ) async -> Bool? {
    var isTold = false
    for condition in conditions {
      guard let operation = Operations.named(condition.call.operation),
        let arguments = try? Arguments.resolve(
          .object(condition.call.parameters), for: condition.call.operation,
          result: { ledger.value(of: $0) }
        ).objectValue
      else { continue }
      switch await reader.read(operation, arguments, as: account) {
      case .reply(let document, _):
        let isThere = condition.expectations.contains { expectation in
          expectation.path.value(in: document).map { !$0.isBlank } ?? false
        }
        if isThere { return true }
        isTold = true
      case .refused(let refusal, _) where refusal.isNotFound: isTold = true
      default: break
      }
    }
    return isTold ? false : nil
  }
}
