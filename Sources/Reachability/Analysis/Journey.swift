import Addressing
import Diagnostics
import Scenario

/// Out and back: a class of packets with all that happens to it.
struct Journey {
  var sources: SetPool.ID
  var forward: [Hop] = []
  var back: [Hop] = []
  var blockers: [Blocker] = []
  var assumptions: [String] = []
  var forwardLines: [Int] = []
  var returnLines: [Int] = []
}

extension Analyzer {
  /// What becomes of packets from a place to a destination and of the answers; disjoint classes that cover the set.
  mutating func journeys(
    from start: Int, set: SetPool.ID, isTranslated: Bool, to destination: Destination,
    clientPorts: PortRange, depth: Int
  ) -> [Journey] {
    guard set != SetPool.empty else { return [] }
    let header = PacketHeader(to: destination, clientPorts: clientPorts)
    let key = OutboundKey(
      start: start, set: set, isTranslated: isTranslated, atom: atoms.atom(of: destination.address),
      transport: header.transport, portAtom: atoms.atom(of: destination.port.port), clientPorts: clientPorts,
      expected: destination.node)
    let whole = JourneyKey(
      outbound: key, address: destination.address, port: destination.port.port, depth: depth)
    if let known = journeys[whole] { return known }
    var journeys: [Journey] = []
    for branch in arrivals(key, header: header) {
      journeys += finish(branch, from: start, header: header, destination: destination, depth: depth)
    }
    let result = refined(journeys)
    // The second leg is shared by all who come to it.
    if isTranslated { self.journeys[whole] = result }
    return result
  }

  /// The way out to the place where packets arrive, the same for all destinations and ports of one atom.
  mutating func arrivals(_ key: OutboundKey, header: PacketHeader) -> [Branch] {
    if let known = outbound[key] { return known }
    var branch = Branch(sources: key.set, seen: key.set)
    branch.isTranslated = key.isTranslated
    let passage = Passage(header: header, direction: .forward, expected: key.expected)
    var branches = walk(branch, at: key.start, passage)
    for index in branches.indices {
      branches[index].number = branchCount
      branchCount += 1
    }
    outbound[key] = branches
    return branches
  }

  /// The deepest chain of hosts that pass on.
  static let deepest = 8

  /// What the host at the end does, and the way back.
  private mutating func finish(
    _ branch: Branch, from start: Int, header: PacketHeader, destination: Destination, depth: Int
  ) -> [Journey] {
    guard let landing = branch.landing else { return [Journey(branch)] }
    var branch = branch
    let passage = Passage(header: header, direction: .forward)
    if let expected = destination.node, landing != expected {
      branch.add(
        Blocker(
          verdict: .noRoute, direction: .forward, node: name(landing),
          message:
            "\(destination.address) is an address of \(name(landing)), too: nothing gets to \(name(expected))",
          location: model.nodes[landing].location, help: nil))
    }
    guard let host = model.nodes[landing].hosts[destination.address] else {
      branch.add(
        Blocker(
          verdict: .notModelled, direction: .forward, node: name(landing),
          message: "what listens on \(destination.address) is not in the scenario",
          location: model.nodes[landing].location, help: nil))
      return answered(Journey(branch), branch, from: start, at: landing, header: header)
    }
    var served = Journey(sources: branch.sources)
    served.assumptions = host.assumptions
    if isRecording {
      served.forward.append(
        Hop(
          node: host.name, decision: "has \(destination.address)", entry: host.cause.text,
          location: host.cause.location))
    }
    if let refusal = host.refusal {
      served.blockers.append(
        Blocker(
          verdict: .notAccepted, direction: .forward, node: host.name, message: refusal.cause.text,
          location: refusal.cause.location, help: refusal.remedy))
    }
    serve(host, destination, clientPorts: header.sourcePorts, depth: depth, into: &served)
    var journeys: [Journey] = []
    var admissions = pass(host.filters, [branch], at: landing, passage)
    if let listener = host.listener(destination.port), !listener.serverFilters.isEmpty {
      // The servers' filters see the servers' port.
      var inner = passage
      inner.header.destinationPorts = PortRange(listener.serverPort, listener.serverPort)
      admissions = pass(listener.serverFilters, admissions, at: landing, inner)
    }
    for admitted in admissions {
      var journey = Journey(admitted)
      journey.join(served)
      journeys += answered(journey, admitted, from: start, at: landing, header: header)
    }
    return journeys
  }

  /// The listener of a host, and what it passes on to.
  private mutating func serve(
    _ host: Host, _ destination: Destination, clientPorts: PortRange, depth: Int,
    into journey: inout Journey
  ) {
    func block(
      _ verdict: Verdict, _ message: String, at location: SourceLocation? = nil, _ help: String? = nil
    ) {
      journey.blockers.append(
        Blocker(
          verdict: verdict, direction: .forward, node: host.name, message: message,
          location: location ?? host.cause.location, help: help))
    }
    guard host.listeners != nil else {
      return block(.notModelled, "what \(host.name) listens on is not known")
    }
    guard let listener = host.listener(destination.port) else {
      let own = host.missing.map { ": \($0.cause.text)" } ?? ""
      return block(
        .notListening, "nothing listens on \(destination.port) of \(host.name)\(own)",
        at: host.missing?.cause.location, host.missing?.remedy)
    }
    if isRecording {
      journey.forward.append(
        Hop(
          node: host.name, decision: "listens on \(destination.port)", entry: listener.cause.text,
          location: listener.cause.location))
    }
    guard depth < Self.deepest else { return block(.loop, "\(host.name) passes on in a circle") }
    var legs = Journey(sources: journey.sources)
    for (index, relay) in listener.relays.enumerated() {
      let way =
        listener.relays.count > 1 ? "\(index + 1) of \(listener.relays.count): \(relay.cause.text)" : nil
      if isRecording {
        legs.forward.append(
          Hop(
            node: host.name,
            decision:
              "destination becomes \(relay.destination) port \(relay.port), source \(relay.sources.summary)",
            entry: relay.cause.text, location: relay.cause.location
          ).on(way))
      }
      let port = TransportPort(destination.port.transport, relay.port)
      for next in journeys(
        from: relay.from, set: pool.id(of: relay.sources.restricted(to: relay.destination.family)),
        isTranslated: true, to: Destination(relay.destination, port, at: relay.at), clientPorts: clientPorts,
        depth: depth + 1)
      {
        legs.add(next, on: way)
      }
    }
    journey.join(legs)
  }

