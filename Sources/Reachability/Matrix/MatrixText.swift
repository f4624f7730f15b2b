import Addressing
import Scenario

/// A matrix for a terminal: a block for each row, its ports by verdict.
public struct MatrixText {
  let matrix: Matrix
  let failures: FailureMatrix?
  let width: Int

  /// How many endpoints and changes a block lists; the other forms list all.
  private static let listed = 12

  /// Joins the matrix and, when asked for, what single failures change.
  ///
  /// - Parameter width: the columns of the terminal; nil when nobody looks at one.
  public init(_ matrix: Matrix, failures: FailureMatrix? = nil, width: Int? = nil) {
    self.matrix = matrix
    self.failures = failures
    self.width = width ?? HangingText.usualWidth
  }

  /// The text.
  public var text: String {
    var lines: [String] = []
    var verdicts: Set<Verdict> = []
    let columns = MatrixColumns(matrix)
    // Networks that nothing is attached to are no news; a site without a way is.
    var apart: [String] = []
    for origin in matrix.origins.indices {
      let rows = MatrixRows(matrix, origin: origin)
      for row in rows.rows.indices {
        let byVerdict = columns.byVerdict(origin: origin, row: row, rows, limit: Self.listed)
        guard !byVerdict.isEmpty else { continue }
        verdicts.formUnion(byVerdict.map(\.verdict))
        let place = matrix.origins[origin]
        if place.kind == .subnet, byVerdict.allSatisfy({ $0.verdict == .noRoute }) {
          apart.append("\(place.name) \(rows.rows[row].summary(within: place.addresses))")
          continue
        }
        if !lines.isEmpty { lines.append("") }
        lines += HangingText.lines(
          rows.rows[row].summary(within: place.addresses), first: "\(place.name)  ", indent: 2, width: width)
        for group in byVerdict {
          lines += entry(group.verdict.rawValue, group.names, more: group.more)
        }
      }
    }
    if !apart.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += HangingText.lines(
        apart.joined(separator: ", "), first: "no route to any of these ports: ", indent: 2, width: width)
    }
    guard !lines.isEmpty else { return "the plan has no endpoint, or nobody to reach one\n" }
    lines += ["", "verdicts"]
    for verdict in Verdict.allCases where verdicts.contains(verdict) {
      lines += entry(verdict.rawValue, [verdict.meaning], more: 0)
    }
    for failure in failures?.failures ?? [] { lines += text(of: failure, columns) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func entry(_ word: String, _ names: [String], more: Int) -> [String] {
    HangingText.lines(
      names.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : ""),
      first: "  " + HangingText.padded(word, to: 13), indent: 15, width: width)
  }

  private func text(of failure: FailureMatrix.Failure, _ columns: MatrixColumns) -> [String] {
    var lines = ["", "when \(failure.component.name) is down"]
    for change in failure.lost.prefix(Self.listed) { lines += self.lines("lost", change, columns) }
    lines += more("lost", failure.lost.count)
    for change in failure.asymmetric.prefix(Self.listed) {
      lines += self.lines("asymmetric", change, columns)
    }
    lines += more("asymmetric", failure.asymmetric.count)
    for move in failure.moved.prefix(Self.listed) {
      let place = matrix.origins[move.origin]
      lines += HangingText.lines(
        "\(place.name) \(move.sources.summary(within: place.addresses)) from \(Self.names(move.from)) to "
          + "\(Self.names(move.to)): \(columns.summary(move.columns, limit: Self.listed))",
        first: "  " + HangingText.padded("moves", to: 13), indent: 15, width: width)
    }
    lines += more("moves", failure.moved.count)
    if lines.count == 2 { lines.append("  nothing changes for clients") }
    return lines
  }

  private func lines(_ word: String, _ change: FailureMatrix.Change, _ columns: MatrixColumns) -> [String] {
    let place = matrix.origins[change.origin]
    let verdict = change.verdict == .asymmetric ? "" : " (\(change.verdict.rawValue))"
    return HangingText.lines(
      "\(place.name) \(change.sources.summary(within: place.addresses)) -> "
        + columns.summary(change.columns, limit: Self.listed) + verdict,
      first: "  " + HangingText.padded(word, to: 13), indent: 15, width: width)
  }

  private func more(_ word: String, _ count: Int) -> [String] {
    count > Self.listed ? ["  \(HangingText.padded(word, to: 13))and \(count - Self.listed) more"] : []
  }

  static func names(_ lines: [String]) -> String {
    lines.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: " and ")
  }
}

