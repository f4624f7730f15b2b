public import Diagnostics
public import Scenario

/// Runs every rule over a scenario.
public enum Checker {
  /// All that is wrong with a scenario, in output order: what the decoder found, and what the rules find.
  ///
  /// Nothing is reported that merely follows from something else. Rules pass over references that do not
  /// resolve, and a finding that lies, or has a related place, in an entry with a decoder's error is dropped:
  /// half an entry proves nothing.
  ///
  /// - Parameters:
  ///   - scenario: what could be decoded.
  ///   - profile: the shipped numbers; what the scenario overrides is applied here.
  ///   - decodeDiagnostics: what the decoder found.
  public static func check(
    scenario: Scenario, profile: CloudProfile = .ctyun, decodeDiagnostics: [Diagnostic] = []
  ) -> [Diagnostic] {
    let context = CheckContext(scenario: scenario, profile: profile.applying(scenario))
    let broken = BrokenEntries(of: scenario, errors: decodeDiagnostics)
    var findings: [Diagnostic] = []
    for rule in RuleRegistry.rules {
      findings += rule.check(context).filter { !broken.isTouched(by: $0) }
    }
    return (decodeDiagnostics + findings).sorted()
  }
}
