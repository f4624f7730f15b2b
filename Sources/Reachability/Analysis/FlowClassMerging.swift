import Addressing
import Scenario

extension FlowClass {
  private struct Fate: Hashable {
    var verdict: Verdict
    var forward: [Hop]
    var back: [Hop]
    var blockers: [Blocker]
    var assumptions: [String]
  }

  /// Puts classes of one fate together, where their sources and ports still form one block, and sorts them.
  static func merged(_ classes: [FlowClass]) -> [FlowClass] {
    guard classes.count > 1 else { return classes }
    var groups: [Fate: [PacketSources]] = [:]
    for flow in classes {
      let fate = Fate(
        verdict: flow.verdict, forward: flow.forward, back: flow.back, blockers: flow.blockers,
        assumptions: flow.assumptions)
      groups[fate, default: []].append(flow.sources)
    }
    var result: [FlowClass] = []
    for (fate, sources) in groups {
      for block in PacketSources.merged(sources) {
        result.append(
          FlowClass(
            sources: block, verdict: fate.verdict, forward: fate.forward, back: fate.back,
            blockers: fate.blockers, assumptions: fate.assumptions))
      }
    }
    return result.sorted { $0.sources < $1.sources }
  }
}

extension PacketSources: Comparable {
  /// By first address, then by port.
  public static func < (left: PacketSources, right: PacketSources) -> Bool {
    let (one, other) = (left.addresses.ranges.first?.first, right.addresses.ranges.first?.first)
    if let one, let other, one != other { return one < other }
    return left.ports < right.ports
  }

  /// Unites blocks with the same ports, then neighbouring ports of the same addresses.
  static func merged(_ blocks: [PacketSources]) -> [PacketSources] {
    var byPorts: [PortRange: PrefixSet] = [:]
    for block in blocks {
      byPorts[block.ports] = byPorts[block.ports].map { $0.union(block.addresses) } ?? block.addresses
    }
    var byAddresses: [PrefixSet: [PortRange]] = [:]
    for (ports, addresses) in byPorts { byAddresses[addresses, default: []].append(ports) }
    var result: [PacketSources] = []
    for (addresses, ranges) in byAddresses {
      var joined: [PortRange] = []
      for range in ranges.sorted() {
        if let last = joined.last, last.last < .max, last.last + 1 == range.first {
          joined[joined.count - 1] = PortRange(last.first, range.last)
        } else {
          joined.append(range)
        }
      }
      result += joined.map { PacketSources(addresses, ports: $0) }
    }
    return result.sorted()
  }
}

extension PrefixSet {
  /// The set in a sentence: its first prefixes, single addresses without a length.
  var summary: String {
    let prefixes = prefixes
    let shown = prefixes.prefix(3).map { $0.hostBits == 0 ? "\($0.address)" : "\($0)" }
    let rest = prefixes.count > 3 ? " and \(prefixes.count - 3) more" : ""
    return prefixes.isEmpty ? "nothing" : shown.joined(separator: ", ") + rest
  }
}
