/// A unified diff of two texts by lines, or "" when they are equal.
///
/// The common head and tail are cut off first; between them Myers' greedy algorithm runs up to
/// `maximumEdits` edits (cost: edits squared in memory, edits times lines in time). Beyond that the whole
/// middle counts as replaced, and the output stops after `maximumLines` lines: a test log is read by people.
public func unifiedDiff(
  _ old: String, _ new: String, context: Int = 3, maximumEdits: Int = 1_000, maximumLines: Int = 400
) -> String {
  guard Array(old.utf8) != Array(new.utf8) else { return "" }
  let oldLines = lines(of: old)
  let newLines = lines(of: new)

  var head = 0
  while head < min(oldLines.count, newLines.count), oldLines[head] == newLines[head] { head += 1 }
  var tail = 0
  while tail < min(oldLines.count, newLines.count) - head,
    oldLines[oldLines.count - 1 - tail] == newLines[newLines.count - 1 - tail]
  { tail += 1 }

  let oldMiddle = Array(oldLines[head..<oldLines.count - tail])
  let newMiddle = Array(newLines[head..<newLines.count - tail])
  var script = [LineEdit](repeating: .keep, count: head)
  script += editScript(oldMiddle, newMiddle, maximumEdits: maximumEdits)
  script += [LineEdit](repeating: .keep, count: tail)
  return printed(
    script, old: oldLines, new: newLines, context: context, maximumLines: maximumLines)
}

private enum LineEdit { case keep, delete, insert }

/// Lines with their line break made visible where it is not a plain LF. The missing break of a last line
/// is part of the line, as it is a difference.
private func lines(of text: String) -> [String] {
  // Split the bytes: as a Character, CR LF is one and would hide the LF.
  var pieces = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { piece in
    var line = String(decoding: piece, as: UTF8.self)
    if piece.last == 0x0D {
      line.unicodeScalars.removeLast()
      line += "␍"
    }
    return line
  }
  if pieces.last == "" {
    pieces.removeLast()
  } else if let last = pieces.popLast() {
    pieces.append(last + "␄ (no line break at the end)")
  }
  return pieces
}

private func editScript(_ old: [String], _ new: [String], maximumEdits: Int) -> [LineEdit] {
  let replaced =
    [LineEdit](repeating: .delete, count: old.count) + [LineEdit](repeating: .insert, count: new.count)
  guard !old.isEmpty, !new.isEmpty else { return replaced }

  let limit = min(old.count + new.count, maximumEdits)
  // furthest[limit + k] is the furthest old line reached on diagonal k; one copy is kept per round.
  var furthest = [Int](repeating: 0, count: 2 * limit + 3)
  let middle = limit + 1
  var rounds: [[Int]] = []
  for edits in 0...limit {
    rounds.append(Array(furthest[(middle - edits - 1)...(middle + edits + 1)]))
    for diagonal in stride(from: -edits, through: edits, by: 2) {
      let goesDown =
        diagonal == -edits
        || (diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1])
      var x = goesDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
      var y = x - diagonal
      while x >= 0, y >= 0, x < old.count, y < new.count, old[x] == new[y] {
        x += 1
        y += 1
      }
      furthest[middle + diagonal] = x
      if x >= old.count, y >= new.count {
        return backtrack(rounds, from: (old.count, new.count))
      }
    }
  }
  return replaced
}

private func backtrack(_ rounds: [[Int]], from end: (x: Int, y: Int)) -> [LineEdit] {
  var script: [LineEdit] = []
  var (x, y) = end
  for (edits, furthest) in rounds.enumerated().reversed() where edits > 0 {
    let diagonal = x - y
    func reached(_ k: Int) -> Int { furthest[k + edits + 1] }
    let goesDown =
      diagonal == -edits || (diagonal != edits && reached(diagonal - 1) < reached(diagonal + 1))
    let previousDiagonal = goesDown ? diagonal + 1 : diagonal - 1
    let previousX = reached(previousDiagonal)
    let previousY = previousX - previousDiagonal
    while x > previousX, y > previousY {
      script.append(.keep)
      x -= 1
      y -= 1
    }
    script.append(goesDown ? .insert : .delete)
    (x, y) = (previousX, previousY)
  }
  while x > 0, y > 0 {
    script.append(.keep)
    x -= 1
    y -= 1
  }
  return script.reversed()
}

private func printed(
  _ script: [LineEdit], old: [String], new: [String], context: Int, maximumLines: Int
) -> String {
  // Which edits to show: every change with its context.
  var shown = [Bool](repeating: false, count: script.count)
  var lastChange = -1 - context
  for (index, edit) in script.enumerated() {
    if edit != .keep { lastChange = index }
    shown[index] = index - lastChange <= context
  }
  var nextChange = script.count + context + 1
  for index in script.indices.reversed() {
    if script[index] != .keep { nextChange = index }
    if nextChange - index <= context { shown[index] = true }
  }

  var output: [String] = []
  var (oldIndex, newIndex) = (0, 0)
  var index = 0
  while index < script.count {
    guard shown[index] else {
      // Only kept lines are hidden.
      (oldIndex, newIndex, index) = (oldIndex + 1, newIndex + 1, index + 1)
      continue
    }
    let (oldStart, newStart) = (oldIndex, newIndex)
    var hunk: [String] = []
    while index < script.count, shown[index] {
      switch script[index] {
      case .keep:
        hunk.append(" " + old[oldIndex])
        (oldIndex, newIndex) = (oldIndex + 1, newIndex + 1)
      case .delete:
        hunk.append("-" + old[oldIndex])
        oldIndex += 1
      case .insert:
        hunk.append("+" + new[newIndex])
        newIndex += 1
      }
      index += 1
    }
    output.append(
      "@@ -\(hunkRange(oldStart, oldIndex - oldStart)) +\(hunkRange(newStart, newIndex - newStart)) @@")
    output += hunk
  }
  if output.count > maximumLines {
    let hidden = output.count - maximumLines
    output.removeLast(hidden)
    output.append("… \(hidden) more lines")
  }
  return output.joined(separator: "\n") + "\n"
}

private func hunkRange(_ start: Int, _ count: Int) -> String {
  // An empty range names the line before it, as diff(1) does.
  count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
}
