import Addressing
import Planning
import Scenario
import Testing

@testable import Reachability

/// The matrix shares work between cells, and must say of each what the analyzer says of it alone.
struct CellAgreementTests {
  @Test(arguments: 0..<16) func `cells of random networks say what the analyzer says`(block: Int) {
    let count = RandomNetwork.count(usually: 30)
    for offset in 0..<count {
      let seed = UInt64(block * count + offset)
      let model = RandomNetwork(seed: seed).model
      for down in [Set<Int>(), [Int(seed) % model.components.count]] {
        expectAgreement(model, down: down, "seed \(seed), down \(down)")
      }
    }
  }

  /// Networks in which answers may come back either way: which blocker counts must not depend on how answers are
  /// grouped. In the second, a chain of hosts was cut off once and its end taken for the whole.
  @Test(arguments: [UInt64(9373), 15_984]) func `seeds that told them apart`(seed: UInt64) {
    let model = RandomNetwork(seed: seed).model
    for down in [Set<Int>(), [Int(seed) % model.components.count]] {
      expectAgreement(model, down: down, "seed \(seed), down \(down)")
    }
  }

  private func expectAgreement(_ model: ForwardingModel, down: Set<Int>, _ name: String) {
    let sources = PrefixSet(RandomNetwork.universe.map { Prefix($0) })
    var analyzer = Analyzer(model, down: down, isRecording: false)
    var cells = CellAnalyzer(Analyzer(model, down: down, isRecording: false))
    for index in 0..<8 {
      let address = RandomNetwork.universe[index * 5 % RandomNetwork.universe.count]
      let port = TransportPort(.tcp, RandomNetwork.ports[index % RandomNetwork.ports.count])
      let origin = index % model.nodes.count
      let destination = Destination(address, port, at: (index + 1) % model.nodes.count)
      guard let arrivals = cells.arrivals(of: sources, from: origin, to: destination) else { continue }
      let wanted = Self.verdicts(
        analyzer.classes(of: sources, at: origin, to: destination).map {
          ($0.sources.addresses, $0.sources.ports, $0.verdict)
        })
      var pieces: [(PrefixSet, PortRange, Verdict)] = []
      var isShared = true
      for (list, ports) in zip(arrivals.lists, cells.clientPorts) {
        guard let reception = cells.reception(of: destination, clientPorts: ports) else {
          isShared = false
          continue
        }
        pieces += cells.pieces(of: list, reception).map {
          (cells.analyzer.pool[$0.set], ports, $0.fate.verdict)
        }
      }
      guard isShared else { continue }
      #expect(Self.verdicts(pieces) == wanted, "\(name): from \(origin) to \(destination)")
    }
  }

  /// The verdict of every packet, one by one.
  private static func verdicts(_ pieces: [(PrefixSet, PortRange, Verdict)]) -> [String] {
    RandomNetwork.universe.flatMap { source in
      [UInt16](arrayLiteral: 5000, 5001).map { port in
        let own = pieces.filter { $0.0.contains(source) && $0.1.contains(port) }
        return "\(source):\(port) \(own.map(\.2.rawValue).joined(separator: "+"))"
      }
    }
  }

  @Test(arguments: Scenarios.shipped) func `the matrix of a scenario says what the analyzer says`(
    name: String
  )
    throws
  {
    let (network, _) = try Scenarios.network(Scenarios.text("scenarios/\(name)/scenario.yaml"))
    var maker = MatrixMaker(network)
    // Failures are made by the same maker, one after the other, as `--failures 1` does.
    for down in [Set<Int>()] + network.model.components.indices.map({ [$0] }) {
      let matrix = maker.matrix(down: down)
      var analyzer = Analyzer(network.model, down: down, isRecording: false)
      #expect(matrix.cells.count == network.origins.count)
      for (origin, place) in matrix.origins.enumerated() {
        for (index, column) in matrix.columns.enumerated() {
          let node =
            network.endpoints[column.endpoint]?.node
            ?? network.transits.first { $0.name == column.endpoint }?.node
          var wanted: [Verdict: PrefixSet] = [:]
          for flow in analyzer.classes(
            of: place.addresses, at: place.node, to: Destination(column.address, column.port, at: node))
          {
            wanted[flow.verdict] = (wanted[flow.verdict] ?? PrefixSet()).union(flow.sources.addresses)
          }
          var found: [Verdict: PrefixSet] = [:]
          for share in matrix.answer(origin: origin, column: index) {
            found[share.verdict] = (found[share.verdict] ?? PrefixSet()).union(share.sources)
          }
          #expect(found == wanted, "\(place.name) -> \(column) while \(down) is down")
        }
      }
    }
  }

  @Test(arguments: Scenarios.shipped) func `rows part a place's addresses, and no answer parts a row`(
    name: String
  )
    throws
  {
    let (network, _) = try Scenarios.network(Scenarios.text("scenarios/\(name)/scenario.yaml"))
    var maker = MatrixMaker(network)
    let matrix = maker.matrix()
    for origin in matrix.origins.indices {
      let rows = MatrixRows(matrix, origin: origin)
      var union = PrefixSet()
      for (index, row) in rows.rows.enumerated() {
        #expect(!row.isEmpty && !union.overlaps(row))
        union = union.union(row)
        for column in matrix.columns.indices {
          let shares = matrix.answer(origin: origin, column: column).filter { $0.sources.overlaps(row) }
          let verdicts = Set(shares.map(\.verdict))
          #expect(verdicts.count <= 1)
          let answer = matrix.cells[origin][matrix.columns[column].kind]
          #expect(rows.verdict(row: index, answer: answer) == verdicts.first)
        }
      }
      #expect(union == matrix.origins[origin].addresses)
    }
  }
}
