import Rehearsal
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Each fault at each step")
struct FaultMatrixTests {
  /// The small ones; `isthmus rehearse --every-step` does it for any.
  @Test("ends with nothing left behind and nothing made twice", arguments: ["zos-from-vpc"])
  func small(_ name: String) async throws {
    let planned = try Shipped.plan(name)
    try await withJournal { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      let matrix = try await FaultMatrix.play(
        planned.runbook, plan: planned.plan, profile: planned.profile, folder: folder)
      #expect(matrix.isFlawless, "\(matrix.markdown)")
      // Every changing step was met there and back, by every trouble.
      #expect(Set(matrix.rows.map(\.isUndo)) == [true, false])
      #expect(
        matrix.rows.allSatisfy { $0.sights.count == FaultMatrix.Trouble.allCases.count && !$0.step.isEmpty })
    }
  }
}
