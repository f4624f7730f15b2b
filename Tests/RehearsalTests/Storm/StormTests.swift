import Rehearsal
import Runbook
import Scenario
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Random scenarios, random faults, random kills. After as many sessions as it takes the cloud is as after a run in good
/// weather, or the run says what failed; and taken back it is as before, but for what the run says it left.
@Suite("Storms")
struct StormTests {
  /// A few; `ISTHMUS_STORM=7` plays the seventh alone, `ISTHMUS_STORM=100-200` others. `script/soak` plays many.
  static let seeds: [UInt64] = {
    guard let wanted = ProcessInfo.processInfo.environment["ISTHMUS_STORM"] else { return Array(1...8) }
    let ends = wanted.split(separator: "-").compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return [] }
    return Array(first...last)
  }()

  @Test("leave nothing behind and make nothing twice", arguments: seeds)
  func storm(seed: UInt64) async throws {
    let planned = try Planned(AppliableScenario.make(seed: seed), bytes: Array("storm \(seed)".utf8))
    do {
      let calm = try await withJournal { try await Storm.calm(planned, journal: $0) }
      for number in 0..<3 as Range<UInt64> {
        let storm = Storm(planned: planned, seed: seed &* 16 &+ number, calm: calm)
        try await withJournal { try await storm.play(journal: $0) }
      }
    } catch let trouble as Storm.Trouble {
      Issue.record(
        "storm \(seed): \(trouble)\n  again: ISTHMUS_STORM=\(seed) script/test --filter StormTests")
    }
  }

  @Test("are chosen by a number or a range") func chosen() { #expect(!Self.seeds.isEmpty) }
}
