/// The shape of a ``PrefixMap``: a binary trie whose single-child chains are cut short (a Patricia tree), in one
/// array. It knows which prefixes are keys and gives each a slot; the map keeps values under these slots.
///
/// Every operation walks down at most one node for each bit of a prefix. Not generic on purpose: the walks are
/// compiled once, for whatever values.
struct PrefixTrie: Sendable {
  /// A prefix as the trie sees it: bits from the left, so that both families count bits alike.
  struct Key: Sendable {
    let bits: UInt128
    let length: Int
    let family: AddressFamily

    init(_ prefix: Prefix) {
      bits = prefix.address.bits << (128 - prefix.family.bitWidth)
      length = prefix.length
      family = prefix.family
    }
  }

  private struct Node: Sendable {
    var bits: UInt128
    var children: (Int32, Int32) = (none, none)
    var length: UInt8
    var isKey: Bool

    func child(_ upper: Bool) -> Int32 { upper ? children.1 : children.0 }

    /// The child of a node that has no more than one.
    var onlyChild: Int32 { children.0 == none ? children.1 : children.0 }
  }

  /// Where the index of a node is written down.
  private enum Link {
    case root(AddressFamily)
    case child(of: Int32, upper: Bool)
  }

  private static let none: Int32 = -1

  private var nodes: [Node] = []
  private var roots: (Int32, Int32) = (none, none)
  /// Nodes that were taken out of the tree and wait to be used again.
  private var vacant: [Int32] = []

  /// One more than the greatest slot ever given out.
  var slotCount: Int { nodes.count }

  /// The slot of an exact key.
  func slot(of key: Key) -> Int? {
    var found: Int?
    visitPath(to: key) { index, length in
      if length == key.length { found = index }
    }
    return found
  }

  /// Calls `visit` with slot and length of every key that contains `key`, the shortest first.
  func visitPath(to key: Key, _ visit: (_ slot: Int, _ length: Int) -> Void) {
    var index = self[.root(key.family)]
    while index != PrefixTrie.none {
      let node = nodes[Int(index)]
      let length = Int(node.length)
      guard length <= key.length, sharedLength(node.bits, key.bits) >= length else { return }
      if node.isKey { visit(Int(index), length) }
      guard length < key.length else { return }
      index = node.child(bit(length, of: key.bits))
    }
  }

  /// Calls `visit` with slot and length of every key that `key` contains, in the order of prefixes.
  func visitSubtree(of key: Key, _ visit: (_ slot: Int, _ length: Int) -> Void) {
    var index = self[.root(key.family)]
    while index != PrefixTrie.none, nodes[Int(index)].length < key.length {
      let node = nodes[Int(index)]
      guard sharedLength(node.bits, key.bits) >= node.length else { return }
      index = node.child(bit(Int(node.length), of: key.bits))
    }
    guard index != PrefixTrie.none, sharedLength(nodes[Int(index)].bits, key.bits) >= key.length else {
      return
    }
    var waiting = [index]
    while let next = waiting.popLast() {
      let node = nodes[Int(next)]
      if node.isKey { visit(Int(next), Int(node.length)) }
      if node.children.1 != PrefixTrie.none { waiting.append(node.children.1) }
      if node.children.0 != PrefixTrie.none { waiting.append(node.children.0) }
    }
  }

  /// Makes `key` a key if it is none yet, and gives its slot.
  mutating func insert(_ key: Key) -> Int {
    var link = Link.root(key.family)
    while case let index = self[link], index != PrefixTrie.none {
      let node = nodes[Int(index)]
      let length = Int(node.length)
      let shared = min(length, key.length, sharedLength(node.bits, key.bits))
      if shared == length && shared == key.length {
        nodes[Int(index)].isKey = true
        return Int(index)
      }
      if shared == length {
        link = .child(of: index, upper: bit(shared, of: key.bits))
        continue
      }
      // The paths part above this node: a new node takes its place, the key itself or a fork.
      let isKey = shared == key.length
      let above = add(Node(bits: leading(shared, of: key.bits), length: UInt8(shared), isKey: isKey))
      self[link] = above
      self[.child(of: above, upper: bit(shared, of: node.bits))] = index
      if isKey { return Int(above) }
      link = .child(of: above, upper: bit(shared, of: key.bits))
    }
    let leaf = add(Node(bits: key.bits, length: UInt8(key.length), isKey: true))
    self[link] = leaf
    return Int(leaf)
  }

  /// Makes `key` no key any more and gives the slot it had; nil if it was none.
  mutating func remove(_ key: Key) -> Int? {
    var above: Link?
    var link = Link.root(key.family)
    while case let index = self[link], index != PrefixTrie.none {
      let node = nodes[Int(index)]
      let length = Int(node.length)
      guard length <= key.length, sharedLength(node.bits, key.bits) >= length else { return nil }
      if length < key.length {
        above = link
        link = .child(of: index, upper: bit(length, of: key.bits))
        continue
      }
      guard node.isKey else { return nil }
      nodes[Int(index)].isKey = false
      collapse(link)
      // A fork that has lost one of its two children is no fork.
      if let above { collapse(above) }
      return Int(index)
    }
    return nil
  }

  /// Takes the node at `link` out of the tree if it is not needed: no key, and not two children.
  private mutating func collapse(_ link: Link) {
    let index = self[link]
    let node = nodes[Int(index)]
    guard !node.isKey, node.children.0 == PrefixTrie.none || node.children.1 == PrefixTrie.none else {
      return
    }
    self[link] = node.onlyChild
    vacant.append(index)
  }

  private mutating func add(_ node: Node) -> Int32 {
    if let index = vacant.popLast() {
      nodes[Int(index)] = node
      return index
    }
    nodes.append(node)
    return Int32(nodes.count - 1)
  }

  private subscript(link: Link) -> Int32 {
    get {
      switch link {
      case .root(.ipv4): roots.0
      case .root(.ipv6): roots.1
      case .child(let index, let upper): nodes[Int(index)].child(upper)
      }
    }
    set {
      switch link {
      case .root(.ipv4): roots.0 = newValue
      case .root(.ipv6): roots.1 = newValue
      case .child(let index, true): nodes[Int(index)].children.1 = newValue
      case .child(let index, false): nodes[Int(index)].children.0 = newValue
      }
    }
  }

  private func sharedLength(_ left: UInt128, _ right: UInt128) -> Int { (left ^ right).leadingZeroBitCount }

  private func bit(_ index: Int, of bits: UInt128) -> Bool { (bits >> (127 - index)) & 1 == 1 }

  private func leading(_ length: Int, of bits: UInt128) -> UInt128 { bits & ~(UInt128.max >> length) }
}
