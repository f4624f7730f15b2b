public import Diagnostics

/// Reads a scenario file: YAML (1.2, core schema, with anchors and merge keys) or JSON.
public enum ScenarioReader {
  /// Reads a scenario.
  ///
  /// A path that ends with `.json` is read as JSON, one that ends with `.yaml` or `.yml` as YAML; of any other, such
  /// as `-`, what begins with `{` is JSON.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - path: the path as it shall be shown.
  ///   - sources: gets the file, so that places can be shown. Of a file beyond the limits only the head is kept.
  ///   - limits: what is too large.
  /// - Returns: the scenario with all that was found. Beside errors the value holds what could be read: entries with
  ///   faults are left out and their names marked as broken. It is nil when the file as a whole could not be read.
  public static func read(
    bytes: [UInt8], path: String, into sources: inout SourceMap, limits: ScenarioLimits = .standard
  ) -> Checked<Scenario> {
    var sink = DiagnosticSink(limit: limits.maximumDiagnostics)
    guard let document = document(bytes, path: path, into: &sources, limits: limits, sink: &sink) else {
      return Checked(nil, diagnostics: sink.diagnostics)
    }
    var decoder = TreeDecoder(document: document, sink: sink)
    guard hasKnownVersion(&decoder) else { return Checked(nil, diagnostics: decoder.sink.diagnostics) }
    decoder.owner = SourceLocation(
      file: document.file, start: document[document.root].start, end: document[document.root].start)
    let scenario = ScenarioFormat.shape.decode(document.root, &decoder)
    guard let scenario else { return Checked(nil, diagnostics: decoder.sink.diagnostics) }
    let resolved = ReferenceResolver.resolve(scenario, sink: &decoder.sink)
    return Checked(resolved, diagnostics: decoder.sink.diagnostics)
  }

  /// The tree of the file, or nil after reporting why there is none.
  static func document(
    _ bytes: [UInt8], path: String, into sources: inout SourceMap, limits: ScenarioLimits,
    holding subject: (noun: String, help: String) = ("scenario", "`isthmus init` writes one to begin with"),
    sink: inout DiagnosticSink
  ) -> Document? {
    guard bytes.count <= limits.maximumBytes else {
      let file = sources.add(path: path, bytes: Array(bytes.prefix(keptHead)))
      sink.report(
        .tooLarge, at: SourceLocation(file: file, start: 0, end: 0),
        "the file has more than \(limits.maximumBytes) bytes, the most that is read",
        help: "split the scenario")
      return nil
    }
    let base = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let check = bytes.withUnsafeBufferPointer { TextCheck($0, from: base) }
    guard check.lineBreaks < limits.maximumLines else {
      let file = sources.add(path: path, bytes: Array(bytes.prefix(keptHead)))
      sink.report(
        .tooLarge, at: SourceLocation(file: file, start: 0, end: 0),
        "the file has more than \(limits.maximumLines) lines", help: "split the scenario")
      return nil
    }
    let file = sources.add(path: path, bytes: bytes)
    let isJSON = isJSON(bytes[base...], path: path)
    if let fault = check.fault {
      sink.report(
        .unreadable, at: SourceLocation(file: file, range: fault.range), fault.message, help: fault.help)
      return nil
    }
    guard isJSON || check.directives <= limits.maximumDirectives else {
      sink.report(
        .tooLarge, at: SourceLocation(file: file, start: 0, end: 0),
        "the file has more than \(limits.maximumDirectives) directives",
        help: "remove the lines that begin with `%`")
      return nil
    }
    let document = bytes.withUnsafeBufferPointer { buffer in
      isJSON
        ? JSONComposer.compose(buffer, base: base, file: file, limits: limits, sink: &sink)
        : YAMLComposer.compose(
          buffer, base: base, isASCII: check.isASCII, file: file, limits: limits, sink: &sink)
    }
    guard let document else {
      if sink.diagnostics.isEmpty {
        reportEmpty(subject, at: SourceLocation(file: file, start: 0, end: 0), &sink)
      }
      return nil
    }
    if document[document.root].kind == .null {
      reportEmpty(subject, at: document.location(document.root), &sink)
      return nil
    }
    return document
  }

  /// How much of a refused file is kept, to show where it begins.
  private static let keptHead = 1 << 10

  private static func reportEmpty(
    _ subject: (noun: String, help: String), at location: SourceLocation, _ sink: inout DiagnosticSink
  ) {
    sink.report(.unreadable, at: location, "the file holds no \(subject.noun)", help: subject.help)
  }

  private static func isJSON(_ bytes: ArraySlice<UInt8>, path: String) -> Bool {
    let path = path.lowercased()
    if path.hasSuffix(".json") { return true }
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return false }
    return bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } == UInt8(ascii: "{")
  }

  /// Refuses another version of the format before its keys are looked at: every one of them may mean something else.
  private static func hasKnownVersion(_ decoder: inout TreeDecoder) -> Bool {
    let key = Array("version".utf8)
    for entry in decoder.document.entries(decoder.document.root)
    where decoder.document.hasText(entry.key, key) {
      let record = decoder.document[entry.value]
      guard record.kind == .integer || record.kind == .hugeInteger else { return true }
      guard record.number != Int64(ScenarioFormat.currentVersion) else { return true }
      decoder.sink.report(
        .version, at: decoder.location(entry.value),
        "version \(decoder.document.string(entry.value)) of the scenario format is not known; this program reads "
          + "version \(ScenarioFormat.currentVersion)",
        help: "write `version: \(ScenarioFormat.currentVersion)`, or use a newer program")
      return false
    }
    return true
  }
}
