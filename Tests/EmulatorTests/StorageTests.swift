import Addressing
import TestSupport
import Testing

@testable import Emulator

@Suite struct StorageTests {
  /// Random additions and removals against a plain array.
  @Test(arguments: [1, 2, 3] as [UInt64]) func orderedIndexAgreesWithAnArray(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var index = OrderedIndex()
    var model: [UInt64] = []
    var next: UInt64 = 1
    for step in 0..<2000 {
      switch UInt8.random(in: 0..<10, using: &random) {
      case 0..<6:
        next += UInt64.random(in: 1...3, using: &random)
        index.add(next)
        model.append(next)
      case 6:
        // Late arrivals go where they belong; numbers that are there stay single.
        let late = UInt64.random(in: 1...next, using: &random)
        index.add(late)
        if let place = model.firstIndex(where: { $0 >= late }) {
          if model[place] != late { model.insert(late, at: place) }
        } else {
          model.append(late)
        }
      default:
        let gone = model.randomElement(using: &random) ?? 7
        index.remove(gone)
        model.removeAll { $0 == gone }
      }
      let start = Int.random(in: 0...(model.count + 2), using: &random)
      let places = start..<(start + Int.random(in: 0...20, using: &random))
      let expected = Array(model[places.clamped(to: 0..<model.count)])
      #expect(index.count == model.count, "seed \(seed), step \(step)")
      #expect(index[places] == expected, "seed \(seed), step \(step)")
    }
  }

  @Test func priorityQueueGivesInOrder() {
    var random = SeededGenerator(seed: 4)
    var queue = PriorityQueue<Int>()
    let numbers = (0..<500).map { _ in Int.random(in: 0..<100, using: &random) }
    for number in numbers { queue.add(number) }
    var taken: [Int] = []
    while let number = queue.takeFirst() { taken.append(number) }
    #expect(taken == numbers.sorted())
    #expect(queue.first == nil)
  }

  /// The lowest free address is handed out, whatever was held and given back before.
  @Test(arguments: [1, 2, 3] as [UInt64]) func addressBookGivesTheLowest(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let range = try #require(Prefix("10.0.0.0/26"))
    var book = AddressBook(range: range, reservedFirst: 2, reservedLast: 3)
    let all = (2...60).compactMap { range.first.advanced(by: $0) }
    var held = Set<IPAddress>()
    let use = AddressUse(kind: .endpoint, holder: "")
    for step in 0..<1000 {
      switch UInt8.random(in: 0..<4, using: &random) {
      case 0, 1:
        let expected = all.first { !held.contains($0) }
        #expect(book.take(for: use) == expected, "seed \(seed), step \(step)")
        if let expected { held.insert(expected) }
      case 2:
        let address = all.randomElement(using: &random) ?? all[0]
        #expect((book.obstacle(to: address) == nil) == !held.contains(address))
        if held.insert(address).inserted { book.hold(address, for: use) }
      default:
        guard let address = held.min() ?? nil else { continue }
        held.remove(address)
        book.release(address)
      }
      #expect(book.freeCount == UInt128(all.count - held.count), "seed \(seed), step \(step)")
    }
  }

  @Test func obstacles() throws {
    let range = try #require(Prefix("10.0.0.0/28"))
    var book = AddressBook(range: range, reservedFirst: 2, reservedLast: 3)
    let address = IPAddress.ipv4(10, 0, 0, 5)
    book.hold(address, for: AddressUse(kind: .server, holder: "vm-1"))
    #expect(book.obstacle(to: address) == .taken)
    #expect(book.obstacle(to: .ipv4(10, 0, 0, 1)) == .reserved)
    #expect(book.obstacle(to: .ipv4(10, 0, 0, 13)) == .reserved)
    #expect(book.obstacle(to: .ipv4(10, 0, 0, 12)) == nil)
    #expect(book.obstacle(to: .ipv4(10, 0, 0, 16)) == .outside)
  }
}
