import JSON
import Testing

/// A text and what the parser must say to it. The cases follow those of the public JSON parsing test
/// suites, written anew: `accepted` must be read, `rejected` must not, and where the RFC leaves the
/// choice to the implementation, `chosen` says what ours is.
struct GrammarCase: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    /// Read as the value that prints as this on one line.
    case value(String)
    /// Refused at that offset.
    case error(JSONError.Kind, offset: Int)
  }

  let name: String
  let bytes: [UInt8]
  let outcome: Outcome

  var testDescription: String { name }

  /// A text that is read; without `as` it prints as it stands.
  static func accept(_ name: String, _ text: String, as printed: String? = nil) -> GrammarCase {
    GrammarCase(name: name, bytes: Array(text.utf8), outcome: .value(printed ?? text))
  }

  /// A text that is refused.
  static func reject(_ name: String, _ text: String, _ kind: JSONError.Kind, at offset: Int) -> GrammarCase {
    GrammarCase(name: name, bytes: Array(text.utf8), outcome: .error(kind, offset: offset))
  }

  /// Bytes that are refused.
  static func reject(
    _ name: String, bytes: [UInt8], _ kind: JSONError.Kind, at offset: Int
  ) -> GrammarCase {
    GrammarCase(name: name, bytes: bytes, outcome: .error(kind, offset: offset))
  }
}
