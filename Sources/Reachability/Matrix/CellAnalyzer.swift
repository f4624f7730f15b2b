import Addressing
import Scenario

/// Works out the cells of a matrix: what ``Analyzer`` says of each, verdicts only, and what many cells share once.
///
/// The way to a place ends in *arrivals*: classes of sources with what befell them so far. The port of a host there is a
/// *reception*: who is let in, and the fate of those who are. Ten thousand endpoints have few different receptions, and
/// few different arrivals lead to them; a cell is one of the first met by one of the second, and equal pairs are met
/// once.
struct CellAnalyzer {
  /// What became of packets, without the story.
  struct Fate: Hashable {
    /// The first thing in their way out.
    var forward: Verdict?
    /// The first thing in the way of the answers.
    var back: Verdict?
    /// The lines crossed, sorted.
    var linesOut: [Int] = []
    var linesBack: [Int] = []

    var verdict: Verdict { forward ?? back ?? (linesOut == linesBack ? .delivered : .asymmetric) }

    /// Another way that the same packets may take: whatever one of them meets counts.
    func or(_ other: Fate) -> Fate {
      Fate(
        forward: forward ?? other.forward, back: back ?? other.back,
        linesOut: (linesOut + other.linesOut).sortedUnique(),
        linesBack: (linesBack + other.linesBack).sortedUnique())
    }
  }

  /// Packets at the end of the way to a place.
  struct Arrival: Hashable {
    var sources: SetPool.ID
    /// What they show as their own address.
    var seen: SetPool.ID
    var isTranslated: Bool
    var fate: Fate
  }

  /// The arrivals at one place, for each range of client ports.
  struct Arrivals: Hashable {
    var lists: [[Arrival]]
    /// Whether nobody arrives whom the place could still turn away.
    var isDecided: Bool { lists.allSatisfy { $0.allSatisfy { $0.fate.forward != nil } } }
  }

  /// A filter as one port sees it: the sources that pass, and what a drop is called.
  struct Screen: Hashable {
    var admitted: SetPool.ID
    var verdict: Verdict
  }

  /// The port of a host, for one range of client ports.
  struct Reception: Hashable {
    var screens: [Screen] = []
    /// The first thing in the way of those who are let in.
    var forward: Verdict?
    /// The first thing in the way of the answers to them, behind the host.
    var back: Verdict?
    /// The lines crossed behind the host, sorted.
    var linesOut: [Int] = []
    var linesBack: [Int] = []
  }

  struct ScreenKey: Hashable {
    var filter: Int
    var family: AddressFamily
    var transport: TransportProtocol
    var clientPorts: PortRange
    var port: UInt16?
    var address: IPAddress?
  }

  struct LegKey: Hashable {
    var from: Int
    var set: SetPool.ID
    var destination: Destination
    var clientPorts: PortRange
    var depth: Int
  }

  var analyzer: Analyzer
  private var screens: [ScreenKey: SetPool.ID] = [:]
  private var legs: [LegKey: Fate?] = [:]

  init(_ analyzer: Analyzer) { self.analyzer = analyzer }

  /// The ranges of client ports that something tells apart.
  var clientPorts: [PortRange] { analyzer.atoms.clientPorts }

  // MARK: Arrivals

  /// What arrives at the place of a destination from an origin, the same for all destinations and ports of its atoms.
  /// Nil when some of it arrives at another place, where other hosts may have the address.
  mutating func arrivals(of sources: PrefixSet, from origin: Int, to destination: Destination) -> Arrivals? {
    let set = analyzer.pool.id(of: sources.restricted(to: destination.address.family))
    var lists: [[Arrival]] = []
    for ports in clientPorts {
      guard set != SetPool.empty else {
        lists.append([])
        continue
      }
      let header = PacketHeader(to: destination, clientPorts: ports)
      let key = key(from: origin, set: set, isTranslated: false, to: destination, ports)
      var list: [Arrival] = []
      for branch in analyzer.arrivals(key, header: header) {
        guard branch.blockers.isEmpty else {
          list.append(
            Arrival(
              sources: branch.sources, seen: branch.seen, isTranslated: branch.isTranslated,
              fate: Fate(forward: branch.blockers.first?.verdict)))
          continue
        }
        guard let landing = branch.landing, landing == destination.node else { return nil }
        let fates = returns(of: branch, to: origin, from: landing, header)
        if branch.isTranslated {
          let fate = fates.dropFirst().reduce(fates.first?.fate ?? Fate()) { $0.or($1.fate) }
          list.append(
            Arrival(sources: branch.sources, seen: branch.seen, isTranslated: true, fate: fate))
        } else {
          list += fates.map {
            Arrival(sources: $0.sources, seen: $0.sources, isTranslated: false, fate: $0.fate)
          }
        }
      }
      lists.append(list)
    }
    return Arrivals(lists: lists)
  }

