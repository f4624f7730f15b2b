import JSON

extension GrammarCase {
  /// Where RFC 8259 leaves the choice, or where we ask for more than it does: what we chose.
  static let chosen: [GrammarCase] = [
    // A number that would not come back as it was written is refused, unless it merely loses digits.
    .reject("number: beyond a double", "[1e400]", .numberOutOfRange, at: 1),
    .reject("number: beyond a double, minus", "[0, -1e+9999]", .numberOutOfRange, at: 4),
    .reject(
      "number: huge exponent", "[0.4e00669999999999999999999999999999999999999969999999006]",
      .numberOutOfRange, at: 1),
    .reject("number: just beyond a double", "[1.7976931348623159e308]", .numberOutOfRange, at: 1),
    .reject("number: beyond unsigned", "[18446744073709551616]", .numberOutOfRange, at: 1),
    .reject("number: beyond signed", "[-9223372036854775809]", .numberOutOfRange, at: 1),
    .reject("number: many digits", "[100000000000000000000]", .numberOutOfRange, at: 1),
    .reject(
      "number: as many digits, minus", "[-237462374673276894279832749832423479823246327846]",
      .numberOutOfRange, at: 1),
    .accept("number: below the least double is zero", "[123.456e-789]", as: "[0.0]"),
    .accept("number: zero with a huge exponent", "[0e9999]", as: "[0.0]"),
    .accept("number: more digits than a double has", "[3.14159265358979323846]", as: "[3.141592653589793]"),
    .accept(
      "number: double with an integer's many digits", "[123456789012345678901234567890.0]",
      as: "[1.2345678901234568e+29]"),

    // Nothing is repaired.
    .reject("surrogate: high alone", #"["\uDADA"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: high, then a letter", #"["\uD888\u1234"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: high, then text", #"["\ud800abc"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: high, then another escape", #"["\uD800\n"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: two high", #"["\uD888\uD888"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: low alone", #"["\uDd1e"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: low before high", #"["\uDd1e\uD834"]"#, .loneSurrogate, at: 2),
    .reject("surrogate: high in a key", #"{"\uDFAA":0}"#, .loneSurrogate, at: 2),
    .reject("UTF-8: invalid bytes", bytes: [0x5B, 0x22, 0xFF, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject("UTF-8: continuation alone", bytes: [0x5B, 0x22, 0x81, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject("UTF-8: overlong, two bytes", bytes: [0x5B, 0x22, 0xC0, 0xAF, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject(
      "UTF-8: overlong, three bytes", bytes: [0x5B, 0x22, 0xE0, 0x80, 0xAF, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject(
      "UTF-8: overlong, four bytes", bytes: [0x5B, 0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22, 0x5D], .invalidUTF8,
      at: 2),
    .reject(
      "UTF-8: overlong, six bytes", bytes: [0x5B, 0x22, 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, 0x22, 0x5D],
      .invalidUTF8, at: 2),
    .reject(
      "UTF-8: encoded surrogate", bytes: [0x5B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject(
      "UTF-8: above U+10FFFF", bytes: [0x5B, 0x22, 0xF4, 0x90, 0x80, 0x80, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject(
      "UTF-8: lead byte F5", bytes: [0x5B, 0x22, 0xF5, 0x80, 0x80, 0x80, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject(
      "UTF-8: truncated in a string", bytes: [0x5B, 0x22, 0xE0, 0xFF, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject("UTF-8: third byte wrong", bytes: [0x5B, 0x22, 0xE6, 0x97, 0x22, 0x5D], .invalidUTF8, at: 2),
    .reject("UTF-8: ends inside a scalar", bytes: [0x22, 0xE6, 0x97], .invalidUTF8, at: 1),
    .reject("UTF-8: Latin-1", bytes: [0x5B, 0x22, 0xE9, 0x22, 0x5D], .invalidUTF8, at: 2),

    // UTF-8 only, without a mark.
    .reject("encoding: UTF-8 byte order mark", "\u{FEFF}{}", .byteOrderMark, at: 0),
    .reject("encoding: byte order mark only", "\u{FEFF}", .byteOrderMark, at: 0),
    .reject(
      "encoding: UTF-16, little endian, mark", bytes: [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], .invalidUTF8,
      at: 0),
    .reject(
      "encoding: UTF-16, big endian, mark", bytes: [0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D], .invalidUTF8, at: 0),
    .reject("encoding: UTF-16, little endian", bytes: [0x5B, 0x00, 0x5D, 0x00], .invalidUTF8, at: 0),
    .reject("encoding: UTF-16, big endian", bytes: [0x00, 0x5B, 0x00, 0x5D], .invalidUTF8, at: 0),
    .reject(
      "encoding: UTF-32, little endian", bytes: [0x5B, 0, 0, 0, 0x5D, 0, 0, 0], .invalidUTF8, at: 0),
    .reject("encoding: UTF-32, big endian", bytes: [0, 0, 0, 0x5B, 0, 0, 0, 0x5D], .invalidUTF8, at: 0),

    // Each key once.
    .reject("key: twice", #"{"a":"b","a":"c"}"#, .duplicateKey(first: 1), at: 9),
    .reject("key: twice with the same value", #"{"a":"b","a":"b"}"#, .duplicateKey(first: 1), at: 9),
    .reject("key: twice, once escaped", #"{"a":1,"\u0061":2}"#, .duplicateKey(first: 1), at: 7),
    .reject("key: empty twice", #"{"":1, "":2}"#, .duplicateKey(first: 1), at: 7),
    .reject("key: canonically equivalent", "{\"\u{E9}\":1,\"e\u{301}\":2}", .duplicateKey(first: 1), at: 8),
    .reject(
      "key: twice after an inner object", #"{"a":{"b":1,"c":2},"b":3,"a":4}"#, .duplicateKey(first: 1), at: 25
    ),
    .reject("key: twice with U+0000", #"{"\u0000":1,"\u0000":2}"#, .duplicateKey(first: 1), at: 12),
  ]
}
