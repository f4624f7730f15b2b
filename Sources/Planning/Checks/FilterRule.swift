import Addressing
import Diagnostics
import Scenario

/// A rule of a security group or of a subnet ACL in one form, its sources resolved.
struct FilterRule: Sendable {
  var action: FilterAction
  /// Lower is first.
  var priority: Int
  var transport: FilterProtocol
  /// Nil is every source.
  var sources: PrefixSet?
  /// Nil is every destination.
  var destinations: PrefixSet?
  /// Nil is every source port.
  var sourcePorts: PortSet?
  /// Nil is every destination port.
  var ports: PortSet?
  var location: SourceLocation

  /// Whether it speaks of a protocol.
  func speaks(of transport: TransportProtocol) -> Bool {
    switch self.transport {
    case .any: true
    case .tcp: transport == .tcp
    case .udp: transport == .udp
    case .icmp: false
    }
  }

  /// In the order of evaluation: by priority, and of equal priority drops first, since nothing says which the
  /// cloud takes first and a plan must not rest on it.
  static func inOrder(_ rules: [FilterRule]) -> [FilterRule] {
    rules.enumerated()
      .sorted { left, right in
        if left.element.priority != right.element.priority {
          return left.element.priority < right.element.priority
        }
        if left.element.action != right.element.action { return left.element.action == .drop }
        return left.offset < right.offset
      }
      .map(\.element)
  }
}

/// A bundle of packets: every combination of its parts.
struct Packets: Sendable, Hashable {
  var transport: TransportProtocol
  var sources: PrefixSet
  var destinations: PrefixSet
  var sourcePorts: PortSet
  var ports: PortSet

  /// Packets that a filter drops, and the rule that does; no rule when none speaks of them.
  struct Blocked: Sendable {
    var packets: Packets
    var rule: FilterRule?
  }

  /// What of the bundle a filter drops, in the order of evaluation; what no rule speaks of is dropped too, last.
  ///
  /// Exact: rules that match a part of the bundle split it. Linear in the rules for bundles that rules match as a
  /// whole, which is what scenarios hold; each partial match may add four bundles.
  ///
  /// - Parameter rules: in the order of evaluation.
  func blocked(by rules: [FilterRule]) -> [Blocked] {
    var blocked: [Blocked] = []
    var pending = [self]
    for rule in rules where rule.speaks(of: transport) {
      var next: [Packets] = []
      for packets in pending {
        guard let match = packets.matched(by: rule) else {
          next.append(packets)
          continue
        }
        if rule.action == .drop { blocked.append(Blocked(packets: match, rule: rule)) }
        next += packets.subtracting(match)
      }
      pending = next
      if pending.isEmpty { break }
    }
    return blocked + pending.map { Blocked(packets: $0, rule: nil) }
  }

  /// The packets that a rule speaks of; nil when there are none.
  private func matched(by rule: FilterRule) -> Packets? {
    var match = self
    if let ports = rule.ports { match.ports = self.ports.intersection(ports) }
    guard !match.ports.isEmpty else { return nil }
    if let ports = rule.sourcePorts { match.sourcePorts = sourcePorts.intersection(ports) }
    guard !match.sourcePorts.isEmpty else { return nil }
    if let set = rule.sources { match.sources = sources.intersection(set) }
    guard !match.sources.isEmpty else { return nil }
    if let set = rule.destinations { match.destinations = destinations.intersection(set) }
    return match.destinations.isEmpty ? nil : match
  }

  /// What is left without a part of the bundle, as bundles that do not overlap.
  private func subtracting(_ part: Packets) -> [Packets] {
    var rest: [Packets] = []
    var inner = self
    func add(_ change: (inout Packets) -> Bool) {
      var piece = inner
      if change(&piece) { rest.append(piece) }
    }
    add {
      $0.sources = $0.sources.subtracting(part.sources)
      return !$0.sources.isEmpty
    }
    inner.sources = part.sources
    add {
      $0.destinations = $0.destinations.subtracting(part.destinations)
      return !$0.destinations.isEmpty
    }
    inner.destinations = part.destinations
    add {
      $0.sourcePorts = $0.sourcePorts.subtracting(part.sourcePorts)
      return !$0.sourcePorts.isEmpty
    }
    inner.sourcePorts = part.sourcePorts
    add {
      $0.ports = $0.ports.subtracting(part.ports)
      return !$0.ports.isEmpty
    }
    return rest
  }
}
