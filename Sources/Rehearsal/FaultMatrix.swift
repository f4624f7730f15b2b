import CtyunAPI
import Emulator
import Execution
public import JSON
public import Planning
public import Runbook
public import Scenario
import Synchronization

/// A change played through once for each fault at each of its changing requests, there and back: what an operator would
/// see, and whether anything is left that should not be.
public struct FaultMatrix: Sendable {
  /// What goes wrong.
  public enum Trouble: String, Sendable, CaseIterable {
    /// Nobody listens.
    case refused
    /// The connection is reset before the effect.
    case resetBefore = "reset-before"
    /// The connection is reset after the effect.
    case resetAfter = "reset-after"
    /// The effect is there, and no reply ever comes.
    case replyLost = "reply-lost"
    /// A status of 500 without an effect.
    case errorBefore = "5xx-before"
    /// A status of 500 after the effect.
    case errorAfter = "5xx-after"
    /// Too many calls.
    case throttled = "429"
    /// The reply is no JSON.
    case garbage
    /// The reply takes 20 s.
    case slow
    /// The cloud refuses, now and every time until somebody looks after it.
    case denied
    /// The process is killed before it sends.
    case killedBefore = "killed-before"
    /// The process is killed after the effect.
    case killedAfter = "killed-after"

    fileprivate func fault() -> Fault? {
      switch self {
      case .refused: .refused(milliseconds: 0)
      case .resetBefore: .resetBefore
      case .resetAfter: .resetAfter
      case .replyLost: .replyDropped
      case .errorBefore: .serverError(status: 502, afterEffect: false)
      case .errorAfter: .serverError(status: 502, afterEffect: true)
      case .throttled: .throttled(retryAfterSeconds: 3)
      case .garbage: .garbage
      case .slow: .slow(milliseconds: 20_000)
      case .denied: .businessFailure(code: "Openapi.Rehearsal.Denied", message: "denied by the rehearsal")
      case .killedBefore, .killedAfter: nil
      }
    }

    fileprivate var side: KillSwitch.Side? {
      switch self {
      case .killedBefore: .beforeSending
      case .killedAfter: .afterEffect
      default: nil
      }
    }
  }

  /// What an operator sees of it.
  public enum Sight: String, Sendable, CaseIterable {
    /// Nothing: the session goes on by itself.
    case nothing = "·"
    /// The session pauses; `resume` goes on.
    case pause = "p"
    /// The step fails; once the cause is gone, `resume` goes on.
    case failure = "f"
    /// An undo fails: the run is stuck; once the cause is gone, `rollback` goes on.
    case stuck = "s"
    /// The process is gone; `resume` goes on.
    case killed = "k"
    /// It did not end well: something is left, is double, or cannot go on.
    case wrong = "✗"
  }

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

  /// Plays.
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
    let stage = Stage(runbook: runbook, plan: plan, profile: profile, folder: folder, seed: seed)
    let undisturbed = try await stage.undisturbed()
    var rows = undisturbed.points.map { Row(step: $0.step, isUndo: $0.isUndo, operation: $0.operation) }
    let jobs = rows.indices.flatMap { row in troubles.map { (row, $0) } }
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

/// Where every scene begins anew.
private struct Stage: Sendable {
  let runbook: Runbook
  let plan: Plan
  let profile: CloudProfile
  let folder: String
  let seed: UInt64

  /// A changing request that begins something.
  struct Point: Sendable {
    var step: String
    var isUndo: Bool
    var operation: String
    /// Which changing request of its way it is.
    var number: Int
  }

  struct Undisturbed: Sendable {
    var points: [Point]
    var before: JSONValue
    var after: JSONValue
  }

  private func scene(_ name: String) throws -> (RehearsedCloud, RehearsedRun) {
    let cloud = try RehearsedCloud(for: plan, profile: profile, seed: seed)
    return (
      cloud, try RehearsedRun(of: runbook, on: cloud, journal: "\(folder)/\(name).sqlite", seed: seed)
    )
  }

  func undisturbed() async throws -> Undisturbed {
    let (cloud, run) = try scene("undisturbed")
    let before = try cloud.wire.inventory(ids: .numbered)
    let witness = Witness()
    var points: [Point] = []
    var after = JSONValue.null
    for direction in [RunState.Direction.forward, .backward] {
      let trace = RequestTrace()
      let end = await run.session(direction, observer: witness, tracing: trace)
      guard end.isFinished else { throw FaultMatrix.Unplayable(description: "\(direction.rawValue): \(end)") }
      if direction == .forward { after = try cloud.wire.inventory(ids: .numbered) }
      points += witness.points(of: trace.entries, isUndo: direction == .backward)
    }
    guard try cloud.wire.inventory(ids: .numbered) == before else {
      throw FaultMatrix.Unplayable(description: "something is left: the rehearsal without faults shows what")
    }
    return Undisturbed(points: points, before: before, after: after)
  }

