import Diagnostics
import Planning
import Scenario

/// A scenario text, read and checked as `isthmus check` does.
struct CheckedText {
  let scenario: Scenario?
  let diagnostics: [Diagnostic]
  let sources: SourceMap

  init(_ text: String, path: String = "scenario.yaml") {
    var sources = SourceMap()
    let read = ScenarioReader.read(bytes: Array(text.utf8), path: path, into: &sources)
    scenario = read.value
    if let scenario = read.value {
      diagnostics = Checker.check(scenario: scenario, decodeDiagnostics: read.diagnostics)
    } else {
      diagnostics = read.diagnostics
    }
    self.sources = sources
  }

  /// What was found, without the codes given.
  func findings(without codes: Set<String>) -> [Diagnostic] {
    diagnostics.filter { !codes.contains($0.code) }
  }

  /// The codes found, sorted, each as often as it was found.
  func codes(without ignored: Set<String> = ["CAP002"]) -> [String] {
    findings(without: ignored).map(\.code).sorted()
  }
}

/// A scenario text with its lock file, read, checked and planned as `isthmus plan` does.
struct PlannedText {
  let diagnostics: [Diagnostic]
  let sources: SourceMap

  init(_ text: String, lock: String?, path: String = "scenario.yaml") {
    let checked = CheckedText(text, path: path)
    var sources = checked.sources
    var diagnostics = checked.diagnostics
    var lockFile = LockFile()
    if let lock {
      let bytes = Array(lock.utf8)
      let read = LockFile.read(bytes, file: sources.add(path: "scenario.lock.json", bytes: bytes))
      diagnostics += read.diagnostics
      lockFile = read.value ?? lockFile
    }
    if let scenario = checked.scenario, !diagnostics.contains(where: { $0.severity == .error }) {
      let planned = Planner.plan(scenario: scenario, scenarioBytes: Array(text.utf8), lock: lockFile)
      diagnostics += planned.diagnostics
    }
    self.diagnostics = diagnostics
    self.sources = sources
  }
}
