/// Builds the tree of a text that the scanner has accepted: structure, places and keys come from the
/// tape, numbers and strings from json-c.
///
/// json-c is handed numbers and strings only, some thousand at a time, as one flat array. Keys it would
/// cut at U+0000, and its tree of a whole document would take several times the memory of ours and most
/// of the time to build and release.
///
/// The recursion is as deep as the document, which the scanner has bounded. Should json-c read something
/// else than the scanner, building stops with an error instead of pairing wrongly.
struct TreeBuilder<Node: TreeNode>: ~Copyable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let entries: [Tape.Entry]
  private let keys: [Tape.Key]
  private var nextEntry = 0
  private var nextKey = 0

  private let tokener = Tokener()
  private var batch: DecodedScalars?
  private var nextInBatch = 0
  /// What json-c reads next; kept for its capacity.
  private var text: [UInt8] = []

  /// A batch takes no further scalar once its text has so many bytes: small enough for the caches,
  /// large enough for json-c's fixed costs not to matter.
  private static var batchBytes: Int { 32 << 10 }

  /// A builder for that tape of those bytes, which must outlive it.
  init(_ bytes: UnsafeBufferPointer<UInt8>, tape: Tape) {
    self.bytes = bytes
    entries = tape.entries
    keys = tape.keys
  }

  /// The root of the document.
  consuming func document() throws(JSONError) -> Node { try node() }

  /// The next value on the tape.
  private mutating func node() throws(JSONError) -> Node {
    guard nextEntry < entries.count else { throw disagreement(at: bytes.count) }
    let entry = entries[nextEntry]
    if entry.kind.isDecoded { try provideBatch() }
    nextEntry += 1
    switch entry.kind {
    case .null:
      return .null(entry.range)
    case .true, .false:
      return .bool(entry.kind == .true, entry.range)
    case .array:
      var elements: [Node] = []
      elements.reserveCapacity(Int(entry.count))
      for _ in 0..<entry.count { elements.append(try node()) }
      return .array(elements, entry.range)
    case .object:
      var members: [Node.Member] = []
      members.reserveCapacity(Int(entry.count))
      for _ in 0..<entry.count {
        guard nextKey < keys.count else { throw disagreement(at: Int(entry.start)) }
        let key = keys[nextKey]
        nextKey += 1
        members.append(Node.member(key, try node()))
      }
      return .object(members, entry.range)
    case .integer, .unsigned, .double, .string:
      defer { nextInBatch += 1 }
      guard let scalar = scalar(entry) else { throw disagreement(at: Int(entry.start)) }
      return scalar
    }
  }

  private func scalar(_ entry: Tape.Entry) -> Node? {
    switch entry.kind {
    case .integer: batch?.integer(at: nextInBatch).map { .integer($0, entry.range) }
    case .unsigned: batch?.unsigned(at: nextInBatch).map { .unsigned($0, entry.range) }
    case .double: batch?.double(at: nextInBatch).map { .double($0, entry.range) }
    case .string: batch?.string(at: nextInBatch).map { .string($0, entry.range) }
    default: nil
    }
  }

  /// Sees to it that the next number or string is decoded: if the batch is used up, hands json-c this
  /// one and those that follow.
  private mutating func provideBatch() throws(JSONError) {
    if let count = batch?.count, nextInBatch < count { return }
    text.removeAll(keepingCapacity: true)
    var count = 0
    for entry in entries[nextEntry...] where entry.kind.isDecoded {
      if text.count + entry.range.count > Self.batchBytes, count > 0 { break }
      text.append(count == 0 ? Ascii.openBracket : Ascii.comma)
      text += bytes[entry.range]
      count += 1
    }
    text.append(Ascii.closeBracket)
    batch = nil
    batch = tokener.decode(text)
    nextInBatch = 0
    guard batch?.count == count else { throw disagreement(at: Int(entries[nextEntry].start)) }
  }

  private func disagreement(at offset: Int) -> JSONError {
    JSONError(.decoderFailure, "json-c reads this otherwise than the scanner", at: offset, in: bytes)
  }
}

extension Tape.Kind {
  /// Whether json-c decodes values of this kind.
  fileprivate var isDecoded: Bool {
    switch self {
    case .integer, .unsigned, .double, .string: true
    case .null, .true, .false, .array, .object: false
    }
  }
}
