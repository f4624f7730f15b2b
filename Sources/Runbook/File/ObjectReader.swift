import CtyunAPI
import JSON

/// A value of a runbook file with its place, for messages.
struct ObjectReader {
  let value: JSONValue
  let path: String

  /// The members of an object that has exactly these.
  func object(_ names: [String]) throws(RunbookError) -> Members {
    guard case .object(let object) = value else {
      throw RunbookError(path: path, message: "must be an object")
    }
    for member in object where !names.contains(member.key) {
      throw RunbookError(path: path, message: "has an unknown member \(member.key.debugDescription)")
    }
    return Members(object: object, path: path)
  }

  func text() throws(RunbookError) -> String {
    guard case .string(let text) = value else { throw RunbookError(path: path, message: "must be a text") }
    return text
  }

  /// The members of an object.
  struct Members {
    let object: JSONObject
    private let parent: String

    init(object: JSONObject, path: String) {
      self.object = object
      parent = path
    }

    func path(_ name: String) -> String { parent.isEmpty ? name : "\(parent).\(name)" }

    func member(_ name: String) throws(RunbookError) -> ObjectReader {
      guard let value = object[name] else { throw RunbookError(path: path(name), message: "is missing") }
      return ObjectReader(value: value, path: path(name))
    }

    func text(_ name: String) throws(RunbookError) -> String { try member(name).text() }

    func truth(_ name: String) throws(RunbookError) -> Bool {
      guard case .bool(let truth) = try member(name).value else {
        throw RunbookError(path: path(name), message: "must be true or false")
      }
      return truth
    }

    /// A number of seconds: whole, not negative, and below any that arithmetic would mind.
    func seconds(_ name: String) throws(RunbookError) -> Int {
      guard case .integer(let number) = try member(name).value, (0...Self.maximumSeconds).contains(number)
      else {
        throw RunbookError(path: path(name), message: "must be a whole number of seconds")
      }
      return Int(number)
    }

    /// About a hundred years.
    private static let maximumSeconds: Int64 = 3_200_000_000

    func word<Word>(_ name: String, _ read: (String) -> Word?) throws(RunbookError) -> Word {
      let text = try text(name)
      guard let word = read(text) else {
        throw RunbookError(path: path(name), message: "is none of the known words")
      }
      return word
    }

    func replyPath(_ name: String) throws(RunbookError) -> ResultPath {
      let text = try text(name)
      do {
        return try ResultPath(parsing: text)
      } catch {
        throw RunbookError(path: path(name), message: "is no path into a reply: \(error)")
      }
    }

    func list<Element>(
      _ name: String, _ read: (ObjectReader) throws(RunbookError) -> Element
    ) throws(RunbookError) -> [Element] {
      guard case .array(let elements) = try member(name).value else {
        throw RunbookError(path: path(name), message: "must be a list")
      }
      var result: [Element] = []
      result.reserveCapacity(elements.count)
      for (index, element) in elements.enumerated() {
        result.append(try read(ObjectReader(value: element, path: "\(path(name))[\(index)]")))
      }
      return result
    }

    func optional<Value>(
      _ name: String, _ read: (ObjectReader) throws(RunbookError) -> Value
    ) throws(RunbookError) -> Value? {
      let member = try member(name)
      return member.value.isNull ? nil : try read(member)
    }
  }
}
