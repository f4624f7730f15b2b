public import Diagnostics
import Digests
import JSON

/// The decisions that stay: what the planner chose once and will choose again, whatever is added around it.
///
/// Only the planner's own choices stand in a lock file; what a scenario fixes is kept by the scenario. The file
/// belongs beside the scenario in version control. `docs/lock-file.md` describes the format and its promises.
public struct LockFile: Sendable, Equatable {
  /// One decision.
  public struct Entry: Sendable {
    /// The kind of decision as text: an ``Allocation/Kind``, or a kind that a later Isthmus knows.
    public var kind: String
    /// The resource that got the value (`endpoint/orders`).
    public var owner: String
    /// The value in its canonical text form.
    public var value: String
    /// One sentence for people: why that value was chosen at the time.
    public var reason: String
    /// Where the entry stands; nil for one that was not read from a file.
    public var location: SourceLocation?

    /// Joins the parts.
    public init(kind: String, owner: String, value: String, reason: String, location: SourceLocation? = nil) {
      self.kind = kind
      self.owner = owner
      self.value = value
      self.reason = reason
      self.location = location
    }
  }

  /// The format that this Isthmus reads and writes.
  public static let currentVersion = 1

  /// The format version.
  public let version: Int
  /// The decisions, sorted by kind and owner, by Unicode scalars; no two with the same kind and owner.
  public let entries: [Entry]

  /// A lock file of the current version. Entries are sorted; of two with the same kind and owner the first is kept.
  public init(entries: [Entry] = []) {
    version = Self.currentVersion
    guard !entries.indices.dropFirst().allSatisfy({ Self.follows(entries[$0], entries[$0 - 1]) }) else {
      self.entries = entries
      return
    }
    var seen = Set<Entry.Key>(minimumCapacity: entries.count)
    self.entries =
      entries
      .filter { seen.insert($0.key).inserted }
      .sorted { Decisions.precedes(($0.kind, $0.owner), ($1.kind, $1.owner)) }
  }

  /// Whether an entry stands after the other in order, and so that no entry between or before can be of the same kind
  /// and owner. Beyond ASCII one owner may be written in several ways, which the order does not bring together.
  static func follows(_ entry: Entry, _ previous: Entry) -> Bool {
    Decisions.precedes((previous.kind, previous.owner), (entry.kind, entry.owner))
      && entry.kind.utf8.allSatisfy { $0 < 0x80 } && entry.owner.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The lock file after planning: what was kept or chosen now, and every entry that this plan did not ask about.
  ///
  /// An entry that the plan did not ask about (its owner was removed, or its kind is unknown here) stays word for
  /// word, so that its value is not given to another. An entry for something that the scenario fixes by now goes.
  public func updated(with decisions: Decisions) -> LockFile {
    let decided = decisions.allocations
    var merged: [Entry] = []
    merged.reserveCapacity(max(decided.count, entries.count))
    // Both stand in the same order.
    var next = entries.startIndex
    for place in decided.indices {
      let key = (decided[place].kind.rawValue, decided[place].owner)
      while next < entries.endIndex, Decisions.precedes((entries[next].kind, entries[next].owner), key) {
        merged.append(entries[next])
        next += 1
      }
      if next < entries.endIndex, (entries[next].kind, entries[next].owner) == key { next += 1 }
      if let entry = Self.entry(of: decided[place]) { merged.append(entry) }
    }
    merged += entries[next...]
    return LockFile(entries: merged)
  }

  /// The lock file after planning without stale entries: their values are free for the next plan.
  ///
  /// Entries of kinds that this Isthmus does not know stay; it cannot tell whether they are stale.
  public func pruned(to decisions: Decisions) -> LockFile {
    LockFile(
      entries: Self.entries(of: decisions) + entries.filter { Allocation.Kind(rawValue: $0.kind) == nil })
  }

  /// SHA-256 of ``bytes``, lower-case hex. Plans are bound to it.
  public var digest: String { Self.digest(of: text) }

  /// The digest of a lock file of that text.
  static func digest(of text: String) -> String { Hash.sha256.digest(text).hex }

  /// The file: canonical, one entry a line and sorted, so that version control shows and merges single decisions.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// ``bytes`` as text.
  public var text: String {
    guard !entries.isEmpty else { return "{\n  \"version\": \(version),\n  \"entries\": []\n}\n" }
    // Pieces are joined by hand: no other layout keeps one entry on one line whatever its length.
    var text = "{\n  \"version\": \(version),\n  \"entries\": ["
    text.reserveCapacity(entries.count * Self.usualEntrySize)
    for place in entries.indices {
      text += place == entries.startIndex ? "\n    {\"kind\": " : ",\n    {\"kind\": "
      JSONValue.append(entries[place].kind, to: &text)
      text += ", \"owner\": "
      JSONValue.append(entries[place].owner, to: &text)
      text += ", \"value\": "
      JSONValue.append(entries[place].value, to: &text)
      text += ", \"reason\": "
      JSONValue.append(entries[place].reason, to: &text)
      text += "}"
    }
    text += "\n  ]\n}\n"
    return text
  }

  /// Bytes of an entry, so that the text seldom moves while it grows.
  private static let usualEntrySize = 160

  private static func entries(of decisions: Decisions) -> [Entry] {
    decisions.allocations.compactMap(entry)
  }

  private static func entry(of allocation: Allocation) -> Entry? {
    guard allocation.origin != .fixed else { return nil }
    return Entry(
      kind: allocation.kind.rawValue, owner: allocation.owner, value: allocation.value,
      reason: allocation.reason)
  }
}

extension LockFile.Entry: Equatable {
  /// What identifies an entry.
  struct Key: Hashable {
    var kind: String
    var owner: String
  }

  var key: Key { Key(kind: kind, owner: owner) }

  /// Compares what is said, not where.
  public static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.value == right.value && left.reason == right.reason
  }
}
