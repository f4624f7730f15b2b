import Rehearsal
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The smallest scenarios; `script/record-every-step` does it for every shipped one, with every trouble.
@Suite("Each trouble at each step")
struct FaultMatrixTests {
  private func play(_ name: String, _ troubles: [FaultMatrix.Trouble]) async throws -> FaultMatrix {
    let planned = try Shipped.plan(name)
    return try await withJournal { path in
      try await FaultMatrix.play(
        planned.runbook, plan: planned.plan, profile: planned.profile,
        folder: URL(fileURLWithPath: path).deletingLastPathComponent().path, troubles: troubles)
    }
  }

  @Test("ends with nothing left behind and nothing made twice")
  func small() async throws {
    let matrix = try await play("zos-from-vpc", FaultMatrix.Trouble.allCases)
    #expect(matrix.isFlawless, "\(matrix.markdown)")
    // Every changing step was met there and back, by every trouble that can happen to it.
    #expect(Set(matrix.rows.map(\.isUndo)) == [true, false])
    let all = Set(FaultMatrix.Trouble.allCases)
    for row in matrix.rows {
      #expect(!row.step.isEmpty)
      #expect(Set(row.sights.keys) == (row.isUndo ? all : all.subtracting([.kept])), "\(row.step)")
    }
  }

  /// Direct Connect calls take no token: only the natural key makes two deliveries one.
  @Test("makes one thing of a request that is delivered twice", arguments: ["static-single-line"])
  func twice(_ name: String) async throws {
    let matrix = try await play(name, [.twice, .replayed])
    #expect(matrix.isFlawless, "\(matrix.markdown)")
    #expect(
      matrix.rows.allSatisfy { $0.sights[.twice] == .nothing && $0.sights[.replayed] == .nothing },
      "\(matrix.markdown)")
  }

  @Test("lists what somebody decides to leave standing", arguments: ["static-single-line"])
  func kept(_ name: String) async throws {
    let matrix = try await play(name, [.kept])
    #expect(matrix.isFlawless, "\(matrix.markdown)")
    for row in matrix.rows { #expect(row.sights[.kept] == (row.isUndo ? .stuck : nil), "\(row.step)") }
  }
}
