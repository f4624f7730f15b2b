import TestSupport
import Testing

@Suite struct UnifiedDiffTests {
  @Test(arguments: [
    ("a\n", "a\n", ""), ("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
    ("", "a\n", "@@ -0,0 +1 @@\n+a\n"), ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
    ("a\n", "a", "@@ -1 +1 @@\n-a\n+a␄ (no line break at the end)\n"),
    ("a\r\n", "a\n", "@@ -1 +1 @@\n-a␍\n+a\n"),
    (
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\nX\n",
      "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+X\n"
    ),
    (
      "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\n",
      "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,3 @@\n 5\n 6\n 7\n-b\n"
    ),
  ])
  func `shows what changed`(old: String, new: String, expected: String) {
    #expect(unifiedDiff(old, new) == expected)
  }

  /// With the whole text as context, the diff holds both texts.
  @Test(arguments: 0..<30 as Range<UInt64>) func `holds both texts`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func text() -> [String] {
      (0..<Int.random(in: 2...40, using: &random)).map { _ in
        String("abcd".randomElement(using: &random) ?? "a")
      }
    }
    let old = text()
    let new = text() + ["new"]
    let diff = unifiedDiff(
      old.joined(separator: "\n") + "\n", new.joined(separator: "\n") + "\n", context: 1_000,
      maximumEdits: seed % 3 == 0 ? 2 : 1_000)
    let lines = diff.split(separator: "\n").dropFirst()
    #expect(lines.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst()) } == old)
    #expect(lines.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst()) } == new)
  }

  @Test func `a hopeless difference stays short`() {
    let old = (0..<5_000).map { "\($0)\n" }.joined()
    let new = (5_000..<10_000).map { "\($0)\n" }.joined()
    #expect(unifiedDiff(old, new).split(separator: "\n").count == 401)
  }
}
