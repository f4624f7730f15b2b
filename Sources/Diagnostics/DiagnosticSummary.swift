/// How many findings of each severity there are; folded ones count in full.
public struct DiagnosticSummary: Sendable, Hashable {
  /// Findings that stop a plan.
  public private(set) var errors = 0
  /// Findings that do not.
  public private(set) var warnings = 0
  /// Remarks.
  public private(set) var infos = 0

  /// Counts severities.
  public init(_ severities: some Sequence<Severity>) {
    for severity in severities {
      switch severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .info: infos += 1
      }
    }
  }

  /// Counts diagnostics.
  public init(_ diagnostics: some Sequence<Diagnostic>) { self.init(diagnostics.lazy.map(\.severity)) }
}

extension DiagnosticSummary: CustomStringConvertible {
  /// Such as `2 errors, 1 warning`; `no findings` when all are zero.
  public var description: String {
    let parts = [(errors, "error"), (warnings, "warning"), (infos, "info")]
      .filter { $0.0 > 0 }
      .map { count, noun in "\(count) \(noun)\(count == 1 ? "" : "s")" }
    return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
  }
}
