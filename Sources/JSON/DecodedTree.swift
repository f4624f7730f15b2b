import CJSONC

/// json-c's tree of a document that the scanner has accepted. It owns the tree and releases it.
struct DecodedTree: ~Copyable {
  /// The root; nil stands for `null`, in json-c everywhere.
  let root: OpaquePointer?

  /// Decodes the one value that the tape describes.
  init(_ bytes: UnsafeBufferPointer<UInt8>, tape: Tape) throws(JSONError) {
    guard let entry = tape.entries.first else {
      throw JSONError(.decoderFailure, "nothing was scanned", at: 0, in: bytes)
    }
    let range = entry.range
    var state = DecodingOutcome(root: nil, error: json_tokener_success, end: 0)
    if tape.hasNullInKey {
      let text = Self.withNumberedKeys(bytes, tape: tape)
      text.withUnsafeBufferPointer { state = Self.decode($0) }
    } else {
      state = Self.decode(UnsafeBufferPointer(rebasing: bytes[range]))
    }
    guard state.error == json_tokener_success else {
      let reason = String(cString: json_tokener_error_desc(state.error))
      let offset = tape.hasNullInKey ? range.lowerBound : range.lowerBound + state.end
      throw JSONError(.decoderFailure, "json-c cannot decode this: \(reason)", at: offset, in: bytes)
    }
    root = state.root
  }

  deinit {
    // Drops the only reference; a nil root is fine for json-c.
    json_object_put(root)
  }

  private struct DecodingOutcome {
    var root: OpaquePointer?
    var error: json_tokener_error
    var end: Int
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> DecodingOutcome {
    // The scanner holds the depth limit; json-c needs a level more for the scalars at the bottom.
    guard let tokener = json_tokener_new_ex(Int32(JSONLimits.greatestDepth + 2)) else {
      return DecodingOutcome(root: nil, error: json_tokener_error_size, end: 0)
    }
    defer { json_tokener_free(tokener) }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT)

    let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    var root = json_tokener_parse_ex(tokener, start, Int32(text.count))
    if json_tokener_get_error(tokener) == json_tokener_continue {
      // A number at the top level ends only where the text ends; a terminating zero says so.
      root = json_tokener_parse_ex(tokener, "", 1)
    }
    let error = json_tokener_get_error(tokener)
    return DecodingOutcome(root: root, error: error, end: json_tokener_get_parse_end(tokener))
  }

  /// The text with every key replaced by its number. Keys are taken from the tape anyway; to json-c
  /// they must only differ, and those with U+0000 in them might not after it has cut them off.
  private static func withNumberedKeys(_ bytes: UnsafeBufferPointer<UInt8>, tape: Tape) -> [UInt8] {
    guard let root = tape.entries.first?.range else { return [] }
    var text: [UInt8] = []
    text.reserveCapacity(root.count)
    var copied = root.lowerBound
    for (number, key) in tape.keys.enumerated() {
      text += bytes[copied..<key.range.lowerBound]
      text += "\"\(number)\"".utf8
      copied = key.range.upperBound
    }
    text += bytes[copied..<root.upperBound]
    return text
  }
}
