public import Diagnostics

/// A YAML or JSON file that is no scenario, as a tree with a place for every key and value: what other rooms read
/// their own files from.
public indirect enum LocatedTree: Sendable {
  /// Nothing: `null`, `~`, or an empty value.
  case null(SourceLocation)
  /// Text, or a number or truth value as it is written.
  case scalar(Located<String>)
  /// A list.
  case list([LocatedTree], SourceLocation)
  /// A mapping, in the order of the file; no key stands twice.
  case mapping([(key: Located<String>, value: LocatedTree)], SourceLocation)

  /// Where it stands.
  public var location: SourceLocation {
    switch self {
    case .null(let location), .list(_, let location), .mapping(_, let location): location
    case .scalar(let text): text.location
    }
  }

  /// Reads a file; nil beside the findings that say why it could not be read. Besides the grammar nothing is judged.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: the path as it shall be shown; one that ends with `.json` is read as JSON.
  ///   - sources: gets the file, so that places can be shown.
  ///   - limits: what is too large. Aliases count as often as they are used, so that the tree is bounded too.
  public static func read(
    bytes: [UInt8], path: String, into sources: inout SourceMap, limits: ScenarioLimits
  ) -> Checked<LocatedTree> {
    var sink = DiagnosticSink(limit: limits.maximumDiagnostics)
    let document = ScenarioReader.document(bytes, path: path, into: &sources, limits: limits, sink: &sink)
    guard let document, !sink.diagnostics.contains(where: { $0.severity == .error }) else {
      return Checked(nil, diagnostics: sink.diagnostics)
    }
    return Checked(LocatedTree(document.root, of: document), diagnostics: sink.diagnostics)
  }

  /// Recursion is bounded by the depth that the reader allows.
  private init(_ node: NodeID, of document: Document) {
    let location = document.location(node)
    switch document[node].kind {
    case .null: self = .null(location)
    case .list: self = .list(document.items(node).map { LocatedTree($0, of: document) }, location)
    case .mapping:
      self = .mapping(
        document.entries(node).map { entry in
          (
            Located(document.string(entry.key), at: document.location(entry.key)),
            LocatedTree(entry.value, of: document)
          )
        }, location)
    default: self = .scalar(Located(document.string(node), at: location))
    }
  }
}
