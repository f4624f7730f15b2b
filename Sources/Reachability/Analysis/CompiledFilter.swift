import Addressing
import Scenario

/// A packet's own words, of which one side is a whole set of addresses.
struct PacketHeader {
  /// Whether the set is the source; otherwise it is the destination.
  var isSetSource: Bool
  /// The other side.
  var fixed: IPAddress
  var transport: TransportProtocol
  var sourcePorts: PortRange
  var destinationPorts: PortRange
}

extension PacketHeader {
  /// The header on the way out.
  init(to destination: Destination, clientPorts: PortRange) {
    isSetSource = true
    fixed = destination.address
    transport = destination.port.transport
    sourcePorts = clientPorts
    destinationPorts = PortRange(destination.port.port, destination.port.port)
  }
}

/// What a filter does with a set of packets.
struct FilterDecision {
  var accepted = SetPool.empty
  /// The first rule that accepted a part.
  var acceptedBy: Int?
  /// The dropped parts with the rule that dropped them; nil where no rule matched.
  var drops: [(set: SetPool.ID, rule: Int?)] = []
}

/// A filter with its sets numbered. Rules are found by destination, so that a list of thousands costs what few do.
struct CompiledFilter {
  private struct Rule {
    var accepts: Bool
    var transport: TransportProtocol?
    var sources: SetPool.ID
    var destinations: SetPool.ID
    var sourcePorts: [PortRange]
    var ports: [PortRange]
  }

  private let rules: [Rule]
  private let byDestination: PrefixMap<[Int]>?
  /// Whether any rule asks for the destination.
  let tellsDestinationsApart: Bool
  /// Whether any rule asks for the destination's port.
  let tellsPortsApart: Bool

  /// Below this number of rules it is quicker to ask each.
  private static let fewRules = 16

  init(_ filter: Filter, pool: inout SetPool) {
    var rules: [Rule] = []
    for rule in filter.rules {
      rules.append(
        Rule(
          accepts: rule.accepts, transport: rule.transport, sources: pool.id(of: rule.sources),
          destinations: pool.id(of: rule.destinations), sourcePorts: rule.sourcePorts, ports: rule.ports))
    }
    self.rules = rules
    let everything = pool.id(of: .everything)
    tellsDestinationsApart = rules.contains { $0.destinations != everything }
    tellsPortsApart = rules.contains { $0.ports != [.all] }
    guard rules.count > Self.fewRules else {
      byDestination = nil
      return
    }
    var map = PrefixMap<[Int]>()
    for (index, rule) in filter.rules.enumerated() {
      for prefix in rule.destinations.prefixes { map.update(prefix, default: []) { $0.append(index) } }
    }
    byDestination = map
  }

  func decide(_ set: SetPool.ID, _ header: PacketHeader, pool: inout SetPool) -> FilterDecision {
    var decision = FilterDecision()
    var rest = set
    if let byDestination, header.isSetSource {
      let found = byDestination.entries(containing: Prefix(header.fixed)).flatMap(\.value).sorted()
      for index in found where rest != SetPool.empty {
        apply(index, &rest, header, &decision, &pool)
      }
    } else {
      for index in rules.indices where rest != SetPool.empty {
        apply(index, &rest, header, &decision, &pool)
      }
    }
    if rest != SetPool.empty { decision.drops.append((rest, nil)) }
    return decision
  }

  private func apply(
    _ index: Int, _ rest: inout SetPool.ID, _ header: PacketHeader, _ decision: inout FilterDecision,
    _ pool: inout SetPool
  ) {
    let rule = rules[index]
    guard rule.transport == nil || rule.transport == header.transport,
      rule.sourcePorts.contains(where: { $0.covers(header.sourcePorts) }),
      rule.ports.contains(where: { $0.covers(header.destinationPorts) }),
      pool[header.isSetSource ? rule.destinations : rule.sources].contains(header.fixed)
    else { return }
    let part = pool.intersection(rest, header.isSetSource ? rule.sources : rule.destinations)
    guard part != SetPool.empty else { return }
    rest = pool.subtracting(rest, part)
    if rule.accepts {
      decision.accepted = pool.union(decision.accepted, part)
      if decision.acceptedBy == nil { decision.acceptedBy = index }
    } else {
      decision.drops.append((part, index))
    }
  }
}

extension PortRange {
  /// Whether all of the other lies inside. Ranges asked for are never split by the bounds of a rule.
  func covers(_ other: PortRange) -> Bool { first <= other.first && other.last <= last }
}
