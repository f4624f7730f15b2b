/// A binary heap that gives the smallest element first.
package struct Heap<Element: Comparable> {
  @usableFromInline var items: [Element] = []

  /// An empty heap.
  @inlinable package init() {}

  /// Whether nothing is left.
  @inlinable package var isEmpty: Bool { items.isEmpty }

  /// Adds an element; logarithmic.
  @inlinable package mutating func insert(_ item: Element) {
    items.append(item)
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child] < items[parent] else { break }
      items.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the smallest element out; logarithmic. Nil when there is none.
  @inlinable package mutating func removeFirst() -> Element? {
    guard let last = items.popLast() else { return nil }
    guard let first = items.first else { return last }
    items[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < items.count else { return first }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < items[parent] else { return first }
      items.swapAt(parent, child)
      parent = child
    }
  }
}
