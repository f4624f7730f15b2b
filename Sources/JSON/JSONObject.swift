/// The members of a JSON object in the order in which they were given.
///
/// Order is kept for people and ignored by `==` and `hash`, because it means nothing in JSON. Finding
/// a key is constant time in large objects and a short linear search in small ones; removing a key is
/// linear.
public struct JSONObject: Sendable {
  /// A key and its value.
  public typealias Element = (key: String, value: JSONValue)

  /// Every key with its value, in order; no key occurs twice.
  public private(set) var members: [Element]

  /// The place of every key. Nil while the object is so small that searching is as quick.
  private var places: [String: Int]?

  /// From how many members on `places` is kept.
  private static let indexedCount = 16

  /// The empty object.
  public init() {
    members = []
  }

  /// The empty object with room for that many members.
  public init(minimumCapacity: Int) {
    members = []
    members.reserveCapacity(minimumCapacity)
  }

  /// An object of these members; a later duplicate replaces the value of the earlier one, in place.
  public init(_ members: [(String, JSONValue)]) {
    self.init()
    self.members.reserveCapacity(members.count)
    for (key, value) in members { self[key] = value }
  }

  /// An object of these members; a later duplicate replaces the value of the earlier one, in place.
  public init<Members: Sequence>(_ members: Members) where Members.Element == Element {
    self.init()
    for (key, value) in members { self[key] = value }
  }

  /// An object of members whose keys are known to differ.
  init(unique members: [Element]) {
    self.members = members
    indexIfLarge()
  }

  /// The keys, in order.
  public var keys: [String] { members.map(\.key) }

  /// The value of that key. Assigning keeps the place of a key that is there and appends one that is
  /// not; assigning nil removes it.
  public subscript(key: String) -> JSONValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?):
        members[place].value = value
      case (nil, let value?):
        members.append((key, value))
        if places != nil { places?[key] = members.count - 1 } else { indexIfLarge() }
      case (let place?, nil):
        members.remove(at: place)
        places = nil
        indexIfLarge()
      case (nil, nil):
        break
      }
    }
  }

  private func place(of key: String) -> Int? {
    if let places { return places[key] }
    return members.firstIndex { $0.key == key }
  }

  private mutating func indexIfLarge() {
    guard members.count >= Self.indexedCount else { return }
    var places = [String: Int](minimumCapacity: members.count)
    for (place, member) in members.enumerated() { places[member.key] = place }
    self.places = places
  }
}

extension JSONObject: RandomAccessCollection {
  /// The place of the first member.
  public var startIndex: Int { 0 }

  /// The place after the last member.
  public var endIndex: Int { members.count }

  /// The member at that place.
  public subscript(position: Int) -> Element { members[position] }
}

extension JSONObject: Hashable {
  /// Whether both have the same keys with equal values, in whatever order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
  }

  /// Feeds the members to the hasher so that their order does not matter.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for (key, value) in members {
      var member = hasher
      member.combine(key)
      member.combine(value)
      sum ^= member.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object; of equal keys the last one counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
