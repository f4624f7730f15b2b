public import Addressing

/// Every choice of a plan, made: which value each owner got, and why.
///
/// What the scenario fixed stands here too, so that a reader need not know who decided. An owner whose value
/// nobody may invent (an adopted resource) or that only the cloud can say has no entry.
public struct Decisions: Sendable, Equatable {
  /// All decisions, sorted by kind (as text) and owner, by Unicode scalars.
  public let allocations: [Allocation]

  private struct Key: Hashable, Sendable {
    var kind: Allocation.Kind
    var owner: String
  }

  private let index: [Key: Int]
  private let values: [DecidedValue?]

  /// Sorts decisions. Of two with the same kind and owner the first is kept; a value that its kind cannot have
  /// reads as nil from the typed accessors.
  public init(_ allocations: some Sequence<Allocation> = []) {
    let given = Array(allocations)
    // Allocations are large: their places are sorted, and each is copied once.
    let order = given.indices.sorted { left, right in
      let (left, right) = (given[left], given[right])
      return Self.precedes((left.kind, left.owner), (right.kind, right.owner))
    }
    var sorted: [Allocation] = []
    sorted.reserveCapacity(given.count)
    var index = [Key: Int](minimumCapacity: given.count)
    for place in order {
      let allocation = given[place]
      let key = Key(kind: allocation.kind, owner: allocation.owner)
      guard index[key] == nil else { continue }
      index[key] = sorted.count
      sorted.append(allocation)
    }
    self.allocations = sorted
    self.index = index
    values = sorted.map { DecidedValue(parsing: $0.value, kind: $0.kind) }
  }

  /// The decision of that kind for that owner (`endpoint/orders`).
  public subscript(kind: Allocation.Kind, owner: String) -> Allocation? {
    index[Key(kind: kind, owner: owner)].map { allocations[$0] }
  }

  /// A subnet's IPv4 range.
  public func subnet(vpc: String, name: String) -> Prefix? { prefix(.subnet, "subnet/\(vpc)/\(name)") }

  /// A subnet's IPv6 range; nil when it has none or only the cloud can say it.
  public func subnetIPv6(vpc: String, name: String) -> Prefix? {
    prefix(.subnetIPv6, "subnet/\(vpc)/\(name)")
  }

  /// An endpoint's IPv4 address.
  public func endpointAddress(_ name: String) -> IPAddress? { address(.endpointAddress, "endpoint/\(name)") }

  /// An endpoint's IPv6 address; nil when it has none or only the cloud can say it.
  public func endpointIPv6Address(_ name: String) -> IPAddress? {
    address(.endpointIPv6Address, "endpoint/\(name)")
  }

  /// A transit address of a reverse service.
  public func transitAddress(service: String, name: String) -> IPAddress? {
    address(.transitAddress, "endpoint-service/\(service)/transit/\(name)")
  }

  /// A backend's address; nil for an adopted backend whose address nobody wrote down.
  public func backendAddress(_ name: String) -> IPAddress? { address(.backendAddress, "backend/\(name)") }

  /// The source of a Direct Connect's health check.
  public func probeAddress(_ directConnect: String) -> IPAddress? {
    address(.probeAddress, "health-check/\(directConnect)")
  }

  /// A line's IPv4 link.
  public func interconnect(directConnect: String, line: String) -> PlannedLine.Link? {
    link(.interconnect, "line/\(directConnect)/\(line)")
  }

  /// A line's IPv6 link; nil when the line carries no IPv6.
  public func interconnectIPv6(directConnect: String, line: String) -> PlannedLine.Link? {
    link(.interconnectIPv6, "line/\(directConnect)/\(line)")
  }

  /// A line's VLAN; 0 is untagged.
  public func vlan(directConnect: String, line: String) -> Int? {
    number(.vlan, "line/\(directConnect)/\(line)").map { Int($0) }
  }

  /// The cloud's autonomous system number on a Direct Connect; nil without BGP.
  public func asn(directConnect: String) -> UInt32? { number(.asn, "direct-connect/\(directConnect)") }

  /// A resource's name in the cloud; nil for an adopted resource whose name there nobody wrote down.
  public func name(owner: String) -> String? {
    guard case .text(let name) = value(.name, owner) else { return nil }
    return name
  }

  /// The order of decisions and of lock file entries.
  static func precedes(_ left: (Allocation.Kind, String), _ right: (Allocation.Kind, String)) -> Bool {
    precedes((left.0.rawValue, left.1), (right.0.rawValue, right.1))
  }

  /// The same order for kinds in text, as they stand in lock files.
  static func precedes(_ left: (String, String), _ right: (String, String)) -> Bool {
    left.0 != right.0 ? left.0.precedesByScalars(right.0) : left.1.precedesByScalars(right.1)
  }

  private func value(_ kind: Allocation.Kind, _ owner: String) -> DecidedValue? {
    index[Key(kind: kind, owner: owner)].flatMap { values[$0] }
  }

  private func prefix(_ kind: Allocation.Kind, _ owner: String) -> Prefix? {
    guard case .prefix(let prefix) = value(kind, owner) else { return nil }
    return prefix
  }

  private func address(_ kind: Allocation.Kind, _ owner: String) -> IPAddress? {
    guard case .address(let address) = value(kind, owner) else { return nil }
    return address
  }

  private func link(_ kind: Allocation.Kind, _ owner: String) -> PlannedLine.Link? {
    guard case .link(let link) = value(kind, owner) else { return nil }
    return link
  }

  private func number(_ kind: Allocation.Kind, _ owner: String) -> UInt32? {
    guard case .number(let number) = value(kind, owner) else { return nil }
    return number
  }
}

extension String {
  /// Orders by Unicode scalars, the same on every machine.
  func precedesByScalars(_ other: String) -> Bool {
    // UTF-8 orders as the scalars do.
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
