import Diagnostics

extension Shape where Value == Located<String> {
  /// Text for people, or text whose form only the cloud knows.
  static var text: Shape { text("text", takesNumbers: false) }

  /// An id as the cloud writes it; digits without quotes are kept as they are written.
  static var identifier: Shape { text("an id", takesNumbers: true) }

  /// The name of something declared elsewhere, or of the cloud.
  static func name(of what: String) -> Shape { text("the name of " + what, takesNumbers: true) }

  /// A name for the thing itself, by the rule for names.
  static func name(_ rule: NameRule) -> Shape {
    Shape(.text(phrase: "a name", pattern: rule.pattern)) { node, decoder in
      guard let text = decoder.text(node, expected: "a name", takesNumbers: true) else { return nil }
      let name = decoder.located(text, node)
      return rule.check(name, &decoder) ? name : nil
    }
  }

  private static func text(_ phrase: String, takesNumbers: Bool) -> Shape {
    let type: SchemaType =
      takesNumbers ? .identifier(phrase: phrase) : .text(phrase: phrase, pattern: nil)
    return Shape(type) { node, decoder in
      guard let text = decoder.text(node, expected: phrase, takesNumbers: takesNumbers) else { return nil }
      if let fault = textFault(text) {
        decoder.malformed(node, fault)
        return nil
      }
      return decoder.located(text, node)
    }
  }
}

/// Why a text cannot stand in what is made of a scenario: it is empty, or holds a control character.
func textFault(_ text: String) -> String? {
  if text.isEmpty { return "the text is empty" }
  for scalar in text.unicodeScalars where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
    if scalar == "\n" || scalar == "\t" { continue }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return
      "the text holds the control character U+\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }
  return nil
}

extension Shape where Value == Located<Bool> {
  /// `true` or `false`.
  static var boolean: Shape {
    Shape(.boolean) { node, decoder in
      let record = decoder.document[node]
      guard record.kind == .boolean else {
        let words = ["yes": "true", "on": "true", "no": "false", "off": "false"]
        let meant = record.kind == .text ? words[decoder.document.string(node).lowercased()] : nil
        decoder.wrongType(node, expected: "true or false", help: meant.map { "write \($0)" })
        return nil
      }
      return decoder.located(record.number == 1, node)
    }
  }
}

extension Shape {
  /// A whole number within bounds that every cloud shares; what one cloud allows is the profile's business.
  static func integer<Number: FixedWidthInteger>(_ range: ClosedRange<Int>) -> Shape
  where Value == Located<Number> {
    Shape(.integer(range)) { node, decoder in
      guard let number = decoder.integer(node, in: range), let value = Number(exactly: number) else {
        return nil
      }
      return decoder.located(value, node)
    }
  }

  /// One word of an enumeration.
  static func word<Word>() -> Shape
  where Word: RawRepresentable & CaseIterable & Sendable, Word.RawValue == String, Value == Located<Word> {
    let words = Word.allCases.map { (bytes: Array($0.rawValue.utf8), value: $0) }
    let names = Word.allCases.map(\.rawValue)
    return Shape(.words(names)) { node, decoder in
      let record = decoder.document[node]
      guard record.kind == .text else {
        decoder.wrongType(node, expected: SchemaType.words(names).phrase)
        return nil
      }
      for word in words where decoder.document.hasText(record, word.bytes) {
        return decoder.located(word.value, node)
      }
      decoder.unknownWord(node, among: names)
      return nil
    }
  }
}

extension TreeDecoder {
  /// A whole number within bounds.
  mutating func integer(_ node: NodeID, in range: ClosedRange<Int>) -> Int? {
    let record = document[node]
    switch record.kind {
    case .integer where range.contains(Int(record.number)):
      return Int(record.number)
    case .integer, .hugeInteger:
      sink.report(
        .outOfRange, at: location(node), "\(document.string(node)) is out of range",
        help: "write " + SchemaType.integer(range).phrase)
    default:
      wrongType(node, expected: SchemaType.integer(range).phrase)
    }
    return nil
  }

  /// Reports a word outside the allowed set.
  mutating func unknownWord(_ node: NodeID, among words: [String]) {
    guard !sink.isFull else { return }
    let text = document.string(node)
    let list = words.map { "`\($0)`" }.joined(separator: ", ")
    let meant = closestMatch(to: text, among: words)
    sink.report(
      .unknownWord, at: location(node), "`\(text)` is not allowed here; allowed is \(list)",
      help: meant.map { "did you mean `\($0)`?" })
  }
}
