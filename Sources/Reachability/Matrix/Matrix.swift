public import Addressing
import Planning
public import Scenario

/// Who can reach what: for each place and each port of each endpoint, the sources parted by what becomes of them.
///
/// Equal answers are kept once, and ports that are received alike are one kind, so that ten thousand endpoints that are
/// treated alike cost little more than one. ``MatrixMaker`` makes it.
public struct Matrix: Sendable {
  /// A port of an endpoint, or of a transit address of a reverse service.
  public struct Column: Sendable, Hashable {
    /// The endpoint's name, or that of the transit address as `service.transit`.
    public var endpoint: String
    /// Its address.
    public var address: IPAddress
    /// The port.
    public var port: TransportPort
    /// Which columns are received alike: the position in each row of ``Matrix/cells``.
    public var kind: Int
  }

  /// The sources of one place that share a verdict.
  public struct Share: Sendable, Hashable {
    /// What becomes of them.
    public var verdict: Verdict
    /// The lines they cross when they are served, as positions in the model's components.
    public var lines: [Int]
    /// Their addresses.
    public var sources: PrefixSet
  }

  /// Where packets start.
  public internal(set) var origins: [Origin] = []
  /// The ports, by endpoint and port; then those of transit addresses.
  public internal(set) var columns: [Column] = []
  /// The distinct answers; their shares are disjoint and cover the place's sources of the column's family.
  public internal(set) var answers: [[Share]] = []
  /// For each place, the number of the answer of each kind of column.
  public internal(set) var cells: [[Int]] = []

  /// The answer for a place and a column.
  public func answer(origin: Int, column: Int) -> [Share] { answers[cells[origin][columns[column].kind]] }
}

/// The rows of one place: sources that no column tells apart.
struct MatrixRows {
  /// The coarsest sets, in the order of their first addresses.
  private(set) var rows: [PrefixSet] = []
  /// For each answer that the place gets, the verdict of each row; nil where the row has no address of the family.
  private var verdicts: [[Verdict?]] = []
  /// The position of an answer in `verdicts`.
  private var slots: [Int]

  /// Parts a place's addresses; linear in the ranges of its answers, after sorting them.
  init(_ matrix: Matrix, origin: Int) {
    let answers = Set(matrix.cells[origin]).sorted()
    slots = [Int](repeating: 0, count: matrix.answers.count)
    for (slot, answer) in answers.enumerated() { slots[answer] = slot }
    var bounds: Set<IPAddress> = []
    func note(_ set: PrefixSet) {
      for range in set.ranges {
        bounds.insert(range.first)
        if let next = range.last.advanced(by: 1) { bounds.insert(next) }
      }
    }
    note(matrix.origins[origin].addresses)
    for answer in answers where matrix.answers[answer].count > 1 {
      for share in matrix.answers[answer] { note(share.sources) }
    }
    let starts = bounds.sorted()
    var parts: [AddressRange] = []
    for range in matrix.origins[origin].addresses.ranges {
      var index = Self.index(of: range.first, in: starts)
      while index < starts.count, starts[index] <= range.last {
        let end = index + 1 < starts.count ? starts[index + 1].advanced(by: -1) : nil
        let last = end.map { min($0, range.last) } ?? range.last
        if let part = AddressRange(first: starts[index], last: last) { parts.append(part) }
        index += 1
      }
    }
    // Every answer splits the groups that it treats unlike.
    var groups = [Int](repeating: 0, count: parts.count)
    var own: [[Verdict?]] = []
    let firsts = parts.map(\.first)
    for answer in answers {
      var verdicts = [Verdict?](repeating: nil, count: parts.count)
      for share in matrix.answers[answer] {
        for range in share.sources.ranges {
          var index = Self.index(of: range.first, in: firsts)
          while index < parts.count, firsts[index] <= range.last {
            verdicts[index] = share.verdict
            index += 1
          }
        }
      }
      own.append(verdicts)
      if Set(verdicts).count > 1 { Self.split(&groups, by: verdicts) }
    }
    var members: [Int: Int] = [:]
    var ranges: [[AddressRange]] = []
    var samples: [Int] = []
    for (index, group) in groups.enumerated() {
      if let row = members[group] {
        ranges[row].append(parts[index])
      } else {
        members[group] = ranges.count
        ranges.append([parts[index]])
        samples.append(index)
      }
    }
    rows = ranges.map { PrefixSet(ranges: $0) }
    verdicts = own.map { verdicts in samples.map { verdicts[$0] } }
  }

  private struct Split: Hashable {
    var group: Int
    var verdict: Verdict?
  }

  private static func split(_ groups: inout [Int], by verdicts: [Verdict?]) {
    var numbers: [Split: Int] = [:]
    for index in groups.indices {
      let split = Split(group: groups[index], verdict: verdicts[index])
      let number = numbers[split] ?? numbers.count
      numbers[split] = number
      groups[index] = number
    }
  }

  /// The first position that does not lie before an address.
  private static func index(of address: IPAddress, in sorted: [IPAddress]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What becomes of a row's packets by an answer.
  func verdict(row: Int, answer: Int) -> Verdict? { verdicts[slots[answer]][row] }
}
