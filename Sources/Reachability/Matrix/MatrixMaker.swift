import Addressing
import Planning
import Scenario

/// Makes the matrix of a network, and those of its failures, which share most of the work.
public struct MatrixMaker {
  private struct KindKey: Hashable {
    var node: Int
    var family: AddressFamily
    var transport: TransportProtocol
    var atom: Int
    var portAtom: Int
    /// The number of the receptions; negative for a column of its own.
    var receptions: Int
  }

  private struct Kind {
    var destination: Destination
    /// Which kinds have the same way.
    var way: Int
    var receptions: Int
  }

  private struct CellKey: Hashable {
    var arrivals: Int
    var receptions: Int
  }

  private struct ShareKey: Hashable {
    var verdict: Verdict
    var lines: [Int]
    var set: SetPool.ID
  }

  private let network: Network
  private let prepared: PreparedNetwork
  private var cells: CellAnalyzer
  private var kinds: [Kind] = []
  private var columns: [Matrix.Column] = []
  private var receptions = Numbering<[CellAnalyzer.Reception]>()
  private var arrivals = Numbering<CellAnalyzer.Arrivals>()
  private var answered: [CellKey: Int] = [:]
  private var numbers: [[ShareKey]: Int] = [:]
  private var answers: [[Matrix.Share]] = []
  /// Whether a failure may change what happens behind endpoints.
  private let hasFragileLegs: Bool

  /// Prepares a network; about n log n in endpoints, ports and rules.
  public init(_ network: Network) {
    self.network = network
    prepared = PreparedNetwork(network.model)
    cells = CellAnalyzer(Analyzer(prepared, isRecording: false))
    hasFragileLegs = network.model.hasFragileLegs
    findKinds()
  }

  /// The matrix while some components are down, of all places or of those of one kind.
  public mutating func matrix(down: Set<Int> = [], from kind: Origin.Kind? = nil) -> Matrix {
    let analyzer = Analyzer(prepared, down: down, isRecording: false, pool: cells.analyzer.pool)
    if hasFragileLegs {
      cells = CellAnalyzer(analyzer)
      findKinds()
    } else {
      cells.analyzer = analyzer
    }
    var matrix = Matrix()
    matrix.origins = kind.map { kind in network.origins.filter { $0.kind == kind } } ?? network.origins
    for origin in matrix.origins { matrix.cells.append(row(of: origin)) }
    matrix.columns = columns
    matrix.answers = answers
    return matrix
  }

  private mutating func findKinds() {
    (kinds, columns) = ([], [])
    var known: [KindKey: Int] = [:]
    var ways: [KindKey: Int] = [:]
    func add(_ name: String, _ address: IPAddress, _ ports: [TransportPort], at node: Int) {
      for port in ports {
        let destination = Destination(address, port, at: node)
        var key = KindKey(
          node: node, family: address.family, transport: port.transport,
          atom: prepared.atoms.atom(of: address), portAtom: prepared.atoms.atom(of: port.port),
          receptions: 0)
        let way = ways[key] ?? ways.count
        ways[key] = way
        // A port whose reception cannot be told beforehand stands alone.
        key.receptions = receptions(of: destination) ?? -1 - kinds.count
        let kind = known[key] ?? kinds.count
        if kind == kinds.count {
          kinds.append(Kind(destination: destination, way: way, receptions: key.receptions))
          known[key] = kind
        }
        columns.append(Matrix.Column(endpoint: name, address: address, port: port, kind: kind))
      }
    }
    for endpoint in network.plan.endpoints {
      guard let place = network.endpoints[endpoint.name] else { continue }
      for address in place.addresses { add(endpoint.name, address, endpoint.ports.sorted(), at: place.node) }
    }
    for transit in network.transits { add(transit.name, transit.address, transit.ports, at: transit.node) }
  }

  private mutating func receptions(of destination: Destination) -> Int? {
    var list: [CellAnalyzer.Reception] = []
    for ports in cells.clientPorts {
      guard let reception = cells.reception(of: destination, clientPorts: ports) else { return nil }
      list.append(reception)
    }
    return receptions.number(of: list)
  }

