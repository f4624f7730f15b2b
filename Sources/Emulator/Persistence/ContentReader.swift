import JSON

/// A file of the emulator (a seed, faults) that says something it cannot say.
public struct ContentError: Error, Sendable, CustomStringConvertible {
  /// Where: `resources[3].operation`; empty for the document as a whole.
  public let path: String
  /// What is wrong.
  public let message: String

  /// One line.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

/// Reads an object of a seed or a faults file and says where something is wrong.
struct ContentReader {
  private let path: String
  private let value: JSONValue

  init(_ value: JSONValue, path: String = "") {
    self.value = value
    self.path = path
  }

  func error(_ key: String, _ message: String) -> ContentError {
    ContentError(path: path.isEmpty ? key : "\(path).\(key)", message: message)
  }

  /// Refuses members of other names.
  func checkKeys(_ known: Set<String>) throws(ContentError) {
    guard let object = value.objectValue else { throw ContentError(path: path, message: "must be an object") }
    if let unknown = object.keys.first(where: { !known.contains($0) }) {
      throw error(unknown, "is not known")
    }
  }

  func text(_ key: String) throws(ContentError) -> String? {
    guard let member = value[key], !member.isNull else { return nil }
    guard let text = member.stringValue, !text.isEmpty else { throw error(key, "must be a text") }
    return text
  }

  func required(_ key: String) throws(ContentError) -> String {
    guard let text = try text(key) else { throw error(key, "is required") }
    return text
  }

  func integer(_ key: String) throws(ContentError) -> Int64? {
    guard let member = value[key] else { return nil }
    guard let integer = member.integerValue else { throw error(key, "must be a whole number") }
    return integer
  }

  func texts(_ key: String) throws(ContentError) -> [String] {
    guard let member = value[key] else { return [] }
    guard let texts = member.arrayValue?.map(\.stringValue), !texts.contains(nil) else {
      throw error(key, "must be a list of texts")
    }
    return texts.compactMap { $0 }
  }

  func elements(_ key: String) throws(ContentError) -> [ContentReader] {
    guard let member = value[key] else { return [] }
    guard let array = member.arrayValue else { throw error(key, "must be a list") }
    let base = path.isEmpty ? key : "\(path).\(key)"
    return array.enumerated().map { ContentReader($1, path: "\(base)[\($0)]") }
  }

  func members(_ key: String) throws(ContentError) -> [(String, JSONValue)] {
    guard let member = value[key] else { return [] }
    guard let object = member.objectValue else { throw error(key, "must be an object") }
    return object.map { ($0.key, $0.value) }
  }

  func error(_ message: String) -> ContentError { ContentError(path: path, message: message) }

  func has(_ key: String) -> Bool { value[key].map { !$0.isNull } ?? false }

  /// The member's text; nil when it is none.
  func plainText(_ key: String) -> String? { value[key]?.stringValue }

  /// An integer that must be there, within bounds.
  func integer(_ key: String, in range: ClosedRange<Int64>) throws(ContentError) -> Int {
    guard let integer = value[key]?.integerValue, range.contains(integer) else {
      throw error(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return Int(integer)
  }

  /// Any number.
  func number(_ key: String) throws(ContentError) -> Double? {
    guard let member = value[key] else { return nil }
    guard let number = member.doubleValue else { throw error(key, "must be a number") }
    return number
  }

  /// One of these words.
  func word(_ key: String, of words: [String]) throws(ContentError) -> String? {
    guard let text = try text(key) else { return nil }
    guard words.contains(text) else {
      throw error(key, "must be one of \(words.joined(separator: ", "))")
    }
    return text
  }

  /// A list of texts, or one text for a list of one.
  func textOrTexts(_ key: String) throws(ContentError) -> [String] {
    if let text = plainText(key), !text.isEmpty { return [text] }
    return try texts(key)
  }

  /// A duration such as `500ms`, `2s` or `1m`, in milliseconds.
  func duration(_ key: String) throws(ContentError) -> Int? {
    guard let text = try text(key) else { return nil }
    guard let milliseconds = DurationText.milliseconds(text) else {
      throw error(key, "must be a duration such as 500ms, 2s or 1m")
    }
    return milliseconds
  }

  /// The object under a key.
  func child(_ key: String) -> ContentReader {
    ContentReader(value[key] ?? .null, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The object that a word under a key stands for: one whose only member is `kind`.
  func child(_ key: String, orWord word: String) -> ContentReader {
    ContentReader(["kind": .string(word)], path: path.isEmpty ? key : "\(path).\(key)")
  }
}
