/// How much of a text the parser is willing to take. Everything that grows with the input is bounded
/// here, so that a hostile document is refused instead of exhausting memory or the stack.
public struct JSONLimits: Sendable, Hashable {
  /// How deep arrays and objects may nest; a lone scalar has depth 0. At most `greatestDepth`.
  public var maximumDepth: Int

  /// How many bytes the text may have. At most `greatestBytes`.
  public var maximumBytes: Int

  /// How many values the document may have, those inside others counted. Memory grows with them: the
  /// shortest take two bytes of text and some fifty of memory.
  public var maximumValues: Int

  /// The deepest nesting that can be asked for: trees are built and released by recursion, and this
  /// many frames fit on any thread's stack.
  public static let greatestDepth = 512

  /// The longest text that can be asked for: json-c counts bytes in a 32-bit signed integer.
  public static let greatestBytes = Int(Int32.max) - 1

  /// Limits for a document; what is outside of the possible counts as its nearest bound.
  public init(maximumDepth: Int = 64, maximumBytes: Int = 64 << 20, maximumValues: Int = 4 << 20) {
    self.maximumDepth = maximumDepth
    self.maximumBytes = maximumBytes
    self.maximumValues = maximumValues
  }

  /// The depth that holds, whatever was assigned.
  var effectiveDepth: Int { min(max(maximumDepth, 0), Self.greatestDepth) }

  /// The size that holds, whatever was assigned.
  var effectiveBytes: Int { min(max(maximumBytes, 0), Self.greatestBytes) }
}
