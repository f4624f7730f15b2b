/// Why a text is no path.
public struct ResultPathError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// A name is empty.
    case emptyName
    /// `[` is never closed.
    case unclosedSelector
    /// Between `[` and `]` stands neither a number nor `name=text`.
    case badSelector
    /// After `]` comes something other than `.`, `[` or the end.
    case unexpectedCharacter
    /// The text is longer than a path may be.
    case tooLong
  }

  /// What is wrong.
  public let kind: Kind
  /// Where, in UTF-8 bytes from the start of the text.
  public let offset: Int

  /// One sentence.
  public var description: String {
    switch kind {
    case .emptyName: "a name is missing at offset \(offset)"
    case .unclosedSelector: "the selector that begins at offset \(offset) is never closed"
    case .badSelector: "the selector at offset \(offset) is neither an index nor name=text"
    case .unexpectedCharacter:
      "unexpected character at offset \(offset); expected a dot, a selector or the end"
    case .tooLong: "a path has at most \(ResultPath.maximumLength) bytes"
    }
  }
}

extension ResultPath: CustomStringConvertible {
  /// More than any sensible path needs.
  static let maximumLength = 4096

  /// Reads a path from its text.
  public init(parsing text: some StringProtocol) throws(ResultPathError) {
    var parser = ResultPathParser(bytes: Array(text.utf8))
    steps = try parser.parse()
  }

  /// The path with this text, or nil when it is none.
  public init?(_ text: String) {
    guard let path = try? ResultPath(parsing: text) else { return nil }
    self = path
  }

  /// The text that reads back as this path.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let index): text += "[\(index)]"
      case .matching(let matches):
        for match in matches { text += "[\(match.name)=\(Self.quoted(match.text))]" }
      }
    }
    return text
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "]" || $0 == "\"" }) else { return text }
    let escaped = text.reduce(into: "") { result, character in
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return "\"\(escaped)\""
  }
}

/// Reads the text of a path byte by byte; every offset in an error is where the reader stood.
private struct ResultPathParser {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parse() throws(ResultPathError) -> [ResultPath.Step] {
    guard bytes.count <= ResultPath.maximumLength else { throw error(.tooLong, at: 0) }
    var steps: [ResultPath.Step] = [.member(try name())]
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "."):
        position += 1
        steps.append(.member(try name()))
      case UInt8(ascii: "["):
        let step = try selector()
        // Conditions in a row are one question about one element.
        if case .matching(let more) = step, case .matching(let matches)? = steps.last {
          steps[steps.count - 1] = .matching(matches + more)
        } else {
          steps.append(step)
        }
      default: throw error(.unexpectedCharacter, at: position)
      }
    }
    return steps
  }

  private mutating func name() throws(ResultPathError) -> String {
    let start = position
    while position < bytes.count, !Self.endsName(bytes[position]) { position += 1 }
    guard position > start else { throw error(.emptyName, at: start) }
    return text(start..<position)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "="): true
    default: false
    }
  }

  private mutating func selector() throws(ResultPathError) -> ResultPath.Step {
    let start = position
    position += 1
    guard bytes[position...].contains(UInt8(ascii: "]")) else { throw error(.unclosedSelector, at: start) }
    let name = try self.name()
    if bytes[position] == UInt8(ascii: "]") {
      guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(name) else {
        throw error(.badSelector, at: start)
      }
      position += 1
      return .index(index)
    }
    guard bytes[position] == UInt8(ascii: "=") else { throw error(.badSelector, at: start) }
    position += 1
    let value = try matchText(selectorAt: start)
    return .matching([.init(name, value)])
  }

  private mutating func matchText(selectorAt start: Int) throws(ResultPathError) -> String {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      let begin = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
      guard position < bytes.count else { throw error(.unclosedSelector, at: start) }
      defer { position += 1 }
      return text(begin..<position)
    }
    position += 1
    var value: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") { position += 1 }
      guard position < bytes.count else { break }
      value.append(bytes[position])
      position += 1
    }
    guard position + 1 < bytes.count else { throw error(.unclosedSelector, at: start) }
    guard bytes[position + 1] == UInt8(ascii: "]") else { throw error(.badSelector, at: start) }
    position += 2
    return String(decoding: value, as: UTF8.self)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func error(_ kind: ResultPathError.Kind, at offset: Int) -> ResultPathError {
    ResultPathError(kind: kind, offset: offset)
  }
}
