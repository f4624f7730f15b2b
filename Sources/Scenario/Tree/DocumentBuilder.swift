import Diagnostics

/// Why no document could be made; the reason has been reported.
struct DocumentRefused: Error {}

/// Builds a document from a stream of begin, scalar and end, and keeps its bounds.
///
/// Duplicate keys are reported at their own place and dropped, merge keys (`<<`) are resolved, aliases share the node
/// they name and count as often as they are used.
struct DocumentBuilder {
  private struct Frame {
    var isMapping: Bool
    var start: Int
    /// Where this collection's children begin in `pending`.
    var base: Int
    /// Where the last child ended.
    var lastEnd: Int
    /// Nodes inside, aliases expanded.
    var weight = 1
    var anchor: String?
  }

  private enum Anchor {
    case open
    case closed(NodeID, weight: Int)
  }

  private let limits: ScenarioLimits
  private(set) var document: Document
  var sink: DiagnosticSink
  private var frames: [Frame] = []
  private var pending: [NodeID] = []
  private var anchors: [String: Anchor] = [:]
  private var total = 0
  private(set) var root: NodeID?

  init(file: SourceFileID, limits: ScenarioLimits, sink: DiagnosticSink) {
    self.limits = limits
    self.sink = sink
    document = Document(file: file)
  }

  /// Makes room for a file of that many bytes, so that nothing moves while it grows. Room that is never written
  /// to costs no memory.
  mutating func reserveCapacity(bytes: Int) {
    document.text.reserveCapacity(bytes)
    // A node seldom takes fewer bytes than a short key or number with its punctuation.
    document.records.reserveCapacity(min(bytes / 8, limits.maximumNodes))
  }

