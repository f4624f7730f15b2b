/// A place in the words of a reader: file, lines and columns.
public struct ResolvedPlace: Sendable, Hashable {
  /// The path as shown to the user.
  public let file: String
  /// Line of the first scalar, from one.
  public let line: Int
  /// Column of the first scalar in Unicode scalars, from one.
  public let column: Int
  /// Line on which the range ends.
  public let endLine: Int
  /// Column just behind the last scalar; equal to `column` when the range is a point.
  public let endColumn: Int
  /// The bytes meant, without blanks and line breaks at their end.
  public let location: SourceLocation

  /// Looks a location up, or gives nil when the map has no such file.
  public init?(_ location: SourceLocation, in sources: SourceMap) {
    guard let source = sources[location.file] else { return nil }
    let end = Self.trimmedEnd(of: location, in: source.bytes)
    let size = UInt32(clamping: source.bytes.count)
    self.location = SourceLocation(file: location.file, start: min(location.start, size), end: end)
    file = source.path
    (line, column) = source.position(at: self.location.start)
    (endLine, endColumn) =
      self.location.end == self.location.start
      ? (line, column) : source.position(at: self.location.end)
  }

  /// A parser often knows that a value has ended only from what follows it; blanks behind a value are not
  /// part of what a reader would underline. Looks back over 4 KiB at most, so that many findings in front
  /// of much white space stay cheap.
  private static func trimmedEnd(of location: SourceLocation, in bytes: [UInt8]) -> UInt32 {
    var end = min(Int(location.end), bytes.count)
    let start = min(Int(location.start), bytes.count)
    let floor = max(start, end - 4096)
    while end > floor, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    // All blank: then the blanks themselves are meant.
    return UInt32(clamping: end > start ? end : min(Int(location.end), bytes.count))
  }
}

/// Another place that belongs to a diagnostic, looked up.
public struct ResolvedRelated: Sendable, Hashable {
  /// What is to be seen there.
  public let message: String
  /// Where, if anywhere.
  public let place: ResolvedPlace?
}

/// A diagnostic with its places looked up. Text, JSON and SARIF are all written from this, so that they
/// cannot disagree.
public struct ResolvedDiagnostic: Sendable, Hashable {
  /// The stable code.
  public let code: String
  /// How bad it is.
  public let severity: Severity
  /// What is wrong.
  public let message: String
  /// Where, if anywhere.
  public let place: ResolvedPlace?
  /// What to write instead.
  public let help: String?
  /// Other places, in the order of the diagnostic.
  public let related: [ResolvedRelated]

  /// Looks up every place of a diagnostic; one of an unknown file becomes nil.
  public init(_ diagnostic: Diagnostic, in sources: SourceMap) {
    code = diagnostic.code
    severity = diagnostic.severity
    message = diagnostic.message
    place = diagnostic.location.flatMap { ResolvedPlace($0, in: sources) }
    help = diagnostic.help
    related = diagnostic.related.map { related in
      ResolvedRelated(
        message: related.message, place: related.location.flatMap { ResolvedPlace($0, in: sources) })
    }
  }
}

/// Sorts diagnostics into output order and looks up their places.
public func resolve(_ diagnostics: [Diagnostic], in sources: SourceMap) -> [ResolvedDiagnostic] {
  diagnostics.sorted().map { ResolvedDiagnostic($0, in: sources) }
}