  private func key(
    from start: Int, set: SetPool.ID, isTranslated: Bool, to destination: Destination, _ ports: PortRange
  ) -> Analyzer.OutboundKey {
    Analyzer.OutboundKey(
      start: start, set: set, isTranslated: isTranslated,
      atom: analyzer.atoms.atom(of: destination.address), transport: destination.port.transport,
      portAtom: analyzer.atoms.atom(of: destination.port.port), clientPorts: ports, expected: destination.node
    )
  }

  /// The way back of a branch that nothing stopped, parted by its fate. Every announced range has a route of its own and
  /// so a way of its own; most share their fate.
  private mutating func returns(
    of branch: Branch, to origin: Int, from landing: Int, _ header: PacketHeader
  ) -> [(sources: SetPool.ID, fate: Fate)] {
    let linesOut = branch.lines.sortedUnique()
    var parts = analyzer.answers(of: branch, from: origin, at: landing, header: header).map { back in
      (
        set: back.sources,
        fate: Fate(
          back: back.blockers.first?.verdict, linesOut: linesOut, linesBack: back.lines.sortedUnique())
      )
    }
    // Where the same packets may come back either way, the first of them counts: that must not depend on the grouping.
    if !branch.isTranslated, overlap(parts.map(\.set), header.fixed.family) { parts = disjoint(parts) }
    var fates: [Fate] = []
    var sources: [Fate: [AddressRange]] = [:]
    for part in parts {
      if sources[part.fate] == nil { fates.append(part.fate) }
      sources[part.fate, default: []] += analyzer.pool[part.set].ranges
    }
    return fates.map { (analyzer.pool.id(of: PrefixSet(ranges: sources[$0] ?? [])), $0) }
  }

  /// Whether any of the sets share an address: then they hold more together than their union does.
  private func overlap(_ sets: [SetPool.ID], _ family: AddressFamily) -> Bool {
    guard sets.count > 1 else { return false }
    var single: UInt128 = 0
    for set in sets {
      let (sum, isTooLarge) = single.addingReportingOverflow(analyzer.pool[set].addressCount(family: family))
      if isTooLarge { return true }
      single = sum
    }
    return PrefixSet(ranges: sets.flatMap { analyzer.pool[$0].ranges }).addressCount(family: family) != single
  }

  // MARK: Receptions

  /// How a destination receives packets at its place. Nil when its filters stand on the way back, too, so that what
  /// they let in changes what they let out.
  mutating func reception(of destination: Destination, clientPorts: PortRange) -> Reception? {
    guard let node = destination.node else { return nil }
    return reception(
      of: destination, at: node, PacketHeader(to: destination, clientPorts: clientPorts), depth: 0)
  }

  private mutating func reception(
    of destination: Destination, at node: Int, _ header: PacketHeader, depth: Int
  ) -> Reception? {
    guard let host = analyzer.model.nodes[node].hosts[destination.address] else {
      return Reception(forward: .notModelled)
    }
    var reception = Reception()
    guard append(host.filters, header, to: &reception) else { return nil }
    let listener = host.listener(destination.port)
    if let listener, !listener.serverFilters.isEmpty {
      var inner = header
      inner.destinationPorts = PortRange(listener.serverPort, listener.serverPort)
      guard append(listener.serverFilters, inner, to: &reception) else { return nil }
    }
    if host.refusal != nil { reception.forward = .notAccepted }
    guard host.listeners != nil else {
      reception.forward = reception.forward ?? .notModelled
      return reception
    }
    guard let listener else {
      reception.forward = reception.forward ?? .notListening
      return reception
    }
    guard depth < Analyzer.deepest else {
      reception.forward = reception.forward ?? .loop
      return reception
    }
    for relay in listener.relays {
      guard let fate = fate(of: relay, port: destination.port, header.sourcePorts, depth: depth) else {
        return nil
      }
      reception.forward = reception.forward ?? fate.forward
      reception.back = reception.back ?? fate.back
      reception.linesOut = (reception.linesOut + fate.linesOut).sortedUnique()
      reception.linesBack = (reception.linesBack + fate.linesBack).sortedUnique()
    }
    return reception
  }

  private mutating func append(_ filters: [Int], _ header: PacketHeader, to reception: inout Reception)
    -> Bool
  {
    for filter in filters {
      let isStateful = analyzer.model.filters[filter].isStateful
      if isStateful, analyzer.network.linkFilters.contains(filter) { return false }
      reception.screens.append(
        Screen(
          admitted: admitted(by: filter, header),
          verdict: analyzer.model.filters[filter].side == .inbound ? .filteredIn : .filteredOut))
    }
    return true
  }

  private mutating func admitted(by index: Int, _ header: PacketHeader) -> SetPool.ID {
    let filter = analyzer.network.filters[index]
    let key = ScreenKey(
      filter: index, family: header.fixed.family, transport: header.transport,
      clientPorts: header.sourcePorts,
      port: filter.tellsPortsApart ? header.destinationPorts.first : nil,
      address: filter.tellsDestinationsApart ? header.fixed : nil)
    if let known = screens[key] { return known }
    let all = analyzer.pool.id(of: PrefixSet(header.fixed.family == .ipv4 ? Prefix.allIPv4 : .allIPv6))
    let admitted = filter.decide(all, header, pool: &analyzer.pool).accepted
    screens[key] = admitted
    return admitted
  }

