/// Which of many identical warnings are shown, and which stand behind them.
struct FoldedDiagnostics {
  private struct Key: Hashable {
    var code: String
    var severity: Severity
    var message: String
    var help: String?
  }

  /// For a shown diagnostic that stands for others: their places.
  private var others: [Int: [ResolvedPlace?]] = [:]
  private var hidden: [Bool]

  /// Groups the diagnostics; groups of more than `threshold` fold to their first member.
  init(_ diagnostics: [ResolvedDiagnostic], threshold: Int) {
    hidden = [Bool](repeating: false, count: diagnostics.count)
    var groups: [Key: [Int]] = [:]
    for (index, diagnostic) in diagnostics.enumerated() where diagnostic.severity != .error {
      let key = Key(
        code: diagnostic.code, severity: diagnostic.severity, message: diagnostic.message,
        help: diagnostic.help)
      groups[key, default: []].append(index)
    }
    // The order of the groups does not matter: each only marks its own members.
    for members in groups.values where members.count > threshold {
      others[members[0]] = members.dropFirst().map { diagnostics[$0].place }
      for member in members.dropFirst() { hidden[member] = true }
    }
  }

  func isHidden(_ index: Int) -> Bool { hidden[index] }

  func others(of index: Int) -> [ResolvedPlace?] { others[index] ?? [] }
}
