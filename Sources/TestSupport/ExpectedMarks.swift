public import Diagnostics
public import Testing

/// A line of a fixture and a finding that must be there.
public struct ExpectedMark: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The line, from one; zero for a diagnostic that lies in no line of the fixture.
  public let line: Int
  /// How bad it is.
  public let severity: Severity
  /// The stable code.
  public let code: String

  /// Joins the parts.
  public init(line: Int, severity: Severity, code: String) {
    self.line = line
    self.severity = severity
    self.code = code
  }

  /// By line, severity and code.
  public static func < (left: ExpectedMark, right: ExpectedMark) -> Bool {
    (left.line, left.severity, left.code) < (right.line, right.severity, right.code)
  }

  /// Such as `7: error[PRT003]`.
  public var description: String {
    "\(line == 0 ? "nowhere" : String(line)): \(severity.rawValue)[\(code)]"
  }
}

/// Reads what a fixture says about itself in comments: `# error: [PRT003]`, `# warning: [DNS002]`,
/// `# info: [ADR008]`, several codes as `[PRT003, PRT004]`, several marks behind each other.
///
/// A mark speaks of its own line. Marks that stand alone on a line speak of the next line that holds
/// something else than marks. Words may follow a mark. The text needs no change before it is decoded, as marks
/// are YAML comments.
///
/// - Throws: `MarkError` for a comment that starts like a mark and is none, or a mark with no line to speak
///   of; a mistyped mark would otherwise expect nothing.
public func expectedMarks(in fixture: String) throws -> Set<ExpectedMark> {
  var marks: Set<ExpectedMark> = []
  var waiting: [(severity: Severity, code: String, line: Int)] = []
  let lines = fixture.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
  for (index, bytes) in lines.enumerated() {
    let text = String(decoding: bytes, as: UTF8.self)
    let number = index + 1
    let (found, hasContent) = try marksOfLine(text, number: number)
    guard hasContent else {
      waiting += found.map { ($0.severity, $0.code, number) }
      continue
    }
    for mark in waiting.map({ ($0.severity, $0.code) }) + found {
      marks.insert(ExpectedMark(line: number, severity: mark.0, code: mark.1))
    }
    waiting = []
  }
  if let lost = waiting.first {
    throw MarkError(line: lost.line, reason: "no line follows the mark [\(lost.code)]")
  }
  return marks
}

/// A fixture that is not well marked.
public struct MarkError: Error, Hashable, CustomStringConvertible {
  /// The line of the fixture, from one.
  public let line: Int
  /// What is wrong with it.
  public let reason: String

  /// Line and reason.
  public var description: String { "line \(line): \(reason)" }
}

/// The marks of one line, and whether it holds anything else. An empty line holds nothing.
private func marksOfLine(
  _ line: String, number: Int
) throws -> (found: [(severity: Severity, code: String)], hasContent: Bool) {
  var found: [(severity: Severity, code: String)] = []
  // A comment starts at the line's start or behind a blank.
  var pieces: [Substring] = []
  var start = line.startIndex
  var previous: Character = " "
  for index in line.indices {
    if line[index] == "#", previous == " " || previous == "\t" {
      pieces.append(line[start..<index])
      start = line.index(after: index)
    }
    previous = line[index]
  }
  pieces.append(line[start...])

  for comment in pieces.dropFirst() {
    let words = comment.drop { $0 == " " }
    guard let colon = words.firstIndex(of: ":"),
      let severity = Severity(rawValue: String(words[..<colon]))
    else { continue }
    let rest = words[words.index(after: colon)...].drop { $0 == " " }
    guard rest.first == "[", let end = rest.firstIndex(of: "]") else {
      throw MarkError(line: number, reason: "write `# \(severity.rawValue): [CODE]`")
    }
    let codes = rest[rest.index(after: rest.startIndex)..<end].split(
      separator: ",", omittingEmptySubsequences: false)
    for code in codes {
      let code = code.filter { $0 != " " }
      guard code.utf8.count == 6, code.utf8.prefix(3).allSatisfy({ (0x41...0x5A).contains($0) }),
        code.utf8.suffix(3).allSatisfy({ (0x30...0x39).contains($0) })
      else { throw MarkError(line: number, reason: "`\(code)` is no code (three letters, three digits)") }
      found.append((severity, code))
    }
  }
  // Comments alone are no content either, so that prose may stand between a mark and its line.
  return (found, pieces[0].contains { $0 != " " && $0 != "\t" && $0 != "\r" && $0 != "\r\n" })
}

/// What a run found against what its fixture says.
public struct MarkComparison: Sendable, Hashable {
  /// Marked, yet not found; sorted.
  public let missing: [ExpectedMark]
  /// Found, yet not marked; in output order.
  public let unexpected: [Diagnostic]

  /// Compares. Several diagnostics of one code on one line count as one. Only those in `file` can be
  /// marked; any other is unexpected.
  public init(
    _ actual: [Diagnostic], expected: Set<ExpectedMark>, in file: SourceFileID, sources: SourceMap
  ) {
    var found: Set<ExpectedMark> = []
    var unexpected: [Diagnostic] = []
    for diagnostic in actual.sorted() {
      var line = 0
      if let location = diagnostic.location, location.file == file, let source = sources[file] {
        line = source.position(at: location.start).line
      }
      let mark = ExpectedMark(line: line, severity: diagnostic.severity, code: diagnostic.code)
      found.insert(mark)
      if !expected.contains(mark) { unexpected.append(diagnostic) }
    }
    missing = expected.subtracting(found).sorted()
    self.unexpected = unexpected
  }

  /// Whether all that was marked was found, and nothing else.
  public var isExact: Bool { missing.isEmpty && unexpected.isEmpty }
}

/// Fails the test unless a run found exactly the marks of a fixture.
///
/// - Parameter name: what the failure calls the fixture, such as `docs/rules/PRT003.md:12`.
public func expectMarks(
  _ actual: [Diagnostic], _ expected: Set<ExpectedMark>, in file: SourceFileID, sources: SourceMap,
  name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let comparison = MarkComparison(actual, expected: expected, in: file, sources: sources)
  guard !comparison.isExact else { return }
  var message = "\(name): findings differ from the marks"
  if !comparison.missing.isEmpty {
    message += "\nmissing:\n" + comparison.missing.map { "  line \($0)" }.joined(separator: "\n")
  }
  if !comparison.unexpected.isEmpty {
    message += "\nunexpected:\n" + renderText(comparison.unexpected, sources: sources)
  }
  Issue.record(Comment(rawValue: message), sourceLocation: sourceLocation)
}