  /// The second leg: one fate for all, because behind a translation nothing tells the packets apart.
  private mutating func fate(
    of relay: Relay, port: TransportPort, _ ports: PortRange, depth: Int
  ) -> Fate? {
    let destination = Destination(
      relay.destination, TransportPort(port.transport, relay.port), at: relay.at)
    let set = analyzer.pool.id(of: relay.sources.restricted(to: relay.destination.family))
    guard set != SetPool.empty else { return Fate() }
    let leg = LegKey(from: relay.from, set: set, destination: destination, clientPorts: ports, depth: depth)
    if let known = legs[leg] { return known }
    let fate = legFate(leg)
    legs[leg] = .some(fate)
    return fate
  }

  private mutating func legFate(_ leg: LegKey) -> Fate? {
    let header = PacketHeader(to: leg.destination, clientPorts: leg.clientPorts)
    let key = key(from: leg.from, set: leg.set, isTranslated: true, to: leg.destination, leg.clientPorts)
    var whole: Fate?
    for branch in analyzer.arrivals(key, header: header) {
      var fate = Fate(forward: branch.blockers.first?.verdict, linesOut: branch.lines)
      if let landing = branch.landing {
        guard let reception = reception(of: leg.destination, at: landing, header, depth: leg.depth + 1) else {
          return nil
        }
        if landing != leg.destination.node { fate.forward = fate.forward ?? .noRoute }
        fate.forward = fate.forward ?? dropped(branch.seen, by: reception.screens) ?? reception.forward
        let answers = analyzer.answers(of: branch, from: leg.from, at: landing, header: header)
        fate.back = reception.back ?? answers.lazy.compactMap { $0.blockers.first?.verdict }.first
        fate.linesOut = (fate.linesOut + reception.linesOut).sortedUnique()
        fate.linesBack = (answers.flatMap(\.lines) + reception.linesBack).sortedUnique()
      }
      whole = whole?.or(fate) ?? fate
    }
    return whole ?? Fate()
  }

  /// Any address of the set may be drawn: what drops a part of it may drop every packet.
  private mutating func dropped(_ seen: SetPool.ID, by screens: [Screen]) -> Verdict? {
    screens.first { analyzer.pool.subtracting(seen, $0.admitted) != SetPool.empty }?.verdict
  }

  // MARK: Cells

  /// What becomes of arrivals, received so; disjoint classes that cover them.
  mutating func pieces(of arrivals: [Arrival], _ reception: Reception) -> [(set: SetPool.ID, fate: Fate)] {
    var pieces: [(set: SetPool.ID, fate: Fate)] = []
    for arrival in arrivals {
      guard arrival.fate.forward == nil else {
        pieces.append((arrival.sources, arrival.fate))
        continue
      }
      var admitted = arrival.fate
      admitted.forward = reception.forward
      admitted.back = reception.back ?? arrival.fate.back
      if !reception.linesOut.isEmpty || !reception.linesBack.isEmpty {
        admitted.linesOut = (admitted.linesOut + reception.linesOut).sortedUnique()
        admitted.linesBack = (admitted.linesBack + reception.linesBack).sortedUnique()
      }
      if arrival.isTranslated {
        admitted.forward = dropped(arrival.seen, by: reception.screens) ?? reception.forward
        pieces.append((arrival.sources, admitted))
        continue
      }
      var rest = arrival.sources
      for screen in reception.screens where rest != SetPool.empty {
        let dropped = analyzer.pool.subtracting(rest, screen.admitted)
        guard dropped != SetPool.empty else { continue }
        var fate = admitted
        fate.forward = screen.verdict
        pieces.append((dropped, fate))
        rest = analyzer.pool.intersection(rest, screen.admitted)
      }
      if rest != SetPool.empty { pieces.append((rest, admitted)) }
    }
    return disjoint(pieces)
  }

  /// Parts pieces that overlap: the same packets may go either way.
  private mutating func disjoint(
    _ pieces: [(set: SetPool.ID, fate: Fate)]
  ) -> [(set: SetPool.ID, fate: Fate)] {
    var result: [(set: SetPool.ID, fate: Fate)] = []
    for piece in pieces {
      var next: [(set: SetPool.ID, fate: Fate)] = []
      var own = piece.set
      for known in result {
        let common = analyzer.pool.intersection(known.set, own)
        guard common != SetPool.empty else {
          next.append(known)
          continue
        }
        next.append((common, known.fate.or(piece.fate)))
        let left = analyzer.pool.subtracting(known.set, common)
        if left != SetPool.empty { next.append((left, known.fate)) }
        own = analyzer.pool.subtracting(own, common)
      }
      if own != SetPool.empty { next.append((own, piece.fate)) }
      result = next
    }
    return result
  }
}

extension [Int] {
  func sortedUnique() -> [Int] { count < 2 ? self : Set(self).sorted() }
}
