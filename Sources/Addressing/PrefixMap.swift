/// Values by prefix, with longest match: the shape of a routing table.
///
/// A prefix has at most one value. Every operation costs in proportion to the length of a prefix, not to the number
/// of entries, and results come in the order of prefixes whatever the order of insertion was.
public struct PrefixMap<Value> {
  /// A prefix and its value.
  public typealias Entry = (prefix: Prefix, value: Value)

  private var trie = PrefixTrie()
  /// Under the slots of the trie.
  private var values: [Entry?] = []

  /// How many entries there are.
  public private(set) var count = 0

  /// The map without entries.
  public init() {}

  /// The map of the given entries; where a prefix repeats, the last value stays.
  public init(_ entries: some Sequence<(Prefix, Value)>) {
    for (prefix, value) in entries {
      insert(value, for: prefix)
    }
  }

  /// Whether there are no entries.
  public var isEmpty: Bool { count == 0 }

  /// All entries in the order of prefixes.
  public var entries: [Entry] {
    entries(within: .allIPv4) + entries(within: .allIPv6)
  }

  /// The value of exactly `prefix`; setting nil removes the entry.
  public subscript(prefix: Prefix) -> Value? {
    get {
      trie.slot(of: PrefixTrie.Key(prefix)).flatMap { values[$0]?.value }
    }
    set {
      if let newValue {
        insert(newValue, for: prefix)
      } else {
        removeValue(for: prefix)
      }
    }
  }

  /// Sets the value of exactly `prefix` and returns the one it had.
  @discardableResult
  public mutating func insert(_ value: Value, for prefix: Prefix) -> Value? {
    let slot = makeSlot(for: prefix)
    let old = values[slot]?.value
    values[slot] = (prefix, value)
    if old == nil { count += 1 }
    return old
  }

  /// Removes the entry of exactly `prefix` and returns its value.
  @discardableResult
  public mutating func removeValue(for prefix: Prefix) -> Value? {
    guard let slot = trie.remove(PrefixTrie.Key(prefix)) else { return nil }
    let old = values[slot]?.value
    values[slot] = nil
    count -= 1
    return old
  }

  /// Changes the value of exactly `prefix` in place, starting from `initial` where there is none: values that are
  /// collections grow without being copied.
  public mutating func update(
    _ prefix: Prefix, default initial: @autoclosure () -> Value, _ change: (inout Value) -> Void
  ) {
    let slot = makeSlot(for: prefix)
    let old = values[slot].take()
    if old == nil { count += 1 }
    var value = old?.value ?? initial()
    change(&value)
    values[slot] = (prefix, value)
  }

  /// The most specific entry that contains `address`.
  public func longestMatch(_ address: IPAddress) -> Entry? {
    longestMatch(Prefix(address))
  }

  /// The most specific entry that contains all of `prefix`; the entry of `prefix` itself, if there is one.
  public func longestMatch(_ prefix: Prefix) -> Entry? {
    var best: Int?
    trie.visitPath(to: PrefixTrie.Key(prefix)) { slot, _ in best = slot }
    return best.flatMap { values[$0] }
  }

  /// All entries that contain all of `prefix`, the least specific first, with the entry of `prefix` itself.
  public func entries(containing prefix: Prefix) -> [Entry] {
    var found: [Entry] = []
    trie.visitPath(to: PrefixTrie.Key(prefix)) { slot, _ in append(slot, to: &found) }
    return found
  }

  /// All entries that lie in `prefix`, in order, with the entry of `prefix` itself.
  public func entries(within prefix: Prefix) -> [Entry] {
    var found: [Entry] = []
    trie.visitSubtree(of: PrefixTrie.Key(prefix)) { slot, _ in append(slot, to: &found) }
    return found
  }

  /// All entries that share an address with `prefix`, in order: those that contain it and those that lie in it.
  public func entries(overlapping prefix: Prefix) -> [Entry] {
    var found: [Entry] = []
    trie.visitPath(to: PrefixTrie.Key(prefix)) { slot, length in
      // The entry of the prefix itself comes with those that lie in it.
      if length < prefix.length { append(slot, to: &found) }
    }
    trie.visitSubtree(of: PrefixTrie.Key(prefix)) { slot, _ in append(slot, to: &found) }
    return found
  }

  private func append(_ slot: Int, to found: inout [Entry]) {
    if let entry = values[slot] { found.append(entry) }
  }

  private mutating func makeSlot(for prefix: Prefix) -> Int {
    let slot = trie.insert(PrefixTrie.Key(prefix))
    while values.count < trie.slotCount { values.append(nil) }
    return slot
  }
}

extension PrefixMap: Sendable where Value: Sendable {}

extension PrefixMap: Equatable where Value: Equatable {
  /// Whether both have the same prefixes with the same values, however they were put together.
  public static func == (left: PrefixMap, right: PrefixMap) -> Bool {
    left.count == right.count && left.entries.elementsEqual(right.entries, by: ==)
  }
}
