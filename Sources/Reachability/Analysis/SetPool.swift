import Addressing

/// Sets of addresses by number, each set once. Operations on the same two sets are done once: what thousands of
/// destinations share is worked out a single time.
struct SetPool {
  typealias ID = Int

  private(set) var sets: [PrefixSet] = []
  private var ids: [PrefixSet: ID] = [:]
  private var intersections: [UInt64: ID] = [:]
  private var differences: [UInt64: ID] = [:]

  /// The empty set.
  static let empty: ID = 0

  init() { _ = id(of: PrefixSet()) }

  /// The number of a set.
  mutating func id(of set: PrefixSet) -> ID {
    if let known = ids[set] { return known }
    sets.append(set)
    ids[set] = sets.count - 1
    return sets.count - 1
  }

  subscript(id: ID) -> PrefixSet { sets[id] }

  mutating func intersection(_ left: ID, _ right: ID) -> ID {
    if left == right || left == Self.empty { return left }
    if right == Self.empty { return right }
    let key = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
    if let known = intersections[key] { return known }
    let result = id(of: sets[left].intersection(sets[right]))
    intersections[key] = result
    return result
  }

  mutating func subtracting(_ left: ID, _ right: ID) -> ID {
    if left == right || left == Self.empty { return Self.empty }
    if right == Self.empty { return left }
    let key = UInt64(left) << 32 | UInt64(right)
    if let known = differences[key] { return known }
    let result = id(of: sets[left].subtracting(sets[right]))
    differences[key] = result
    return result
  }

  mutating func union(_ left: ID, _ right: ID) -> ID {
    if left == right || right == Self.empty { return left }
    if left == Self.empty { return right }
    return id(of: sets[left].union(sets[right]))
  }
}
