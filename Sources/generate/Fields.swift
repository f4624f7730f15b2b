import JSON

/// Reads the members of one JSON object and knows which it has read, so that a misspelt member is an
/// error and not a silence.
struct Fields {
  let place: String
  private let object: JSONObject
  private var read: Set<String> = []

  init(_ value: JSONValue, place: String) throws {
    guard let object = value.objectValue else {
      throw GeneratorError(place: place, message: "expected an object")
    }
    self.object = object
    self.place = place
  }

  mutating func value(_ key: String) -> JSONValue? {
    read.insert(key)
    return object[key]
  }

  mutating func string(_ key: String) throws -> String {
    guard let string = try optionalString(key) else { throw problem("\(key) is missing") }
    return string
  }

  mutating func optionalString(_ key: String) throws -> String? {
    guard let value = value(key) else { return nil }
    guard let string = value.stringValue else { throw problem("\(key) must be a string") }
    return string
  }

  mutating func bool(_ key: String) throws -> Bool {
    guard let value = value(key) else { return false }
    guard let bool = value.boolValue else { throw problem("\(key) must be true or false") }
    return bool
  }

  mutating func integer(_ key: String) throws -> Int64? {
    guard let value = value(key) else { return nil }
    guard let integer = value.integerValue else { throw problem("\(key) must be an integer") }
    return integer
  }

  mutating func array(_ key: String) throws -> [JSONValue] {
    guard let value = value(key) else { return [] }
    guard let array = value.arrayValue else { throw problem("\(key) must be an array") }
    return array
  }

  mutating func strings(_ key: String) throws -> [String] {
    try array(key).map {
      guard let string = $0.stringValue else { throw problem("\(key) must hold strings") }
      return string
    }
  }

  /// Fails when members are left that nobody asked for.
  func finish() throws {
    if let key = object.keys.first(where: { !read.contains($0) }) { throw problem("unknown member \(key)") }
  }

  func problem(_ message: String) -> GeneratorError { GeneratorError(place: place, message: message) }
}
