import CtyunAPI
import JSON
import Runbook

/// What one place of a reply says about an expectation.
enum Judgement: Sendable, Equatable {
  /// It is as expected.
  case holds
  /// There is nothing where something is expected.
  case absent(expected: String)
  /// There is something else.
  case different(expected: String, found: String)
}

extension ReplyExpectation {
  /// Judges a reply; references in the value must be resolved.
  func judge(_ document: JSONValue) -> Judgement {
    let found = path.value(in: document)
    let isThere = found.map { !$0.isBlank } ?? false
    switch comparison {
    case .present: return isThere ? .holds : .absent(expected: "\(path)")
    case .absent:
      return isThere ? .different(expected: "nothing at \(path)", found: found?.excerpt ?? "") : .holds
    case .equals:
      guard isThere, let found else {
        return value.isBlank ? .holds : .absent(expected: "\(path) = \(value.excerpt)")
      }
      return found.isSame(as: value)
        ? .holds : .different(expected: "\(path) = \(value.excerpt)", found: found.excerpt)
    case .contains:
      guard isThere, let found else { return .absent(expected: "\(value.excerpt) in \(path)") }
      return found.lists(value)
        ? .holds : .different(expected: "\(value.excerpt) in \(path)", found: found.excerpt)
    }
  }
}

extension JSONValue {
  /// Whether it says nothing: null, an empty text, list or object.
  var isBlank: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    default: false
    }
  }

  /// A scalar as text: the cloud sends numbers as texts in places.
  var scalarText: String? {
    switch self {
    case .string(let text): text
    case .integer(let integer): String(integer)
    case .unsigned(let integer): String(integer)
    case .double(let double): Int64(exactly: double).map { String($0) } ?? String(double)
    case .bool(let bool): bool ? "true" : "false"
    default: nil
    }
  }

  /// Whether both say the same, whether numbers are written as numbers or texts.
  func isSame(as other: JSONValue) -> Bool {
    if self == other { return true }
    if let text = scalarText, let other = other.scalarText { return text == other }
    if case .array(let left) = self, case .array(let right) = other {
      return left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    }
    return false
  }

  /// Whether the value is in this list, or in this text of values between commas.
  func lists(_ value: JSONValue) -> Bool {
    switch self {
    case .array(let elements): elements.contains { $0.isSame(as: value) }
    case .string(let text):
      value.scalarText.map { wanted in
        text.split(separator: ",").contains { $0.drop { $0 == " " }.trimmedEnd() == wanted }
      } ?? false
    default: isSame(as: value)
    }
  }

  /// The value in a sentence, bounded.
  var excerpt: String { (scalarText ?? text(pretty: false)).bounded(300) }
}

extension Substring {
  fileprivate func trimmedEnd() -> Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
