public import Diagnostics
public import Testing

/// The diagnostics of one run that a test has not spoken of yet.
///
/// Made by `expectDiagnostics`; each `check` takes one away.
public struct ExpectedDiagnostics {
  /// What no check has taken yet, in output order.
  public private(set) var leftovers: [Diagnostic]
  private let sources: SourceMap

  init(_ actual: [Diagnostic], sources: SourceMap) {
    leftovers = actual.sorted()
    self.sources = sources
  }

  /// Expects a diagnostic of that code and takes the first that fits away. Fails when there is none.
  ///
  /// - Parameters:
  ///   - code: the stable code.
  ///   - place: where it starts: `7:5` (line and column), `7` (line), `scenario.yaml:7:5`, or nil for
  ///     anywhere.
  ///   - severity: its severity, or nil for any.
  ///   - text: a piece of its message, or nil for any message.
  /// - Returns: the diagnostic, for a closer look at its help or related places.
  @discardableResult
  public mutating func check(
    _ code: String, at place: String? = nil, severity: Severity? = nil, containing text: String? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> Diagnostic? {
    let index = leftovers.firstIndex { diagnostic in
      diagnostic.code == code
        && (severity == nil || diagnostic.severity == severity)
        && (place.map { matches(diagnostic, place: $0) } ?? true)
        && (text.map { diagnostic.message.contains($0) } ?? true)
    }
    if let index { return leftovers.remove(at: index) }

    var wanted = code
    if let severity { wanted = "\(severity.rawValue)[\(code)]" }
    if let text { wanted += " containing \"\(text)\"" }
    if let place { wanted += " at \(place)" }
    let rest = leftovers.isEmpty ? "nothing is left" : "left are:\n" + rendered
    Issue.record("expected \(wanted); \(rest)", sourceLocation: sourceLocation)
    return nil
  }

  /// Expects the code once at each place, in any order.
  public mutating func check(
    _ code: String, atEach places: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    for place in places { check(code, at: place, sourceLocation: sourceLocation) }
  }

  var rendered: String { renderText(leftovers, sources: sources) }

  private func matches(_ diagnostic: Diagnostic, place: String) -> Bool {
    guard let location = diagnostic.location, let found = ResolvedPlace(location, in: sources) else {
      return false
    }
    let position = "\(found.line):\(found.column)"
    return place == position || place == "\(found.line)" || place == "\(found.file):\(position)"
  }
}

/// Checks that a run found exactly what the test says, each at its place:
///
///     expectDiagnostics(found, sources: sources) {
///       $0.check("PRT003", at: "7:5")
///     }
///
/// What no check has taken fails the test, printed as the user would see it. Without checks the run must
/// have found nothing.
public func expectDiagnostics(
  _ actual: [Diagnostic], sources: SourceMap,
  sourceLocation: Testing.SourceLocation = #_sourceLocation,
  _ checks: (inout ExpectedDiagnostics) -> Void = { _ in }
) {
  var expected = ExpectedDiagnostics(actual, sources: sources)
  checks(&expected)
  guard !expected.leftovers.isEmpty else { return }
  Issue.record(
    "\(expected.leftovers.count) unexpected diagnostics:\n\(expected.rendered)",
    sourceLocation: sourceLocation)
}
