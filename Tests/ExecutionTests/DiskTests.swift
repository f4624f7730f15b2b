import GRDB
import JSON
import TestSupport
import Testing

@testable import Execution

/// The disk fails while a run is under way: the run stops before anything more is sent, and goes on later.
@Suite struct DiskTests {
  enum Trouble: String, CaseIterable {
    case full
    case readOnly
    case somebodyElseWrites
  }

  @Test(arguments: Trouble.allCases) func nothingIsSentThatIsNotWrittenDown(trouble: Trouble) async throws {
    let scenario = try Shipped.named("cross-account-approval")
    let calm = try Session(scenario)
    try await calm.apply()
    let applied = try calm.cloud.cloud.alive()
    // Late in a run the room that is left in the last pages may be enough.
    for call in trouble == .full ? [1, 3] : [1, 7, 12] {
      let spoil = Locked<(@Sendable () -> Void)?>(nil)
      let calls = Locked(0)
      let session = try Session(
        scenario,
        afterEffect: { _ in
          // While the call is under way the disk turns bad.
          if calls.change({ calls in
            calls += 1
            return calls == call
          }) {
            spoil.value?()
          }
        })
      let store = try JournalStore(path: session.folder.journal, for: .write)
      let path = session.folder.journal
      spoil.change {
        $0 = {
          switch trouble {
          case .full:
            try? store.queue.writeWithoutTransaction { db in
              let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 1
              _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
            }
          case .readOnly:
            try? store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
          case .somebodyElseWrites:
            try? DatabaseQueue(path: path).write { db in
              try db.execute(
                sql: """
                  INSERT INTO entry SELECT run, sequence + 1, moment, '', 'ended', '{}', digest FROM entry
                  ORDER BY sequence DESC LIMIT 1
                  """)
              try db.execute(sql: "UPDATE run SET length = length + 1")
            }
          }
        }
      }
      let journal = try Journal(store, run: session.run, clock: session.clock)
      let executor = await session.executor(journal)
      var caught: JournalError?
      do throws(JournalError) { _ = try await executor.apply(command: "apply", who: "ops") } catch {
        caught = error
      }
      let error = try #require(caught, "\(trouble) at call \(call)")
      switch trouble {
      case .full:
        // Free room inside the last page may hold a few entries more.
        #expect(error == .full(path: path))
        #expect(session.cloud.log.value.writes.count >= call)
      case .readOnly:
        #expect(error == .readOnly(path: path))
        #expect(session.cloud.log.value.writes.count == call, "the call that was under way was the last")
      case .somebodyElseWrites:
        #expect(session.cloud.log.value.writes.count == call)
        #expect(error == .busy(path: path) || "\(error)".contains("damaged"), "\(error)")
        continue
      }
      // Each call that was sent has its intent on disk.
      let written = try session.ledger().statuses.count { $0.stage != .planned }
      #expect(written > 0)
      try store.queue.close()
      #expect(try await session.apply() == RunState(.succeeded, .forward), session.unsettled(\.isDone))
      expectSame(try session.cloud.cloud.alive(), applied, "\(trouble) at call \(call)")
    }
  }
}
