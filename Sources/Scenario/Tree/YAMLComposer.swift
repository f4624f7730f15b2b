import CLibYAML
import Diagnostics

/// Reads YAML 1.2 with libyaml's events.
struct YAMLComposer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: Int
  private var offsets: ByteOffsets
  private var builder: DocumentBuilder
  /// Whether each open collection has brackets.
  private var hasBrackets: [Bool] = []
  private var documents = 0

  /// Composes the bytes behind the first `base`; they have passed the text check.
  static func compose(
    _ bytes: UnsafeBufferPointer<UInt8>, base: Int, isASCII: Bool, file: SourceFileID, limits: ScenarioLimits,
    sink: inout DiagnosticSink
  ) -> Document? {
    var composer = YAMLComposer(
      bytes: bytes, base: base, offsets: ByteOffsets(bytes, base: base, isASCII: isASCII),
      builder: DocumentBuilder(file: file, limits: limits, sink: sink))
    defer { sink = composer.builder.sink }
    do throws(DocumentRefused) {
      try composer.run()
    } catch {
      return nil
    }
    return composer.builder.root == nil ? nil : composer.builder.document
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, base: Int, offsets: ByteOffsets, builder: DocumentBuilder
  ) {
    self.bytes = bytes
    self.base = base
    self.offsets = offsets
    self.builder = builder
  }

  private mutating func run() throws(DocumentRefused) {
    guard var parser = YAMLParser(UnsafeBufferPointer(rebasing: bytes[base...])) else {
      builder.sink.report(.tooLarge, at: builder.location(0..<0), "no memory for the YAML parser")
      throw DocumentRefused()
    }
    while true {
      switch parser.next() {
      case .success(let event):
        guard try handle(event) else { return }
      case .failure(let fault):
        report(fault)
        throw DocumentRefused()
      }
    }
  }

  /// Takes one event; false after the last.
  private mutating func handle(_ event: UnsafePointer<yaml_event_t>) throws(DocumentRefused) -> Bool {
    let start = offsets.offset(of: Int(clamping: event.pointee.start_mark.index))
    switch event.pointee.type {
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      guard documents == 1 else {
        builder.sink.report(
          .syntax, at: builder.location(start..<min(start + 3, bytes.count)), "a second document begins here",
          help: "a scenario is one document: remove `---` and what follows")
        throw DocumentRefused()
      }
    case YAML_SCALAR_EVENT:
      try scalar(event, from: start)
    case YAML_ALIAS_EVENT:
      let end = offsets.offset(of: Int(clamping: event.pointee.end_mark.index))
      if let name = Self.string(event.pointee.data.alias.anchor) { try builder.alias(name, at: start..<end) }
    case YAML_MAPPING_START_EVENT:
      let data = event.pointee.data.mapping_start
      checkTag(data.tag, core: "map", at: start)
      hasBrackets.append(data.style == YAML_FLOW_MAPPING_STYLE)
      try builder.begin(isMapping: true, at: start, anchor: Self.string(data.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let data = event.pointee.data.sequence_start
      checkTag(data.tag, core: "seq", at: start)
      hasBrackets.append(data.style == YAML_FLOW_SEQUENCE_STYLE)
      try builder.begin(isMapping: false, at: start, anchor: Self.string(data.anchor))
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      let end = offsets.offset(of: Int(clamping: event.pointee.end_mark.index))
      try builder.end(at: hasBrackets.popLast() == true ? end : nil)
    case YAML_STREAM_END_EVENT:
      return false
    default:
      break
    }
    return true
  }

  private mutating func scalar(
    _ event: UnsafePointer<yaml_event_t>, from start: Int
  ) throws(DocumentRefused) {
    let data = event.pointee.data.scalar
    let end = offsets.offset(of: Int(clamping: event.pointee.end_mark.index))
    let text = UnsafeBufferPointer(start: UnsafePointer(data.value), count: Int(clamping: data.length))
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    var resolved: PlainScalar? = isPlain ? PlainScalar(text) : nil
    var countsAsPlain = isPlain
    if let tag = Self.string(data.tag) {
      countsAsPlain = false
      resolved = tagged(tag, text, plain: resolved, at: start..<end)
    }
    try builder.scalar(
      text, at: start..<end, as: resolved, isPlain: countsAsPlain, anchor: Self.string(data.anchor))
  }

  // MARK: Tags

  private static let corePrefix = "tag:yaml.org,2002:"

  /// What a scalar with a tag is; nil is text.
  private mutating func tagged(
    _ tag: String, _ text: UnsafeBufferPointer<UInt8>, plain: PlainScalar?, at range: Range<Int>
  ) -> PlainScalar? {
    let kinds: [NodeKind]
    switch tag {
    case "!", Self.corePrefix + "str": return nil
    case Self.corePrefix + "null": kinds = [.null]
    case Self.corePrefix + "bool": kinds = [.boolean]
    case Self.corePrefix + "int": kinds = [.integer, .hugeInteger]
    case Self.corePrefix + "float": kinds = [.float, .integer, .hugeInteger]
    default:
      reportTag(tag, at: range.lowerBound)
      return plain
    }
    let resolved = PlainScalar(text)
    guard kinds.contains(resolved.kind) else {
      builder.sink.report(
        .wrongType, at: builder.location(range),
        "the tag says \(kinds[0].phrase), the value is \(resolved.kind.phrase)", help: "remove the tag")
      return resolved
    }
    return resolved
  }

  private mutating func checkTag(_ tag: UnsafeMutablePointer<yaml_char_t>?, core: String, at start: Int) {
    guard let tag = Self.string(tag), tag != "!", tag != Self.corePrefix + core else { return }
    reportTag(tag, at: start)
  }

  private mutating func reportTag(_ tag: String, at start: Int) {
    let shown = tag.hasPrefix(Self.corePrefix) ? "!!" + tag.dropFirst(Self.corePrefix.count) : tag
    builder.sink.report(
      .syntax, at: builder.location(start..<min(start + 1, bytes.count)),
      "the tag `\(shown)` means nothing here", help: "remove the tag")
  }

  // MARK: Faults

  private mutating func report(_ fault: YAMLParser.Fault) {
    let position = min(offsets.offset(of: fault.position), bytes.count)
    let end = min(position + 1, bytes.count)
    let isTab = position < bytes.count && bytes[position] == 0x09
    var related: [Related] = []
    let place = offsets.offset(of: fault.contextPosition)
    if let context = fault.context, place != position, let beginning = YAMLFault.beginning(context) {
      related.append(
        Related(message: beginning, location: builder.location(place..<min(place + 1, bytes.count))))
    }
    // A tab is what people see; libyaml may complain of what it makes of it.
    let problem = isTab ? "found a tab character that violates indentation" : fault.problem
    let explained = YAMLFault(
      problem: problem, context: fault.context, found: found(at: position))
    builder.sink.report(
      .syntax, at: builder.location(position..<end), explained.message, help: explained.help, related: related
    )
  }

  /// What stands at a place, in words.
  private func found(at position: Int) -> String {
    guard position < bytes.count else { return "the end of the file" }
    if bytes[position] == 0x0A || bytes[position] == 0x0D { return "the end of the line" }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return "`\(String(decoding: bytes[position..<end], as: UTF8.self))`"
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(decodingCString: $0, as: UTF8.self) }
  }
}
