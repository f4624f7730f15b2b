import Diagnostics
import Runbook

/// Whether whatever stands in no file is at hand.
struct SecretInspection: Sendable {
  let keeper: any SecretKeeper
  /// How grave it is when a secret is not.
  let severity: Severity

  /// Looks for the secrets of some actions.
  ///
  /// - Parameter actions: each with its step's id.
  func look(at actions: [(step: String, action: Action?)]) async -> [PreflightFinding] {
    var asked: Set<SecretReference> = []
    var findings: [PreflightFinding] = []
    for case (let step, .apiCall(let call)?) in actions {
      for secret in call.secrets where asked.insert(secret).inserted {
        guard await keeper.value(of: secret)?.isEmpty ?? true else { continue }
        findings.append(
          PreflightFinding(
            .secrets, severity, "nobody gave the secret \(secret.name)",
            help: "give it with --secret \(secret.name)=VARIABLE; it is never written down", step: step))
      }
    }
    if findings.isEmpty, !asked.isEmpty {
      findings.append(PreflightFinding(.secrets, .info, "all \(asked.count) secrets are at hand"))
    }
    return findings
  }
}
