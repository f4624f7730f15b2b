import Digests
import Execution
import Foundation
import GRDB
import JSON
import Runbook
import TestSupport
import Testing

@Suite struct JournalTests {
  let folder: Folder
  let clock = StillClock()

  init() throws { folder = try Folder() }

  /// Every event there is, on one step after the other.
  static let life: [JournalEvent] = [
    .started, .ambiguous(reason: "reset by peer"), .absent, .started, .accepted(order: "o-1"),
    .accepted(order: nil), .performed(outputs: ["id": "vpc-1"], requestID: "q-1"),
    .failed(StepFailure(.unequal, "differs", expected: "a", found: "b", requestID: "q-2"), hasEffect: true),
    .performed(outputs: [:], requestID: nil),
    .succeeded(outputs: ["id": "vpc-1", "list": [1, "zwei", .null]]),
    .undoStarted, .undoAccepted(order: "o-2"), .undoAmbiguous(reason: "timeout"),
    .undoFailed(StepFailure(.stuck, "no")), .undoStarted, .undoWaiting(reason: "somebody"),
    .undone(note: "von Hand 手工", requestID: nil), .planned, .started, .waiting(reason: "the carrier"),
    .manualDone(note: "n", outputs: ["port": "X1"]), .succeeded(outputs: [:]), .remains(reason: "billed"),
  ]

  func begin(
    _ runbook: Runbook, chain: Hash = .sha256, id: String = "run-0123456789ab"
  ) throws -> Journal {
    let store = try JournalStore(path: folder.journal, for: .write)
    return try Journal(
      store, begin: Samples.header(of: runbook, id: id, chain: chain), runbook, clock: clock)
  }

  @Test(arguments: Hash.allCases) func everyEventIsReadAsItWasWritten(chain: Hash) async throws {
    let runbook = Samples.runbook([Samples.manual("a"), Samples.manual("b", after: ["a"])])
    let journal = try begin(runbook, chain: chain)
    try await journal.mark(.began(.forward, command: "apply", who: "ops"))
    for event in Self.life { try await journal.record(event, of: "a") }
    let rest: [JournalEvent] = [
      .found(outputs: ["x": "y"], requestID: "q"), .released, .planned,
      .failed(StepFailure(.refused, "no"), hasEffect: false), .skipped(note: "later"), .released, .planned,
      .started, .manualFailed(note: "broken"),
    ]
    for event in rest { try await journal.record(event, of: "b") }
    try await journal.mark(.ended(.failed, reason: "b"))
    let live = await journal.ledger

    let store = try JournalStore(path: folder.journal, for: .read)
    var entries: [JournalEntry] = []
    let read = try store.load(live.header.id) { entries.append($0) }
    #expect(read.statuses == live.statuses)
    #expect(read.state == live.state)
    #expect(read.header == live.header)
    #expect(read.runbook == runbook)
    #expect(read.count == live.count)
    #expect(entries.map(\.sequence) == Array(1...live.count))
    let events = entries.compactMap { entry -> JournalEvent? in
      if case .step(_, let event) = entry.content { event } else { nil }
    }
    #expect(events == Self.life + rest)
    #expect(Set(events.map(\.name)).count == 21, "an event is never written in this test")
  }

  @Test func illegalEventsAreNotWritten() async throws {
    let journal = try begin(Samples.runbook([Samples.manual("a")]))
    await #expect(throws: JournalError.self) { try await journal.record(.absent, of: "a") }
    await #expect(throws: JournalError.unknownStep("b")) { try await journal.record(.started, of: "b") }
    try await journal.record(.started, of: "a")
    let ledger = await journal.ledger
    #expect(try JournalStore(path: folder.journal, for: .read).load(ledger.header.id).count == 1)
  }

