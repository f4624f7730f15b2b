import JSON

/// Turns what the emulator keeps into JSON, member by member as `Codable` names them.
struct StateEncoder {
  /// Encodes a value. Fails only if the value's own `encode(to:)` does.
  static func encode(_ value: some Encodable) throws -> JSONValue {
    if let leaf = leaf(value) { return leaf }
    let encoder = TreeEncoder(codingPath: [])
    try value.encode(to: encoder)
    return encoder.node.value
  }

  /// Values that are JSON already or nearly so.
  fileprivate static func leaf(_ value: some Encodable) -> JSONValue? {
    switch value {
    case let text as String: .string(text)
    case let truth as Bool: .bool(truth)
    case let number as Int: .integer(Int64(number))
    case let number as Int64: .integer(number)
    case let number as UInt64: JSONValue(exactly: number)
    case let number as Double: .double(number)
    case let document as Document: .object(document.members)
    default: nil
    }
  }
}

/// What is being built; shared by the containers of one encoder.
private final class TreeNode {
  enum Content {
    case nothing
    case leaf(JSONValue)
    case members([(String, TreeNode)])
    case elements([TreeNode])
  }

  var content = Content.nothing

  var value: JSONValue {
    switch content {
    case .nothing: .null
    case .leaf(let value): value
    case .members(let members): .object(JSONObject(members.map { ($0.0, $0.1.value) }))
    case .elements(let elements): .array(elements.map(\.value))
    }
  }

  func member(_ key: String) -> TreeNode {
    let child = TreeNode()
    if case .members(var members) = content {
      content = .nothing
      members.append((key, child))
      content = .members(members)
    } else {
      content = .members([(key, child)])
    }
    return child
  }

  func element() -> TreeNode {
    let child = TreeNode()
    if case .elements(var elements) = content {
      content = .nothing
      elements.append(child)
      content = .elements(elements)
    } else {
      content = .elements([child])
    }
    return child
  }

  func encode(_ value: some Encodable, at path: [any CodingKey]) throws {
    if let leaf = StateEncoder.leaf(value) {
      content = .leaf(leaf)
    } else {
      try value.encode(to: TreeEncoder(node: self, codingPath: path))
    }
  }
}

private struct TreeEncoder: Encoder {
  var node = TreeNode()
  var codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .nothing = node.content { node.content = .members([]) }
    return KeyedEncodingContainer(Members<Key>(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .nothing = node.content { node.content = .elements([]) }
    return Elements(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(node: node, codingPath: codingPath)
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: TreeNode
  var codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) { node.member(key.stringValue).content = .leaf(.null) }

  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try node.member(key.stringValue).encode(value, at: codingPath + [key])
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    TreeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key]).container(
      keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    TreeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key]).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    TreeEncoder(node: node.member("super"), codingPath: codingPath)
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    TreeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
  }
}

private struct Elements: UnkeyedEncodingContainer {
  let node: TreeNode
  var codingPath: [any CodingKey]
  var count: Int { if case .elements(let elements) = node.content { elements.count } else { 0 } }

  mutating func encodeNil() { node.element().content = .leaf(.null) }

  mutating func encode<T: Encodable>(_ value: T) throws { try node.element().encode(value, at: codingPath) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    TreeEncoder(node: node.element(), codingPath: codingPath).container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    TreeEncoder(node: node.element(), codingPath: codingPath).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { TreeEncoder(node: node.element(), codingPath: codingPath) }
}

private struct Single: SingleValueEncodingContainer {
  let node: TreeNode
  var codingPath: [any CodingKey]

  mutating func encodeNil() { node.content = .leaf(.null) }

  mutating func encode<T: Encodable>(_ value: T) throws { try node.encode(value, at: codingPath) }
}
