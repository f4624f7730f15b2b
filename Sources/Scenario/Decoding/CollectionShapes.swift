import Diagnostics

extension Shape {
  /// A list. One element that cannot be read gives up the list: a shorter one would say something else.
  static func list<Element>(of element: Shape<Element>) -> Shape where Value == [Element] {
    Shape(.list(element.type)) { node, decoder in
      decoder.list(node, of: element, keepsRest: false)
    }
  }

  /// A list whose elements mean something each for itself; those that cannot be read are left out.
  static func independentList<Element>(of element: Shape<Element>) -> Shape where Value == [Element] {
    Shape(.list(element.type)) { node, decoder in
      decoder.list(node, of: element, keepsRest: true)
    }
  }

  /// A mapping from names. Names whose values cannot be read stay known as broken.
  static func map<Element>(of element: Shape<Element>, named rule: NameRule) -> Shape
  where Value == NamedMap<Element> {
    Shape(.map(element.type, namePattern: rule.pattern, phrase: rule.phrase)) { node, decoder in
      guard decoder.document[node].kind == .mapping else {
        decoder.wrongType(
          node, expected: "a mapping from " + rule.phrase,
          help: decoder.document[node].kind == .null ? "write `{}` for none, or remove the key" : nil)
        return nil
      }
      var map = NamedMap<Element>()
      for entry in decoder.document.entries(node) {
        let name = decoder.located(decoder.document.string(entry.key), entry.key)
        let isSound = rule.check(name, &decoder)
        decoder.owner = name.location
        if let value = element.decode(entry.value, &decoder), isSound {
          map.append(name: name, value: value)
        } else {
          map.markBroken(name.value)
        }
      }
      return map
    }
  }

  /// `auto`, or a value.
  static func automatic<Element>(or element: Shape<Element>) -> Shape where Value == Choice<Element> {
    let auto = Array("auto".utf8)
    return Shape(.either([.words(["auto"]), element.type])) { node, decoder in
      if decoder.document[node].kind == .text, decoder.document.hasText(node, auto) { return .auto }
      return element.decode(node, &decoder).map { .fixed($0) }
    }
  }
}

extension TreeDecoder {
  fileprivate mutating func list<Element>(
    _ node: NodeID, of element: Shape<Element>, keepsRest: Bool
  ) -> [Element]? {
    let record = document[node]
    guard record.kind == .list else {
      let isScalar = record.kind != .mapping && record.kind != .null
      wrongType(
        node, expected: "a list, each " + element.type.phrase,
        help: isScalar ? "put it in brackets: [\(document.string(node))]" : "write `[]` for an empty list")
      return nil
    }
    var elements: [Element] = []
    elements.reserveCapacity(Int(record.count))
    for place in Int(record.first)..<Int(record.first + record.count) {
      owner = nil
      if let value = element.decode(document.items[place], &self) { elements.append(value) }
    }
    return keepsRest || elements.count == Int(record.count) ? elements : nil
  }
}
