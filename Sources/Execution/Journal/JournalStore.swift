import CtyunAPI
import Digests
import GRDB
import JSON
public import Runbook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The file that keeps the runs of one state directory: SQLite, write-ahead log, every commit on disk before it
/// counts.
///
/// Nothing read from the file is believed: types, lengths and numbers are checked, digests are followed, and what
/// does not fit is an error.
public struct JournalStore: Sendable {
  /// What the file is opened for.
  public enum Access: Sendable {
    /// To look at runs, perhaps while another process writes.
    case read
    /// To write; makes the file if there is none. Whoever writes holds the ``RunLock`` of the directory.
    case write
  }

  /// The name of the file in its state directory.
  public static let fileName = "journal.sqlite"

  /// Its path.
  public let path: String
  let queue: DatabaseQueue

  /// Opens the journal at a path.
  ///
  /// - Throws: ``JournalError``: missing (for reading), unreadable, of another program, damaged, or newer.
  public init(path: String, for access: Access) throws(JournalError) {
    self.path = path
    queue = try Self.open(path, access)
  }

  /// Gives the file back. Whoever uses the store afterwards gets a ``JournalError``.
  public func close() { try? queue.close() }

  /// Runs something against the file and says in our words what went wrong.
  static func attempt<Value>(_ path: String, _ body: () throws -> Value) throws(JournalError) -> Value {
    do { return try body() } catch { throw translate(error, path) }
  }

  static func translate(_ error: any Error, _ path: String) -> JournalError {
    if let error = error as? JournalError { return error }
    guard let error = error as? DatabaseError else {
      return .inputOutput(path: path, reason: "\(error)".bounded(300))
    }
    let reason = (error.message ?? "SQLite error \(error.extendedResultCode.rawValue)").bounded(300)
    switch error.resultCode {
    case .SQLITE_FULL: return .full(path: path)
    case .SQLITE_READONLY: return .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
      return .corrupted(path: path, reason: reason)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: return .cannotOpen(path: path, reason: reason)
    default: return .inputOutput(path: path, reason: reason)
    }
  }

  // MARK: Runs

  /// The runs, oldest first.
  public func runs() throws(JournalError) -> [RunHeader] {
    let rows = try Self.attempt(path) {
      try queue.read { db -> [Row] in
        // A process that died while it made the file left one without tables.
        guard try db.tableExists("run") else { return [] }
        return try Row.fetchAll(db, sql: "SELECT header FROM run ORDER BY number LIMIT 100000")
      }
    }
    var headers: [RunHeader] = []
    for row in rows { headers.append(try header(row["header"])) }
    return headers
  }

  /// The run whose id begins like this; the youngest run for an empty text.
  ///
  /// - Throws: ``JournalError/unknownRun(_:)`` when there is none or more than one.
  public func find(_ text: String) throws(JournalError) -> RunHeader {
    let all = try runs()
    if text.isEmpty, let last = all.last { return last }
    let matching = all.filter {
      $0.id.text == text || $0.id.text.hasPrefix(text) || $0.id.text.hasPrefix("run-" + text)
    }
    guard !text.isEmpty, let found = matching.first, matching.count == 1 else {
      throw .unknownRun(text.bounded(80))
    }
    return found
  }

  /// Writes down a new run with its runbook, before anything happens.
  public func create(_ header: RunHeader, _ runbook: Runbook) throws(JournalError) -> Ledger {
    let bytes = Array(runbook.jsonText.utf8)
    let text = Self.text(header)
    let chain = DigestChain(header.chain, header: text, runbook: bytes)
    try Self.attempt(path) {
      try queue.write { db in
        try db.execute(
          sql: "INSERT INTO run (id, header, length, head) VALUES (?, ?, 0, ?)",
          arguments: [header.id.text, text, Data(chain.last)])
        try db.execute(
          sql: "INSERT INTO runbook (run, bytes) VALUES (?, ?)",
          arguments: [db.lastInsertedRowID, Data(bytes)])
      }
    }
    return Ledger(header, runbook)
  }

  /// Reads a run and follows its chain of digests from the first entry to the last.
  ///
  /// - Parameter visit: is given each entry in order.
  /// - Throws: ``JournalError`` when something does not fit.
  public func load(
    _ id: RunID, visit: (JournalEntry) -> Void = { _ in }
  ) throws(JournalError) -> Ledger {
    try loadWithChain(id, visit: visit).ledger
  }

