/// The candidate that was most likely meant by a mistyped word, or nil when none is close.
///
/// See `ClosestMatchIndex` for what "close" means. Build that index once when many words are looked up
/// among the same candidates.
public func closestMatch(to word: String, among candidates: some Sequence<String>) -> String? {
  ClosestMatchIndex(candidates).closestMatch(to: word)
}

/// Candidates for "did you mean", prepared for many lookups.
///
/// Distance is the optimal string alignment form of Damerau–Levenshtein (insert, delete, replace, swap of
/// neighbours) over scalars, with ASCII letters folded to lower case. A candidate is close when its
/// distance is at most a third of the word's length, at least one and at most three. Ties go to the first in
/// `String` order. Words and candidates over 64 scalars are never matched.
///
/// The candidates are sorted, so that neighbours share the rows of the distance table for their common
/// prefix, and all candidates behind a hopeless prefix are passed over. A lookup tries one edit first, then
/// two, then three; what remains linear in the candidates is one comparison of a number each.
public struct ClosestMatchIndex: Sendable {
  private static let maximumLength = 64
  private static let maximumDistance = 3

  private struct Candidate: Sendable {
    var scalars: [UInt32]
    var name: String
    /// Scalars shared with the candidate before.
    var shared = 0
  }

  private let candidates: [Candidate]

  /// Prepares the candidates.
  public init(_ names: some Sequence<String>) {
    var candidates = names.compactMap { name in
      Self.folded(name).map { Candidate(scalars: $0, name: name) }
    }
    candidates.sort { left, right in
      if left.scalars == right.scalars { return left.name < right.name }
      return left.scalars.lexicographicallyPrecedes(right.scalars)
    }
    for index in candidates.indices.dropFirst() {
      candidates[index].shared =
        zip(candidates[index - 1].scalars, candidates[index].scalars).prefix { $0 == $1 }.count
    }
    self.candidates = candidates
  }

  /// The closest candidate, or nil when none is close. A candidate equal to the word is no suggestion.
  public func closestMatch(to word: String) -> String? {
    guard let wanted = Self.folded(word), !wanted.isEmpty else { return nil }
    let limit = max(1, min(Self.maximumDistance, wanted.count / 3))
    for bound in 1...limit {
      if let name = closest(to: wanted, of: word, bound: bound) { return name }
    }
    return nil
  }

  private static func folded(_ text: String) -> [UInt32]? {
    // Four bytes a scalar at most: a longer text cannot be short enough.
    guard text.utf8.count <= maximumLength * 4 else { return nil }
    let scalars = text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value + 0x20 : $0.value }
    return scalars.count <= maximumLength ? scalars : nil
  }

  private func closest(to wanted: [UInt32], of word: String, bound: Int) -> String? {
    var table = DistanceTable(wanted, bound: bound)
    var best: (distance: Int, name: String)?
    // Candidates that share so many scalars with the last one share its hopeless prefix.
    var hopeless = Int.max
    for candidate in candidates {
      if candidate.shared >= hopeless { continue }
      hopeless = .max
      table.keep(candidate.shared)
      guard abs(candidate.scalars.count - wanted.count) <= bound else { continue }
      if let depth = table.extend(to: candidate.scalars) {
        hopeless = depth
        continue
      }
      let distance = table.distance(of: candidate.scalars.count)
      // A word of one letter would otherwise be close to every other.
      guard distance <= bound, candidate.name != word,
        distance == 0 || distance < max(wanted.count, candidate.scalars.count)
      else { continue }
      if let best, (best.distance, best.name) <= (distance, candidate.name) { continue }
      best = (distance, candidate.name)
    }
    return best?.name
  }
}

/// Rows of edit distances between the prefixes of a word and the prefixes of candidates, inside a band of
/// `bound` around the diagonal; outside it every distance exceeds the bound.
private struct DistanceTable {
  private let wanted: [UInt32]
  private let bound: Int
  private let width: Int
  /// Row after row; a row per prefix of the candidate.
  private var cells: [Int]
  /// The least cell of each row.
  private var least: [Int] = [0]
  /// The candidate's scalars that rows exist for.
  private var prefix: [UInt32] = []

  init(_ wanted: [UInt32], bound: Int) {
    self.wanted = wanted
    self.bound = bound
    width = wanted.count + 1
    cells = [Int](repeating: bound + 1, count: width * (wanted.count + bound + 1))
    for column in 0...min(bound, wanted.count) { cells[column] = column }
  }

  /// Forgets the rows of prefixes longer than `count`.
  mutating func keep(_ count: Int) {
    guard count < prefix.count else { return }
    prefix.removeLast(prefix.count - count)
    least.removeLast(least.count - 1 - count)
  }

  /// Adds the rows of the rest of a candidate, which starts with the kept prefix and is at most `bound`
  /// longer than the word.
  ///
  /// - Returns: the length of a prefix that makes every candidate hopeless, if it has one.
  mutating func extend(to candidate: [UInt32]) -> Int? {
    for depth in prefix.count..<candidate.count {
      addRow(candidate[depth], depth: depth + 1)
      // A swap reaches back two rows.
      if least[depth + 1] > bound, least[depth] > bound { return depth + 1 }
    }
    return nil
  }

  func distance(of length: Int) -> Int { cells[length * width + width - 1] }

  private mutating func addRow(_ scalar: UInt32, depth: Int) {
    let row = depth * width
    let low = max(1, depth - bound)
    let high = min(wanted.count, depth + bound)
    cells[row + low - 1] = low == 1 ? depth : bound + 1
    var smallest = cells[row + low - 1]
    if low <= high {
      for column in low...high {
        let above = row - width + column
        let replace = cells[above - 1] + (wanted[column - 1] == scalar ? 0 : 1)
        var cost = min(replace, cells[above] + 1, cells[row + column - 1] + 1)
        if depth > 1, column > 1, wanted[column - 2] == scalar, wanted[column - 1] == prefix[depth - 2] {
          cost = min(cost, cells[above - width - 2] + 1)
        }
        cells[row + column] = cost
        smallest = min(smallest, cost)
      }
    }
    if high < wanted.count { cells[row + high + 1] = bound + 1 }
    prefix.append(scalar)
    least.append(smallest)
  }
}
