/// The form of a name in the cloud, written as the small part of regular expressions that such forms need:
/// classes of characters one after the other, of which the last may repeat.
///
///     ^[a-zA-Z][0-9a-zA-Z_-]+$
///
/// `^` and `$` may be left out; a pattern always speaks of the whole name.
public struct NamePattern: Sendable, Hashable, CustomStringConvertible {
  /// The pattern as written.
  public let description: String
  private let classes: [CharacterClass]
  private let repetition: Repetition

  private enum Repetition { case once, onceOrMore, anyNumber }

  private struct CharacterClass: Sendable, Hashable {
    var ranges: [ClosedRange<Unicode.Scalar>]

    func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar) } }
  }

  /// Admits every name.
  public static let anything = NamePattern()

  private init() {
    description = ""
    classes = [CharacterClass(ranges: ["\u{0}"..."\u{10FFFF}"])]
    repetition = .anyNumber
  }

  /// Reads a pattern; nil when it has another form.
  public init?(_ pattern: String) {
    description = pattern
    var rest = pattern.unicodeScalars[...]
    if rest.first == "^" { rest.removeFirst() }
    if rest.last == "$" { rest.removeLast() }
    var classes: [CharacterClass] = []
    var repetition = Repetition.once
    while let first = rest.popFirst() {
      // A repetition stands at the end only.
      guard repetition == .once else { return nil }
      switch first {
      case "[":
        guard let end = rest.firstIndex(of: "]"), let read = Self.ranges(rest[..<end]) else { return nil }
        classes.append(CharacterClass(ranges: read))
        rest = rest[rest.index(after: end)...]
      case "+" where !classes.isEmpty:
        repetition = .onceOrMore
      case "*" where !classes.isEmpty:
        repetition = .anyNumber
      case "-", "_", "0"..."9",
        _ where first.properties.isAlphabetic:
        classes.append(CharacterClass(ranges: [first...first]))
      default:
        return nil
      }
    }
    guard !classes.isEmpty else { return nil }
    self.classes = classes
    self.repetition = repetition
  }

  private static func ranges(_ text: Substring.UnicodeScalarView) -> [ClosedRange<Unicode.Scalar>]? {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var rest = text
    while let first = rest.popFirst() {
      // A hyphen at either end of the class means itself.
      if rest.first == "-", let last = rest.dropFirst().first {
        guard first <= last else { return nil }
        ranges.append(first...last)
        rest = rest.dropFirst(2)
      } else {
        ranges.append(first...first)
      }
    }
    return ranges.isEmpty ? nil : ranges
  }

  /// Whether the whole name has this form.
  public func matches(_ name: some StringProtocol) -> Bool {
    var rest = name.unicodeScalars[...]
    for characters in classes.dropLast() {
      guard let scalar = rest.popFirst(), characters.contains(scalar) else { return false }
    }
    guard let last = classes.last else { return rest.isEmpty }
    switch repetition {
    case .once: guard rest.count == 1 else { return false }
    case .onceOrMore: guard !rest.isEmpty else { return false }
    case .anyNumber: break
    }
    return rest.allSatisfy(last.contains)
  }
}
