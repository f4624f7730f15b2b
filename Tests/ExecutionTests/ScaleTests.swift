import Execution
import Foundation
import JSON
import Runbook
import Testing

/// Thousands of steps: that nothing grows faster than the work. What it costs is printed, not judged.
@Suite struct ScaleTests {
  private func chain(_ count: Int) -> Runbook {
    Samples.runbook(
      (0..<count).map { index in
        Samples.manual("s\(index)", after: index < 100 ? [] : ["s\(index - 100)"], undo: false)
      })
  }

  @Test func manyStepsAreWrittenDownAndReadAgain() async throws {
    let folder = try Folder()
    let clock = StillClock()
    // All of them with ISTHMUS_SOAK=1.
    let count = sample(Array(1...10_000), 2_000).count
    let runbook = chain(count)
    let store = try JournalStore(path: folder.journal, for: .write)
    let header = Samples.header(of: runbook)
    let journal = try Journal(store, begin: header, runbook, clock: clock)
    struct Quick: Operator {
      func carryOut(_ task: ManualTask) async -> ManualAnswer { .done(note: "done", outputs: [:]) }
      func confirm(_ step: Step) async -> Bool { true }
      func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer { .pause }
    }
    let scenario = try Shipped.named("zos-from-vpc")
    let cloud = TestCloud(try scenario.cloud(), clock: clock)
    let executor = await Executor(
      journal: journal, caller: cloud, clock: clock, person: Quick(), spread: { 0 })
    let watch = ContinuousClock()
    var state: RunState?
    let run = try await watch.measure { state = try await executor.apply(command: "apply", who: "ops") }
    #expect(state == RunState(.succeeded, .forward))
    var ledger: Ledger?
    let resume = try watch.measure {
      ledger = try JournalStore(path: folder.journal, for: .read).load(header.id)
    }
    #expect(ledger?.statuses.allSatisfy(\.isDone) == true)
    #expect(ledger?.count == 4 * count + 2)
    let bytes = try folder.bytes("journal.sqlite").count
    print("\(count) steps: run \(run), resume \(resume), journal \(bytes >> 10) KiB")
  }
}