  /// The answers of one place, by kind.
  private mutating func row(of origin: Origin) -> [Int] {
    var row: [Int] = []
    row.reserveCapacity(kinds.count)
    // By way: the number of the arrivals, and the answer where it does not depend on the reception.
    var ways: [Int: (arrivals: Int, decided: Int?)] = [:]
    for kind in kinds {
      if ways[kind.way] == nil {
        let found = cells.arrivals(of: origin.addresses, from: origin.node, to: kind.destination)
        if let found {
          let decided = found.isDecided ? answer(to: found, []) : nil
          ways[kind.way] = (arrivals.number(of: found), decided)
        } else {
          ways[kind.way] = (-1, nil)
        }
      }
      guard let way = ways[kind.way], way.arrivals >= 0, way.decided != nil || kind.receptions >= 0 else {
        row.append(answerOneByOne(origin, kind.destination))
        continue
      }
      if let decided = way.decided {
        row.append(decided)
        continue
      }
      let key = CellKey(arrivals: way.arrivals, receptions: kind.receptions)
      let number =
        answered[key] ?? answer(to: arrivals.values[way.arrivals], receptions.values[kind.receptions])
      answered[key] = number
      row.append(number)
    }
    return row
  }

  private mutating func answer(
    to arrivals: CellAnalyzer.Arrivals, _ receptions: [CellAnalyzer.Reception]
  ) -> Int {
    var pieces: [(set: SetPool.ID, verdict: Verdict, lines: [Int])] = []
    for (index, list) in arrivals.lists.enumerated() {
      let reception = receptions.isEmpty ? CellAnalyzer.Reception() : receptions[index]
      pieces += cells.pieces(of: list, reception).map { ($0.set, $0.fate.verdict, $0.fate.linesOut) }
    }
    return number(of: pieces)
  }

  /// For what is too odd to be shared: the analyzer itself says it.
  private mutating func answerOneByOne(_ origin: Origin, _ destination: Destination) -> Int {
    let classes = cells.analyzer.classes(of: origin.addresses, at: origin.node, to: destination)
    var pieces: [(set: SetPool.ID, verdict: Verdict, lines: [Int])] = []
    for flow in classes {
      pieces.append((cells.analyzer.pool.id(of: flow.sources.addresses), flow.verdict, flow.lines))
    }
    return number(of: pieces)
  }

  /// Puts pieces together by verdict. Sources that only some client ports serve count as not served.
  private mutating func number(of pieces: [(set: SetPool.ID, verdict: Verdict, lines: [Int])]) -> Int {
    var shares: [ShareKey] = []
    for piece in pieces {
      let lines = piece.verdict.isSuccess ? piece.lines : []
      if let known = shares.firstIndex(where: { $0.verdict == piece.verdict && $0.lines == lines }) {
        shares[known].set = cells.analyzer.pool.union(shares[known].set, piece.set)
      } else {
        shares.append(ShareKey(verdict: piece.verdict, lines: lines, set: piece.set))
      }
    }
    if shares.count > 1 {
      shares.sort { ($0.verdict.weight, $0.lines.count) < ($1.verdict.weight, $1.lines.count) }
      var taken = SetPool.empty
      for index in shares.indices {
        let set = shares[index].set
        shares[index].set = cells.analyzer.pool.subtracting(set, taken)
        taken = cells.analyzer.pool.union(taken, set)
      }
      shares.removeAll { $0.set == SetPool.empty }
    }
    if let known = numbers[shares] { return known }
    numbers[shares] = answers.count
    answers.append(
      shares.map {
        Matrix.Share(verdict: $0.verdict, lines: $0.lines, sources: cells.analyzer.pool[$0.set])
      })
    return answers.count - 1
  }
}

/// Values by number, each value once.
struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  /// The number of a value.
  mutating func number(of value: Value) -> Int {
    if let known = numbers[value] { return known }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}

extension Verdict {
  /// What counts where several hold: what is not served before what is.
  fileprivate var weight: Int {
    (isSuccess ? Verdict.allCases.count : 0) + position
  }
}

extension ForwardingModel {
  /// Whether anything that can fail lies on a way that begins behind a host that passes on.
  fileprivate var hasFragileLegs: Bool {
    var open = Set<Int>()
    for node in nodes {
      for host in node.hosts.values {
        for listener in host.listeners ?? [] { open.formUnion(listener.relays.map(\.from)) }
      }
    }
    var seen = open
    while let index = open.popFirst() {
      let node = nodes[index]
      if !node.components.isEmpty { return true }
      for route in node.routes {
        guard route.requires.isEmpty else { return true }
        guard case .link(let link) = route.nextHop else { continue }
        if !links[link].components.isEmpty { return true }
        if seen.insert(links[link].to).inserted { open.insert(links[link].to) }
      }
    }
    return false
  }
}
