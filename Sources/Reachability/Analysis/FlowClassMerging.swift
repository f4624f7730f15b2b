import Addressing
import Scenario

extension FlowClass {
  /// What makes packets of one class: the same decisions at the same places. The entries that decided may differ, such
  /// as the routes of two ranges of a site; a class shows those of its first packets.
  private struct Fate: Hashable {
    var verdict: Verdict
    var forward: [Step]
    var back: [Step]
    var blockers: [Blocker]
    var assumptions: [String]
    var lines: [Int]
  }

  private struct Step: Hashable {
    var node: String
    var decision: String

    init(_ hop: Hop) { (node, decision) = (hop.node, hop.decision) }
  }

  /// Puts classes of one fate together, where their sources and ports still form one block, and sorts them.
  static func merged(_ classes: [FlowClass]) -> [FlowClass] {
    guard classes.count > 1 else { return classes }
    var groups: [Fate: [FlowClass]] = [:]
    for flow in classes {
      let fate = Fate(
        verdict: flow.verdict, forward: flow.forward.map(Step.init), back: flow.back.map(Step.init),
        blockers: flow.blockers, assumptions: flow.assumptions, lines: flow.lines)
      groups[fate, default: []].append(flow)
    }
    var result: [FlowClass] = []
    for members in groups.values {
      for block in PacketSources.merged(members.map(\.sources)) {
        // The example's own way is shown.
        let first = members.filter { $0.sources.addresses.overlaps(block.addresses) }
          .min { $0.sources < $1.sources }
        guard var flow = first else { continue }
        flow.sources = block
        result.append(flow)
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
