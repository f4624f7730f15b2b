public import Diagnostics
import JSON

extension LockFile {
  /// Reads a lock file strictly; `file` is its number in the source map of the diagnostics.
  ///
  /// Every fault is an `LCK001` error at its place: text that is no JSON, the marks of an unresolved merge, a
  /// version newer than this one, unknown or missing keys, two entries for one decision, a value that its kind
  /// cannot have. An entry of an unknown kind is kept as it is. With an error there is no value: a lock file
  /// read by half would let decisions move.
  public static func read(_ bytes: [UInt8], file: SourceFileID) -> Checked<LockFile> {
    var reader = LockFileReader(file: file)
    let entries = reader.entries(of: bytes)
    guard reader.diagnostics.isEmpty else { return Checked(nil, diagnostics: reader.diagnostics) }
    return Checked(LockFile(entries: entries))
  }
}

private struct LockFileReader {
  /// A lock file of a hundred thousand decisions has some 20 MB.
  static let limits = JSONLimits(maximumDepth: 8, maximumBytes: 64 << 20)
  /// More findings than this help nobody.
  static let maximumDiagnostics = 100

  let file: SourceFileID
  var diagnostics: [Diagnostic] = []

  init(file: SourceFileID) { self.file = file }

  mutating func entries(of bytes: [UInt8]) -> [LockFile.Entry] {
    let document: LocatedJSON
    do {
      document = try LocatedJSON(parsing: bytes, limits: Self.limits)
    } catch {
      reportUnreadable(error, bytes: bytes)
      return []
    }
    guard case .object(let members) = document.content else {
      report("a lock file is one JSON object", at: document.range)
      return []
    }
    // The version comes first: what a newer version means by its other keys is not ours to judge.
    guard checkVersion(document["version"], in: document) else { return [] }
    for member in members where member.key != "version" && member.key != "entries" {
      report("unknown key \"\(Self.shortened(member.key))\"", at: member.keyRange)
    }
    guard let list = document["entries"] else {
      report("the key \"entries\" is missing", at: document.range.lowerBound..<document.range.lowerBound + 1)
      return []
    }
    guard case .array(let elements) = list.content else {
      report("\"entries\" is a list of objects", at: list.range)
      return []
    }
    return entries(in: elements)
  }

  private mutating func entries(in elements: [LocatedJSON]) -> [LockFile.Entry] {
    // The entries by key, once one is out of order: as long as they stand in order, none can stand twice.
    var places: [LockFile.Entry.Key: Int]?
    var entries: [LockFile.Entry] = []
    entries.reserveCapacity(elements.count)
    for index in elements.indices {
      guard diagnostics.count < Self.maximumDiagnostics else { break }
      guard let entry = entry(elements[index]) else { continue }
      if places == nil, let last = entries.last, !LockFile.follows(entry, last) {
        places = Dictionary(uniqueKeysWithValues: entries.indices.map { (entries[$0].key, $0) })
      }
      if let earlier = places?[entry.key] {
        report(
          "\(entry.kind) of \(Self.shortened(entry.owner)) is decided twice", at: elements[index].range,
          help: "keep one of the two lines; a merge may have kept both sides",
          related: [Related(message: "the other one", location: entries[earlier].location)])
        continue
      }
      places?[entry.key] = entries.count
      entries.append(entry)
    }
    return entries
  }

  private mutating func entry(_ element: LocatedJSON) -> LockFile.Entry? {
    guard case .object(let members) = element.content else {
      report("an entry is an object with kind, owner, value and reason", at: element.range)
      return nil
    }
    var kind: String?
    var owner: String?
    var value: String?
    var reason: String?
    var isSound = true
    for place in members.indices {
      var text: String?
      if case .string(let string) = members[place].value.content { text = string }
      switch members[place].key {
      case "kind": kind = text
      case "owner": owner = text
      case "value": value = text
      case "reason": reason = text
      default:
        report(
          "unknown key \"\(Self.shortened(members[place].key))\" in an entry", at: members[place].keyRange)
        isSound = false
        continue
      }
      if text == nil {
        report("\"\(members[place].key)\" is text", at: members[place].value.range)
        isSound = false
      }
    }
    guard isSound else { return nil }
    guard let kind, let owner, let value, let reason else {
      let parts = [("kind", kind), ("owner", owner), ("value", value), ("reason", reason)]
      let missing = parts.filter { $0.1 == nil }.map(\.0)
      report("an entry lacks \(missing.joined(separator: ", "))", at: element.range)
      return nil
    }
    if let known = Allocation.Kind(rawValue: kind), DecidedValue(parsing: value, kind: known) == nil {
      report(
        "\"\(Self.shortened(value))\" is no \(kind)", at: element["value"]?.range ?? element.range,
        help: "remove the line, and the planner decides anew; or restore it from version control")
      return nil
    }
    return LockFile.Entry(
      kind: kind, owner: owner, value: value, reason: reason, location: location(element.range))
  }

  private mutating func checkVersion(_ version: LocatedJSON?, in document: LocatedJSON) -> Bool {
    guard let version else {
      report("the key \"version\" is missing", at: document.range.lowerBound..<document.range.lowerBound + 1)
      return false
    }
    let newest = Int64(LockFile.currentVersion)
    switch version.content {
    case .integer(newest):
      return true
    case .integer(let number) where number > newest:
      report(
        "this lock file has version \(number), and this Isthmus reads version \(newest)", at: version.range,
        help: "use the newer Isthmus that wrote it, or restore a lock file of version \(newest) from version "
          + "control; removing the file would let every decision in it be made anew")
    case .integer(let number):
      report("there is no lock file version \(number)", at: version.range)
    default:
      report("\"version\" is a whole number", at: version.range)
    }
    return false
  }

  private mutating func reportUnreadable(_ error: JSONError, bytes: [UInt8]) {
    if let mark = Self.mergeMark(in: bytes) {
      report(
        "the lock file holds an unresolved merge", at: mark,
        help:
          "take one side whole (git checkout --ours or --theirs), or keep the lines of both and remove the "
          + "marks; then plan again: what is kept does not move, and what is missing is decided anew")
    } else {
      let start = min(error.offset, bytes.count)
      report(
        "the lock file cannot be read: \(error.message)", at: start..<min(start + 1, bytes.count),
        help: "restore it from version control; removing it would let every decision in it be made anew")
    }
  }

  /// The first line of a conflict mark as version control writes it.
  private static func mergeMark(in bytes: [UInt8]) -> Range<Int>? {
    let marks = ["<<<<<<< ", "||||||| ", "=======", ">>>>>>> "].map { Array($0.utf8) }
    var lineStart = 0
    while lineStart < bytes.count {
      let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[lineStart..<lineEnd]
      if marks.contains(where: { line.starts(with: $0) }) { return lineStart..<lineEnd }
      lineStart = lineEnd + 1
    }
    return nil
  }

  private mutating func report(
    _ message: String, at range: Range<Int>, help: String? = nil, related: [Related] = []
  ) {
    guard diagnostics.count < Self.maximumDiagnostics else { return }
    diagnostics.append(
      Diagnostic(
        code: "LCK001", severity: .error, message: message, location: location(range), help: help,
        related: related))
  }

  private func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(file: file, range: range) }

  /// Text from the file, short enough for a message.
  private static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 80
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(80))) + "…"
  }
}
