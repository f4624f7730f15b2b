/// The algebra of sets of numbers, as sorted intervals that neither overlap nor touch.
///
/// There is one such list for each set of numbers, so equality of lists is equality of sets. Binary operations
/// are one merge, linear in the number of intervals.
struct IntervalList: Sendable, Hashable {
  private(set) var intervals: [Interval]

  init() {
    intervals = []
  }

  init(_ interval: Interval) {
    intervals = [interval]
  }

  /// The union of intervals in any order: n log n.
  init(unordered: [Interval]) {
    self.init()
    intervals.reserveCapacity(unordered.count)
    for interval in unordered.sorted(by: { $0.lower < $1.lower }) {
      append(interval)
    }
  }

  var isEmpty: Bool { intervals.isEmpty }

  /// How many numbers there are, modulo 2^128.
  var wrappingCount: UInt128 {
    intervals.reduce(0) { $0 &+ ($1.upper - $1.lower) &+ 1 }
  }

  /// The index of the first interval that does not end before `number`: the one that contains it, if any does.
  func index(notBelow number: UInt128) -> Int {
    var low = 0
    var high = intervals.count
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].upper < number {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  func contains(_ interval: Interval) -> Bool {
    let index = index(notBelow: interval.lower)
    guard index < intervals.count else { return false }
    return intervals[index].lower <= interval.lower && interval.upper <= intervals[index].upper
  }

  func overlaps(_ interval: Interval) -> Bool {
    let index = index(notBelow: interval.lower)
    return index < intervals.count && intervals[index].lower <= interval.upper
  }

  func overlaps(_ other: IntervalList) -> Bool {
    var mine = 0
    var theirs = 0
    while mine < intervals.count && theirs < other.intervals.count {
      if intervals[mine].upper < other.intervals[theirs].lower {
        mine += 1
      } else if other.intervals[theirs].upper < intervals[mine].lower {
        theirs += 1
      } else {
        return true
      }
    }
    return false
  }

  func union(_ other: IntervalList) -> IntervalList {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = IntervalList()
    result.intervals.reserveCapacity(intervals.count + other.intervals.count)
    var mine = intervals[...]
    var theirs = other.intervals[...]
    while let left = mine.first, let right = theirs.first {
      if left.lower <= right.lower {
        result.append(left)
        mine.removeFirst()
      } else {
        result.append(right)
        theirs.removeFirst()
      }
    }
    for interval in mine { result.append(interval) }
    for interval in theirs { result.append(interval) }
    return result
  }

  func intersection(_ other: IntervalList) -> IntervalList {
    var result = IntervalList()
    var mine = 0
    var theirs = 0
    while mine < intervals.count && theirs < other.intervals.count {
      let left = intervals[mine]
      let right = other.intervals[theirs]
      let lower = max(left.lower, right.lower)
      let upper = min(left.upper, right.upper)
      // Neither list has touching intervals, so what they share does not touch either.
      if lower <= upper { result.intervals.append(Interval(lower, upper)) }
      if left.upper < right.upper {
        mine += 1
      } else {
        theirs += 1
      }
    }
    return result
  }

  func subtracting(_ other: IntervalList) -> IntervalList {
    if isEmpty || other.isEmpty { return self }
    var result = IntervalList()
    result.intervals.reserveCapacity(intervals.count)
    var theirs = 0
    for interval in intervals {
      // What is left of this interval, from the left; nil once its end is gone.
      var rest: Interval? = interval
      while theirs < other.intervals.count, other.intervals[theirs].upper < interval.lower { theirs += 1 }
      while let remaining = rest, theirs < other.intervals.count {
        let hole = other.intervals[theirs]
        guard hole.lower <= remaining.upper else { break }
        if remaining.lower < hole.lower {
          result.intervals.append(Interval(remaining.lower, hole.lower - 1))
        }
        if hole.upper < remaining.upper {
          rest = Interval(hole.upper + 1, remaining.upper)
          theirs += 1
        } else {
          // The hole may reach into the next interval: it stays.
          rest = nil
        }
      }
      if let rest { result.intervals.append(rest) }
    }
    return result
  }

  /// Adds an interval that does not start before any interval here.
  private mutating func append(_ interval: Interval) {
    guard let last = intervals.last, interval.lower <= last.upper || interval.lower == last.upper + 1 else {
      intervals.append(interval)
      return
    }
    intervals[intervals.count - 1].upper = max(last.upper, interval.upper)
  }
}
