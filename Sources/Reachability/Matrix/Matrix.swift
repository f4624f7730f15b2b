public import Addressing
import Planning
public import Scenario

/// Who can reach what: for each place and each port of each endpoint, the sources parted by what becomes of them.
///
/// Equal answers are kept once, so that ten thousand endpoints that are treated alike cost little more than one.
public struct Matrix: Sendable {
  /// A port of an endpoint.
  public struct Column: Sendable, Hashable {
    /// The endpoint's name.
    public var endpoint: String
    /// Its address.
    public var address: IPAddress
    /// The port.
    public var port: TransportPort
  }

  /// The sources of one place that share a verdict.
  public struct Share: Sendable, Hashable {
    /// What becomes of them.
    public var verdict: Verdict
    /// Their addresses.
    public var sources: PrefixSet
  }

  /// Where packets start.
  public private(set) var origins: [Origin] = []
  /// The ports, by endpoint and port.
  public private(set) var columns: [Column] = []
  /// The distinct answers; their shares are disjoint and cover the place's sources of the column's family.
  public private(set) var answers: [[Share]] = []
  /// For each place, the number of the answer of each column.
  public private(set) var cells: [[Int]] = []

  /// Asks a network for everything; about n log n in endpoints, ports and rules.
  ///
  /// - Parameters:
  ///   - network: the compiled plan.
  ///   - down: the components that have failed.
  public init(_ network: Network, down: Set<Int> = []) {
    var analyzer = Analyzer(network.model, down: down, isRecording: false)
    origins = network.origins
    var places: [Int] = []
    for endpoint in network.plan.endpoints {
      guard let place = network.endpoints[endpoint.name] else { continue }
      for address in place.addresses {
        for port in endpoint.ports.sorted() {
          columns.append(Column(endpoint: endpoint.name, address: address, port: port))
          places.append(place.node)
        }
      }
    }
    var numbers: [[Share]: Int] = [:]
    for origin in origins {
      var row: [Int] = []
      row.reserveCapacity(columns.count)
      for (index, column) in columns.enumerated() {
        let classes = analyzer.classes(
          of: origin.addresses, at: origin.node,
          to: Destination(column.address, column.port, at: places[index]))
        let shares = Self.shares(of: classes)
        if let known = numbers[shares] {
          row.append(known)
        } else {
          numbers[shares] = answers.count
          row.append(answers.count)
          answers.append(shares)
        }
      }
      cells.append(row)
    }
  }

  /// Classes by verdict. Sources that only some client ports serve count as not served.
  private static func shares(of classes: [FlowClass]) -> [Share] {
    var sets: [Verdict: PrefixSet] = [:]
    for flow in classes {
      sets[flow.verdict] =
        sets[flow.verdict].map { $0.union(flow.sources.addresses) } ?? flow.sources.addresses
    }
    guard sets.count > 1 else { return sets.map { Share(verdict: $0, sources: $1) } }
    var shares: [Share] = []
    var taken = PrefixSet()
    let order = Verdict.allCases.filter { !$0.isSuccess } + Verdict.allCases.filter(\.isSuccess)
    for verdict in order {
      guard let own = sets[verdict]?.subtracting(taken), !own.isEmpty else { continue }
      shares.append(Share(verdict: verdict, sources: own))
      taken = taken.union(own)
    }
    return shares
  }

  /// The coarsest rows of a place: sources that no column tells apart.
  public func rows(of origin: Int) -> [PrefixSet] {
    var rows = [origins[origin].addresses]
    for answer in Set(cells[origin]).sorted() {
      guard answers[answer].count > 1 || rows.count > 1 || answers[answer].first?.sources != rows.first else {
        continue
      }
      for share in answers[answer] {
        rows = rows.flatMap { row -> [PrefixSet] in
          let inside = row.intersection(share.sources)
          guard !inside.isEmpty, inside != row else { return [row] }
          return [inside, row.subtracting(share.sources)]
        }
      }
    }
    return rows.sorted { one, other in
      guard let left = one.ranges.first, let right = other.ranges.first else { return other.isEmpty }
      return left < right
    }
  }

  /// What becomes of a row's packets in a column; nil where the row has no address of the column's family.
  public func verdict(origin: Int, row: PrefixSet, column: Int) -> Verdict? {
    answers[cells[origin][column]].first { $0.sources.overlaps(row) }?.verdict
  }
}
