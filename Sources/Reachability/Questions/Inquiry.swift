public import Addressing
import Diagnostics
import Planning
public import Scenario

/// Asks a network where packets go, in the words of a scenario.
public struct Inquiry {
  /// The network.
  public let network: Network
  var analyzer: Analyzer
  private var placesByAddress: [IPAddress: [Int]] = [:]
  private let vpcRanges: PrefixSet
  private let siteRanges: PrefixSet

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - network: the compiled plan.
  ///   - down: the components that have failed.
  ///   - isRecording: whether hops are wanted.
  public init(_ network: Network, down: Set<Int> = [], isRecording: Bool = true) {
    self.network = network
    analyzer = Analyzer(network.model, down: down, isRecording: isRecording)
    for (index, node) in network.model.nodes.enumerated() {
      for address in node.hosts.keys { placesByAddress[address, default: []].append(index) }
    }
    vpcRanges = PrefixSet(network.plan.vpcs.flatMap { $0.cidrs + [$0.ipv6CIDR].compactMap { $0 } })
    siteRanges = PrefixSet(network.plan.sites.flatMap { $0.prefixes })
  }

  /// The same questions while some components are down; costs what the failure changes.
  func whileDown(_ down: Set<Int>) -> Inquiry {
    var inquiry = self
    inquiry.analyzer = Analyzer(analyzer.network, down: down, isRecording: analyzer.isRecording)
    return inquiry
  }

  /// What becomes of all packets from a source to a destination.
  public mutating func answer(
    from source: AddressSource, to destination: Expectation.Destination, port: TransportPort
  ) -> Answer {
    let starts = self.starts(of: source)
    var answer = Answer(unknownSources: starts.unknown)
    for start in starts.known {
      let before = answer.parts.count
      var withoutFamily: Target?
      for target in targets(of: destination, port: port, from: start) {
        let classes: [FlowClass]
        switch target.place {
        case .address(let address, let node):
          let sources = start.addresses.restricted(to: address.family)
          guard !sources.isEmpty else {
            if withoutFamily == nil { withoutFamily = target }
            continue
          }
          classes = analyzer.classes(
            of: sources, at: start.origin.node, to: Destination(address, port, at: node))
        case .nowhere(let blocker):
          classes = [
            FlowClass(
              sources: PacketSources(start.addresses), verdict: blocker.verdict, forward: [], back: [],
              blockers: [blocker], assumptions: [])
          ]
        }
        answer.parts.append(
          AnswerPart(
            origin: start.origin, isStranger: start.isStranger, destination: target.name,
            addresses: target.addresses, port: port, classes: classes.map { $0.assuming(target.assumptions) })
        )
      }
      // Every source gets an answer, those that can address nothing of the destination, too.
      if let target = withoutFamily, answer.parts.count == before {
        answer.parts.append(strangeFamily(start, target, port))
      }
    }
    return answer
  }

  /// The answer for sources that have no address of the destination's family.
  private func strangeFamily(_ start: Start, _ target: Target, _ port: TransportPort) -> AnswerPart {
    let family = target.addresses.ranges.first?.first.family == .ipv6 ? "IPv6" : "IPv4"
    let place = network.model.nodes[start.origin.node]
    let blocker = Blocker(
      verdict: .noRoute, direction: .forward, node: place.name,
      message:
        "\(target.name) has \(family) addresses only, and \(start.addresses.summary) none of that family",
      location: place.location,
      help: "give both an address of one family, or ask for the hosts' \(family) addresses")
    return AnswerPart(
      origin: start.origin, isStranger: start.isStranger, destination: target.name,
      addresses: target.addresses, port: port,
      classes: [
        FlowClass(
          sources: PacketSources(start.addresses), verdict: .noRoute, forward: [], back: [],
          blockers: [blocker], assumptions: [])
      ])
  }

  /// The ports on which an endpoint listens.
  public func ports(ofEndpoint name: String) -> [TransportPort] {
    network.endpoints[name].map { network.plan.endpoints[$0.index].ports.sorted() } ?? []
  }

  /// Places from which a source's packets start.
  struct Start {
    var origin: Origin
    var addresses: PrefixSet
    /// Whether the addresses are none that the site lists: hosts that happen to be there.
    var isStranger = false
  }