  func loadWithChain(
    _ id: RunID, visit: (JournalEntry) -> Void = { _ in }
  ) throws(JournalError) -> (ledger: Ledger, chain: DigestChain, number: Int64) {
    try Self.attempt(path) {
      try queue.read { db in
        guard
          let row = try Row.fetchOne(
            db,
            sql: """
              SELECT number, header, bytes AS runbook, run.length AS length, head
              FROM run LEFT JOIN runbook ON runbook.run = run.number WHERE id = ?
              """, arguments: [id.text])
        else { throw JournalError.unknownRun(id.text) }
        let header = try self.header(row["header"])
        guard header.id == id else { throw JournalError.tampered(run: id.text, sequence: 0) }
        guard let number = Int64.fromDatabaseValue(row["number"]),
          let runbookBytes = Data.fromDatabaseValue(row["runbook"]).map({ Array($0) }),
          let length = Int.fromDatabaseValue(row["length"]), length >= 0,
          let head = Data.fromDatabaseValue(row["head"]).map({ Array($0) }),
          runbookBytes.count <= JSONLimits().maximumBytes
        else {
          throw JournalError.unreadable(run: id.text, sequence: 0, reason: "a value has the wrong type")
        }
        var chain = DigestChain(
          header.chain, header: String.fromDatabaseValue(row["header"]) ?? "", runbook: runbookBytes)
        guard header.chain.digest(runbookBytes).hex == header.runbookDigest else {
          throw JournalError.tampered(run: id.text, sequence: 0)
        }
        var ledger = Ledger(header, try Self.runbook(runbookBytes, of: id))
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT sequence, moment, step, event, particulars, digest FROM entry
            WHERE run = ? ORDER BY sequence
            """, arguments: [number])
        while let row = try rows.next() {
          let expected = ledger.count + 1
          guard let stored = StoredEntry(row), stored.sequence == expected else {
            throw JournalError.unreadable(
              run: id.text, sequence: expected, reason: "a value has the wrong type")
          }
          guard chain.add(stored) == stored.digest else {
            throw JournalError.tampered(run: id.text, sequence: expected)
          }
          guard
            let content = JournalEntry.Content(
              step: stored.step, event: stored.event, particulars: stored.particulars)
          else {
            throw JournalError.unreadable(
              run: id.text, sequence: expected,
              reason: "\(stored.event.bounded(40)) is no event with such particulars")
          }
          let moment = Moment(milliseconds: stored.moment)
          try ledger.add(content, at: moment)
          visit(JournalEntry(sequence: expected, moment: moment, content: content))
        }
        // The head is written with each entry: a journal that was cut short at its end is noticed by it.
        guard length == ledger.count, head == chain.last else {
          throw JournalError.tampered(run: id.text, sequence: ledger.count)
        }
        return (ledger, chain, number)
      }
    }
  }

  /// Writes entries of one run in one commit, which is on disk when this returns.
  func append(_ entries: [StoredEntry], to number: Int64) throws(JournalError) {
    guard let last = entries.last else { return }
    try Self.attempt(path) {
      try queue.write { db in
        let statement = try db.cachedStatement(
          sql: """
            INSERT INTO entry (run, sequence, moment, step, event, particulars, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for entry in entries {
          try statement.execute(arguments: [
            number, entry.sequence, entry.moment, entry.step, entry.event, entry.particulars,
            Data(entry.digest),
          ])
        }
        try db.execute(
          sql: "UPDATE run SET length = ?, head = ? WHERE number = ? AND length = ?",
          arguments: [last.sequence, Data(last.digest), number, last.sequence - entries.count])
        // Another process wrote in between: the lock was stolen, or somebody edits the file.
        guard db.changesCount == 1 else { throw JournalError.busy(path: path) }
      }
    }
  }

  static func text(_ header: RunHeader) -> String {
    String(decoding: header.json.canonicalBytes(), as: UTF8.self)
  }

  private func header(_ value: DatabaseValue) throws(JournalError) -> RunHeader {
    let limits = JSONLimits(maximumDepth: 16, maximumBytes: 1 << 20, maximumValues: 1 << 14)
    guard let text = String.fromDatabaseValue(value),
      let json = try? JSONValue(parsing: text, limits: limits), let header = RunHeader(json: json)
    else { throw .unreadable(run: "?", sequence: 0, reason: "it is no head of a run") }
    return header
  }

  private static func runbook(_ bytes: [UInt8], of id: RunID) throws(JournalError) -> Runbook {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes) } catch {
      throw .unreadable(run: id.text, sequence: 0, reason: "its runbook is no JSON: \(error.message)")
    }
    let runbook: Runbook
    do { runbook = try Runbook(json: json) } catch {
      throw .unreadable(run: id.text, sequence: 0, reason: "its runbook: \(error)")
    }
    if let problem = runbook.problems().first {
      throw .unreadable(run: id.text, sequence: 0, reason: "its runbook cannot be run: \(problem)")
    }
    return runbook
  }
}

extension StoredEntry {
  fileprivate init?(_ row: Row) {
    guard let sequence = Int.fromDatabaseValue(row["sequence"]),
      let moment = Int64.fromDatabaseValue(row["moment"]), let step = String.fromDatabaseValue(row["step"]),
      let event = String.fromDatabaseValue(row["event"]),
      let particulars = String.fromDatabaseValue(row["particulars"]),
      let digest = Data.fromDatabaseValue(row["digest"])
    else { return nil }
    self.init(
      sequence: sequence, moment: moment, step: step, event: event, particulars: particulars,
      digest: Array(digest))
  }
}
