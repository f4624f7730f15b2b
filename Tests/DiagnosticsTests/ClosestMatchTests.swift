import Diagnostics
import TestSupport
import Testing

@Suite struct ClosestMatchTests {
  private static let keys = ["subnets", "vpc", "prefixes", "endpointServices", "endpoints", "asn"]

  @Test(
    arguments: [
      ("subents", "subnets"), ("subnet", "subnets"), ("Subnets", "subnets"), ("vcp", "vpc"),
      ("prefxes", "prefixes"), ("endpointService", "endpointServices"), ("end-points", "endpoints"),
      ("zzz", nil), ("", nil), ("x", nil), ("region", nil), ("ans", "asn"), ("vpc", nil),
    ] as [(String, String?)])
  func `suggests what was meant`(word: String, expected: String?) {
    #expect(closestMatch(to: word, among: Self.keys) == expected)
  }

  @Test func `ties go to the first in order, whatever the input order`() {
    #expect(closestMatch(to: "line-x", among: ["line-b", "line-a", "line-c"]) == "line-a")
    #expect(closestMatch(to: "line-x", among: ["line-a", "line-c", "line-b"]) == "line-a")
  }

  @Test func `long words are not compared`() {
    let long = String(repeating: "a", count: 65)
    #expect(closestMatch(to: long + "b", among: [long]) == nil)
    #expect(closestMatch(to: String(long.dropLast()), among: [long]) == nil)
    let wide = String(repeating: "中", count: 64)
    #expect(closestMatch(to: String(wide.dropLast()), among: [wide]) == wide)
  }

  /// Reference: the same distance by plain recursion.
  private func distance(_ one: ArraySlice<Character>, _ other: ArraySlice<Character>) -> Int {
    guard let last = one.last, let otherLast = other.last else { return max(one.count, other.count) }
    var best = distance(one.dropLast(), other.dropLast()) + (last == otherLast ? 0 : 1)
    best = min(best, distance(one.dropLast(), other) + 1, distance(one, other.dropLast()) + 1)
    if one.count > 1, other.count > 1, last == other.dropLast().last, one.dropLast().last == otherLast {
      best = min(best, distance(one.dropLast(2), other.dropLast(2)) + 1)
    }
    return best
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func `agrees with comparing all`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func word() -> String {
      let length = Int.random(in: 1...7, using: &random)
      return String((0..<length).map { _ in "abA".randomElement(using: &random) ?? "a" })
    }
    let names = (0..<12).map { _ in word() }
    let wanted = word()
    let bound = max(1, min(3, wanted.count / 3))
    let expected = names.filter { $0 != wanted }
      .map { (distance(ArraySlice(wanted.lowercased()), ArraySlice($0.lowercased())), $0) }
      .filter { $0.0 <= bound && ($0.0 == 0 || $0.0 < max(wanted.count, $0.1.count)) }
      .min { $0 < $1 }
    #expect(closestMatch(to: wanted, among: names) == expected?.1, "\(wanted) among \(names)")
  }
}
