import Diagnostics

/// Collects findings: each once, and only so many.
///
/// A value that several places merge or alias is decoded at each of them; its fault is one fault.
struct DiagnosticSink {
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  private let limit: Int
  /// Whether anything further is dropped, so that no work need go into its wording.
  private(set) var isFull = false

  init(limit: Int) { self.limit = max(1, limit) }

  /// Adds a finding, or notes that there were too many.
  mutating func report(_ diagnostic: Diagnostic) {
    guard !isFull, seen.insert(diagnostic).inserted else { return }
    guard diagnostics.count < limit else {
      isFull = true
      diagnostics.append(
        Diagnostic(
          code: FormatFault.tooLarge.rawValue, severity: .info,
          message: "more than \(limit) problems; the rest is not shown", location: diagnostic.location,
          help: "mend the problems above and check again"))
      return
    }
    diagnostics.append(diagnostic)
  }

  /// Adds an error of form.
  mutating func report(
    _ fault: FormatFault, at location: SourceLocation?, _ message: String,
    help: String? = nil, related: [Related] = []
  ) {
    guard !isFull else { return }
    report(
      Diagnostic(
        code: fault.rawValue, severity: .error, message: message, location: location,
        help: help ?? fault.generalHelp,
        related: related))
  }
}
