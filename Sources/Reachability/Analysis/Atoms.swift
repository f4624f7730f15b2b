import Addressing
import Scenario

/// How finely destinations and ports must be told apart: two that lie in the same atom are treated alike by every
/// route and every filter between places.
struct Atoms {
  private var prefixes = PrefixMap<Int>()
  private let portBounds: [UInt16]
  /// The ranges of source ports that clients use, as far as a filter tells them apart.
  let clientPorts: [PortRange]

  init(_ model: ForwardingModel) {
    var ports: Set<UInt16> = []
    var clients: Set<UInt16> = []
    var count = 0
    func note(_ prefix: Prefix, _ map: inout PrefixMap<Int>) {
      map.update(prefix, default: -1) { if $0 < 0 { $0 = count; count += 1 } }
    }
    for node in model.nodes {
      for route in node.routes { note(route.to, &prefixes) }
    }
    var between: Set<Int> = []
    for link in model.links { between.formUnion(link.filters) }
    for (index, filter) in model.filters.enumerated() {
      for rule in filter.rules {
        if between.contains(index) {
          for prefix in rule.destinations.prefixes + rule.sources.prefixes { note(prefix, &prefixes) }
          for range in rule.ports + rule.sourcePorts { Self.note(range, in: &ports) }
        }
        for range in rule.sourcePorts { Self.note(range, in: &clients) }
        if between.contains(index) { for range in rule.ports { Self.note(range, in: &clients) } }
      }
    }
    portBounds = ports.sorted()
    var ranges: [PortRange] = []
    var first = PortRange.clients.first
    for bound in clients.sorted() where bound > first {
      ranges.append(PortRange(first, bound - 1))
      first = bound
    }
    ranges.append(PortRange(first, PortRange.clients.last))
    clientPorts = ranges
  }

  /// Where one range ends, another atom begins.
  private static func note(_ range: PortRange, in bounds: inout Set<UInt16>) {
    bounds.insert(range.first)
    if range.last < .max { bounds.insert(range.last + 1) }
  }

  /// The atom of a destination.
  func atom(of address: IPAddress) -> Int { prefixes.longestMatch(address)?.value ?? -1 }

  /// The atom of a port.
  func atom(of port: UInt16) -> Int {
    var low = 0
    var high = portBounds.count
    while low < high {
      let middle = (low + high) / 2
      if portBounds[middle] <= port { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// One address of each atom of a range of destinations, with the addresses of the atom.
  func parts(of range: PrefixSet, hosts: [IPAddress]) -> [PrefixSet] {
    // Every prefix parts the range into inside and outside; hosts are atoms of their own.
    var bounds: Set<IPAddress> = []
    func note(_ prefix: Prefix) {
      bounds.insert(prefix.first)
      if let next = prefix.last.advanced(by: 1) { bounds.insert(next) }
    }
    for part in range.prefixes {
      for entry in prefixes.entries(within: part) { note(entry.prefix) }
    }
    for host in hosts where range.contains(host) { note(Prefix(host)) }
    let sorted = bounds.sorted()
    var parts: [PrefixSet] = []
    var next = 0
    for whole in range.ranges {
      var first = whole.first
      while next < sorted.count, sorted[next] <= first { next += 1 }
      while next < sorted.count, sorted[next] <= whole.last {
        if let last = sorted[next].advanced(by: -1), let part = AddressRange(first: first, last: last) {
          parts.append(PrefixSet(ranges: [part]))
        }
        first = sorted[next]
        next += 1
      }
      if let part = AddressRange(first: first, last: whole.last) { parts.append(PrefixSet(ranges: [part])) }
    }
    return parts
  }
}
