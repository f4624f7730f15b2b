import JSON
import TestSupport
import Testing

struct PropertyTests {
  @Test(arguments: 0..<300)
  func writtenValuesReadBackEqual(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let value = randomValue(depth: 5, &random)
    for text in [value.text(), value.text(pretty: false)] {
      let reread = try JSONValue(parsing: text)
      #expect(reread == value)
      #expect(reread.text(pretty: false) == value.text(pretty: false))
    }
    let canonical = value.canonicalBytes()
    let reread = try LocatedJSON(parsing: canonical)
    #expect(reread.value == value)
    #expect(reread.value.canonicalBytes() == canonical)
    #expect(reread.range == 0..<canonical.count)
  }

  @Test func doublesReadBackBitForBit() throws {
    var random = SeededGenerator(seed: 2)
    let doubles = (0..<20_000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let reread = try JSONValue(parsing: JSONValue.array(doubles.map { .double($0) }).text())
    let bits = reread.arrayValue?.map { value -> UInt64? in
      if case .double(let double) = value { double.bitPattern } else { nil }
    }
    #expect(bits == doubles.map(\.bitPattern))
  }

  /// Whatever the bytes, there is a value or an error within the text; and what is accepted once is
  /// accepted again when it is written.
  @Test(arguments: 0..<40)
  func mutatedTextsNeverTrap(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 1_000_000)
    let original = Array(randomValue(depth: 4, &random).text().utf8)
    for _ in 0..<200 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
      do throws(JSONError) {
        let value = try LocatedJSON(parsing: bytes).value
        let again = try JSONValue(parsing: value.text())
        #expect(again == value, "seed \(seed), bytes \(bytes)")
      } catch {
        #expect(error.kind != .decoderFailure, "seed \(seed), bytes \(bytes)")
        #expect((0...bytes.count).contains(error.offset), "seed \(seed), bytes \(bytes)")
        #expect(error.line >= 1 && error.column >= 1)
      }
    }
  }

  @Test(arguments: 0..<10)
  func truncatedTextsAreRefusedOrScalar(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 2_000_000)
    let value: JSONValue = [randomValue(depth: 3, &random)]
    let bytes = value.canonicalBytes()
    for count in 0..<min(bytes.count, 400) {
      let error = try #require(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<count])) }
      #expect([.unexpectedEnd, .empty, .invalidUTF8].contains(error.kind))
    }
  }

  @Test func randomBytesNeverTrap() {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("{}[]\",:\\u0019eE+-.tfn \n\u{0}é专😀".utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      do throws(JSONError) {
        _ = try JSONValue(parsing: bytes)
        accepted += 1
      } catch {
        #expect(error.kind != .decoderFailure, "bytes \(bytes)")
      }
    }
    #expect(accepted > 0)
  }
}

private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
  guard let place = bytes.indices.randomElement(using: &random) else { return }
  let grammar = Array("{}[]\",:\\u0e-. \n".utf8)
  switch Int.random(in: 0..<6, using: &random) {
  case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
  case 1: bytes[place] = grammar.randomElement(using: &random) ?? 0
  case 2: bytes.remove(at: place)
  case 3: bytes.insert(grammar.randomElement(using: &random) ?? 0, at: place)
  case 4: bytes.removeSubrange(place...)
  default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
  }
}

private func randomValue(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
  switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
  case 0: return .null
  case 1: return .bool(Bool.random(using: &random))
  case 2: return .integer(Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random))
  case 3: return .unsigned(UInt64.random(in: (1 << 63)...(.max), using: &random))
  case 4:
    let double = Double(bitPattern: random.next())
    return .double(double.isFinite ? double : 0.5)
  case 5: return .double(Double(Int.random(in: -1000...1000, using: &random)) / 8)
  case 6: return .string(randomString(&random))
  case 7, 8:
    let count = Int.random(in: 0..<6, using: &random)
    return .object(
      JSONObject((0..<count).map { _ in (randomString(&random), randomValue(depth: depth - 1, &random)) }))
  default:
    let count = Int.random(in: 0..<6, using: &random)
    return .array((0..<count).map { _ in randomValue(depth: depth - 1, &random) })
  }
}

private func randomString(_ random: inout SeededGenerator) -> String {
  let ranges: [ClosedRange<UInt32>] = [
    0...0x1F, 0x20...0x7F, 0x20...0x7F, 0x80...0x2FF, 0x4E00...0x4EFF, 0xE000...0x10FFFF,
  ]
  let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
    ranges.randomElement(using: &random).flatMap { Unicode.Scalar(UInt32.random(in: $0, using: &random)) }
  }
  return String(String.UnicodeScalarView(scalars))
}
