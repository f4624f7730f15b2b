/// Why a step, or its undo, did not work. Holds no secret: it goes into the journal and into evidence.
public struct StepFailure: Error, Sendable, Hashable {
  /// The stable code of the diagnostic (`EXE003`).
  public var code: String
  /// What happened, in one sentence without a full stop.
  public var message: String
  /// What was asked for, where two values are compared.
  public var expected: String?
  /// What the cloud said instead.
  public var found: String?
  /// The id of the request that shows it, if there is one.
  public var requestID: String?

  /// Joins the parts; texts are cut to a bounded length.
  public init(
    _ code: RunCode, _ message: String, expected: String? = nil, found: String? = nil,
    requestID: String? = nil
  ) {
    self.init(
      code: code.rawValue, message: message, expected: expected, found: found, requestID: requestID)
  }

  init(code: String, message: String, expected: String?, found: String?, requestID: String?) {
    self.code = code
    self.message = message.bounded()
    self.expected = expected?.bounded()
    self.found = found?.bounded()
    self.requestID = requestID?.bounded(256)
  }
}

extension StepFailure: CustomStringConvertible {
  /// Code and sentence, and both values where there are two.
  public var description: String {
    var text = "[\(code)] \(message)"
    if let expected { text += "; expected \(expected)" }
    if let found { text += ", found \(found)" }
    return text
  }
}

extension String {
  /// The text, cut after so many bytes of UTF-8 (never inside a character) with a mark where it was cut. What
  /// comes from the cloud or from a person has no length of its own.
  func bounded(_ limit: Int = 2_000) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
    return String(self[..<end]) + "…"
  }
}
