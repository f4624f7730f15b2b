import Emulator
import Execution
import Rehearsal
import Runbook
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Rehearsed runs")
struct RehearsedRunTests {
  @Test("leave what an undisturbed hand would leave, and nothing when taken back", arguments: Shipped.names)
  func shipped(_ name: String) async throws {
    let planned = try Shipped.plan(name)
    var naive = try NaiveRun(planned)
    try naive.apply()
    try await withJournal { path in
      let cloud = try RehearsedCloud(for: planned.plan, profile: planned.profile)
      let before = try cloud.wire.inventory()
      let run = try RehearsedRun(of: planned.runbook, on: cloud, journal: path)
      let end = await run.session(.forward)
      guard case .ended(RunState(.succeeded, .forward), let reason?) = end else {
        Issue.record("it ended otherwise: \(end)")
        return
      }
      #expect(reason.hasPrefix("compared with the plan after the last step"))
      let difference = InventoryDifference(
        from: try naive.wire.inventory(ids: .numbered), to: try cloud.wire.inventory(ids: .numbered))
      #expect(difference.lines == [])
      #expect(await run.session(.backward) == .ended(RunState(.rolledBack, .backward), reason: nil))
      #expect(try cloud.wire.inventory() == before)
    }
  }
}

/// Gives the path of a journal that is there for the duration of a test.
func withJournal<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("isthmus-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.appendingPathComponent("journal.sqlite").path)
}
