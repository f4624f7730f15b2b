/// Sequence numbers in ascending order, of which any can be removed and the n-th be found quickly.
///
/// A Fenwick tree counts the numbers that are left before each slot, so adding, removing and finding a place
/// cost log n: a page of a list never walks over the pages before it. Slots of removed numbers are squeezed
/// out when they are more than half.
struct OrderedIndex: Sendable {
  /// The numbers ever added, in ascending order, since the last squeeze.
  private var slots: [UInt64] = []
  private var isPresent: [Bool] = []
  /// Fenwick tree over the slots: how many numbers are left.
  private var tree: [Int] = []

  /// How many numbers there are.
  private(set) var count = 0

  /// Adds a number above all others. A number below the last one is put where it belongs, at linear cost:
  /// that happens only when a row moves between groups.
  mutating func add(_ number: UInt64) {
    if let last = slots.last, number <= last {
      var numbers = self[0..<count]
      guard let place = numbers.firstIndex(where: { $0 >= number }) else {
        rebuild(numbers + [number])
        return
      }
      if numbers[place] != number { numbers.insert(number, at: place) }
      rebuild(numbers)
    } else {
      append(number)
    }
  }

  /// Removes a number; nothing happens if it is not there.
  mutating func remove(_ number: UInt64) {
    let slot = self.slot(of: number)
    guard slot < slots.count, slots[slot] == number, isPresent[slot] else { return }
    isPresent[slot] = false
    count -= 1
    var node = slot + 1
    while node <= tree.count {
      tree[node - 1] -= 1
      node += node & -node
    }
    if slots.count > 8, count * 2 < slots.count { rebuild(self[0..<count]) }
  }

  /// The numbers at these places, counted from zero; places beyond the end are left out.
  subscript(places: Range<Int>) -> [UInt64] {
    let wanted = places.clamped(to: 0..<count)
    guard !wanted.isEmpty else { return [] }
    var numbers: [UInt64] = []
    numbers.reserveCapacity(wanted.count)
    var slot = self.slot(atPlace: wanted.lowerBound)
    while numbers.count < wanted.count, slot < slots.count {
      if isPresent[slot] { numbers.append(slots[slot]) }
      slot += 1
    }
    return numbers
  }

  private mutating func append(_ number: UInt64) {
    slots.append(number)
    isPresent.append(true)
    count += 1
    // A node counts the slots behind its lowest one bit, so a new node gathers those it covers.
    let node = slots.count
    var sum = 1
    var child = node - 1
    let start = node - (node & -node)
    while child > start {
      sum += tree[child - 1]
      child -= child & -child
    }
    tree.append(sum)
  }

  private mutating func rebuild(_ numbers: [UInt64]) {
    self = OrderedIndex()
    for number in numbers { append(number) }
  }

  /// The first slot whose number is not below the given one.
  private func slot(of number: UInt64) -> Int {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if slots[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The slot of the number at a place that exists.
  private func slot(atPlace place: Int) -> Int {
    var remaining = place + 1
    var position = 0
    var step = 1
    while step * 2 <= tree.count { step *= 2 }
    while step > 0 {
      let next = position + step
      if next <= tree.count, tree[next - 1] < remaining {
        remaining -= tree[next - 1]
        position = next
      }
      step /= 2
    }
    return position
  }
}
