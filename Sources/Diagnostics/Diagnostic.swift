/// Another place, or another fact, that a diagnostic speaks of.
public struct Related: Sendable, Hashable {
  /// What is to be seen there.
  public var message: String
  /// Where; nil for a fact that no file states.
  public var location: SourceLocation?

  /// Joins a message to a place.
  public init(message: String, location: SourceLocation? = nil) {
    self.message = message
    self.location = location
  }
}

/// A found problem, with its place and the way out.
public struct Diagnostic: Sendable, Hashable {
  /// The stable code, three letters and three digits (`PRT003`).
  public var code: String
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// Where; nil when the problem lies in no file.
  public var location: SourceLocation?
  /// What to write instead.
  public var help: String?
  /// Other places that belong to it, in reading order.
  public var related: [Related]

  /// Joins the parts.
  public init(
    code: String, severity: Severity, message: String, location: SourceLocation? = nil,
    help: String? = nil, related: [Related] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.location = location
    self.help = help
    self.related = related
  }
}

extension Diagnostic: Comparable {
  /// The order of every output: by file, position and code; what has no place comes first. Severity,
  /// message, help and related places break the remaining ties, so that the order never depends on
  /// which rule ran first.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.location != right.location {
      guard let leftLocation = left.location else { return true }
      guard let rightLocation = right.location else { return false }
      return leftLocation < rightLocation
    }
    if left.code != right.code { return left.code < right.code }
    if left.severity != right.severity { return left.severity < right.severity }
    if left.message != right.message { return left.message < right.message }
    if left.help != right.help { return (left.help ?? "") < (right.help ?? "") }
    return left.related.lexicographicallyPrecedes(right.related) { one, other in
      if one.message != other.message { return one.message < other.message }
      guard let otherLocation = other.location else { return false }
      guard let oneLocation = one.location else { return true }
      return oneLocation < otherLocation
    }
  }
}
