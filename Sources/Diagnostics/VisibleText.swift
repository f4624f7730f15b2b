/// Text from outside, made safe to print.
///
/// A scenario is not trusted: an escape sequence in a name must not reach the terminal, and no invisible
/// scalar may make two different names look the same. C0 controls become their Unicode pictures (`␛`); other
/// control, format and separator scalars become `<U+202E>`.
package enum VisibleText {
  /// What to print for a scalar, or nil when it may stand as it is.
  package static func replacement(for scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    if value >= 0x20, value < 0x7F { return nil }
    if value < 0x20 { return Unicode.Scalar(0x2400 + value).map { String($0) } }
    if value == 0x7F { return "\u{2421}" }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
      let digits = String(value, radix: 16, uppercase: true)
      return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    default:
      // A variation selector or a filler is no format scalar, yet just as invisible.
      return scalar.properties.isDefaultIgnorableCodePoint && !isEmojiSelector(value)
        ? "<U+" + String(value, radix: 16, uppercase: true) + ">" : nil
    }
  }

  private static func isEmojiSelector(_ value: UInt32) -> Bool { value == 0xFE0F || value == 0xFE0E }

  /// The text on one line: every control scalar is replaced, line breaks too.
  package static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = replacement(for: scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as lines, split at LF or CR LF; a tab becomes two spaces. Each line is safe to print
  /// behind an indentation, which keeps it from posing as a line of ours.
  package static func lines(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return [text] }
    return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { piece in
      let bytes = piece.last == 0x0D ? piece.dropLast() : piece
      let parts = bytes.split(separator: 0x09, omittingEmptySubsequences: false)
      return parts.map { line(String(decoding: $0, as: UTF8.self)) }.joined(separator: "  ")
    }
  }
}