  @Test func eventsOfManyTasksAreAllThereInOneOrder() async throws {
    let ids = (0..<40).map { "s\($0)" }
    let journal = try begin(Samples.runbook(ids.map { Samples.manual($0) }))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for id in ids {
        group.addTask {
          for event: JournalEvent in [
            .started, .waiting(reason: id), .manualDone(note: id, outputs: [:]), .succeeded(outputs: [:]),
          ] { try await journal.record(event, of: id) }
        }
      }
      try await group.waitForAll()
    }
    let live = await journal.ledger
    let read = try JournalStore(path: folder.journal, for: .read).load(live.header.id)
    #expect(read.count == 160)
    #expect(read.statuses == live.statuses)
  }

  @Test func randomLivesComeBackWhereverTheyAreCut() async throws {
    for seed in UInt64(0)..<6 {
      var generator = SeededGenerator(seed: seed)
      let ids = (0..<4).map { "s\($0)" }
      let runbook = Samples.runbook(ids.map { Samples.manual($0) })
      let id = RunID(using: &generator)
      let store = try JournalStore(path: folder.journal, for: .write)
      let journal = try Journal(store, begin: Samples.header(of: runbook, id: id.text), runbook, clock: clock)
      var legal = 0
      for _ in 0..<120 {
        let event = NextTests.events.randomElement(using: &generator)?.event ?? .started
        let step = ids.randomElement(using: &generator) ?? "s0"
        guard let before = await journal.ledger[step], (try? next(before, event)) != nil else {
          await #expect(throws: JournalError.self) { try await journal.record(event, of: step) }
          continue
        }
        try await journal.record(event, of: step)
        legal += 1
        // What another process would read now.
        let live = await journal.ledger
        let read = try store.load(id)
        #expect(read.statuses == live.statuses, "seed \(seed)")
      }
      #expect(legal > 5, "seed \(seed)")
    }
  }

  // MARK: What was changed behind our back

  private func spoil(_ sql: String, _ arguments: StatementArguments = []) throws {
    let queue = try DatabaseQueue(path: folder.journal)
    try queue.write { db in
      try db.execute(sql: sql, arguments: arguments)
      try #require(db.changesCount > 0)
    }
    try queue.close()
  }

  private func filled(chain: Hash = .sha256) async throws -> RunID {
    let journal = try begin(Samples.runbook([Samples.manual("a"), Samples.manual("b")]), chain: chain)
    try await journal.mark(.began(.forward, command: "apply", who: "ops"))
    for event in Self.life.prefix(10) { try await journal.record(event, of: "a") }
    try await journal.record(.started, of: "b")
    return await journal.ledger.header.id
  }

  @Test(
    arguments: [
      "UPDATE entry SET particulars = '{\"reason\":\"other\"}' WHERE sequence = 3",
      "UPDATE entry SET moment = moment + 1 WHERE sequence = 5",
      "UPDATE entry SET step = 'b' WHERE sequence = 2",
      "UPDATE entry SET event = 'absent', particulars = '{}' WHERE sequence = 5",
      "DELETE FROM entry WHERE sequence = 12",
      "DELETE FROM entry WHERE sequence = 4",
      "UPDATE entry SET digest = zeroblob(32) WHERE sequence = 1",
      "UPDATE entry SET digest = x'00' WHERE sequence = 12",
      "UPDATE run SET header = replace(header, '\"ops\"', '\"eve\"')",
      "UPDATE run SET head = zeroblob(32)", "UPDATE run SET length = 3",
      "UPDATE runbook SET bytes = CAST(replace(CAST(bytes AS TEXT), 'do it', 'do that') AS BLOB)",
      "DELETE FROM runbook",
      "INSERT INTO entry SELECT run, 13, moment, step, 'waiting', '{\"reason\":\"x\"}', digest FROM entry WHERE sequence = 12",
    ], Hash.allCases)
  func editsAreNoticed(sql: String, chain: Hash) async throws {
    let id = try await filled(chain: chain)
    try spoil(sql)
    let store = try JournalStore(path: folder.journal, for: .write)
    #expect(throws: JournalError.self) { try store.load(id) }
    #expect(throws: JournalError.self) { try Journal(store, run: id, clock: clock) }
  }

  @Test func anEditIsCalledAnEdit() async throws {
    let id = try await filled()
    try spoil("UPDATE entry SET moment = moment + 1 WHERE sequence = 5")
    let store = try JournalStore(path: folder.journal, for: .read)
    #expect(throws: JournalError.tampered(run: id.text, sequence: 5)) { try store.load(id) }
  }

  @Test func hostileValuesNeverTrap() async throws {
    for sql in [
      "UPDATE run SET header = 'x'", "UPDATE run SET header = '[1]'", "UPDATE runbook SET bytes = x'00ff'",
      "UPDATE run SET length = -1", "UPDATE run SET length = 9223372036854775807",
      "UPDATE run SET head = x''", "UPDATE entry SET sequence = -5 WHERE sequence = 1",
      "UPDATE entry SET sequence = 9223372036854775807 WHERE sequence = 12",
      "UPDATE entry SET moment = -9223372036854775808", "UPDATE entry SET event = char(0)",
      "UPDATE entry SET particulars = printf('%.*c', 3000000, '[')", "UPDATE entry SET step = ''",
    ] {
      let folder = try Folder()
      let test = self
      let store = try JournalStore(path: folder.journal, for: .write)
      let runbook = Samples.runbook([Samples.manual("a")])
      let journal = try Journal(store, begin: Samples.header(of: runbook), runbook, clock: test.clock)
      for event in Self.life.prefix(12) { try await journal.record(event, of: "a") }
      let queue = try DatabaseQueue(path: folder.journal)
      try await queue.write { db in try db.execute(sql: sql) }
      try queue.close()
      let again = try JournalStore(path: folder.journal, for: .read)
      #expect(throws: JournalError.self, "\(sql)") { try again.load(Samples.header(of: runbook).id) }
    }
  }

  // MARK: Files that are no journals

  @Test func newerJournalsAreRefusedWithTheirVersion() async throws {
    _ = try await filled()
    try spoil("INSERT INTO grdb_migrations VALUES ('7 something new')")
    for access in [JournalStore.Access.read, .write] {
      #expect(throws: JournalError.newer(path: folder.journal, version: 7, known: JournalStore.version)) {
        try JournalStore(path: folder.journal, for: access)
      }
    }
  }

  @Test func otherFilesAreRefused() async throws {
    func refusal(_ prepare: (String) throws -> Void) throws -> JournalError? {
      let folder = try Folder()
      try prepare(folder.journal)
      do throws(JournalError) {
        _ = try JournalStore(path: folder.journal, for: .write)
        return nil
      } catch { return error }
    }
    let text = try refusal {
      try Data("dear diary, ".utf8 + Data(count: 4096)).write(to: URL(fileURLWithPath: $0))
    }
    guard case .corrupted = text else { throw Unexpected(error: text) }
    let foreign = try refusal { path in
      try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
    }
    guard case .foreign = foreign else { throw Unexpected(error: foreign) }
    let directory = try refusal {
      try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false)
    }
    guard case .cannotOpen = directory else { throw Unexpected(error: directory) }
    #expect(throws: JournalError.missing(path: folder.path + "/none")) {
      try JournalStore(path: folder.path + "/none", for: .read)
    }
    #expect(throws: JournalError.self) { try JournalStore(path: folder.path + "/a/b/none", for: .write) }
    // An empty file is a journal to be: SQLite makes such files when it is interrupted.
    #expect(try refusal { try Data().write(to: URL(fileURLWithPath: $0)) } == nil)
  }

  struct Unexpected: Error { var error: JournalError? }

  @Test func damagedFilesAreErrors() async throws {
    let id = try await filled()
    let path = folder.journal
    try await DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var generator = SeededGenerator(seed: 11)
    var noticed = 0
    for _ in 0..<60 {
      var bytes = sound
      for _ in 0..<8 {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes = bytes.prefix(Int.random(in: 100..<bytes.count, using: &generator))
      }
      let folder = try Folder()
      try bytes.write(to: URL(fileURLWithPath: folder.journal))
      do throws(JournalError) {
        _ = try JournalStore(path: folder.journal, for: .write).load(id)
      } catch { noticed += 1 }
    }
    // Some bytes of a database mean nothing (free space); most damage is noticed, and nothing traps.
    #expect(noticed > 30)
  }

  /// A process died after it made the file and before it made the tables.
  @Test func aFileWithoutTablesHasNoRuns() throws {
    try Data().write(to: URL(fileURLWithPath: folder.journal))
    let store = try JournalStore(path: folder.journal, for: .read)
    #expect(try store.runs().isEmpty)
    #expect(throws: JournalError.unknownRun("")) { try store.find("") }
    _ = try begin(Samples.runbook([Samples.manual("a")]))
    #expect(try JournalStore(path: folder.journal, for: .read).runs().count == 1)
  }

  @Test func theFileIsForItsOwnerAlone() async throws {
    _ = try await filled()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.journal)
    #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o600)
  }

  @Test func runsAreFoundByTheBeginningOfTheirID() async throws {
    let runbook = Samples.runbook([Samples.manual("a")])
    _ = try begin(runbook, id: "run-0123456789ab")
    _ = try begin(runbook, id: "run-0129999999ab")
    let store = try JournalStore(path: folder.journal, for: .read)
    #expect(try store.runs().map(\.id.text) == ["run-0123456789ab", "run-0129999999ab"])
    #expect(try store.find("").id.text == "run-0129999999ab")
    #expect(try store.find("0123").id.text == "run-0123456789ab")
    #expect(try store.find("run-0129").id.text == "run-0129999999ab")
    #expect(throws: JournalError.unknownRun("012")) { try store.find("012") }
    #expect(throws: JournalError.unknownRun("run-x")) { try store.find("run-x") }
    // Twice the same run is a fault of the caller and no second run.
    #expect(throws: JournalError.self) { try begin(runbook, id: "run-0123456789ab") }
  }
}
