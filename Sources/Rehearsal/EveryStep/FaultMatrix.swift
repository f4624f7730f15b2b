import Execution
import JSON
public import Planning
public import Runbook
public import Scenario

/// A change played through once for each trouble at each of its changing requests, there and back: what an operator
/// would see, and whether anything is left that should not be.
public struct FaultMatrix: Sendable {
  /// One step, one way.
  public struct Row: Sendable {
    /// The step.
    public var step: String
    /// Whether its undo is meant.
    public var isUndo: Bool
    /// The operation.
    public var operation: String
    /// What is seen of each trouble.
    public var sights: [Trouble: Sight] = [:]
    /// What went wrong where it did not end well.
    public var faults: [String] = []
  }

  /// The rows in the order of the requests, the way back behind the way there.
  public let rows: [Row]

  /// Whether everything ended as it should.
  public var isFlawless: Bool { !rows.isEmpty && rows.allSatisfy { !$0.sights.values.contains(.wrong) } }

  /// Plays; as many rehearsals as there are troubles, times the changing requests there and back.
  ///
  /// - Parameters:
  ///   - folder: an empty directory for journals.
  ///   - troubles: which ones.
  ///   - workers: how many are played at the same time.
  /// - Throws: `ContentError` or `JournalError` as ``DressRehearsal``; ``Unplayable`` when not even the undisturbed
  ///   rehearsal ends well.
  public static func play(
    _ runbook: Runbook, plan: Plan, profile: CloudProfile, folder: String, seed: UInt64 = 1,
    troubles: [Trouble] = Trouble.allCases, workers: Int = 2
  ) async throws -> FaultMatrix {
    let stage = MatrixStage(runbook: runbook, plan: plan, profile: profile, folder: folder, seed: seed)
    let undisturbed = try await stage.undisturbed()
    var rows = undisturbed.points.map { Row(step: $0.step, isUndo: $0.isUndo, operation: $0.operation) }
    let jobs = rows.indices.flatMap { row in
      troubles.filter { $0.happens(toUndo: rows[row].isUndo) }.map { (row, $0) }
    }
    try await withThrowingTaskGroup(of: (Int, Trouble, Sight, String?).self) { group in
      var next = 0
      func start() {
        guard next < jobs.count else { return }
        let (row, trouble) = jobs[next]
        let number = next
        next += 1
        group.addTask {
          let (sight, fault) = try await stage.play(trouble, at: undisturbed.points[row], undisturbed, number)
          return (row, trouble, sight, fault)
        }
      }
      for _ in 0..<max(1, workers) { start() }
      while let (row, trouble, sight, fault) = try await group.next() {
        rows[row].sights[trouble] = sight
        if let fault { rows[row].faults.append("\(trouble.rawValue): \(fault)") }
        start()
      }
    }
    return FaultMatrix(rows: rows)
  }

  /// Not even the undisturbed rehearsal ended well.
  public struct Unplayable: Error, Sendable, CustomStringConvertible {
    /// How it ended.
    public let description: String
  }
}
