import Addressing
import TestSupport
import Testing

@testable import Planning

struct SpanTests {
  /// The sweep against all pairs, on ranges small enough to meet often.
  @Test(arguments: Array(UInt64(1)...200))
  func sweepFindsAnOverlapWheneverThereIsOne(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let spans = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
      let length = Int.random(in: 26...32, using: &generator)
      let bits = UInt128(UInt8.random(in: 0...255, using: &generator))
      let family: AddressFamily = Bool.random(using: &generator) ? .ipv4 : .ipv6
      let address = IPAddress(family: family, bits: bits)
      let party = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      let prefix =
        Prefix(containing: address, length: length + family.bitWidth - 32) ?? Prefix(address)
      return Span(prefix, party: party, location: nil)
    }
    func meet(_ one: Span, _ other: Span) -> Bool {
      one.family == other.family && one.party != other.party && one.first <= other.last
        && other.first <= one.last
    }
    let found = overlaps(among: spans)
    #expect(found.allSatisfy { meet($0.earlier, $0.later) }, "seed \(seed)")
    // Each span that meets an earlier one is reported, so there are pairs exactly when any two meet.
    let any = spans.indices.contains(where: { one in spans.indices.contains { meet(spans[one], spans[$0]) } })
    #expect(found.isEmpty != any, "seed \(seed)")
  }

  @Test func wholeFamiliesAreSpans() {
    #expect(Span(.allIPv4, party: "", location: nil).last == 0xFFFF_FFFF)
    #expect(Span(.allIPv6, party: "", location: nil).last == .max)
    #expect(Span(prefix("10.0.0.1/32"), party: "", location: nil).last == 0x0A00_0001)
  }
}
