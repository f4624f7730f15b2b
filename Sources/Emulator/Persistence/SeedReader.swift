import JSON

/// Reads an object of a seed and says where something is wrong.
struct SeedReader {
  private let path: String
  private let value: JSONValue

  init(_ value: JSONValue, path: String = "") {
    self.value = value
    self.path = path
  }

  func error(_ key: String, _ message: String) -> SeedError {
    SeedError(path: path.isEmpty ? key : "\(path).\(key)", message: message)
  }

  /// Refuses members of other names.
  func checkKeys(_ known: Set<String>) throws(SeedError) {
    guard let object = value.objectValue else { throw SeedError(path: path, message: "must be an object") }
    if let unknown = object.keys.first(where: { !known.contains($0) }) {
      throw error(unknown, "is not known")
    }
  }

  func text(_ key: String) throws(SeedError) -> String? {
    guard let member = value[key], !member.isNull else { return nil }
    guard let text = member.stringValue, !text.isEmpty else { throw error(key, "must be a text") }
    return text
  }

  func required(_ key: String) throws(SeedError) -> String {
    guard let text = try text(key) else { throw error(key, "is required") }
    return text
  }

  func integer(_ key: String) throws(SeedError) -> Int64? {
    guard let member = value[key] else { return nil }
    guard let integer = member.integerValue else { throw error(key, "must be a whole number") }
    return integer
  }

  func texts(_ key: String) throws(SeedError) -> [String] {
    guard let member = value[key] else { return [] }
    guard let texts = member.arrayValue?.map(\.stringValue), !texts.contains(nil) else {
      throw error(key, "must be a list of texts")
    }
    return texts.compactMap { $0 }
  }

  func elements(_ key: String) throws(SeedError) -> [SeedReader] {
    guard let member = value[key] else { return [] }
    guard let array = member.arrayValue else { throw error(key, "must be a list") }
    let base = path.isEmpty ? key : "\(path).\(key)"
    return array.enumerated().map { SeedReader($1, path: "\(base)[\($0)]") }
  }

  func members(_ key: String) throws(SeedError) -> [(String, JSONValue)] {
    guard let member = value[key] else { return [] }
    guard let object = member.objectValue else { throw error(key, "must be an object") }
    return object.map { ($0.key, $0.value) }
  }
}
