import Addressing
import Planning
import Scenario

/// Writes the expectations that describe what a plan answers today, for people to keep what they rely on.
public struct ExpectationSuggestion {
  private let network: Network
  private let matrix: Matrix
  private let columns: MatrixColumns
  /// The same while one line or router is down, for each of them.
  private let broken: [Matrix]
  private let written: Set<String>

  /// A range with many parts is no sentence any more.
  private static let mostRanges = 4

  /// Asks a network, whole and with every single failure of a line or router.
  public init(_ network: Network) {
    self.network = network
    var maker = MatrixMaker(network)
    matrix = maker.matrix()
    columns = MatrixColumns(matrix)
    var broken: [Matrix] = []
    for (index, component) in network.model.components.enumerated() where component.kind != .attachment {
      broken.append(maker.matrix(down: [index]))
    }
    self.broken = broken
    written = Set(
      network.plan.expectations.map {
        Self.key("\($0.from.value)", "\($0.to.value)", "\($0.port.value)", $0.allow.value)
      })
  }

  /// YAML to paste: an `expect` block with what the scenario does not say yet.
  public var yaml: String {
    var lines: [String] = []
    for origin in matrix.origins.indices {
      let own = entries(of: origin)
      if own.reachesNothing {
        lines.append("  # \(matrix.origins[origin].name) reaches no endpoint")
      } else {
        lines += own.lines
      }
    }
    guard lines.contains(where: { $0.hasPrefix("  - ") }) else {
      // Comments alone would make an empty list.
      return "# the scenario says already what the plan answers\n"
    }
    return "expect: # what the plan answers today: keep what you rely on\n"
      + lines.map { $0 + "\n" }.joined()
  }

  private static func key(_ from: String, _ to: String, _ port: String, _ allow: Bool) -> String {
    "\(from) \(to) \(port) \(allow)"
  }

  /// What becomes of a place's packets to one port of one address.
  private struct Fate: Equatable {
    var served: PrefixSet
    var refused: PrefixSet
    /// Whether all that is served survives any single failure.
    var isRedundant: Bool
    /// Whether the packets share one fate.
    var isWhole: Bool { served.isEmpty != refused.isEmpty }
  }

  private func entries(of origin: Int) -> (lines: [String], reachesNothing: Bool) {
    var lines: [String] = []
    var reachesNothing = true
    var names: [String: [Range<Int>]] = [:]
    var order: [String] = []
    for endpoint in columns.endpoints {
      let name = matrix.columns[endpoint.lowerBound].endpoint
      if names[name] == nil { order.append(name) }
      names[name, default: []].append(endpoint)
    }
    for name in order {
      let addresses = names[name] ?? []
      // Ports of an endpoint are the same at each of its addresses.
      for offset in addresses.first.map({ 0..<$0.count }) ?? 0..<0 {
        let ports = addresses.map { $0.lowerBound + offset }
        let fates = ports.map { fate(origin, $0) }
        if fates.contains(where: { !$0.served.isEmpty }) { reachesNothing = false }
        // An endpoint is named where its addresses are treated alike; a transit address has no name in a scenario.
        let alike =
          network.endpoints[name] == nil ? [] : fates.filter { !$0.served.isEmpty || !$0.refused.isEmpty }
        if let first = alike.first,
          alike.allSatisfy({ $0.isWhole && $0.served.isEmpty == first.served.isEmpty })
        {
          var whole = first
          whole.isRedundant = alike.allSatisfy(\.isRedundant)
          lines += self.lines(origin, whole, to: name, matrix.columns[ports[0]].port)
          continue
        }
        for (column, fate) in zip(ports, fates) {
          lines += self.lines(
            origin, fate,
            to: addresses.count > 1 || network.endpoints[name] == nil
              ? "\(matrix.columns[column].address)" : name,
            matrix.columns[column].port)
        }
      }
    }
    return (lines, reachesNothing)
  }

  private func fate(_ origin: Int, _ column: Int) -> Fate {
    let answer = matrix.answer(origin: origin, column: column)
    func union(_ shares: [Matrix.Share]) -> PrefixSet {
      shares.reduce(PrefixSet()) { $0.union($1.sources) }
    }
    let served = union(answer.filter(\.verdict.isSuccess))
    let isRedundant = broken.allSatisfy { matrix in
      served.isSubset(of: union(matrix.answer(origin: origin, column: column).filter(\.verdict.isSuccess)))
    }
    return Fate(
      served: served,
      refused: union(answer.filter { !$0.verdict.isSuccess && $0.verdict != .notModelled }),
      isRedundant: isRedundant)
  }

  private func lines(_ origin: Int, _ fate: Fate, to server: String, _ port: TransportPort) -> [String] {
    let place = matrix.origins[origin]
    let family = fate.served.isEmpty ? fate.refused : fate.served
    guard !family.isEmpty else { return [] }
    if fate.isWhole {
      return entry(place.name, server, port, allow: !fate.served.isEmpty, fate).map { [$0] } ?? []
    }
    var lines: [String] = []
    for (set, allow) in [(fate.served, true), (fate.refused, false)] {
      let ranges = set.prefixes
      let isShared = matrix.origins.indices.contains {
        $0 != origin && matrix.origins[$0].addresses.overlaps(set)
      }
      guard ranges.count <= Self.mostRanges, !isShared else {
        lines.append(
          "  # \(ranges.count) ranges of \(place.name) are \(allow ? "" : "not ")served by \(server) on \(port): "
            + "see `isthmus matrix`")
        continue
      }
      lines += ranges.compactMap { entry("\(AddressSource.prefix($0))", server, port, allow: allow, fate) }
    }
    return lines
  }

  private func entry(_ from: String, _ to: String, _ port: TransportPort, allow: Bool, _ fate: Fate)
    -> String?
  {
    guard !written.contains(Self.key(from, to, "\(port)", allow)) else { return nil }
    let during = allow && fate.isRedundant && !broken.isEmpty ? ", during: any-single-failure" : ""
    return
      "  - { from: \(Self.scalar(from)), to: \(Self.scalar(to)), port: \(port), allow: \(allow)\(during) }"
  }

  /// A colon would end a key.
  private static func scalar(_ text: String) -> String { text.contains(":") ? "\"\(text)\"" : text }
}