  /// Sends the answers back.
  private mutating func answered(
    _ journey: Journey, _ branch: Branch, from origin: Int, at landing: Int, header: PacketHeader
  ) -> [Journey] {
    answers(of: branch, from: origin, at: landing, header: header).map { back in
      var result = journey
      // Behind a translation every answer belongs to every source.
      result.sources = branch.isTranslated ? branch.sources : back.sources
      result.back += back.hops
      result.add(back.blockers)
      result.returnLines += back.lines
      return result
    }
  }

  /// The way of the answers to a branch back to where its packets started.
  mutating func answers(
    of branch: Branch, from origin: Int, at landing: Int, header: PacketHeader
  ) -> [Branch] {
    let key = ReturnKey(
      branch: branch.number, seen: branch.seen, origin: origin, sessions: branch.sessions)
    if let known = returns[key] { return known }
    var back = Branch(sources: branch.sources, seen: branch.seen)
    back.isTranslated = branch.isTranslated
    // Stateful filters know the flow already.
    back.sessions = branch.sessions
    let passage = Passage(
      header: PacketHeader(
        isSetSource: false, fixed: header.fixed, transport: header.transport,
        sourcePorts: header.destinationPorts, destinationPorts: header.sourcePorts),
      direction: .return, passed: branch.nodes)
    var branches = walk(back, at: landing, passage)
    for index in branches.indices {
      if let end = branches[index].landing, end != origin {
        branches[index].add(
          Blocker(
            verdict: .noRoute, direction: .return, node: name(end),
            message: "answers end at \(name(end)) and not at \(name(origin))",
            location: model.nodes[end].location, help: nil))
      }
    }
    returns[key] = branches
    return branches
  }

  /// Ways that the same packets may take, put together: whatever one of them meets counts.
  private mutating func refined(_ journeys: [Journey]) -> [Journey] {
    guard journeys.count > 1 else { return journeys.map(\.ordered) }
    var classes: [Journey] = []
    for journey in journeys {
      var next: [Journey] = []
      var own = journey.sources
      for known in classes {
        let common = pool.intersection(known.sources, own)
        guard common != SetPool.empty else {
          next.append(known)
          continue
        }
        var both = known
        both.sources = common
        both.alternative(journey)
        next.append(both)
        let left = pool.subtracting(known.sources, common)
        if left != SetPool.empty {
          var alone = known
          alone.sources = left
          next.append(alone)
        }
        own = pool.subtracting(own, common)
      }
      if own != SetPool.empty {
        var alone = journey
        alone.sources = own
        next.append(alone)
      }
      classes = next
    }
    return classes.map(\.ordered)
  }
}

extension Journey {
  fileprivate init(_ branch: Branch) {
    sources = branch.sources
    forward = branch.hops
    blockers = branch.blockers
    forwardLines = branch.lines
  }

  fileprivate mutating func add(_ more: [Blocker]) {
    for blocker in more where !blockers.contains(blocker) { blockers.append(blocker) }
  }

  /// One of the ways that packets may take side by side.
  fileprivate mutating func add(_ leg: Journey, on way: String?) {
    forward += leg.forward.map { $0.on(way) }
    back += leg.back.map { $0.on(way) }
    merge(leg)
  }

  /// Goes on with another leg: its way out comes after this one's, its way back before.
  fileprivate mutating func join(_ leg: Journey) {
    forward += leg.forward
    back = leg.back + back
    merge(leg)
  }

  /// Lines of all legs count: a reverse service crosses them behind the endpoint.
  private mutating func merge(_ leg: Journey) {
    forwardLines += leg.forwardLines
    returnLines += leg.returnLines
    add(leg.blockers)
    for assumption in leg.assumptions where !assumptions.contains(assumption) {
      assumptions.append(assumption)
    }
  }

  /// Another way of the same packets. The way that is shown is the one that something blocks.
  fileprivate mutating func alternative(_ other: Journey) {
    if blockers.isEmpty, !other.blockers.isEmpty { (forward, back) = (other.forward, other.back) }
    add(other.blockers)
    for assumption in other.assumptions where !assumptions.contains(assumption) {
      assumptions.append(assumption)
    }
    forwardLines += other.forwardLines
    returnLines += other.returnLines
  }

  /// With the blockers in the order of the way.
  fileprivate var ordered: Journey {
    guard blockers.contains(where: { $0.direction == .return }) else { return self }
    var journey = self
    journey.blockers =
      blockers.filter { $0.direction == .forward } + blockers.filter { $0.direction == .return }
    return journey
  }
}
