/// A binary heap: adding and taking the lowest cost log n.
struct PriorityQueue<Element: Comparable & Sendable>: Sendable {
  private var elements: [Element] = []

  /// The lowest element.
  var first: Element? { elements.first }

  /// Adds an element.
  mutating func add(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard elements[child] < elements[parent] else { return }
      elements.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the lowest element out.
  mutating func takeFirst() -> Element? {
    guard let first = elements.first else { return nil }
    let last = elements.removeLast()
    guard !elements.isEmpty else { return first }
    elements[0] = last
    var parent = 0
    while true {
      var lowest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < elements.count {
        if elements[child] < elements[lowest] { lowest = child }
      }
      guard lowest != parent else { return first }
      elements.swapAt(parent, lowest)
      parent = lowest
    }
  }
}
