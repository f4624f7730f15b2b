/// A file inside one `SourceMap`; meaningless with any other map.
public struct SourceFileID: Sendable, Hashable, Comparable {
  /// The order in which the file was added, from zero.
  public let rawValue: UInt16

  /// Names the file that was added as number `rawValue`.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Earlier files come first.
  public static func < (left: SourceFileID, right: SourceFileID) -> Bool { left.rawValue < right.rawValue }
}

/// A half-open range of UTF-8 byte offsets in one source file.
///
/// An empty range is a point: a caret stands there. Twelve bytes, so that every value of a scenario can
/// carry one.
public struct SourceLocation: Sendable, Hashable, Comparable {
  /// The file the range lies in.
  public let file: SourceFileID
  /// Offset of the first byte.
  public let start: UInt32
  /// Offset just behind the last byte, never before `start`.
  public let end: UInt32

  /// Makes the range `start ..< end`; an `end` before `start` is taken as `start`.
  public init(file: SourceFileID, start: UInt32, end: UInt32) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// Makes a range from plain integers. What does not fit 32 bits is clamped: a place is a help for
  /// the reader and no reason to trap.
  public init(file: SourceFileID, range: Range<Int>) {
    self.init(
      file: file, start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound))
  }

  /// By file, then start, then end.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.start != right.start { return left.start < right.start }
    return left.end < right.end
  }

  /// The smallest range that covers both, or this one when the other lies in another file.
  public func union(_ other: SourceLocation) -> SourceLocation {
    guard file == other.file else { return self }
    return SourceLocation(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}
