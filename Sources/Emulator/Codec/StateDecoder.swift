import JSON

/// Reads back what `StateEncoder` wrote.
struct StateDecoder {
  /// Decodes a value.
  ///
  /// - Throws: `DecodingError` with the path of the first member that does not fit.
  static func decode<T: Decodable>(_ type: T.Type, from value: JSONValue) throws -> T {
    try TreeDecoder(value: value, codingPath: []).decode(type)
  }
}

private struct TreeDecoder: Decoder {
  let value: JSONValue
  var codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let object = value.objectValue else { throw mismatch(type, "an object is wanted") }
    return KeyedDecodingContainer(Members<Key>(object: object, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let array = value.arrayValue else { throw mismatch([Any].self, "an array is wanted") }
    return Elements(array: array, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let leaf = leaf(type) {
      guard let found = leaf as? T else { throw mismatch(type, "\(type) is wanted") }
      return found
    }
    return try T(from: self)
  }

  /// The value as one of the types that are JSON already; nil for any other type.
  private func leaf(_ type: any Decodable.Type) -> Any? {
    switch type {
    case is String.Type: value.stringValue as Any
    case is Bool.Type: value.boolValue as Any
    case is Int.Type: value.integerValue.flatMap { Int(exactly: $0) } as Any
    case is Int64.Type: value.integerValue as Any
    case is UInt64.Type: unsigned as Any
    case is Double.Type: value.doubleValue as Any
    case is Document.Type: value.objectValue.map { Document($0) } as Any
    default: nil
    }
  }

  private var unsigned: UInt64? {
    if case .unsigned(let number) = value { return number }
    return value.integerValue.flatMap { UInt64(exactly: $0) }
  }

  func mismatch(_ type: Any.Type, _ text: String) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: text))
  }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONObject
  var codingPath: [any CodingKey]
  var allKeys: [Key] { object.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try member(key).value.isNull }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try member(key).decode(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() -> any Decoder {
    TreeDecoder(value: object["super"] ?? .null, codingPath: codingPath)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }

  private func member(_ key: Key) throws -> TreeDecoder {
    guard let value = object[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "\(key.stringValue) is missing"))
    }
    return TreeDecoder(value: value, codingPath: codingPath + [key])
  }
}

private struct Elements: UnkeyedDecodingContainer {
  let array: [JSONValue]
  var codingPath: [any CodingKey]
  var currentIndex = 0
  var count: Int? { array.count }
  var isAtEnd: Bool { currentIndex >= array.count }

  init(array: [JSONValue], codingPath: [any CodingKey]) {
    self.array = array
    self.codingPath = codingPath
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, array[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> TreeDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self, .init(codingPath: codingPath, debugDescription: "the array has no more elements"))
    }
    defer { currentIndex += 1 }
    return TreeDecoder(value: array[currentIndex], codingPath: codingPath)
  }
}

private struct Single: SingleValueDecodingContainer {
  let decoder: TreeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.value.isNull }

  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }
}