/// The columns of a matrix in words.
struct MatrixColumns {
  private let matrix: Matrix
  /// Runs of columns that belong to one address of one endpoint: positions in the matrix.
  let endpoints: [Range<Int>]
  /// For each of them, runs of columns of one kind.
  private let runs: [[(kind: Int, columns: Range<Int>)]]

  init(_ matrix: Matrix) {
    self.matrix = matrix
    var endpoints: [Range<Int>] = []
    var start = 0
    for index in matrix.columns.indices.dropFirst() {
      let (one, other) = (matrix.columns[index - 1], matrix.columns[index])
      guard one.endpoint != other.endpoint || one.address != other.address else { continue }
      endpoints.append(start..<index)
      start = index
    }
    if start < matrix.columns.count { endpoints.append(start..<matrix.columns.count) }
    self.endpoints = endpoints
    runs = endpoints.map { endpoint in
      var runs: [(kind: Int, columns: Range<Int>)] = []
      for index in endpoint {
        let kind = matrix.columns[index].kind
        if let last = runs.last, last.kind == kind {
          runs[runs.count - 1].columns = last.columns.lowerBound..<(index + 1)
        } else {
          runs.append((kind, index..<(index + 1)))
        }
      }
      return runs
    }
  }

  /// The ports of a row by verdict, an entry for each endpoint, in the order of the verdicts.
  func byVerdict(
    origin: Int, row: Int, _ rows: MatrixRows, limit: Int
  ) -> [(verdict: Verdict, names: [String], more: Int)] {
    // By the position of the verdict: asked for each endpoint of each row.
    var names = [[String]](repeating: [], count: Verdict.allCases.count)
    var more = [Int](repeating: 0, count: Verdict.allCases.count)
    let cells = matrix.cells[origin]
    func note(_ verdict: Verdict, _ columns: @autoclosure () -> [Int]) {
      let position = verdict.position
      if names[position].count < limit {
        names[position].append(name(columns()))
      } else {
        more[position] += 1
      }
    }
    for (endpoint, runs) in zip(endpoints, runs) {
      // Mostly all ports of an endpoint are of one kind.
      if runs.count == 1 {
        if let verdict = rows.verdict(row: row, answer: cells[runs[0].kind]) {
          note(verdict, Array(endpoint))
        }
        continue
      }
      var parts: [(verdict: Verdict, columns: [Int])] = []
      for run in runs {
        guard let verdict = rows.verdict(row: row, answer: cells[run.kind]) else { continue }
        if let known = parts.firstIndex(where: { $0.verdict == verdict }) {
          parts[known].columns += run.columns
        } else {
          parts.append((verdict, Array(run.columns)))
        }
      }
      for part in parts { note(part.verdict, part.columns) }
    }
    return Verdict.allCases.enumerated().compactMap { position, verdict in
      names[position].isEmpty ? nil : (verdict, names[position], more[position])
    }
  }

  /// Columns of one endpoint: `ep-zos:80,443/tcp`.
  func name(_ columns: [Int]) -> String {
    guard let first = columns.first else { return "" }
    let column = matrix.columns[first]
    let ports = PortSummary.text(columns.map { matrix.columns[$0].port })
    return "\(column.endpoint):\(ports)" + (column.address.family == .ipv6 ? " (IPv6)" : "")
  }

  /// Columns of several endpoints, in order.
  func summary(_ columns: [Int], limit: Int) -> String {
    var groups: [[Int]] = []
    for index in columns {
      if let last = groups.last?.last, matrix.columns[last].endpoint == matrix.columns[index].endpoint,
        matrix.columns[last].address == matrix.columns[index].address
      {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    let rest = groups.count > limit ? ", and \(groups.count - limit) endpoints more" : ""
    return groups.prefix(limit).map { name($0) }.joined(separator: ", ") + rest
  }
}

extension Verdict {
  /// What it says, in a few words.
  var meaning: String {
    switch self {
    case .delivered: "arrives, and the answer comes back"
    case .filteredIn: "a filter in front of the destination drops it"
    case .filteredOut: "a filter behind the source drops it"
    case .noRoute: "a place on the way has no route, or one that leads away"
    case .loop: "it comes to a place twice"
    case .notListening: "nothing listens on the port"
    case .notAccepted: "the service does not list the endpoint's account"
    case .unresolved: "the name has no answer"
    case .asymmetric: "arrives, and the answer comes back over other lines"
    case .notModelled: "the model cannot tell"
    }
  }
}
