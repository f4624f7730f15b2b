import Diagnostics

/// A record that is being read.
struct OpenRecord {
  fileprivate let slots: Int
  /// Where the mapping stands.
  let location: SourceLocation
  /// Whether a field that stands in the file could not be read. Such a record is given up: rules that ran on the rest
  /// would report what merely follows.
  var isBroken = false

  /// Whether the key stands in the file.
  func has<Value>(_ field: Field<Value>, _ decoder: TreeDecoder) -> Bool {
    decoder.slots[slots + field.index] >= 0
  }

  /// Where the key stands.
  func key<Value>(_ field: Field<Value>, _ decoder: TreeDecoder) -> SourceLocation? {
    let slot = decoder.slots[slots + field.index]
    return slot < 0 ? nil : decoder.location(decoder.document.entries[Int(slot)].key)
  }

  /// The value of a field; nil if it does not stand or could not be read.
  mutating func take<Value>(_ field: Field<Value>, _ decoder: inout TreeDecoder) -> Value? {
    let slot = decoder.slots[slots + field.index]
    guard slot >= 0 else { return nil }
    let entry = decoder.document.entries[Int(slot)]
    decoder.owner = decoder.location(entry.key)
    guard let value = field.shape.decode(entry.value, &decoder) else {
      isBroken = true
      return nil
    }
    return value
  }
}

extension Shape {
  /// A mapping with the keys of a table. `make` takes every field before it gives up, so that all faults are found.
  static func record<Fields>(
    _ table: RecordTable<Fields>,
    _ make: @escaping @Sendable (Fields, inout OpenRecord, inout TreeDecoder) -> Value?
  ) -> Shape {
    let fields = table.fields
    let keys = table.keys
    return Shape(.record(table.description)) { node, decoder in
      guard var record = decoder.open(node, keys) else { return nil }
      defer { decoder.close(record) }
      let value = make(fields, &record, &decoder)
      return record.isBroken ? nil : value
    }
  }
}

extension TreeDecoder {
  /// Finds the fields of a mapping and reports keys that are unknown, missing or exclude each other.
  fileprivate mutating func open(_ node: NodeID, _ keys: RecordKeys) -> OpenRecord? {
    guard document[node].kind == .mapping else {
      let help =
        node == document.root
        ? "`isthmus init` writes a scenario to begin with"
        : document[node].kind == .null ? "write `{}` for an empty one" : nil
      wrongType(node, expected: keys.phrase, help: help)
      return nil
    }
    let owner = self.owner
    var record = OpenRecord(slots: slots.count, location: location(node))
    slots.append(contentsOf: repeatElement(-1, count: keys.names.count))
    let mapping = document[node]
    var unknown: [Int] = []
    // Keys mostly come in the order of the table: the search goes on where the last one was found.
    var next = 0
    for place in Int(mapping.first)..<Int(mapping.first + mapping.count) {
      let key = document[document.entries[place].key]
      var found = -1
      for step in 0..<keys.names.count {
        let candidate = next + step < keys.names.count ? next + step : next + step - keys.names.count
        if document.hasText(key, keys.names[candidate]) {
          found = candidate
          break
        }
      }
      if found >= 0 {
        slots[record.slots + found] = Int32(truncatingIfNeeded: place)
        next = found + 1 == keys.names.count ? 0 : found + 1
      } else {
        unknown.append(place)
      }
    }
    if !unknown.isEmpty { reportUnknown(unknown, keys, record) }
    for index in keys.names.indices where keys.required[index] && slots[record.slots + index] < 0 {
      sink.report(
        .missingKey, at: owner ?? record.location, "required key `\(keys.texts[index])` is missing",
        help: keys.suggestion(index))
      record.isBroken = true
    }
    for exclusion in keys.exclusions { check(exclusion, keys, owner, &record) }
    return record
  }

  fileprivate mutating func close(_ record: OpenRecord) {
    slots.removeLast(slots.count - record.slots)
  }

  /// An unknown key that is close to a known one is read as that one, if it does not stand: what it says is checked,
  /// and its absence is no second fault.
  private mutating func reportUnknown(_ places: [Int], _ keys: RecordKeys, _ record: OpenRecord) {
    guard !sink.isFull else { return }
    let texts = keys.texts
    let index = ClosestMatchIndex(texts)
    for place in places {
      // Comparing words is the dearest thing that a key can ask for.
      guard !sink.isFull else { return }
      let key = document.entries[place].key
      let text = document.string(key)
      if keys.allowsExtensions, text.hasPrefix("x-") { continue }
      let meant = index.closestMatch(to: text) ?? Self.completion(of: text, among: texts)
      sink.report(
        .unknownKey, at: location(key), "unknown key `\(text)`",
        help: meant.map { "did you mean `\($0)`?" }
          ?? "known keys are " + texts.map { "`\($0)`" }.joined(separator: ", "))
      if let meant, let field = texts.firstIndex(of: meant), slots[record.slots + field] < 0 {
        slots[record.slots + field] = Int32(truncatingIfNeeded: place)
      }
    }
  }

  /// The one key that begins with a word of some length: units and kinds are what people leave out (`bandwidth`).
  private static func completion(of text: String, among keys: [String]) -> String? {
    guard text.count >= 4 else { return nil }
    let longer = keys.filter { $0.hasPrefix(text) }
    return longer.count == 1 ? longer.first : nil
  }

  private mutating func check(
    _ exclusion: (indices: [Int], keys: [String], isRequired: Bool), _ keys: RecordKeys,
    _ owner: SourceLocation?, _ record: inout OpenRecord
  ) {
    let standing = exclusion.indices.filter { slots[record.slots + $0] >= 0 }
    if standing.isEmpty, exclusion.isRequired {
      sink.report(
        .missingKey, at: owner ?? record.location,
        "one of the keys " + exclusion.keys.map { "`\($0)`" }.joined(separator: ", ") + " is missing",
        help: exclusion.indices.map { keys.suggestion($0) }.joined(separator: ", or "))
      record.isBroken = true
    }
    guard standing.count > 1 else { return }
    let places = standing.map { document.entries[Int(slots[record.slots + $0])].key }
      .sorted { document[$0].start < document[$1].start }
    sink.report(
      .exclusiveKeys, at: location(places[1]),
      "`\(document.string(places[1]))` and `\(document.string(places[0]))` exclude each other",
      help: "keep one of them",
      related: [Related(message: "`\(document.string(places[0]))` is here", location: location(places[0]))])
    record.isBroken = true
  }
}
