import Testing

@testable import Scenario

/// The core schema of YAML 1.2, section 10.3.2, and what YAML 1.1 would have made of the same texts.
@Suite struct PlainScalarTests {
  private func resolve(_ text: String) -> PlainScalar {
    Array(text.utf8).withUnsafeBufferPointer { PlainScalar($0) }
  }

  @Test(arguments: ["", "~", "null", "Null", "NULL"]) func nothing(text: String) {
    #expect(resolve(text).kind == .null)
  }

  @Test(arguments: ["true", "True", "TRUE"]) func yes(text: String) {
    #expect(resolve(text).kind == .boolean)
    #expect(resolve(text).number == 1)
  }

  @Test(arguments: ["false", "False", "FALSE"]) func no(text: String) {
    #expect(resolve(text).kind == .boolean)
    #expect(resolve(text).number == 0)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("+7", 7), ("007", 7), ("10001", 10001), ("-12", -12), ("0o17", 15), ("0xFf", 255),
    ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
    ("0x7FFFFFFFFFFFFFFF", Int64.max),
    ("0o777777777777777777777", Int64.max),
  ])
  func wholeNumbers(text: String, number: Int64) {
    #expect(resolve(text).kind == .integer)
    #expect(resolve(text).number == number)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "0x8000000000000000", "0o1000000000000000000000",
    "99999999999999999999999999999999",
  ])
  func numbersBeyond64Bits(text: String) {
    #expect(resolve(text).kind == .hugeInteger)
  }

  @Test(arguments: [
    "1.", "1.5", ".5", "-1.5e3", "1e5", "1E-5", "+.5", ".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN",
  ])
  func fractions(text: String) {
    #expect(resolve(text).kind == .float)
  }

  @Test(arguments: [
    "yes", "Yes", "no", "on", "off", "y", "n", "tRUE", "nULL", "nul", "nulls", "truely", "1:30", "1_000",
    "2026-12-03", "2026-12-03T22:00:00Z", "0b101", "0o8", "0x", "0xg", "0o", "+", "-", ".", "..", "1.2.3.4",
    "10.0.0.0/8", "1e", "1e+", "e5", ".e5", "-.nan", "+.nan", ".Nan", ".iNF", "443/tcp", "8000-8099", "~~",
    "-0x1",
    "+0o7", "1 2", "١٢",
  ])
  func allElseIsText(text: String) {
    #expect(resolve(text).kind == .text)
  }
}
