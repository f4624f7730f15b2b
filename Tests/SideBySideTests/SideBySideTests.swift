import SideBySide
import Synchronization
import Testing

struct SideBySideTests {
  @Test func resultsComeInTheOrderOfThePieces() {
    let (text, number) = sideBySide({ "first" }, { 2 })
    #expect(text == "first")
    #expect(number == 2)
  }

  @Test func eachPieceIsWorkedOnce() {
    let calls = Mutex<[String]>([])
    _ = sideBySide({ calls.withLock { $0.append("first") } }, { calls.withLock { $0.append("second") } })
    #expect(calls.withLock { $0.sorted() } == ["first", "second"])
  }

  @Test func aPieceMayGiveNothing() {
    let calls = Mutex(0)
    let (nothing, _): (Int?, Int) = sideBySide(
      {
        calls.withLock { $0 += 1 }
        return nil
      }, { 1 })
    #expect(nothing == nil)
    #expect(calls.withLock { $0 } == 1)
  }

  /// More pieces than threads: a call that waits for a thread would never end.
  @Test func callsNestAsDeepAsOneLikes() {
    #expect(sum(0..<4096) == 4096 * 4095 / 2)
  }

  @Sendable private func sum(_ range: Range<Int>) -> Int {
    guard range.count > 1 else { return range.lowerBound }
    let middle = range.lowerBound + range.count / 2
    let (left, right) = sideBySide({ sum(range.lowerBound..<middle) }, { sum(middle..<range.upperBound) })
    return left + right
  }
}
