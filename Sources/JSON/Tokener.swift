import CJSONC

/// json-c's parser. It owns the tokener and releases it.
struct Tokener: ~Copyable {
  private let tokener: UnsafeMutablePointer<json_tokener>?

  init() {
    // The depth counts the scalars in an array as a level of their own.
    tokener = json_tokener_new_ex(3)
    if let tokener { json_tokener_set_flags(tokener, JSON_TOKENER_STRICT) }
  }

  deinit {
    if let tokener { json_tokener_free(tokener) }
  }

  /// Decodes a text that is an array of scalars; nil if json-c refuses it or has no memory.
  func decode(_ text: [UInt8]) -> DecodedScalars? {
    guard let tokener, let count = Int32(exactly: text.count) else { return nil }
    json_tokener_reset(tokener)
    let array = text.withUnsafeBytes {
      json_tokener_parse_ex(tokener, $0.baseAddress?.assumingMemoryBound(to: CChar.self), count)
    }
    guard let array else { return nil }
    return DecodedScalars(array)
  }
}

/// An array of scalars that json-c has decoded. It owns json-c's objects and releases them.
struct DecodedScalars: ~Copyable {
  private let array: OpaquePointer

  /// How many there are.
  let count: Int

  /// Takes over the only reference to an array.
  fileprivate init(_ array: OpaquePointer) {
    self.array = array
    count = json_object_array_length(array)
  }

  deinit {
    json_object_put(array)
  }

  /// The integer at that place; nil if there is something else.
  func integer(at index: Int) -> Int64? {
    element(at: index, json_type_int).map { json_object_get_int64($0) }
  }

  /// The integer at that place; nil if there is something else.
  func unsigned(at index: Int) -> UInt64? {
    element(at: index, json_type_int).map { json_object_get_uint64($0) }
  }

  /// The double at that place; nil if there is something else.
  func double(at index: Int) -> Double? {
    element(at: index, json_type_double).map { json_object_get_double($0) }
  }

  /// The string at that place; nil if there is something else.
  func string(at index: Int) -> String? {
    guard let string = element(at: index, json_type_string) else { return nil }
    let count = Int(json_object_get_string_len(string))
    let text = UnsafeRawBufferPointer(start: json_object_get_string(string), count: count)
    return String(decoding: text, as: UTF8.self)
  }

  private func element(at index: Int, _ type: json_type) -> OpaquePointer? {
    guard index < count, let element = json_object_array_get_idx(array, index),
      json_object_get_type(element) == type
    else { return nil }
    return element
  }
}
