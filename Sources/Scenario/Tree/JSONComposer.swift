import Diagnostics
import JSON

/// Reads JSON through `LocatedJSON`.
struct JSONComposer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: Int
  private var builder: DocumentBuilder

  /// Composes the bytes behind the first `base`.
  static func compose(
    _ bytes: UnsafeBufferPointer<UInt8>, base: Int, file: SourceFileID, limits: ScenarioLimits,
    sink: inout DiagnosticSink
  ) -> Document? {
    var composer = JSONComposer(
      bytes: bytes, base: base, builder: DocumentBuilder(file: file, limits: limits, sink: sink))
    defer { sink = composer.builder.sink }
    let tree: LocatedJSON
    do throws(JSONError) {
      tree = try LocatedJSON(
        parsing: UnsafeBufferPointer(rebasing: bytes[base...]),
        limits: JSONLimits(maximumDepth: limits.maximumDepth, maximumBytes: limits.maximumBytes))
    } catch {
      composer.report(error)
      return nil
    }
    composer.builder.reserveCapacity(bytes: bytes.count)
    do throws(DocumentRefused) {
      try composer.add(tree)
    } catch {
      return nil
    }
    return composer.builder.document
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, base: Int, builder: DocumentBuilder) {
    self.bytes = bytes
    self.base = base
    self.builder = builder
  }

  /// Adds a value and what is in it; the parser has bounded the depth.
  private mutating func add(_ value: LocatedJSON) throws(DocumentRefused) {
    let range = value.range.lowerBound + base..<value.range.upperBound + base
    switch value.content {
    case .array(let elements):
      try builder.begin(isMapping: false, at: range.lowerBound)
      for element in elements { try add(element) }
      try builder.end(at: range.upperBound)
    case .object(let members):
      try builder.begin(isMapping: true, at: range.lowerBound)
      for member in members {
        try add(member.key, at: member.keyRange.lowerBound + base..<member.keyRange.upperBound + base)
        try add(member.value)
      }
      try builder.end(at: range.upperBound)
    case .string(let text): try add(text, at: range)
    case .null: try literal(.null, at: range)
    case .bool(let value): try literal(.boolean, value ? 1 : 0, at: range)
    case .integer(let value): try literal(.integer, value, at: range)
    case .unsigned: try literal(.hugeInteger, at: range)
    case .double: try literal(.float, at: range)
    }
  }

  private mutating func add(_ text: String, at range: Range<Int>) throws(DocumentRefused) {
    // The closure of withUTF8 rethrows without a type, so the outcome leaves as a value.
    var text = text
    let outcome = text.withUTF8 { (buffer) -> Result<Void, DocumentRefused> in
      do throws(DocumentRefused) {
        return .success(try builder.scalar(buffer, at: range, as: nil, isPlain: false))
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// A value that is not text; its text is what the file says.
  private mutating func literal(
    _ kind: NodeKind, _ number: Int64 = 0, at range: Range<Int>
  ) throws(DocumentRefused) {
    try builder.scalar(
      UnsafeBufferPointer(rebasing: bytes[range]), at: range, as: PlainScalar(kind, number), isPlain: false)
  }

  private mutating func report(_ error: JSONError) {
    let offset = min(error.offset + base, bytes.count)
    let place = builder.location(offset..<min(offset + 1, bytes.count))
    switch error.kind {
    case .empty:
      builder.sink.report(
        .unreadable, at: place, "the file holds no scenario", help: "`isthmus init` writes one to begin with")
    case .byteOrderMark, .invalidUTF8:
      builder.sink.report(.unreadable, at: place, error.message)
    case .tooLarge, .tooDeep, .decoderFailure:
      builder.sink.report(.tooLarge, at: place, error.message)
    case .numberOutOfRange:
      builder.sink.report(.outOfRange, at: place, error.message)
    case .duplicateKey(let first):
      let start = first + base
      builder.sink.report(
        .duplicateKey, at: place, error.message, help: "keep one of the two",
        related: [
          Related(
            message: "the first one is here", location: builder.location(start..<min(start + 1, bytes.count)))
        ])
    default:
      builder.sink.report(.syntax, at: place, "JSON syntax: \(error.message)")
    }
  }
}
