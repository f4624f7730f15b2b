public import Diagnostics
public import JSON

/// Reads YAML or JSON that is no scenario, by the same rules and within the same limits: places for every value, no
/// duplicate keys, aliases and merge keys resolved.
public enum DataFile {
  /// Reads a file as a JSON value that knows where everything in it stands.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: the path as it shall be shown; its ending says which of the two it is.
  ///   - noun: what the file should hold, for the message when it holds nothing.
  ///   - sources: gets the file, so that places can be shown.
  ///   - limits: what is too large.
  /// - Returns: the value, or nil with what is wrong.
  public static func read(
    bytes: [UInt8], path: String, noun: String, into sources: inout SourceMap,
    limits: ScenarioLimits = .standard
  ) -> Checked<LocatedJSON> {
    var sink = DiagnosticSink(limit: limits.maximumDiagnostics)
    let document = ScenarioReader.document(
      bytes, path: path, into: &sources, limits: limits,
      holding: (noun, "write a mapping that begins with `version: 1`"), sink: &sink)
    guard let document, !sink.diagnostics.contains(where: { $0.severity == .error }) else {
      return Checked(nil, diagnostics: sink.diagnostics)
    }
    return Checked(document.located(document.root), diagnostics: sink.diagnostics)
  }
}

extension Document {
  /// A node with all that is in it; the reader has bounded depth and size, aliases expanded.
  fileprivate func located(_ node: NodeID) -> LocatedJSON {
    let record = self[node]
    return LocatedJSON(content: content(node, record), range: Int(record.start)..<Int(record.end))
  }

  private func content(_ node: NodeID, _ record: Record) -> LocatedJSON.Content {
    switch record.kind {
    case .null: .null
    case .boolean: .bool(record.number != 0)
    case .integer: .integer(record.number)
    case .hugeInteger: UInt64(string(node)).map { .unsigned($0) } ?? .string(string(node))
    case .float: Double(string(node)).flatMap { $0.isFinite ? .double($0) : nil } ?? .string(string(node))
    case .text: .string(string(node))
    case .list: .array(items(node).map(located))
    case .mapping:
      .object(
        entries(node).map { entry in
          let key = self[entry.key]
          return .init(
            key: string(entry.key), keyRange: Int(key.start)..<Int(key.end), value: located(entry.value))
        })
    }
  }
}
