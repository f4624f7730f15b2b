import Addressing
import Scenario

@testable import Reachability

/// One packet at a time, by dictionaries and loops: the analysis' words, none of its methods.
///
/// Where more than one thing may happen (equal routes, any address of a pool, any of several servers) all are tried,
/// and whatever may be met counts.
struct Simulator {
  struct Packet: Hashable {
    var source: IPAddress
    var sourcePort: UInt16
    var destination: IPAddress
    var port: UInt16
    var transport: TransportProtocol
  }

  /// What a packet may meet, without places in files.
  struct Outcome: Hashable {
    var met: Set<String> = []
    var linesOut: Set<Int> = []
    var linesBack: Set<Int> = []
  }

  private struct End {
    var place: Int?
    var packet: Packet
    var met: Set<String>
    var lines: Set<Int>
    var passed: [Int]
    var sessions: Set<Int>
  }

  let model: ForwardingModel
  let down: Set<Int>

  func outcome(of packet: Packet, from origin: Int, expected: Int?, depth: Int = 0) -> Outcome {
    var outcome = Outcome()
    for end in go(
      packet, at: origin, met: [], lines: [], passed: [], sessions: [], back: false, way: [], expected)
    {
      outcome.met.formUnion(end.met)
      outcome.linesOut.formUnion(end.lines)
      guard let place = end.place else { continue }
      var end = end
      if let expected, place != expected { end.met.insert("forward noRoute \(model.nodes[place].name)") }
      if let host = model.nodes[place].hosts[packet.destination] {
        for filter in host.filters { judge(filter, &end, back: false, at: place) }
        serve(host, end, place, depth, &outcome)
        if let listener = host.listeners?.first(where: {
          $0.port == TransportPort(packet.transport, packet.port)
        }) {
          var inner = end
          inner.packet.port = listener.serverPort
          for filter in listener.serverFilters { judge(filter, &inner, back: false, at: place) }
          // A filter knows the flow wherever it has judged it.
          (end.met, end.sessions) = (inner.met, inner.sessions)
        }
      } else {
        end.met.insert("forward notModelled")
      }
      outcome.met.formUnion(end.met)
      let answer = Packet(
        source: end.packet.destination, sourcePort: packet.port, destination: end.packet.source,
        port: end.packet.sourcePort, transport: packet.transport)
      for back in go(
        answer, at: place, met: [], lines: [], passed: [], sessions: end.sessions, back: true,
        way: end.passed, nil)
      {
        outcome.met.formUnion(back.met)
        outcome.linesBack.formUnion(back.lines)
        if let home = back.place, home != origin {
          outcome.met.insert("return noRoute \(model.nodes[home].name)")
        }
      }
    }
    return outcome
  }

  private func serve(_ host: Host, _ end: End, _ place: Int, _ depth: Int, _ outcome: inout Outcome) {
    if host.refusal != nil { outcome.met.insert("forward notAccepted \(host.name)") }
    guard let listeners = host.listeners else {
      outcome.met.insert("forward notModelled \(host.name)")
      return
    }
    let wanted = TransportPort(end.packet.transport, end.packet.port)
    guard let listener = listeners.first(where: { $0.port == wanted }) else {
      outcome.met.insert("forward notListening \(host.name)")
      return
    }
    guard depth < 8 else {
      outcome.met.insert("forward loop \(host.name)")
      return
    }
    for relay in listener.relays {
      for prefix in relay.sources.prefixes {
        for source in addresses(in: prefix) {
          let next = Packet(
            source: source, sourcePort: end.packet.sourcePort, destination: relay.destination,
            port: relay.port,
            transport: end.packet.transport)
          let leg = self.outcome(of: next, from: relay.from, expected: relay.at, depth: depth + 1)
          outcome.met.formUnion(leg.met)
          outcome.linesOut.formUnion(leg.linesOut)
          outcome.linesBack.formUnion(leg.linesBack)
        }
      }
    }
  }