  func play(
    _ trouble: FaultMatrix.Trouble, at point: Point, _ undisturbed: Undisturbed, _ scene: Int
  ) async throws -> (FaultMatrix.Sight, String?) {
    let (cloud, run) = try self.scene("scene-\(scene)")
    if point.isUndo {
      guard await run.session(.forward).isFinished else { return (.wrong, "the way there did not end") }
    }
    let direction: RunState.Direction = point.isUndo ? .backward : .forward
    let kill = trouble.side.map { KillSwitch(at: point.number, $0) }
    if let fault = trouble.fault() {
      let isLasting = trouble == .denied
      cloud.wire.setFaults(
        Faults(rules: [
          FaultRule(
            name: trouble.rawValue, operations: [isLasting ? point.operation : "*"], calls: .writes,
            occasion: isLasting ? .always : .nth(point.number), fault: fault)
        ]))
    }
    var sight = FaultMatrix.Sight.nothing
    var end = await run.session(direction, killing: kill)
    let hasStruck = kill?.hasStruck ?? !cloud.wire.faults.report.firings.isEmpty
    guard hasStruck else { return (.wrong, "the trouble did not come") }
    sight = Self.sight(of: end)
    if trouble == .denied { cloud.wire.setFaults(Faults()) }
    var patience = DressRehearsal.patience
    while !end.isFinished, patience > 0 {
      patience -= 1
      end = await run.session(direction)
    }
    guard end.isFinished else { return (.wrong, "it never ends: \(end)") }
    if direction == .forward {
      let made = InventoryDifference(from: undisturbed.after, to: try cloud.wire.inventory(ids: .numbered))
      guard made.isEmpty else {
        return (.wrong, "the cloud holds something else than without the trouble: \(made.summary)")
      }
      end = await run.session(.backward)
      guard end.isFinished else { return (.wrong, "it cannot be taken back: \(end)") }
    }
    let left = InventoryDifference(from: undisturbed.before, to: try cloud.wire.inventory(ids: .numbered))
    return left.isEmpty ? (sight, nil) : (.wrong, "something is left behind: \(left.summary)")
  }

  private static func sight(of end: RehearsedRun.End) -> FaultMatrix.Sight {
    switch end {
    case .killed: .killed
    case .broken: .wrong
    case .ended(let state, _):
      switch state.standing {
      case .succeeded, .rolledBack: .nothing
      case .failed: .failure
      case .stuck: .stuck
      case .paused, .running: .pause
      }
    }
  }

  /// Remembers which request did what for which step.
  private final class Witness: RunObserver {
    private let steps = Mutex<[String: String]>([:])

    func observe(_ event: RunEvent, at moment: Moment) {
      guard case .stepChanged(let step, let what, _) = event else { return }
      switch what {
      case .performed(_, let id?), .undone(_, let id?): steps.withLock { $0[id] = step }
      default: break
      }
    }

    /// The first request of each thing done; repetitions of an order belong to the first.
    func points(of entries: [RequestTrace.Entry], isUndo: Bool) -> [Point] {
      let steps = steps.withLock { $0 }
      var firsts: [String: Int] = [:]
      var points: [Point] = []
      for entry in entries {
        let key = entry.token ?? entry.requestID
        let step = steps[entry.requestID]
        if let place = firsts[key] {
          if let step { points[place].step = step }
        } else {
          firsts[key] = points.count
          points.append(
            Point(step: step ?? "", isUndo: isUndo, operation: entry.operation, number: entry.number))
        }
      }
      return points
    }
  }
}

extension FaultMatrix {
  /// The table as Markdown, with its legend.
  public var markdown: String {
    let troubles = Trouble.allCases.filter { trouble in rows.contains { $0.sights[trouble] != nil } }
    var text = ""
    for isUndo in [false, true] {
      let part = rows.filter { $0.isUndo == isUndo }
      guard !part.isEmpty else { continue }
      text += "\(isUndo ? "Undo" : "Step") | " + troubles.map(\.rawValue).joined(separator: " | ") + "\n"
      text += "---|" + troubles.map { _ in ":-:" }.joined(separator: "|") + "\n"
      for row in part {
        text += "`\(row.step.isEmpty ? row.operation : row.step)` | "
        text += troubles.map { row.sights[$0]?.rawValue ?? " " }.joined(separator: " | ") + "\n"
      }
      text += "\n"
    }
    let seen = Set(rows.flatMap(\.sights.values))
    for sight in Sight.allCases where seen.contains(sight) {
      text += "- `\(sight.rawValue)` \(sight.meaning)\n"
    }
    for row in rows {
      for fault in row.faults { text += "\n\(row.isUndo ? "undo of " : "")\(row.step): \(fault)\n" }
    }
    let scenes = rows.reduce(0) { $0 + $1.sights.count }
    let wrong = rows.reduce(0) { $0 + $1.sights.values.count { $0 == .wrong } }
    text += "\n\(scenes) rehearsals, "
    text +=
      wrong == 0 ? "nothing left behind, nothing made twice.\n" : "\(wrong) of which did not end well.\n"
    return text
  }

  /// The table for programs.
  public var json: JSONValue {
    [
      "flawless": .bool(isFlawless),
      "rows": .array(
        rows.map { row in
          [
            "step": .string(row.step), "undo": .bool(row.isUndo), "operation": .string(row.operation),
            "sights": .object(
              JSONObject(
                Trouble.allCases.compactMap { trouble in
                  row.sights[trouble].map { (trouble.rawValue, .string("\($0)")) }
                })),
            "faults": .array(row.faults.map { .string($0) }),
          ]
        }),
    ]
  }
}

extension FaultMatrix.Sight {
  /// In words.
  var meaning: String {
    switch self {
    case .nothing: "nothing: the session goes on by itself"
    case .pause: "the session pauses; `isthmus resume` (or `rollback`) goes on"
    case .failure: "the step fails; once the cause is gone, `isthmus resume` goes on"
    case .stuck: "the undo fails and the run is stuck; once the cause is gone, `isthmus rollback` goes on"
    case .killed: "the process is gone; `isthmus resume` (or `rollback`) goes on"
    case .wrong: "it did not end well"
    }
  }
}
