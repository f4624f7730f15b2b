/// A mapping from the names an engineer chose to what they name, in the order of the file.
///
/// Look-up by name costs a hash; iteration follows the file, and ``sorted`` follows the names, which is what
/// every decision that must not depend on the order of the file uses.
public struct NamedMap<Value: Sendable & Equatable>: Sendable, Equatable, Sequence {
  /// One named value.
  public struct Entry: Sendable, Equatable {
    /// The name, where it is declared.
    public var name: Located<String>
    /// What it names.
    public var value: Value

    /// Joins a name and its value.
    public init(name: Located<String>, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// The entries in the order of the file.
  public private(set) var entries: [Entry] = []
  /// Names whose values could not be decoded. They are declared, so a reference to one is no fault of its own.
  public private(set) var brokenNames: Set<String> = []
  @usableFromInline var index: [String: Int] = [:]

  /// An empty map.
  public init() {}

  /// Adds an entry. An entry of the same name is replaced: the decoder has reported the duplicate already.
  public mutating func append(name: Located<String>, value: Value) {
    if let position = index[name.value] {
      entries[position] = Entry(name: name, value: value)
    } else {
      index[name.value] = entries.count
      entries.append(Entry(name: name, value: value))
    }
  }

  /// Remembers a name whose value could not be decoded.
  public mutating func markBroken(_ name: String) { brokenNames.insert(name) }

  // What every room reads by is inlinable: without it each look-up in another room goes through the generic
  // value's witnesses, and a scenario's entries are large.

  /// Whether the name is declared, decoded or not.
  public func declares(_ name: String) -> Bool { index[name] != nil || brokenNames.contains(name) }

  /// The value of that name.
  @inlinable public subscript(name: String) -> Value? {
    guard let position = index[name] else { return nil }
    return entries[position].value
  }

  /// The entry of that name, with the place of its declaration.
  @inlinable public func entry(_ name: String) -> Entry? {
    guard let position = index[name] else { return nil }
    return entries[position]
  }

  /// The entries sorted by name (by Unicode scalars, so that the order is the same everywhere).
  @inlinable public var sorted: [Entry] {
    guard entries.count > 1 else { return entries }
    let names = self.names
    func precedes(_ left: Int, _ right: Int) -> Bool {
      // The bytes of UTF-8 order as the scalars do.
      names[left].utf8.lexicographicallyPrecedes(names[right].utf8)
    }
    if !names.indices.dropFirst().contains(where: { precedes($0, $0 - 1) }) { return entries }
    // Entries are large: their places are sorted, and each entry is copied once.
    return names.indices.sorted(by: precedes).map { entries[$0] }
  }

  /// The names in the order of the file.
  @inlinable public var names: [String] {
    // A closure, not a key path: that of a generic type is made anew at every call.
    entries.map { $0.name.value }
  }
  /// How many entries there are.
  @inlinable public var count: Int { entries.count }
  /// Whether there is none.
  @inlinable public var isEmpty: Bool { entries.isEmpty }

  /// Iterates in the order of the file.
  @inlinable public func makeIterator() -> Array<Entry>.Iterator { entries.makeIterator() }

  /// Equality does not depend on the order of the file.
  public static func == (left: Self, right: Self) -> Bool { left.sorted == right.sorted }
}