  private func addresses(in prefix: Prefix) -> [IPAddress] {
    (0..<(1 << prefix.hostBits)).compactMap { prefix.first.advanced(by: $0) }
  }

  private func go(
    _ packet: Packet, at place: Int, met: Set<String>, lines: Set<Int>, passed: [Int], sessions: Set<Int>,
    back: Bool, way: [Int], _ expected: Int?
  ) -> [End] {
    let side = back ? "return" : "forward"
    var end = End(place: nil, packet: packet, met: met, lines: lines, passed: passed, sessions: sessions)
    func lost(_ reason: String, _ end: End) -> [End] {
      var end = end
      end.met.insert("\(side) \(reason) \(model.nodes[place].name)")
      if !back {
        end.place = expected
        return [end]
      }
      guard let index = way.firstIndex(of: place), index > 0, !end.passed.contains(way[index - 1]) else {
        return [end]
      }
      return go(
        end.packet, at: way[index - 1], met: end.met, lines: end.lines, passed: end.passed,
        sessions: end.sessions, back: back, way: way, expected)
    }
    if passed.contains(place) { return lost("loop", end) }
    end.passed.append(place)
    if model.nodes[place].components.contains(where: down.contains) { return lost("noRoute", end) }

    var candidates = model.nodes[place].routes.filter { route in
      contains(route.to, packet.destination) && !route.requires.contains(where: down.contains)
    }
    let longest = candidates.map(\.to.length).max() ?? 0
    candidates = candidates.filter { $0.to.length == longest }
    let best = candidates.map(\.preference).min() ?? 0
    candidates = candidates.filter { $0.preference == best }
    guard !candidates.isEmpty else { return lost("noRoute", end) }

    return candidates.flatMap { route -> [End] in
      var next = end
      switch route.nextHop {
      case .attached:
        next.place = place
        return [next]
      case .outside: return lost("noRoute", next)
      case .link(let index):
        let link = model.links[index]
        if (link.components + model.nodes[link.to].components).contains(where: down.contains) {
          return lost("noRoute", next)
        }
        for component in link.components where model.components[component].kind == .line {
          next.lines.insert(component)
        }
        for filter in link.filters { judge(filter, &next, back: back, at: place, side: link.side) }
        var packets = [next.packet]
        if !back, let translation = link.translation,
          translation.sources.prefixes.contains(where: { contains($0, next.packet.source) })
        {
          packets = translation.pool.prefixes.flatMap(addresses).map { source in
            var changed = next.packet
            changed.source = source
            return changed
          }
        }
        return packets.flatMap {
          go(
            $0, at: link.to, met: next.met, lines: next.lines, passed: next.passed, sessions: next.sessions,
            back: back, way: way, expected)
        }
      }
    }
  }

  private func judge(_ index: Int, _ end: inout End, back: Bool, at place: Int, side: Filter.Side? = nil) {
    let filter = model.filters[index]
    if filter.isStateful, back, end.sessions.contains(index) { return }
    if filter.isStateful { end.sessions.insert(index) }
    let packet = end.packet
    for rule in filter.rules {
      if let transport = rule.transport, transport != packet.transport { continue }
      if !rule.sources.prefixes.contains(where: { contains($0, packet.source) }) { continue }
      if !rule.destinations.prefixes.contains(where: { contains($0, packet.destination) }) { continue }
      if !rule.sourcePorts.contains(where: { $0.first <= packet.sourcePort && packet.sourcePort <= $0.last })
      {
        continue
      }
      if !rule.ports.contains(where: { $0.first <= packet.port && packet.port <= $0.last }) { continue }
      if rule.accepts { return }
      break
    }
    let verdict = (side ?? filter.side) == .inbound ? "filteredIn" : "filteredOut"
    end.met.insert("\(back ? "return" : "forward") \(verdict) \(model.nodes[place].name)")
  }

  private func contains(_ prefix: Prefix, _ address: IPAddress) -> Bool {
    prefix.family == address.family && prefix.first <= address && address <= prefix.last
  }
}
