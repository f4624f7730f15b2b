import Diagnostics

/// The state of decoding one document: the document, the findings, and the slots of the records being read.
struct TreeDecoder {
  let document: Document
  var sink: DiagnosticSink
  /// The entries found for the fields of the open records, innermost last; -1 where there is none.
  var slots: [Int32] = []
  /// The key or name whose value is being read: where a missing key is reported.
  var owner: SourceLocation?

  init(document: Document, sink: DiagnosticSink) {
    self.document = document
    self.sink = sink
  }

  func location(_ node: NodeID) -> SourceLocation { document.location(node) }

  /// The value together with the node's place.
  func located<Value>(_ value: Value, _ node: NodeID) -> Located<Value> { Located(value, at: location(node)) }

  /// Reports a value of the wrong type.
  mutating func wrongType(
    _ node: NodeID, expected: String, help: String? = nil
  ) {
    guard !sink.isFull else { return }
    let kind = document[node].kind
    sink.report(
      .wrongType, at: location(node), "expected \(expected), found \(kind.phrase)",
      help: help ?? (kind == .null ? "write a value, or remove the key" : nil))
  }

  /// Reports a text that is not written as it must be.
  mutating func malformed(
    _ node: NodeID, _ message: String, help: String? = nil
  ) {
    sink.report(.malformed, at: location(node), message, help: help)
  }

  /// The part of a scalar from a byte of its text on, where the text stands in the file as it is.
  func location(_ node: NodeID, from offset: Int) -> SourceLocation {
    let record = document[node]
    let width = Int(record.end) - Int(record.start)
    let lead = width == Int(record.count) ? 0 : width == Int(record.count) + 2 ? 1 : -1
    guard lead >= 0, offset <= Int(record.count) else { return location(node) }
    let start = min(Int(record.start) + lead + offset, Int(record.end))
    return SourceLocation(file: document.file, range: start..<max(start, Int(record.end) - lead))
  }

  /// The text of a node that must be text; numbers are taken as they are written where `takesNumbers`.
  mutating func text(_ node: NodeID, expected: String, takesNumbers: Bool = false)
    -> String?
  {
    switch document[node].kind {
    case .text:
      return document.string(node)
    case .integer, .hugeInteger, .float:
      if takesNumbers { return document.string(node) }
      wrongType(node, expected: expected, help: "put it in quotes: \"\(document.string(node))\"")
    case .boolean:
      wrongType(node, expected: expected, help: "put it in quotes: \"\(document.string(node))\"")
    default:
      wrongType(node, expected: expected)
    }
    return nil
  }
}
