/// What the scanner learns about a text: every value and every key in document order.
struct Tape: Sendable {
  /// What a value is, decided by its text.
  enum Kind: UInt8, Sendable {
    case null, `true`, `false`, integer, unsigned, double, string, array, object
  }

  /// One value. Containers stand before what they hold.
  struct Entry: Sendable {
    var start: UInt32
    var end: UInt32
    /// How many elements or members a container has; 0 for scalars.
    var count: UInt32
    var kind: Kind

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// One key, decoded; the range includes the quotes.
  struct Key: Sendable {
    var text: String
    var start: UInt32
    var end: UInt32

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  var entries: [Entry] = []
  var keys: [Key] = []
}