  func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(file: document.file, range: range) }

  /// Adds a scalar. `resolve` says what it is, given its bytes.
  mutating func scalar(
    _ text: UnsafeBufferPointer<UInt8>, at range: Range<Int>, as scalar: PlainScalar?, isPlain: Bool,
    anchor: String? = nil
  ) throws(DocumentRefused) {
    guard text.count <= limits.maximumScalarBytes else {
      sink.report(
        .tooLarge, at: location(range.lowerBound..<range.lowerBound),
        "a value of \(text.count) bytes; at most \(limits.maximumScalarBytes) are read")
      throw DocumentRefused()
    }
    let first = Int32(truncatingIfNeeded: document.text.count)
    document.text.append(contentsOf: text)
    let node = try add(
      Document.Record(
        kind: scalar?.kind ?? .text, isPlain: isPlain, start: UInt32(clamping: range.lowerBound),
        end: UInt32(clamping: range.upperBound), first: first, count: Int32(text.count),
        number: scalar?.number ?? 0))
    if let anchor { anchors[anchor] = .closed(node, weight: 1) }
    try place(node, weight: 1, end: range.upperBound)
  }

  /// Opens a mapping or a list.
  mutating func begin(isMapping: Bool, at start: Int, anchor: String? = nil) throws(DocumentRefused) {
    guard frames.count < limits.maximumDepth else {
      sink.report(
        .tooLarge, at: location(start..<start + 1),
        "mappings and lists nest more than \(limits.maximumDepth) deep")
      throw DocumentRefused()
    }
    if let anchor { anchors[anchor] = .open }
    frames.append(
      Frame(isMapping: isMapping, start: start, base: pending.count, lastEnd: start, anchor: anchor))
  }

  /// Closes the innermost mapping or list. `end` is where its closing bracket ends; without one it ends with its
  /// last child.
  mutating func end(at end: Int?) throws(DocumentRefused) {
    guard let frame = frames.popLast() else { return }
    // Children are taken by position: a slice that lives while they are removed would copy all of `pending`.
    let count = pending.count - frame.base
    let end = max(end ?? frame.lastEnd, frame.start)
    var record = Document.Record(
      kind: frame.isMapping ? .mapping : .list, start: UInt32(clamping: frame.start),
      end: UInt32(clamping: end),
      first: 0, count: 0)
    if frame.isMapping {
      record.first = Int32(truncatingIfNeeded: document.entries.count)
      appendEntries(from: frame.base)
      record.count = Int32(truncatingIfNeeded: document.entries.count) - record.first
    } else {
      record.first = Int32(truncatingIfNeeded: document.items.count)
      record.count = Int32(truncatingIfNeeded: count)
      document.items.append(contentsOf: pending[frame.base...])
    }
    pending.removeLast(count)
    let node = try add(record)
    if let anchor = frame.anchor { anchors[anchor] = .closed(node, weight: frame.weight) }
    try place(node, weight: frame.weight, end: end)
  }

  /// Puts the node of an anchor here once more.
  mutating func alias(_ name: String, at range: Range<Int>) throws(DocumentRefused) {
    switch anchors[name] {
    case .closed(let node, let weight)?:
      total += weight
      try checkTotal(at: range)
      try place(node, weight: weight, end: range.upperBound)
    case .open?:
      sink.report(
        .syntax, at: location(range), "alias `*\(name)` stands inside what it names",
        help: "an alias stands behind the whole value that it repeats")
      throw DocumentRefused()
    case nil:
      sink.report(
        .syntax, at: location(range), "no anchor `&\(name)` stands before this alias",
        help: closestMatch(to: name, among: anchors.keys.sorted()).map { "did you mean `*\($0)`?" }
          ?? "set the anchor before it is used")
      throw DocumentRefused()
    }
  }

  private mutating func add(_ record: Document.Record) throws(DocumentRefused) -> NodeID {
    total += 1
    try checkTotal(at: Int(record.start)..<Int(record.end))
    document.records.append(record)
    return NodeID(index: Int32(truncatingIfNeeded: document.records.count - 1))
  }

  private mutating func checkTotal(at range: Range<Int>) throws(DocumentRefused) {
    guard total > limits.maximumNodes else { return }
    sink.report(
      .tooLarge, at: location(range),
      "more than \(limits.maximumNodes) keys and values, aliases expanded",
      help: "split the scenario")
    throw DocumentRefused()
  }

  private mutating func place(_ node: NodeID, weight: Int, end: Int) throws(DocumentRefused) {
    guard !frames.isEmpty else {
      root = node
      document.root = node
      return
    }
    frames[frames.count - 1].weight += weight
    frames[frames.count - 1].lastEnd = end
    pending.append(node)
  }

  // MARK: Mappings

  /// Appends the entries of a mapping, whose keys and values stand in turn at the end of `pending`.
  private mutating func appendEntries(from base: Int) {
    let first = document.entries.count
    var names = KeySet(first: first)
    var merges: [NodeID] = []
    var seenMerge: NodeID?
    var index = base
    while index + 1 < pending.count {
      let entry = DocumentEntry(key: pending[index], value: pending[index + 1])
      index += 2
      let key = document[entry.key]
      guard key.kind != .mapping, key.kind != .list, key.kind != .null else {
        sink.report(
          .wrongType, at: document.location(entry.key), "a key must be a word, not \(key.kind.phrase)")
        continue
      }
      if key.isPlain, document.hasText(key, [0x3C, 0x3C]) {
        if let seenMerge {
          reportDuplicate(entry.key, first: seenMerge)
        } else {
          seenMerge = entry.key
          merges = mergeSources(entry.value)
        }
      } else if let earlier = names.insert(entry.key, in: document) {
        reportDuplicate(entry.key, first: document.entries[earlier].key)
      } else {
        document.entries.append(entry)
      }
    }
    for source in merges {
      // By position: a slice held over the append would copy all entries of the document.
      let record = document[source]
      for place in Int(record.first)..<Int(record.first + record.count) {
        let entry = document.entries[place]
        if names.insert(entry.key, in: document) == nil { document.entries.append(entry) }
      }
    }
  }

  private mutating func reportDuplicate(_ key: NodeID, first: NodeID) {
    guard !sink.isFull else { return }
    sink.report(
      .duplicateKey, at: document.location(key), "key `\(document.string(key))` stands twice in one mapping",
      help: "keep one of the two",
      related: [Related(message: "the first one is here", location: document.location(first))])
  }

  private mutating func mergeSources(_ value: NodeID) -> [NodeID] {
    let candidates = document[value].kind == .list ? Array(document.items(value)) : [value]
    var sources: [NodeID] = []
    for candidate in candidates {
      if document[candidate].kind == .mapping {
        sources.append(candidate)
      } else {
        sink.report(
          .wrongType, at: document.location(candidate),
          "a merge key takes a mapping or a list of mappings, not \(document[candidate].kind.phrase)")
      }
    }
    return sources
  }
}

/// The keys of one mapping, while it is built. Few keys are compared one by one, many are hashed.
private struct KeySet {
  private let first: Int
  private var places: [String: Int]?

  /// How many keys are compared one by one.
  private static let fewKeys = 12

  /// The keys of the entries from `first` on.
  init(first: Int) { self.first = first }

  /// The place of the entry that has this key already; if there is none, notes that it comes next.
  ///
  /// Names that Unicode calls canonically equivalent are one name, as they are for `String`.
  mutating func insert(_ key: NodeID, in document: Document) -> Int? {
    if places == nil, document.entries.count - first < Self.fewKeys {
      let record = document[key]
      let text = document.text[Int(record.first)..<Int(record.first + record.count)]
      let isASCII = text.allSatisfy { $0 < 0x80 }
      for place in first..<document.entries.count {
        let other = document[document.entries[place].key]
        if isASCII {
          guard other.count == record.count else { continue }
          if document.text[Int(other.first)..<Int(other.first + other.count)].elementsEqual(text) {
            return place
          }
        } else if document.string(document.entries[place].key) == document.string(key) {
          return place
        }
      }
      return nil
    }
    var places = self.places.take() ?? index(document)
    defer { self.places = places }
    let name = document.string(key)
    if let place = places[name] { return place }
    places[name] = document.entries.count
    return nil
  }

  private func index(_ document: Document) -> [String: Int] {
    var places: [String: Int] = [:]
    for place in first..<document.entries.count {
      places[document.string(document.entries[place].key)] = place
    }
    return places
  }
}
