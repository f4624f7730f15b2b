import Addressing

/// What holds an address of a subnet.
struct AddressUse: Hashable, Sendable {
  /// The kinds of holders.
  enum Kind: String, Hashable, Sendable {
    case gateway, dhcp, server, bareMetal, highAvailability, loadBalancer, endpoint, transit, probe
  }

  let kind: Kind
  /// The id of the holder; empty for the subnet's own.
  let holder: String
}

/// The addresses of one subnet and family: who holds which, and which is free.
///
/// The lowest free address is always handed out next, so the outcome depends on what is held and not on how
/// it came about. Taking and giving back cost log n, shared over all calls.
struct AddressBook: Sendable {
  /// Why an address cannot be had.
  enum Obstacle { case outside, reserved, taken }

  private let range: Prefix
  /// The lowest address that may be handed out.
  let first: IPAddress
  /// The highest address that may be handed out.
  let last: IPAddress
  private(set) var uses: [IPAddress: AddressUse] = [:]
  /// How many of the addresses in use lie between `first` and `last`.
  private var usedInside: UInt128 = 0
  /// All addresses from here on are free unless they are in `uses`; nil behind the end.
  private var next: IPAddress?
  /// Addresses below `next` that were given back; some may have been taken again since.
  private var returned = PriorityQueue<IPAddress>()

  /// A book of a range whose first and last addresses nobody may use.
  init(range: Prefix, reservedFirst: Int, reservedLast: Int) {
    self.range = range
    first = range.first.advanced(by: reservedFirst) ?? range.last
    last = range.last.advanced(by: -reservedLast) ?? range.first
    next = first <= last ? first : nil
  }

  /// Why an address cannot be had; nil when it can.
  func obstacle(to address: IPAddress) -> Obstacle? {
    if !range.contains(address) { return .outside }
    if uses[address] != nil { return .taken }
    return isInside(address) ? nil : .reserved
  }

  /// How many addresses are free.
  var freeCount: UInt128 { first <= last ? last.bits - first.bits + 1 - usedInside : 0 }

  /// Hands out the lowest free address; nil when there is none.
  mutating func take(for use: AddressUse) -> IPAddress? {
    guard let address = takeLowest() else { return nil }
    hold(address, for: use)
    return address
  }

  /// Gives an address to a holder, whoever had it.
  mutating func hold(_ address: IPAddress, for use: AddressUse) {
    if uses.updateValue(use, forKey: address) == nil, isInside(address) { usedInside += 1 }
  }

  /// Gives an address back.
  mutating func release(_ address: IPAddress) {
    guard uses.removeValue(forKey: address) != nil, isInside(address) else { return }
    usedInside -= 1
    if let next, address >= next { return }
    returned.add(address)
  }

  private func isInside(_ address: IPAddress) -> Bool { address >= first && address <= last }

  private mutating func takeLowest() -> IPAddress? {
    while let candidate = returned.takeFirst() {
      if uses[candidate] == nil { return candidate }
    }
    while let candidate = next {
      next = candidate < last ? candidate.advanced(by: 1) : nil
      if uses[candidate] == nil { return candidate }
    }
    return nil
  }
}
