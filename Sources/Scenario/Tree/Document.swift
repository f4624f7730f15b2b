import Diagnostics

/// What a node of a document is, after its text has been resolved.
enum NodeKind: UInt8, Sendable {
  case null
  case boolean
  case integer
  /// An integer beyond 64 bits.
  case hugeInteger
  case float
  case text
  case list
  case mapping
}

/// A node's number in its document.
struct NodeID: Sendable, Hashable {
  let index: Int32
}

/// A key of a mapping with its value.
struct DocumentEntry: Sendable {
  var key: NodeID
  var value: NodeID
}

/// A scenario file as a tree of located nodes, made from YAML or JSON alike.
///
/// The tree lies in flat arrays: a hundred thousand mappings cost a few allocations, aliased nodes are shared, and
/// releasing it cannot recurse. Scalars keep their text as bytes; a `String` is made only where the model needs one.
struct Document: Sendable {
  /// One node. Forty bytes without references.
  struct Record: Sendable {
    var kind: NodeKind
    /// Whether a scalar stands without quotes in YAML.
    var isPlain = false
    var start: UInt32
    var end: UInt32
    /// Scalars: where in `text`. Lists: where in `items`. Mappings: where in `entries`.
    var first: Int32
    /// How many bytes, items or entries.
    var count: Int32
    /// The value of an integer, 1 or 0 for a truth value.
    var number: Int64 = 0
  }

  let file: SourceFileID
  var records: [Record] = []
  var text: [UInt8] = []
  var items: [NodeID] = []
  var entries: [DocumentEntry] = []
  var root = NodeID(index: 0)

  init(file: SourceFileID) { self.file = file }

  subscript(node: NodeID) -> Record { records[Int(node.index)] }

  func location(_ node: NodeID) -> SourceLocation {
    let record = self[node]
    return SourceLocation(file: file, start: record.start, end: record.end)
  }

  /// The text of a scalar as written; numbers and truth values have one too.
  func string(_ node: NodeID) -> String {
    let record = self[node]
    return String(decoding: text[Int(record.first)..<Int(record.first + record.count)], as: UTF8.self)
  }

  /// Whether a scalar's text is exactly these bytes.
  func hasText(_ node: NodeID, _ bytes: [UInt8]) -> Bool { hasText(self[node], bytes) }

  /// Whether a scalar's text is exactly these bytes.
  func hasText(_ record: Record, _ bytes: [UInt8]) -> Bool {
    let count = Int(record.count)
    guard count == bytes.count else { return false }
    let first = Int(record.first)
    for offset in 0..<count where text[first + offset] != bytes[offset] { return false }
    return true
  }

  /// The items of a list.
  func items(_ node: NodeID) -> ArraySlice<NodeID> {
    let record = self[node]
    guard record.kind == .list else { return [] }
    return items[Int(record.first)..<Int(record.first + record.count)]
  }

  /// The entries of a mapping, merged ones behind its own.
  func entries(_ node: NodeID) -> ArraySlice<DocumentEntry> {
    let record = self[node]
    guard record.kind == .mapping else { return [] }
    return entries[Int(record.first)..<Int(record.first + record.count)]
  }
}
