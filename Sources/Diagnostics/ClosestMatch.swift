/// The candidate that was most likely meant by a mistyped word, or nil when none is close.
///
/// See `ClosestMatchIndex` for what "close" means. Build that index once when many words are looked up
/// among the same candidates.
public func closestMatch(to word: String, among candidates: some Sequence<String>) -> String? {
  ClosestMatchIndex(candidates).closestMatch(to: word)
}

/// Candidates for "did you mean", prepared so that each lookup skips nearly all of them cheaply.
///
/// Distance is the optimal string alignment form of Damerau–Levenshtein (insert, delete, replace, swap of
/// neighbours) over scalars, with ASCII letters folded to lower case. A candidate is close when its
/// distance is at most a third of the word's length, at least one and at most three. Ties go to the first in
/// `String` order. Words and candidates over 64 scalars are never matched.
///
/// A lookup costs one comparison of a letter set per candidate, and a distance only for the few whose
/// letters fit; that is linear in the candidates, by design: a tree over edit distances would cost more to
/// build than the lookups of one run save.
public struct ClosestMatchIndex: Sendable {
  private static let maximumLength = 64

  private struct Candidate: Sendable {
    var letters: UInt64
    var scalars: [UInt32]
    var name: String
  }

  private let candidates: [Candidate]

  /// Prepares the candidates.
  public init(_ names: some Sequence<String>) {
    candidates = names.compactMap { name in
      guard let scalars = Self.folded(name) else { return nil }
      return Candidate(letters: Self.letters(scalars), scalars: scalars, name: name)
    }
  }

  /// The closest candidate, or nil when none is close. A candidate equal to the word is not a suggestion.
  public func closestMatch(to word: String) -> String? {
    guard let wanted = Self.folded(word), !wanted.isEmpty else { return nil }
    let letters = Self.letters(wanted)
    var bound = max(1, min(3, wanted.count / 3))
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      // One edit changes at most two members of the letter set, and the length by at most one.
      guard abs(candidate.scalars.count - wanted.count) <= bound,
        (candidate.letters ^ letters).nonzeroBitCount <= 2 * bound,
        candidate.name != word,
        let distance = Self.distance(wanted, candidate.scalars, bound: bound),
        // A word of one letter would otherwise be close to every other.
        distance < max(wanted.count, candidate.scalars.count) || distance == 0
      else { continue }
      if let best, (best.distance, best.name) <= (distance, candidate.name) { continue }
      best = (distance, candidate.name)
      bound = distance
    }
    return best?.name
  }

  private static func folded(_ text: String) -> [UInt32]? {
    // Four bytes a scalar at most: a longer text cannot be short enough.
    guard text.utf8.count <= maximumLength * 4 else { return nil }
    let scalars = text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value + 0x20 : $0.value }
    return scalars.count <= maximumLength ? scalars : nil
  }

  private static func letters(_ scalars: [UInt32]) -> UInt64 {
    scalars.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// The distance, or nil when it exceeds the bound.
  private static func distance(_ one: [UInt32], _ other: [UInt32], bound: Int) -> Int? {
    var beforeLast = [Int](repeating: 0, count: other.count + 1)
    var last = Array(0...other.count)
    var row = last
    for i in one.indices {
      row[0] = i + 1
      var least = row[0]
      for j in other.indices {
        let replace = last[j] + (one[i] == other[j] ? 0 : 1)
        var cost = min(replace, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row[j + 1] = cost
        least = min(least, cost)
      }
      // A later swap reaches back two rows, yet never below the least of them.
      if least > bound, (last.min() ?? 0) > bound { return nil }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[other.count] <= bound ? last[other.count] : nil
  }
}
