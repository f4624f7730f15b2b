import GRDB

extension JournalStore {
  /// `ISTH`: says in the file's header whose database it is.
  static let applicationID: Int32 = 0x4953_5448
  /// The steps of the schema, oldest first; each is named `number what it brings`. A step that has been shipped is
  /// never changed. The runbook has a table of its own because SQLite writes a changed row anew as a whole, and the
  /// row of a run changes with each entry.
  static let migrations: [(name: String, sql: String)] = [
    (
      "1 runs and entries",
      """
      CREATE TABLE run (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        header TEXT NOT NULL,
        length INTEGER NOT NULL,
        head BLOB NOT NULL
      ) STRICT;
      CREATE TABLE runbook (
        run INTEGER PRIMARY KEY REFERENCES run(number),
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE TABLE entry (
        run INTEGER NOT NULL REFERENCES run(number),
        sequence INTEGER NOT NULL,
        moment INTEGER NOT NULL,
        step TEXT NOT NULL,
        event TEXT NOT NULL,
        particulars TEXT NOT NULL,
        digest BLOB NOT NULL,
        PRIMARY KEY (run, sequence)
      ) STRICT, WITHOUT ROWID;
      """
    )
  ]
  /// The newest version that this Isthmus writes.
  public static var version: Int { migrations.count }

  static func open(_ path: String, _ access: Access) throws(JournalError) -> DatabaseQueue {
    let exists = systemFileExists(path)
    if access == .read, !exists { throw .missing(path: path) }
    // A file that did not exist is created for its owner alone before SQLite sees it.
    if !exists, let reason = systemCreatePrivateFile(path) {
      throw reason == "EROFS" || reason == "EACCES"
        ? .readOnly(path: path)
        : reason == "ENOSPC" ? .full(path: path) : .cannotOpen(path: path, reason: reason)
    }
    var configuration = Configuration()
    configuration.label = "journal"
    configuration.readonly = access == .read
    // A short wait covers a reader of `status`; writers are kept apart by the lock of the directory.
    configuration.busyMode = .timeout(2)
    configuration.foreignKeysEnabled = true
    do {
      return try open(path, access, configuration)
    } catch .cannotOpen where !systemCanWrite(path) {
      // In write-ahead mode even a reader has to write beside the file.
      throw .readOnly(path: path)
    }
  }

  private static func open(
    _ path: String, _ access: Access, _ configuration: Configuration
  ) throws(JournalError) -> DatabaseQueue {
    try attempt(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { db in try inspect(db, path) }
      guard access == .write else { return queue }
      try queue.inDatabase { db in
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") ?? ""
        guard mode.lowercased() == "wal" else { throw JournalError.readOnly(path: path) }
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      }
      var migrator = DatabaseMigrator()
      for migration in migrations {
        migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
      }
      try migrator.migrate(queue)
      return queue
    }
  }

  /// Looks at the file before anything is written: is it ours, is it sound, do we know its version?
  private static func inspect(_ db: Database, _ path: String) throws {
    let application = try Row.fetchOne(db, sql: "PRAGMA application_id").flatMap {
      Int64.fromDatabaseValue($0[0] as DatabaseValue)
    }
    let names = try Row.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 100")
      .compactMap { String.fromDatabaseValue($0[0] as DatabaseValue) }
    if names.isEmpty, application == 0 || application == Int64(applicationID) { return }
    guard application == Int64(applicationID) else { throw JournalError.foreign(path: path) }
    guard names.contains("grdb_migrations") else {
      throw JournalError.corrupted(path: path, reason: "it does not say its version")
    }
    let check = try Row.fetchOne(db, sql: "PRAGMA quick_check(1)").flatMap {
      String.fromDatabaseValue($0[0] as DatabaseValue)
    }
    guard check == "ok" else {
      throw JournalError.corrupted(path: path, reason: (check ?? "it cannot be checked").bounded(200))
    }
    let applied = try Row.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations LIMIT 1000")
      .compactMap { String.fromDatabaseValue($0[0] as DatabaseValue) }
    let known = Set(migrations.map(\.name))
    if let stranger = applied.first(where: { !known.contains($0) }) {
      let version = applied.compactMap { Int($0.prefix { $0 != " " }) }.max() ?? 0
      guard version > Self.version else {
        throw JournalError.corrupted(
          path: path, reason: "it has a schema step nobody knows: \(stranger.bounded(80))")
      }
      throw JournalError.newer(path: path, version: version, known: Self.version)
    }
  }
}
