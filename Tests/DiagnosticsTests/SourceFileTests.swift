import Diagnostics
import TestSupport
import Testing

@Suite struct SourceFileTests {
  @Test(
    arguments: [
      ("", 0, 1, 1), ("a", 1, 1, 2), ("a\n", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\r\nb", 2, 1, 3),
      ("a\rb", 2, 2, 1), ("\r\r\n\n", 1, 2, 1), ("\r\r\n\n", 3, 3, 1), ("\r\r\n\n", 4, 4, 1),
      ("é中a", 5, 1, 3), ("é中a", 3, 1, 2), ("中\n中a", 7, 2, 2), ("a", 99, 1, 2),
      ("\u{FEFF}a", 0, 1, 1), ("\u{FEFF}a", 3, 1, 1), ("\u{FEFF}a", 4, 1, 2), ("a\u{FEFF}b", 4, 1, 3),
    ] as [(String, UInt32, Int, Int)])
  func `a byte offset has a line and a column`(text: String, offset: UInt32, line: Int, column: Int) {
    let position = SourceFile(path: "a", bytes: Array(text.utf8)).position(at: offset)
    #expect(position == (line, column))
  }

  @Test func `lines end before their break`() {
    let file = SourceFile(path: "a", bytes: Array("a\r\n\nb\r".utf8))
    #expect(file.lineCount == 4)
    #expect((0...5).map { file.lineRange($0) } == [nil, 0..<1, 3..<3, 4..<5, 6..<6, nil])
  }

  /// Reference: find the line's start by walking, and let Swift's own String decode it.
  private func slowPosition(_ bytes: [UInt8], _ offset: Int) -> (line: Int, column: Int) {
    var (line, start, index) = (1, 0, 0)
    while index < offset {
      let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      let isBreak = bytes[index] == 0x0D || bytes[index] == 0x0A
      index += isPair ? 2 : 1
      if isBreak, index <= offset { (line, start) = (line + 1, index) }
    }
    return (line, String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `positions agree with decoding from the start`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var pieces = ["a", "b", "é", "中", "😀"].map { Array($0.utf8) }
    if seed % 3 == 0 { pieces += [[0x0A], [0x0D, 0x0A]] }
    if seed % 2 == 0 {
      pieces += [[0xFF], [0xE2, 0x82], [0xF0, 0x9F], [0x80], [0xED, 0xA0, 0x80], [0xC0, 0xAF]]
    }
    var bytes: [UInt8] = []
    // Offsets at which a piece starts: cut inside a scalar, the reference would see a broken one.
    var starts: [Int] = []
    for _ in 0..<1_500 {
      starts.append(bytes.count)
      // A full stop behind each piece keeps broken ones from joining.
      bytes += (pieces.randomElement(using: &random) ?? []) + [0x2E]
    }
    let file = SourceFile(path: "a", bytes: bytes)
    for _ in 0..<200 {
      let offset = starts.randomElement(using: &random) ?? 0
      let expected = slowPosition(bytes, offset)
      #expect(file.position(at: UInt32(offset)) == expected)
      #expect(file.offset(line: expected.line, column: expected.column) == UInt32(offset))
    }
    #expect(file.offset(line: 1, column: .max).map { Int($0) } == file.lineRange(1)?.upperBound)
    #expect(file.offset(line: file.lineCount + 1, column: 1) == nil)
    #expect(file.offset(line: 0, column: 1) == nil)
  }

  @Test func `a map gives ids in order and nil for strangers`() {
    var sources = SourceMap()
    let first = sources.add(path: "a", bytes: [])
    let second = sources.add(path: "b", bytes: [])
    #expect(first < second)
    #expect(sources[second]?.path == "b")
    #expect(sources[SourceFileID(rawValue: 2)] == nil)
  }

  @Test func `locations join and never run backwards`() {
    let file = SourceFileID(rawValue: 0)
    let one = Diagnostics.SourceLocation(file: file, start: 5, end: 2)
    #expect(one.end == 5)
    let other = Diagnostics.SourceLocation(file: file, range: 1..<3)
    #expect(one.union(other) == Diagnostics.SourceLocation(file: file, start: 1, end: 5))
    let elsewhere = Diagnostics.SourceLocation(file: SourceFileID(rawValue: 1), range: 0..<Int.max)
    #expect(one.union(elsewhere) == one)
    #expect(elsewhere.end == .max)
  }
}
