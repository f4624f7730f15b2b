/// The bytes of one input and its line table.
///
/// Lines end at LF, CR LF or a CR alone, as in YAML. Columns count Unicode scalars; each ill-formed piece
/// of UTF-8 counts as the one replacement character that is shown for it, and a byte order mark at the
/// very start counts as nothing.
public struct SourceFile: Sendable {
  /// The path as shown to the user.
  public let path: String
  /// The content as read, whatever it is.
  public let bytes: [UInt8]

  /// Offset of the first byte of each line; never empty.
  private let lineStarts: [UInt32]
  /// Where scalars start, once a block, so that a column in a line of megabytes costs one block, not the
  /// line. Empty when all bytes are ASCII.
  private let checkpoints: [Checkpoint]

  private struct Checkpoint: Sendable {
    /// Offset of the first scalar at or behind the block's first byte.
    var offset: UInt32
    /// Scalars before it.
    var ordinal: UInt32
  }

  private static let blockShift = 8

  /// Keeps the bytes and computes the line table, in one pass over them.
  ///
  /// Positions are 32 bits wide: what lies behind the first 4 GiB counts as the last line.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    let span = bytes.span
    let end = min(span.count, Int(UInt32.max))
    var starts: [UInt32] = [0]
    var isASCII = true
    var index = 0
    while index < end {
      let byte = span[index]
      index += 1
      if byte == 0x0A {
        starts.append(UInt32(index))
      } else if byte == 0x0D {
        if index < end, span[index] == 0x0A { index += 1 }
        starts.append(UInt32(index))
      } else if byte >= 0x80 {
        isASCII = false
      }
    }
    lineStarts = starts
    checkpoints = isASCII ? [] : Self.checkpoints(span, end: end)
  }

  private static func checkpoints(_ span: borrowing Span<UInt8>, end: Int) -> [Checkpoint] {
    var result: [Checkpoint] = []
    result.reserveCapacity(end >> blockShift + 1)
    var offset = 0
    var ordinal: UInt32 = 0
    while offset < end {
      if offset >> blockShift >= result.count {
        result.append(Checkpoint(offset: UInt32(offset), ordinal: ordinal))
      }
      offset += UTF8Step(span, at: offset, end: end).length
      ordinal &+= 1
    }
    return result
  }

  /// How many lines there are; a final line break starts one more, empty line.
  public var lineCount: Int { lineStarts.count }

  /// The line and column of a byte offset, both from one. An offset behind the end means the end; one
  /// inside a scalar means that scalar.
  public func position(at offset: UInt32) -> (line: Int, column: Int) {
    let offset = min(Int(offset), bytes.count)
    let line = lineIndex(of: offset)
    let start = Int(lineStarts[line])
    guard !checkpoints.isEmpty else { return (line + 1, offset - start + 1) }
    var column = ordinal(of: offset) - ordinal(of: start)
    if line == 0, hasByteOrderMark, column > 0 { column -= 1 }
    return (line + 1, column + 1)
  }

  /// The byte offset of a line and column, both from one, or nil when there is no such line. A column
  /// behind the end of the line means its end.
  public func offset(line: Int, column: Int) -> UInt32? {
    guard let range = lineRange(line) else { return nil }
    var remaining = max(0, column - 1)
    guard !checkpoints.isEmpty else {
      return UInt32(clamping: range.lowerBound + min(remaining, range.count))
    }
    if line == 1, hasByteOrderMark { remaining += 1 }
    let span = bytes.span
    var offset = range.lowerBound
    // Jump to the last checkpoint that is not behind the wanted scalar, then walk at most a block.
    let target = ordinal(of: offset) + remaining
    let after = checkpoints.partitioningIndex { Int($0.ordinal) > target }
    if after > 0, Int(checkpoints[after - 1].offset) > offset {
      guard Int(checkpoints[after - 1].offset) <= range.upperBound else {
        return UInt32(clamping: range.upperBound)
      }
      offset = Int(checkpoints[after - 1].offset)
      remaining = target - Int(checkpoints[after - 1].ordinal)
    }
    while remaining > 0, offset < range.upperBound {
      offset += UTF8Step(span, at: offset, end: bytes.count).length
      remaining -= 1
    }
    return UInt32(clamping: offset)
  }

  /// The bytes of a line without its line break, or nil when there is no such line (lines count from one).
  public func lineRange(_ line: Int) -> Range<Int>? {
    guard line >= 1, line <= lineStarts.count else { return nil }
    let start = Int(lineStarts[line - 1])
    guard line < lineStarts.count else { return start..<bytes.count }
    var end = Int(lineStarts[line])
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// Whether the content starts with U+FEFF as a byte order mark.
  public var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  private func lineIndex(of offset: Int) -> Int {
    lineStarts.partitioningIndex { Int($0) > offset } - 1
  }

  /// How many scalars start before the scalar that holds `offset`.
  private func ordinal(of offset: Int) -> Int {
    guard !checkpoints.isEmpty else { return offset }
    var block = min(offset >> Self.blockShift, checkpoints.count - 1)
    if block > 0, Int(checkpoints[block].offset) > offset { block -= 1 }
    var position = Int(checkpoints[block].offset)
    var ordinal = Int(checkpoints[block].ordinal)
    let span = bytes.span
    while position < offset {
      let next = position + UTF8Step(span, at: position, end: bytes.count).length
      if next > offset { break }
      position = next
      ordinal += 1
    }
    return ordinal
  }
}

extension Array {
  /// The first index whose element satisfies a predicate that, once true, stays true.
  func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      if belongsBehind(self[middle]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
