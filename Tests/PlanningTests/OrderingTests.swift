import TestSupport
import Testing

@testable import Planning

@Suite("Heap and reordering")
struct OrderingTests {
  @Test("a heap gives the smallest first, whatever comes between", arguments: [1, 2, 3, 4] as [UInt64])
  func heap(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var heap = Heap<Int>()
    var expected: [Int] = []
    for _ in 0..<500 {
      if Int.random(in: 0..<3, using: &generator) > 0 {
        let number = Int.random(in: 0..<50, using: &generator)
        heap.insert(number)
        expected.append(number)
        expected.sort()
      } else {
        let smallest = expected.isEmpty ? nil : expected.removeFirst()
        #expect(heap.removeFirst() == smallest)
      }
      #expect(heap.isEmpty == expected.isEmpty)
    }
  }

  @Test("elements are put in an order where they lie", arguments: [1, 2, 3, 4] as [UInt64])
  func reordering(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let names = (0..<100).map { "name \($0)" }
    for count in 0...names.count {
      let order = (0..<count).shuffled(using: &generator)
      var elements = Array(names[..<count])
      elements.reorder(by: order)
      #expect(elements == order.map { names[$0] })
    }
  }
}
