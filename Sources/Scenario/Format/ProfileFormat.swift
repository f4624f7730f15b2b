import Addressing
import Diagnostics

/// How numbers of the cloud profile that a scenario knows better are written: `key: value`, the value of the kind
/// that the key has.
enum ProfileFormat {
  static let description: RecordDescription = {
    var description = RecordDescription(
      name: "Profile", documentation: "Numbers of the cloud profile that this scenario knows better.")
    description.fields = ProfileKey.allCases.map { key in
      FieldDescription(
        name: key.rawValue, isRequired: false, documentation: "Instead of the cloud profile's value.",
        type: type(of: key.kind))
    }
    return description
  }()

  static let shape = Shape<[ProfileOverride]>(.record(description)) { node, decoder in
    guard decoder.document[node].kind == .mapping else {
      decoder.wrongType(node, expected: "a mapping (Profile)")
      return nil
    }
    var overrides: [ProfileOverride] = []
    for entry in decoder.document.entries(node) {
      let name = decoder.located(decoder.document.string(entry.key), entry.key)
      guard let key = ProfileKey(rawValue: name.value) else {
        guard !decoder.sink.isFull else { continue }
        let meant = closestMatch(to: name.value, among: ProfileKey.allCases.map(\.rawValue))
        decoder.sink.report(
          .unknownKey, at: name.location, "unknown key `\(name.value)` of the cloud profile",
          help: meant.map { "did you mean `\($0)`?" })
        continue
      }
      if let value = value(of: key, entry.value, &decoder) {
        overrides.append(ProfileOverride(key: name, value: decoder.located(value, entry.value)))
      }
    }
    return overrides
  }

  private static let anyInteger = 0...4_294_967_295
  private static let prefixes = Shape<[Located<Prefix>]>.list(of: .prefix())
  private static let integers = Shape<[Located<Int>]>.list(of: .integer(anyInteger))
  private static let patterns: Set<ProfileKey> = [.namePattern, .gatewayNamePattern, .lineNamePattern]

  private static func type(of kind: ProfileValue.Kind) -> SchemaType {
    switch kind {
    case .prefixes: .either([prefixes.type, Shape.prefix().type])
    case .integer: .integer(anyInteger)
    case .range: .text(phrase: "a range such as 1-3999", pattern: "^[0-9]{1,10}-[0-9]{1,10}$")
    case .boolean: .boolean
    case .text: .text(phrase: "text", pattern: nil)
    case .integers: integers.type
    }
  }

  private static func value(of key: ProfileKey, _ node: NodeID, _ decoder: inout TreeDecoder) -> ProfileValue?
  {
    switch key.kind {
    case .prefixes:
      if decoder.document[node].kind == .text {
        return Shape.prefix().decode(node, &decoder).map { .prefixes([$0.value]) }
      }
      return prefixes.decode(node, &decoder).map { .prefixes($0.map(\.value)) }
    case .integer:
      return decoder.integer(node, in: anyInteger).map { .integer($0) }
    case .range:
      return range(node, &decoder).map { .range($0) }
    case .boolean:
      return Shape.boolean.decode(node, &decoder).map { .boolean($0.value) }
    case .integers:
      return integers.decode(node, &decoder).map { .integers($0.map(\.value)) }
    case .text:
      guard let text = Shape.text.decode(node, &decoder) else { return nil }
      if patterns.contains(key), NamePattern(text.value) == nil {
        decoder.malformed(
          node, "`\(text.value)` is not a pattern that can be read",
          help: "write classes of characters: [a-z][a-z0-9-]*")
        return nil
      }
      return .text(text.value)
    }
  }

  private static func range(_ node: NodeID, _ decoder: inout TreeDecoder) -> ClosedRange<Int>? {
    guard let text = decoder.text(node, expected: "a range such as 1-3999") else { return nil }
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = bounds.compactMap { bound -> Int? in
      guard bound.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(bound) else { return nil }
      return anyInteger.contains(number) ? number : nil
    }
    guard bounds.count == 2, numbers.count == 2, numbers[0] <= numbers[1] else {
      decoder.malformed(node, "`\(text)` is not a range", help: "write it as 1-3999, the lower number first")
      return nil
    }
    return numbers[0]...numbers[1]
  }
}