  func starts(of source: AddressSource) -> (known: [Start], unknown: PrefixSet) {
    switch source {
    case .any:
      return (network.origins.map { Start(origin: $0, addresses: $0.addresses) }, PrefixSet())
    case .endpointNAT:
      return ([], PrefixSet(network.plan.endpointNAT))
    case .reference(let name):
      let found = network.origins.filter {
        $0.name == name || ($0.kind == .subnet && $0.name.hasPrefix(name + ".") && isVPC(name))
      }
      return (found.map { Start(origin: $0, addresses: $0.addresses) }, PrefixSet())
    case .prefix(let prefix):
      let asked = PrefixSet(prefix)
      var starts: [Start] = []
      for origin in network.origins {
        let part = origin.addresses.intersection(asked)
        if !part.isEmpty { starts.append(Start(origin: origin, addresses: part)) }
      }
      let rest = asked.subtracting(starts.reduce(PrefixSet()) { $0.union($1.addresses) })
      // Nobody lists them: they could stand at any site, but not in a VPC, where every host is in a subnet.
      let strangers = rest.subtracting(vpcRanges)
      let sites = network.origins.filter { $0.kind == .site }
      if !strangers.isEmpty, !sites.isEmpty {
        starts += sites.map { Start(origin: $0, addresses: strangers, isStranger: true) }
        return (starts, rest.subtracting(strangers))
      }
      return (starts, rest)
    }
  }

  private func isVPC(_ name: String) -> Bool { network.plan.vpcs.contains { $0.name == name } }

  /// One destination of a question.
  struct Target {
    enum Place {
      case address(IPAddress, node: Int?)
      case nowhere(Blocker)
    }

    var name: String
    var addresses: PrefixSet
    var place: Place
    var assumptions: [String] = []
  }

  private func targets(
    of destination: Expectation.Destination, port: TransportPort, from start: Start
  ) -> [Target] {
    switch destination {
    case .name(let name) where network.endpoints[name] == nil: return resolve(name, for: start)
    case .name(let name), .source(.reference(let name)):
      if let place = network.endpoints[name] {
        return place.addresses.map { target(name, $0, at: place.node) }
      }
      let ranges = network.origins.filter {
        $0.name == name || (isVPC(name) && $0.name.hasPrefix(name + "."))
      }
      return ranges.flatMap { targets(in: $0.addresses, name: $0.name) }
    case .source(.prefix(let prefix)): return targets(in: PrefixSet(prefix), name: nil)
    case .source(.any): return targets(in: .everything, name: nil)
    case .source(.endpointNAT):
      return targets(in: PrefixSet(network.plan.endpointNAT), name: "endpoint-nat")
    }
  }

  func target(_ name: String, _ address: IPAddress, at node: Int?) -> Target {
    Target(name: name, addresses: PrefixSet(Prefix(address)), place: .address(address, node: node))
  }

  /// A range of destinations, one target for each atom.
  private func targets(in range: PrefixSet, name: String?) -> [Target] {
    var targets: [Target] = []
    var nobody: [Int: Int] = [:]
    for part in analyzer.atoms.parts(of: range, hosts: Array(placesByAddress.keys)) {
      guard let address = part.ranges.first?.first else { continue }
      let places = placesByAddress[address] ?? []
      // An address that two networks use says nothing about which is meant.
      let node = places.count == 1 ? places[0] : nil
      let atom = analyzer.atoms.atom(of: address)
      if places.isEmpty, let known = nobody[atom] {
        // Addresses of one atom at which nobody is known to stand are one destination.
        targets[known].addresses = targets[known].addresses.union(part)
        continue
      }
      if places.isEmpty { nobody[atom] = targets.count }
      targets.append(Target(name: name ?? "", addresses: part, place: .address(address, node: node)))
    }
    for index in targets.indices where targets[index].name.isEmpty {
      targets[index].name = targets[index].addresses.summary(within: range)
    }
    return targets
  }
}

/// An answer: the classes of all packets asked for.
public struct Answer: Sendable {
  /// One for each place the packets start at, and each destination.
  public var parts: [AnswerPart] = []
  /// Sources of which the scenario does not say where they are.
  public var unknownSources: PrefixSet

  /// All classes with what they belong to.
  public var classes: [(part: AnswerPart, flow: FlowClass)] {
    parts.flatMap { part in part.classes.map { (part, $0) } }
  }
}

/// The packets from one place to one destination.
public struct AnswerPart: Sendable {
  /// Where they start.
  public var origin: Origin
  /// Whether the place does not list their addresses.
  public var isStranger: Bool
  /// Where they go, as asked.
  public var destination: String
  /// The destination's addresses; nothing tells them apart.
  public var addresses: PrefixSet
  /// The port.
  public var port: TransportPort
  /// What becomes of them.
  public var classes: [FlowClass]
}

extension FlowClass {
  fileprivate func assuming(_ more: [String]) -> FlowClass {
    guard !more.isEmpty else { return self }
    var flow = self
    for assumption in more where !flow.assumptions.contains(assumption) {
      flow.assumptions.append(assumption)
    }
    return flow
  }
}
