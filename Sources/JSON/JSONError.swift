/// Why a text is not a JSON document that we accept, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The classes of faults, for callers that decide by them; `message` is for people.
  public enum Kind: Sendable, Hashable {
    /// Nothing but white space.
    case empty
    /// The text begins with a byte order mark (RFC 8259 section 8.1 forbids writers to add one).
    case byteOrderMark
    /// The text is longer than `JSONLimits.maximumBytes` or has more values than `maximumValues`.
    case tooLarge
    /// Arrays and objects nest deeper than `JSONLimits.maximumDepth`.
    case tooDeep
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// A character that the grammar does not allow here.
    case unexpectedCharacter
    /// The text stops before the document is complete.
    case unexpectedEnd
    /// Something follows the document.
    case trailingContent
    /// A character below U+0020 stands unescaped in a string.
    case controlCharacter
    /// A backslash is followed by something that is no escape.
    case invalidEscape
    /// A `\u` escape names half of a surrogate pair.
    case loneSurrogate
    /// A number is not written as the grammar asks.
    case invalidNumber
    /// A number fits neither 64 bits nor, when it has a fraction or exponent, a double.
    case numberOutOfRange
    /// An object has a key twice; `first` is the UTF-8 offset of the earlier one.
    case duplicateKey(first: Int)
    /// json-c ran out of memory or read the text otherwise than the scanner did.
    case decoderFailure
  }

  /// The class of the fault.
  public let kind: Kind

  /// What is wrong, in a sentence without the position.
  public let message: String

  /// Where the fault is, in bytes from the start of the text.
  public let offset: Int

  /// The line of the fault; the first is 1. Lines end at a line feed.
  public let line: Int

  /// The column of the fault in Unicode scalars; the first is 1.
  public let column: Int

  /// Position and message, as in `3:14: expected a value, found ','`.
  public var description: String { "\(line):\(column): \(message)" }

  /// Locates a fault. The bytes before `offset` have been read already, so they are valid UTF-8.
  init(_ kind: Kind, _ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let position = textPosition(of: offset, in: bytes)
    self.kind = kind
    self.message = message
    self.offset = offset
    line = position.line
    column = position.column
  }
}

/// Line and column of an offset, both from 1; the column counts Unicode scalars.
func textPosition(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
  var line = 1
  var column = 1
  for byte in bytes.prefix(offset) {
    if byte == 0x0A {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
  return (line, column)
}
