extension Array {
  /// Puts the elements in another order where they lie: large elements are moved and never copied. Linear.
  ///
  /// - Parameter order: for each place of the new order, where its element stands now; every place once.
  @inlinable package mutating func reorder(by order: [Int]) {
    var source = order
    // The buffer's `swapAt` moves; the array's own copies both elements.
    withUnsafeMutableBufferPointer { elements in
      // Each cycle of the permutation is walked once.
      for start in source.indices where source[start] != start {
        var place = start
        while source[place] != start {
          let next = source[place]
          elements.swapAt(place, next)
          source[place] = place
          place = next
        }
        source[place] = place
      }
    }
  }
}
