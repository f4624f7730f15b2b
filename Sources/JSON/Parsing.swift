extension LocatedJSON {
  /// Reads one JSON document (RFC 8259), strictly: UTF-8 without byte order mark, no duplicate keys,
  /// no lone surrogates, no number that 64 bits or a double cannot hold. Two keys that Unicode calls
  /// canonically equivalent count as the same key.
  ///
  /// - Throws: `JSONError` with the position of the first fault.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .init()) throws(JSONError) {
    self = try parseDocument(bytes, limits: limits)
  }

  /// Reads one JSON document; see `init(parsing:limits:)` of a buffer.
  public init(parsing bytes: [UInt8], limits: JSONLimits = .init()) throws(JSONError) {
    self = try withBuffer(of: bytes) { (buffer) throws(JSONError) in
      try parseDocument(buffer, limits: limits)
    }
  }

  /// Reads one JSON document; see `init(parsing:limits:)` of a buffer.
  public init(parsing text: String, limits: JSONLimits = .init()) throws(JSONError) {
    self = try withBuffer(of: text) { (buffer) throws(JSONError) in
      try parseDocument(buffer, limits: limits)
    }
  }
}

extension JSONValue {
  /// Reads one JSON document without keeping places, by the same rules as `LocatedJSON`.
  ///
  /// - Throws: `JSONError` with the position of the first fault.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .init()) throws(JSONError) {
    self = try parseDocument(bytes, limits: limits)
  }

  /// Reads one JSON document; see `init(parsing:limits:)` of a buffer.
  public init(parsing bytes: [UInt8], limits: JSONLimits = .init()) throws(JSONError) {
    self = try withBuffer(of: bytes) { (buffer) throws(JSONError) in
      try parseDocument(buffer, limits: limits)
    }
  }

  /// Reads one JSON document; see `init(parsing:limits:)` of a buffer.
  public init(parsing text: String, limits: JSONLimits = .init()) throws(JSONError) {
    self = try withBuffer(of: text) { (buffer) throws(JSONError) in
      try parseDocument(buffer, limits: limits)
    }
  }
}

/// The one way from text to tree: our scanner judges and measures the text, json-c decodes it, and the
/// builder pairs both in document order.
private func parseDocument<Node: TreeNode>(
  _ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits
) throws(JSONError) -> Node {
  let scanner = Scanner(bytes, limits: limits)
  let tape = try scanner.scan()
  let builder = TreeBuilder<Node>(bytes, tape: tape)
  return try builder.document()
}

private func withBuffer<Result>(
  of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(JSONError) -> Result
) throws(JSONError) -> Result {
  try bytes.withUnsafeBufferPointer(body)
}

private func withBuffer<Result>(
  of text: String, _ body: (UnsafeBufferPointer<UInt8>) throws(JSONError) -> Result
) throws(JSONError) -> Result {
  // The standard library's closure rethrows without a type, so the outcome leaves as a value.
  var text = text
  let outcome = text.withUTF8 { (buffer) -> Swift.Result<Result, JSONError> in
    do throws(JSONError) { return .success(try body(buffer)) } catch { return .failure(error) }
  }
  return try outcome.get()
}
